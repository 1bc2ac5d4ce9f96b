import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Evidence, FrameworkResult, ScanResult } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, type Run } from "./binary.js";

const disks = `resource "aws_ebs_volume" "bad" {
  encrypted = false
}
resource "aws_ebs_volume" "good" {
  encrypted = true
}
`;

function git(directory: string, ...args: readonly string[]): string {
  const time = "2030-02-03T23:30:00-05:00";
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      HOME: directory,
      GIT_AUTHOR_DATE: time,
      GIT_COMMITTER_DATE: time,
      GIT_AUTHOR_NAME: "A",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "A",
      GIT_COMMITTER_EMAIL: "a@example.com",
    },
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function repositoryWith(files: Readonly<Record<string, string>>): string {
  const directory = directoryWith(files);
  git(directory, "init", "-q");
  git(directory, "add", ".");
  git(directory, "commit", "-q", "-m", "first");
  return directory;
}

const write = (directory: string, ...args: readonly string[]): Run =>
  lintel(directory, ["evidence", ".", "--framework", "soc2", "--output", "evidence", ...args]);

const read = (directory: string): Evidence =>
  JSON.parse(readFileSync(join(directory, "evidence", "evidence.json"), "utf8")) as Evidence;

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

const filesOf = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "utf8")]));

describe("lintel scan --framework", () => {
  it("runs the policies of the framework whatever their preset, and tells of each control", () => {
    const directory = directoryWith({ "main.tf": disks });
    const { code, stdout } = lintel(directory, ["scan", ".", "--framework", "soc2", "--format", "json"]);
    expect(code).toBe(1);
    const result = JSON.parse(stdout) as ScanResult;
    const states = new Map((result.frameworks as readonly FrameworkResult[])[0]?.controls.map((c) => [c.id, c.state]));
    expect([states.get("CC6.1"), states.get("CC6.6"), states.get("CC1.1")]).toEqual([
      "fail",
      "not-applicable",
      "not-covered",
    ]);
    expect(result.findings.every(({ controls }) => controls["soc2"] !== undefined)).toBe(true);
    const text = lintel(directory, ["scan", ".", "--framework", "soc2"]).stdout;
    expect(text).toMatch(/^ {2}fail +CC6\.1 .*: 1 failed, 1 passed$/m);
  });

  it("refuses a framework that there is not", () => {
    const { code, stderr } = lintel(directoryWith({ "main.tf": disks }), ["scan", ".", "--framework", "sok2"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Did you mean soc2?")]);
  });
});

describe("lintel framework", () => {
  it("lists and shows what there is", () => {
    const directory = directoryWith({});
    const list = JSON.parse(lintel(directory, ["framework", "list", "-f", "json"]).stdout) as { id: string }[];
    expect(list.map(({ id }) => id)).toContain("cis-aws-3.0.0");
    for (const { id } of list) {
      const { code, stdout } = lintel(directory, ["framework", "show", id]);
      expect([code, stdout.includes(`[${id}]`)]).toEqual([0, true]);
    }
  });
});

describe("an evidence folder", () => {
  it("tells of the commit, of each resource, of the policies and of the files", () => {
    const directory = repositoryWith({ "main.tf": disks });
    expect(write(directory).code).toBe(0);
    const { repository, today, frameworks, inputs, policies, isComplete } = read(directory);
    const commit = git(directory, "rev-parse", "HEAD").trim();
    expect(repository).toEqual({
      kind: "git",
      commit,
      committedAt: "2030-02-04T04:30:00Z",
      isClean: true,
      changes: [],
    });
    expect([today, isComplete]).toEqual(["2030-02-04", true]);
    const control = frameworks[0]?.controls.find(({ id }) => id === "CC6.1");
    expect(control?.resources.map(({ address, state }) => [address, state])).toEqual([
      ["aws_ebs_volume.bad", "fail"],
      ["aws_ebs_volume.good", "pass"],
    ]);
    expect(inputs.map(({ file, isCommitted }) => [file, isCommitted])).toEqual([["main.tf", true]]);
    expect(inputs[0]?.sha256).toBe(hashOf(join(directory, "main.tf")));
    const source = policies.find(({ id }) => id === "aws-ebs-volume-unencrypted")?.source;
    expect(source?.sha256).toBe(hashOf(fileURLToPath(new URL(`../../${source?.file ?? ""}`, import.meta.url))));
  });

  it("is the same bytes each time, also where it is written over an earlier one", () => {
    const directory = repositoryWith({ "main.tf": disks });
    write(directory);
    const first = filesOf(join(directory, "evidence"));
    expect(Object.keys(first).sort()).toEqual(["SHA256SUMS", "evidence.html", "evidence.json", "evidence.md"]);
    expect(write(directory).code).toBe(0);
    expect(filesOf(join(directory, "evidence"))).toEqual(first);
    const copy = directoryWith({});
    rmSync(join(copy, ".git"), { recursive: true });
    rmSync(join(directory, "evidence"), { recursive: true });
    cpSync(directory, copy, { recursive: true });
    expect(write(copy).code).toBe(0);
    expect(filesOf(join(copy, "evidence"))).toEqual(first);
    expect(readdirSync(copy).filter((name) => name.startsWith(".evidence"))).toEqual([]);
  });

  it("says what differs from the commit, and which files that were read it does not have", () => {
    const directory = repositoryWith({ "main.tf": disks, ".gitignore": "ignored.tf\n" });
    appendFileSync(join(directory, "main.tf"), "\n");
    writeFileSync(join(directory, "new.tf"), "");
    write(directory);
    const { repository, inputs } = read(directory);
    expect(repository).toMatchObject({ isClean: false, changes: [" M main.tf", "?? new.tf"] });
    expect(inputs.find(({ file }) => file === "new.tf")?.isCommitted).toBe(false);
  });

  it("runs nothing that the repository is configured to run, and writes nothing to it", () => {
    const directory = repositoryWith({
      "main.tf": disks,
      ".gitattributes": "*.tf filter=evil\nother.tf filter=required\n",
      "other.tf": "",
    });
    const ran = join(directory, ".git", "ran");
    const script = join(directory, ".git", "evil.sh");
    writeFileSync(script, `#!/bin/sh\necho ran >> ${ran}\ncat\n`);
    chmodSync(script, 0o755);
    for (const key of [
      "filter.evil.clean",
      "filter.evil.smudge",
      "filter.required.process",
      "core.fsmonitor",
      "gpg.program",
      "core.pager",
      "core.sshCommand",
    ]) {
      git(directory, "config", key, script);
    }
    git(directory, "config", "filter.required.required", "true");
    git(directory, "config", "log.showSignature", "true");
    mkdirSync(join(directory, ".git", "hooks"), { recursive: true });
    cpSync(script, join(directory, ".git", "hooks", "post-index-change"));
    // Other times than the index has, so that contents must be compared.
    spawnSync("touch", ["-d", "2001-01-01", "main.tf", "other.tf"], { cwd: directory });
    const index = readFileSync(join(directory, ".git", "index"));
    expect(write(directory).code).toBe(0);
    expect(existsSync(ran)).toBe(false);
    expect(readFileSync(join(directory, ".git", "index")).equals(index)).toBe(true);
    expect(read(directory).repository).toMatchObject({ isClean: true });
    // The same question without the precautions does run it.
    spawnSync("git", ["status"], { cwd: directory });
    expect(existsSync(ran)).toBe(true);
  });

  it("is written outside a repository too, and says so", () => {
    const directory = directoryWith({ "main.tf": disks });
    expect(write(directory).code).toBe(0);
    expect(read(directory)).toMatchObject({ repository: { kind: "none" }, today: null });
    expect(read(directory).inputs[0]?.isCommitted).toBe(null);
    expect(write(directory, "--today", "2031-01-01").code).toBe(0);
    expect(read(directory).today).toBe("2031-01-01");
  });

  it("is not written over anything else", () => {
    const directory = repositoryWith({ "main.tf": disks, "evidence/notes.txt": "mine" });
    expect(write(directory).code).toBe(2);
    expect(readdirSync(join(directory, "evidence"))).toEqual(["notes.txt"]);
    expect(lintel(directory, ["evidence", ".", "--framework", "soc2", "--output", "."]).code).toBe(2);
    expect(lintel(directory, ["evidence", ".", "--framework", "soc2", "--output", "main.tf"]).code).toBe(2);
    writeFileSync(join(directory, "evidence", "evidence.json"), `{"evidenceVersion":1}`);
    expect(write(directory).code).toBe(2);
    rmSync(join(directory, "evidence", "notes.txt"));
    expect(write(directory).code).toBe(0);
  });

  it("is not written where there was nothing to judge; what cannot be read is told, and fails the run", () => {
    const empty = repositoryWith({ "readme.txt": "" });
    expect([write(empty).code, existsSync(join(empty, "evidence"))]).toEqual([3, false]);
    const broken = repositoryWith({ "main.tf": disks, "broken.tf": 'resource "a" {{\n' });
    expect(write(broken).code).toBe(2);
    expect(read(broken).isComplete).toBe(false);
    expect(read(broken).diagnostics.map(({ location }) => location?.file)).toContain("broken.tf");
    expect(write(broken, "--allow-errors").code).toBe(0);
  });

  it("judges expiry by the day of the commit", () => {
    const ignore = (until: string): string =>
      `# lintel:ignore aws-ebs-volume-unencrypted reason="old" until=${until} owner=web\n`;
    const stateWith = (until: string): unknown => {
      const directory = repositoryWith({ "main.tf": `${ignore(until)}${disks}` });
      write(directory);
      const control = read(directory).frameworks[0]?.controls.find(({ id }) => id === "CC6.1");
      const verdict = control?.resources.find(({ address }) => address === "aws_ebs_volume.bad")?.verdicts[0];
      const { suppression } = verdict ?? {};
      return [control?.state, verdict?.state, suppression?.reason, suppression?.owner, suppression?.until];
    };
    expect(stateWith("2030-02-04")).toEqual(["excepted", "fail", "old", "web", "2030-02-04"]);
    expect(stateWith("2030-02-03")).toEqual(["fail", "fail", undefined, undefined, undefined]);
  });

  it("obeys the configuration: what is off is not judged, what is accepted is listed with the place that says so", () => {
    const directory = repositoryWith({
      "main.tf": `${disks}resource "aws_default_security_group" "d" {}\n`,
      "lintel.yaml": `version: 1
policies:
  aws-default-security-group-rules: off
suppress:
  - { policy: aws-ebs-volume-unencrypted, address: aws_ebs_volume.bad, reason: scratch, owner: web, until: 2031-01-01 }
externalPolicies: [own]
`,
      "own/acme-disk.yaml": `id: acme-disk
title: A disk has no owner
severity: low
category: hygiene
description: Somebody must be asked before it goes.
remediation: Add a tag.
match: aws_ebs_volume
require: { tags.Owner: { present: true } }
controls: { soc2: [CC8.1] }
`,
    });
    expect(write(directory).code).toBe(0);
    const { frameworks, inputs, policies } = read(directory);
    const controls = new Map(frameworks[0]?.controls.map((control) => [control.id, control]));
    expect([controls.get("CC6.6")?.state, controls.get("CC6.6")?.notRun]).toEqual([
      "not-judged",
      ["aws-default-security-group-rules"],
    ]);
    const suppression = controls.get("CC6.1")?.resources.find(({ state }) => state === "fail")
      ?.verdicts[0]?.suppression;
    expect(suppression).toMatchObject({ kind: "configuration", reason: "scratch", owner: "web", until: "2031-01-01" });
    expect([suppression?.location?.file, suppression?.location?.start.line]).toEqual(["lintel.yaml", 5]);
    expect(controls.get("CC8.1")).toMatchObject({ state: "fail", failed: 2, policies: ["acme-disk"] });
    expect(inputs.map(({ file }) => file)).toContain("lintel.yaml");
    expect(policies.find(({ id }) => id === "acme-disk")).toMatchObject({
      version: null,
      source: { file: "own/acme-disk.yaml", sha256: hashOf(join(directory, "own/acme-disk.yaml")) },
    });
  });

  it("holds no secret", () => {
    const secret = "PLANTED-5f3c";
    const directory = repositoryWith({
      "main.tf": `variable "password" {
  sensitive = true
}
variable "given" {
  sensitive = true
}
resource "aws_db_instance" "a" {
  password            = "${secret}-plain"
  publicly_accessible = true
}
resource "aws_instance" "b" {
  user_data = "export PASSWORD=${secret}-user-data-9876543210"
}
resource "aws_lambda_function" "c" {
  environment {
    variables = { DB_PASSWORD = var.password, TOKEN = var.given }
  }
}
`,
      "prod.tfvars": `password = "${secret}-file"\n`,
      "secret.yaml": `apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { password: ${secret}-object }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data: { password: ${secret}-map }
---
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
    - { name: c, image: i, env: [{ name: DB_PASSWORD, value: ${secret}-environment }] }
`,
    });
    const options = ["--var-file", "prod.tfvars", "--var", `given=${secret}-flag`, "--framework", "nist-800-53-r5"];
    const { code, stdout, stderr } = write(directory, ...options);
    expect(code).toBe(0);
    const texts = Object.values(filesOf(join(directory, "evidence")));
    expect(texts.length).toBe(4);
    expect([...texts, stdout, stderr].filter((text) => text.includes("PLANTED"))).toEqual([]);
    const control = read(directory)
      .frameworks.at(-1)
      ?.controls.find(({ id }) => id === "IA-5(7)");
    expect(control?.failed).toBeGreaterThan(2);
    expect(read(directory).settings).toMatchObject({ variables: ["given"], variableFiles: ["prod.tfvars"] });
  });
});

describe("lintel evidence verify", () => {
  function written(): { readonly directory: string; readonly verify: () => Run } {
    const directory = repositoryWith({ "main.tf": disks });
    write(directory);
    return {
      directory: join(directory, "evidence"),
      verify: () => lintel(directory, ["evidence", "verify", "evidence"]),
    };
  }

  it("passes what is as it was written, as sha256sum does", ({ skip }) => {
    const { directory, verify } = written();
    expect(verify().code).toBe(0);
    const isMissing = spawnSync("sha256sum", ["--version"]).error !== undefined;
    if (isMissing && process.env["CI"] === undefined) skip("sha256sum is not installed");
    expect(spawnSync("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: directory }).status).toBe(0);
  });

  it("names what was altered, removed, added or replaced by a link", () => {
    const { directory, verify } = written();
    const page = join(directory, "evidence.html");
    const text = readFileSync(page);
    text[100] = (text[100] ?? 0) ^ 1;
    writeFileSync(page, text);
    expect(verify()).toMatchObject({ code: 1, stdout: "evidence.html: altered\n" });
    rmSync(page);
    writeFileSync(join(directory, "more.txt"), "");
    expect(verify()).toMatchObject({ code: 1, stdout: '"more.txt": added\nevidence.html: missing\n' });
    rmSync(join(directory, "more.txt"));
    symlinkSync("evidence.md", page);
    expect(verify()).toMatchObject({ code: 1, stdout: "evidence.html: not a regular file\n" });
  });

  it("refuses a manifest that is malformed, leads elsewhere, or is not there", () => {
    const { directory, verify } = written();
    const manifest = join(directory, "SHA256SUMS");
    const good = readFileSync(manifest, "utf8");
    const hash = good.slice(0, 64);
    const bad = [
      "",
      "nonsense\n",
      good.trimEnd(),
      `${good}${good}`,
      `${hash}  ../main.tf\n`,
      `${hash}  /etc/passwd\n`,
      `${hash}  a/b\n`,
      `${hash}  ..\n`,
      `${hash}  SHA256SUMS\n`,
      `\\${hash}  a\\nb\n`,
    ];
    for (const text of bad) {
      writeFileSync(manifest, text);
      expect([text, verify().code]).toEqual([text, 2]);
    }
    rmSync(manifest);
    expect(verify().code).toBe(2);
    rmSync(directory, { recursive: true });
    expect(verify().code).toBe(2);
  });
});
