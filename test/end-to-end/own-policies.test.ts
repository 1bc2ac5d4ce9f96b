import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, scanJson } from "./binary.js";

const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\n';

const named = `id: bucket-name-prefix
title: A bucket's name does not begin with the name of the company
severity: low
category: hygiene
preset: recommended
description: Names of buckets are shared by all the world.
remediation: Begin the name with acme-.
match: [aws_s3_bucket]
require:
  bucket: { startsWith: acme- }
`;

describe("policies of one's own", () => {
  it("are run beside the shipped ones, from a file or a directory", () => {
    const directory = directoryWith({ "infra/main.tf": bucket, "policies/a/bucket-name-prefix.yaml": named });
    for (const path of ["policies", "policies/a/bucket-name-prefix.yaml"]) {
      const { run, result } = scanJson(directory, ["infra", "--external-policies", path]);
      const own = result.findings.filter(({ policy }) => policy === "bucket-name-prefix");
      expect(own.map(({ location }) => `${location.file}:${location.start.line}:${location.start.column}`)).toEqual([
        "infra/main.tf:2:3",
      ]);
      expect(result.findings.length).toBeGreaterThan(own.length);
      expect(run.code).toBe(1);
    }
  });

  it("are run once, however many links and paths lead to them", () => {
    const directory = directoryWith({ "infra/main.tf": bucket, "policies/a/bucket-name-prefix.yaml": named });
    symlinkSync(".", join(directory, "policies", "again"));
    symlinkSync("nowhere", join(directory, "policies", "broken.yaml"));
    const paths = ["--external-policies", "policies", "--external-policies", "policies/a"];
    const { result } = scanJson(directory, ["infra", ...paths, "--policy", "bucket-name-prefix"]);
    expect(result.summary.policies).toBe(1);
    expect(result.findings).toHaveLength(1);
    expect(result.diagnostics).toEqual([]);
  });

  it("of one id are an error, and only the first is run", () => {
    const directory = directoryWith({
      "infra/main.tf": bucket,
      "policies/bucket-name-prefix.yaml": named,
      "policies/other.yaml": named.replace("acme-", "umbrella-"),
    });
    const { run, result } = scanJson(directory, ["infra", "--external-policies", "policies"]);
    expect(result.findings.filter(({ policy }) => policy === "bucket-name-prefix")).toHaveLength(1);
    expect(result.diagnostics.map(({ code, location }) => [code, location?.file])).toEqual([
      ["policy-repeated-id", "policies/other.yaml"],
    ]);
    expect(run.code).toBe(2);
  });

  it("do not take the place of a shipped one", () => {
    const id = "aws-s3-bucket-acl-public";
    const directory = directoryWith({
      "main.tf": `${bucket}resource "aws_s3_bucket_acl" "b" {\n  bucket = aws_s3_bucket.b.id\n  acl    = "public-read"\n}\n`,
      "lintel.yaml": `version: 1\npolicies:\n  ${id}: { enforcement: hard-mandatory }\n`,
      "own.yaml": named.replace("bucket-name-prefix", id),
      "own.mjs": `export default { id: "${id}", title: "t", severity: "low", category: "hygiene", description: "d", remediation: "r", match: ["x"], evaluate: (node, context) => context.pass() };`,
    });
    const { run, result } = scanJson(directory, ["main.tf", "--external-policies", "own.yaml"]);
    expect(result.findings.filter(({ policy }) => policy === id)).toHaveLength(1);
    expect(result.diagnostics.map(({ code, location }) => [code, location?.file])).toEqual([
      ["policy-repeated-id", "own.yaml"],
    ]);
    expect(run.code).toBe(2);
    const plugin = lintel(directory, ["scan", "main.tf", "--plugin", "./own.mjs"]);
    expect([plugin.code, plugin.stdout]).toEqual([2, ""]);
    expect(plugin.stderr).toContain(id);
  });

  it("that are wrong are an error at their place, and the others are run", () => {
    const directory = directoryWith({
      "infra/main.tf": bucket,
      "policies/bucket-name-prefix.yaml": named,
      "policies/wrong.yaml": named.replace("bucket-name-prefix", "wrong").replace("startsWith", "startWith"),
    });
    const { run, result } = scanJson(directory, ["infra", "--external-policies", "policies"]);
    const errors = result.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ location }) => `${location?.file ?? ""}:${location?.start.line ?? 0}`)).toEqual([
      "policies/wrong.yaml:10",
    ]);
    expect(result.findings.some(({ policy }) => policy === "bucket-name-prefix")).toBe(true);
    expect(run.code).toBe(2);
  });

  it("that are not there are a usage error", () => {
    const { code, stderr } = lintel(directoryWith({ "main.tf": bucket }), [
      "scan",
      ".",
      "--external-policies",
      "missing",
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lintel: [^\n]*missing[^\n]*\n$/);
  });
});

describe("selecting policies", () => {
  it("by id or alias runs these and no others, and skipping leaves some out", () => {
    const group = `resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    const policiesOf = (...args: string[]) =>
      new Set(
        scanJson(directoryWith({ "main.tf": group }), [".", ...args]).result.findings.map(({ policy }) => policy),
      );
    const id = "aws-security-group-ssh-open";
    expect(policiesOf("--policy", id)).toEqual(new Set([id]));
    expect(policiesOf("--policy", "CKV_AWS_24").has(id)).toBe(true);
    expect(policiesOf("--skip-policy", id).has(id)).toBe(false);
    expect(policiesOf("--preset", "all").size).toBeGreaterThanOrEqual(policiesOf().size);
  });

  it("with HashiCorp's parser alone finds the same, on the same lines or near", () => {
    const files = { "main.tf": 'resource "aws_ebs_volume" "v" {\n  availability_zone = "a"\n  encrypted = false\n}\n' };
    const ours = scanJson(directoryWith(files)).result.findings.map(({ policy }) => policy);
    const theirs = scanJson(directoryWith(files), [".", "--parser", "hcl2json"]);
    expect(theirs.result.findings.map(({ policy }) => policy)).toEqual(ours);
    expect(theirs.run.stderr).toBe("");
  });
});
