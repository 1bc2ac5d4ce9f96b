import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { binary, directoryWith } from "./binary.js";

const volume = (name: string, encrypted = false): string =>
  `resource "aws_ebs_volume" "${name}" {\n  encrypted = ${String(encrypted)}\n}\n`;

/** `lintel scan --watch` as it runs. */
class Watching {
  stdout = "";
  stderr = "";
  readonly #process;
  readonly ended: Promise<number | null>;

  constructor(
    readonly directory: string,
    ...args: string[]
  ) {
    const all = [
      binary,
      "scan",
      ".",
      "--watch",
      "--format",
      "jsonl",
      "--policy",
      "aws-ebs-volume-unencrypted",
      ...args,
    ];
    this.#process = spawn(process.execPath, all, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
    this.#process.stdout.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.ended = new Promise((done) => this.#process.once("close", done));
    onTestFinished(() => {
      this.#process.kill("SIGKILL");
    });
  }

  /** Does something once the scan that goes on is done, and waits for the one that follows. Returns what this says. */
  async after(act: () => void): Promise<string> {
    const scans = this.#scans;
    const from = this.stdout.length;
    act();
    await this.#until(() => this.#scans > scans);
    return this.stdout.slice(from);
  }

  async first(): Promise<string> {
    await this.#until(() => this.#scans > 0);
    return this.stdout;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#process.kill(signal);
    return this.ended;
  }

  get #scans(): number {
    return this.stderr.split("Waiting for changes").length - 1;
  }

  /** @throws when it does not come to pass */
  async #until(isSo: () => boolean): Promise<void> {
    for (let tries = 0; !isSo(); tries++) {
      if (tries > 600) throw new Error(`It did not come to pass:\n${this.stdout}\n${this.stderr}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

describe("lintel scan --watch", () => {
  it("scans again when a file is changed, added or deleted, and ends with the last exit code", async () => {
    const directory = directoryWith({ "a.tf": volume("a") });
    const watching = new Watching(directory);
    expect(await watching.first()).toContain("aws_ebs_volume.a");
    expect(await watching.after(() => writeFileSync(join(directory, "a.tf"), volume("a", true)))).not.toContain(
      "aws_ebs_volume",
    );
    expect(await watching.after(() => writeFileSync(join(directory, "b.tf"), volume("b")))).toContain(
      "aws_ebs_volume.b",
    );
    expect(await watching.after(() => rmSync(join(directory, "b.tf")))).not.toContain("aws_ebs_volume");
    expect(await watching.end("SIGINT")).toBe(0);
  });

  it("follows directories that are made, renamed and deleted", async () => {
    const directory = directoryWith({ "a.tf": volume("a", true) });
    const watching = new Watching(directory);
    await watching.first();
    const made = await watching.after(() => {
      mkdirSync(join(directory, "new/deep"), { recursive: true });
      writeFileSync(join(directory, "new/deep/x.tf"), volume("x"));
    });
    expect(made).toContain("new/deep/x.tf");
    const changed = await watching.after(() => writeFileSync(join(directory, "new/deep/x.tf"), volume("y")));
    expect(changed).toContain("aws_ebs_volume.y");
    const renamed = await watching.after(() => renameSync(join(directory, "new"), join(directory, "other")));
    expect(renamed).toContain("other/deep/x.tf");
    expect(renamed).not.toContain("new/deep/x.tf");
    const gone = await watching.after(() => rmSync(join(directory, "other"), { recursive: true }));
    expect(gone).not.toContain("x.tf");
    expect(await watching.end("SIGTERM")).toBe(0);
  });

  it("says that a configuration is wrong, and goes on when it is right", async () => {
    const directory = directoryWith({ "a.tf": volume("a") });
    const watching = new Watching(directory);
    await watching.first();
    await watching.after(() => writeFileSync(join(directory, "lintel.yaml"), "version: 1\npolicies: {"));
    expect(watching.stderr).toContain("lintel.yaml");
    const right = await watching.after(() =>
      writeFileSync(join(directory, "lintel.yaml"), "version: 1\nseverity: critical\n"),
    );
    expect(right).not.toContain("aws_ebs_volume");
    const without = await watching.after(() => rmSync(join(directory, "lintel.yaml")));
    expect(without).toContain("aws_ebs_volume.a");
    expect(await watching.end("SIGINT")).toBe(1);
  });

  it("does not take its own reports for changes", async () => {
    const directory = directoryWith({ "a.tf": volume("a") });
    const watching = new Watching(directory, "--output", "-", "--format", "json", "--output", "report.json");
    await watching.first();
    writeFileSync(join(directory, "a.tf"), volume("b"));
    await watching.after(() => undefined);
    expect(readFileSync(join(directory, "report.json"), "utf8")).toContain("aws_ebs_volume.b");
    // One scan at the start, one for the change: its report would have led to a third by now.
    const again = await watching.after(() => writeFileSync(join(directory, "a.tf"), volume("c")));
    expect(again).toContain("aws_ebs_volume.c");
    expect(watching.stderr.split("Waiting for changes")).toHaveLength(4);
  });
});
