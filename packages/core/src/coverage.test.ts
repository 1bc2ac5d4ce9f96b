import { describe, expect, it } from "vitest";
import { catalogueOf } from "./policy/catalogue.js";
import type { Policy } from "./policy/policy.js";
import type { ScanCoverage } from "./policy/finding.js";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";

const policyNamed = async (id: string, match: string, condition: string): Promise<Policy> => {
  const text = `id: ${id}
title: Title
severity: high
category: exposure
description: Description.
remediation: Remediation.
match: [${match}]
${condition}
`;
  const { policy, diagnostics } = await readPolicy(`${id}.yaml`, text);
  if (policy === undefined)
    throw new Error(`${id} is no policy: ${JSON.stringify(diagnostics.map(({ message }) => message))}`);
  return policy;
};

const policies = await Promise.all([
  policyNamed("own-bucket", "aws_s3_bucket", "require: { acl: private }"),
  policyNamed("own-public-bucket", "aws_s3_bucket", "when: { website: { present: true } }\nrequire: { acl: private }"),
  policyNamed("own-queue", "aws_sqs_queue", "require: { name: queue }"),
]);

const coverageOf = async (
  files: Readonly<Record<string, string>>,
  options: Partial<ScanOptions> = {},
): Promise<ScanCoverage> => {
  const host = createMemoryHost(files);
  const { coverage, summary } = await scan({
    host,
    paths: ["."],
    policies: [catalogueOf(policies)],
    preset: "all",
    ...options,
  });
  if (coverage === undefined) throw new Error("there is no coverage");
  const skipped = Object.entries(coverage.filesSkipped).filter(([reason]) => !reason.endsWith("-directory"));
  expect(coverage.filesFound).toBe(coverage.filesParsed + skipped.reduce((sum, [, count]) => sum + count, 0));
  expect(coverage.verdicts - coverage.verdictsKnown).toBe(summary.unknown);
  return coverage;
};

describe("coverage", () => {
  it("counts files by what became of them", async () => {
    const coverage = await coverageOf({
      "main.tf": "",
      "terraform.tfvars": "",
      "prod.tfvars": "",
      "notes.yaml": "a: 1\n",
      "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n",
      "plan.tfplan": "x",
      "kept/a.yaml": "b: 1\n",
      "old/main.tf": "",
      ".gitignore": "old/\n",
      "picture.png": "",
    });
    expect(coverage).toMatchObject({
      filesFound: 7,
      filesParsed: 3,
      filesSkipped: { "ignored-directory": 1, "not-a-manifest": 2, plan: 1, "variables-not-loaded": 1 },
      resources: 1,
    });
  });

  it("counts each block that calls a module once, from however many roots it is reached", async () => {
    const coverage = await coverageOf({
      "one/main.tf": 'module "a" {\n  source = "../shared"\n  for_each = toset(["x", "y"])\n}\n',
      "two/main.tf": 'module "a" {\n  source = "../shared"\n}\nmodule "gone" {\n  source = "./gone"\n  count = 0\n}\n',
      "shared/main.tf": 'module "far" {\n  source = "example/far/aws"\n}\n',
      "circle/main.tf": 'module "self" {\n  source = "../circle"\n}\n',
    });
    expect(coverage).toMatchObject({ moduleCalls: 5, modulesNotLoaded: 2 });
  });

  it("counts verdicts, and names policies that found nothing to judge", async () => {
    const coverage = await coverageOf({
      "main.tf": `variable "acl" {}
resource "aws_s3_bucket" "a" { acl = "private" }
resource "aws_s3_bucket" "b" { acl = "public-read" }
resource "aws_s3_bucket" "c" { acl = var.acl }
`,
    });
    expect(coverage).toMatchObject({
      resources: 3,
      verdicts: 3,
      verdictsKnown: 2,
      unknownReasons: { "no-value": 1 },
      policiesWithoutTarget: ["own-public-bucket", "own-queue"],
    });
  });

  it("does not call a policy idle whose engine tells only what fails", async () => {
    const entry = (id: string, match: string) => ({
      ...{ id, title: id, severity: "low" as const, category: "hygiene" as const, preset: "strict" as const },
      ...{ aliases: [], match: [match], reportsUnknown: false },
    });
    const engine = {
      entries: [entry("rego-bucket", "aws_s3_bucket"), entry("rego-topic", "aws_sns_topic")],
      evaluate: () => Promise.resolve({ verdicts: [], diagnostics: [] }),
    };
    const files = { "main.tf": 'resource "aws_s3_bucket" "a" { acl = "private" }\n' };
    const { policiesWithoutTarget } = await coverageOf(files, { engines: [engine] });
    expect(policiesWithoutTarget).toEqual(["own-public-bucket", "own-queue", "rego-topic"]);
  });
});
