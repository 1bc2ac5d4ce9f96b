import { describe, expect, test } from "vitest";
import { readBaseline } from "./baseline/read.js";
import { writeBaseline, type Baseline } from "./baseline/baseline.js";
import { makeBaseline } from "./make-baseline.js";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";

const texts = [
  `
id: ingress-open
title: An ingress is open
severity: high
category: exposure
description: It matters.
remediation: Mend it.
match: aws_security_group
each: ingress
deny: { cidr_blocks: { any: { cidr: public } } }
`,
  `
id: volume-unencrypted
title: A volume is not encrypted
severity: medium
category: encryption
description: It matters.
remediation: Mend it.
match: aws_ebs_volume
require: { encrypted: true }
`,
];
const policies = await Promise.all(
  texts.map(async (text) => {
    const { policy } = await readPolicy("p.yaml", text);
    if (policy === undefined) throw new Error("the policy is not valid");
    return policy;
  }),
);

type Files = Readonly<Record<string, string>>;

const optionsFor = (files: Files, more: Partial<ScanOptions> = {}): ScanOptions => ({
  host: createMemoryHost(files),
  paths: [""],
  policies,
  ...more,
});

async function baselineOf(files: Files, more: Partial<ScanOptions> = {}): Promise<Baseline> {
  const { baseline } = await makeBaseline(optionsFor(files, more), { kind: "create" });
  const read = readBaseline("b.json", writeBaseline(baseline));
  expect(read).toEqual({ baseline, diagnostics: [] });
  return baseline;
}

const openWith = async (files: Files, baseline: Baseline, more: Partial<ScanOptions> = {}): Promise<string[]> => {
  const { findings } = await scan(optionsFor(files, { baseline: { baseline }, ...more }));
  return findings
    .filter(({ status }) => status !== "suppressed")
    .map(({ status, resource }) => `${status} ${resource.address}`);
};

const volume = (name: string, rest = "encrypted = false") =>
  `resource "aws_ebs_volume" "${name}" {\n  size = 1\n  ${rest}\n}\n`;
const ingress = `  ingress {\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n`;
const group = (name: string, count: number) => `resource "aws_security_group" "${name}" {\n${ingress.repeat(count)}}\n`;

describe("a baseline", () => {
  test("suppresses what was there when it was made, and nothing else", async () => {
    const files = { "main.tf": volume("a") + group("g", 2) };
    const baseline = await baselineOf(files);
    expect(baseline.entries.map(({ policy, address, count }) => [policy, address, count])).toEqual([
      ["ingress-open", "aws_security_group.g", 2],
      ["volume-unencrypted", "aws_ebs_volume.a", 1],
    ]);
    expect(await openWith(files, baseline)).toEqual([]);
    expect(await openWith({ "main.tf": volume("b") + volume("a") + group("g", 3) }, baseline)).toEqual([
      "fail aws_ebs_volume.b",
      "fail aws_security_group.g",
    ]);
  });
});
