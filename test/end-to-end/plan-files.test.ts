import type { ScanResult } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, openSecurityGroup, scanJson } from "./binary.js";

const ingress = [{ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }];
const resource = { mode: "managed", type: "aws_security_group", name: "web" };

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.0",
  planned_values: {},
  resource_changes: [
    {
      address: "aws_security_group.web",
      ...resource,
      change: { actions: ["create"], before: null, after: { ingress } },
    },
  ],
});

const state = JSON.stringify({
  version: 4,
  terraform_version: "1.11.0",
  serial: 1,
  lineage: "x",
  outputs: {},
  resources: [{ ...resource, provider: 'provider["x"]', instances: [{ schema_version: 1, attributes: { ingress } }] }],
});

const shown = JSON.stringify({
  format_version: "1.0",
  terraform_version: "1.11.0",
  values: { root_module: { resources: [{ address: "aws_security_group.web", ...resource, values: { ingress } }] } },
});

const policy = ["--policy", "aws-security-group-ssh-open"];
const places = ({ findings }: ScanResult) => findings.map(({ location }) => `${location.file}:${location.start.line}`);

describe("plans and states through the binary", () => {
  it.each([
    ["plan.json", plan],
    ["out.tfplan", plan],
    ["terraform.tfstate", state],
    ["show.json", shown],
  ])("are scanned where they are named (%s)", (name, text) => {
    const { run, result } = scanJson(directoryWith({ [name]: text }), [name, ...policy]);
    expect(result.diagnostics).toEqual([]);
    expect(places(result)).toEqual([`${name}:1`]);
    expect(result.summary).toMatchObject({ files: 1, resources: 1 });
    expect(run.code).toBe(1);
  });

  it("point into the source directory", () => {
    const directory = directoryWith({ "plans/plan.json": plan, "infra/main.tf": openSecurityGroup });
    const named = ["plans/plan.json", "--source-dir", "infra", ...policy];
    expect(places(scanJson(directory, named).result)).toEqual(["infra/main.tf:6"]);
    expect(lintel(directory, ["scan", ...named]).stdout).toContain("infra/main.tf:6:");
  });

  it("need a source directory that is one", () => {
    const directory = directoryWith({ "plan.json": plan, "empty/x.txt": "", "main.tf": "" });
    expect(lintel(directory, ["scan", "plan.json", "--source-dir", "nowhere"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nowhere") as string,
    });
    const { run, result } = scanJson(directory, ["plan.json", "--source-dir", "empty"]);
    expect(run.code).toBe(2);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["source-directory-empty"]);
    const other = directoryWith({ "plan.json": plan, "other/main.tf": 'resource "aws_vpc" "v" {}\n' });
    const mistaken = scanJson(other, ["plan.json", "--source-dir", "other"]).result;
    expect(mistaken.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["source-directory-mismatch", "warning"],
    ]);
    const unused = scanJson(directory, ["main.tf", "--source-dir", "empty"]).result;
    expect(unused.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["source-directory-unused", "warning"],
    ]);
  });

  it("that only lie in a directory are counted", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup,
      "plan.json": plan,
      "out.tfplan": "PK",
      "terraform.tfstate": state,
      "terraform.tfstate.backup": state,
      "shown.json": shown,
      "package.json": '{ "version": "1.0.0", "name": "x" }',
    });
    const { result } = scanJson(directory, [".", ...policy]);
    expect(places(result)).toEqual(["main.tf:6"]);
    expect(result.summary.skipped).toEqual({ "not-a-manifest": 1, plan: 2, state: 3 });
  });

  it.each([
    ["plan.json", ""],
    ["plan.json", "{}"],
    ["plan.json", '{"form'],
    ["plan.json", plan.slice(0, -1)],
    ["plan.json", plan.replace('"1.2"', '"2.0"')],
    ["terraform.tfstate", ""],
    ["terraform.tfstate", "{"],
    ["terraform.tfstate", "{}"],
    ["shown.json", shown.replace('"1.0"', '"2.0"')],
    ["out.tfplan", ""],
    ["out.tfplan", "P"],
    ["tfplan", ""],
    ["tfplan", "PK\u0003"],
    ["tfplan", "PK\u0003\u0004 and no more"],
  ])("that cannot be read are one clear error where they are named (%s: %j)", (name, text) => {
    const directory = directoryWith({ [name]: text });
    const { run, result } = scanJson(directory, [name]);
    expect(result.diagnostics.map(({ severity, location }) => [severity, location?.file])).toEqual([["error", name]]);
    expect(result.summary.skipped).toEqual({});
    expect(run.code).toBe(2);
    expect(lintel(directory, ["eval", name]).code).toBe(2);
    expect(lintel(directory, ["graph", name]).code).toBe(2);
  });

  it("are read as PowerShell writes them, as jq sorts them, and where there is nothing in them", () => {
    const sorted = JSON.stringify({ applyable: true, configuration: { filler: "x".repeat(500) }, ...JSON.parse(plan) });
    const files = {
      "wide.json": Buffer.from(`\uFEFF${plan}`, "utf16le"),
      "sorted.json": sorted,
      "nothing.json": '{"format_version":"1.2","terraform_version":"1.11.0","planned_values":{"root_module":{}}}',
      "empty.json": '{"format_version":"1.0"}',
    };
    const directory = directoryWith(files);
    const counts = Object.keys(files).map((name) => {
      const { diagnostics, summary } = scanJson(directory, [name]).result;
      return [name, diagnostics.length, summary.resources];
    });
    expect(counts).toEqual([
      ["wide.json", 0, 1],
      ["sorted.json", 0, 1],
      ["nothing.json", 0, 0],
      ["empty.json", 0, 0],
    ]);
  });

  it("are not what a named file of another kind is taken for", () => {
    const { run, result } = scanJson(directoryWith({ "notes.txt": "hello" }), ["notes.txt"]);
    expect(result.summary.skipped).toEqual({ "unknown-format": 1 });
    expect(run.code).toBe(3);
  });
});

describe("variable files outside the scanned paths", () => {
  it("are errors where they cannot be parsed: they were asked for", () => {
    const directory = directoryWith({ "infra/main.tf": 'variable "a" {}\n', "other/x.tfvars": "a = = 1\n" });
    const { run, result } = scanJson(directory, ["infra", "--var-file", "other/x.tfvars"]);
    expect(result.diagnostics.map(({ severity, location }) => [severity, location?.file])).toContainEqual([
      "error",
      "other/x.tfvars",
    ]);
    expect(run.code).toBe(2);
  });
});
