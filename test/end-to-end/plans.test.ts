import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readPolicy, scan, type Policy, type ScanResult } from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTerraform } from "../conformance/terraform/plans/terraform-present.js";

const files = {
  "main.tf": `variable "open" {
  type    = list(string)
  default = ["a", "b"]
}

module "doors" {
  source   = "./modules/door"
  for_each = toset(var.open)
  open     = each.key == "b"
}
`,
  "modules/door/main.tf": `variable "open" {
  type = bool
}

resource "terraform_data" "door" {
  input = {
    open = var.open
    key  = "hush"
  }
}
`,
};

const policyText = `
id: door-open
title: A door is open
severity: high
category: exposure
preset: recommended
description: Anyone can walk in.
remediation: Close the door.
match: [terraform_data]
deny: { input.open: true }
`;

/** What matters of a finding here. */
const shown = ({ findings }: ScanResult) =>
  findings.map(({ status, resource, location, trace }) => ({
    status,
    instances: resource.instances,
    at: `${location.file}:${location.start.line}`,
    from: trace.map(({ location: { file, start } }) => `${file}:${start.line}`),
  }));

describe.skipIf(!hasTerraform)("a plan of terraform's own making", () => {
  const directory = mkdtempSync(join(tmpdir(), "lintel-plans-"));
  const elsewhere = mkdtempSync(join(tmpdir(), "lintel-plans-alone-"));
  const policies: Policy[] = [];

  const terraform = (...args: string[]) =>
    execFileSync("terraform", args, {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(directory, "cli.tfrc"), CHECKPOINT_DISABLE: "1" },
    });

  beforeAll(async () => {
    const { policy } = await readPolicy("door-open.yaml", policyText);
    if (policy !== undefined) policies.push(policy);
    for (const [name, text] of Object.entries({ ...files, "cli.tfrc": "disable_checkpoint = true\n" })) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    terraform("init", "-input=false");
    terraform("plan", "-input=false", "-out=out.plan");
    writeFileSync(join(directory, "plan.json"), terraform("show", "-json", "out.plan"));
    terraform("apply", "-input=false", "-auto-approve", "out.plan");
    for (const name of ["out.plan", "plan.json", "terraform.tfstate"]) {
      copyFileSync(join(directory, name), join(elsewhere, name));
    }
  });

  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it.each(["out.plan", "plan.json"])("points into the configuration beside it (%s)", async (name) => {
    const result = await scan({ host: createNodeHost(directory), paths: [name], policies });
    expect(result.diagnostics).toEqual([]);
    expect(shown(result)).toEqual([
      {
        status: "fail",
        instances: ['module.doors["b"].terraform_data.door'],
        at: "modules/door/main.tf:7",
        from: ["main.tf:9", "main.tf:8", "main.tf:3"],
      },
    ]);
  });

  it("points into the configuration that a binary plan carries", async () => {
    const result = await scan({ host: createNodeHost(elsewhere), paths: ["out.plan"], policies });
    expect(shown(result).map(({ at }) => at)).toEqual(["modules/door/main.tf:7"]);
  });

  it.each(["plan.json"])("points into its own text where nothing else is at hand (%s)", async (name) => {
    const result = await scan({ host: createNodeHost(elsewhere), paths: [name], policies });
    const [finding] = result.findings;
    expect(finding?.location.file).toBe(name);
    const line = readFileSync(join(elsewhere, name), "utf8").split("\n")[(finding?.location.start.line ?? 0) - 1];
    const { start, end } = finding?.location ?? { start: { column: 0 }, end: { column: 0 } };
    expect(line?.slice(start.column - 1, end.column - 1)).toBe('"open":true');
  });

  it("does not say twice what the configuration says", async () => {
    const result = await scan({ host: createNodeHost(directory), paths: [".", "plan.json"], policies });
    expect(result.findings.length).toBe(1);
  });

  it.each([
    ["out.plan", 400],
    ["plan.json", 400],
    ["terraform.tfstate", 200],
  ])("that was cut off is one clear error (%s)", async (name, length) => {
    const cut = `cut-${name}`;
    writeFileSync(join(elsewhere, cut), readFileSync(join(elsewhere, name)).subarray(0, length));
    const { diagnostics, findings } = await scan({ host: createNodeHost(elsewhere), paths: [cut], policies });
    expect(findings).toEqual([]);
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ["error", name === "out.plan" ? "plan-unreadable" : "plan-syntax"],
    ]);
  });
});
