import { describe, expect, it } from "vitest";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanStatistics } from "./statistics.js";
import { createMemoryHost } from "./source/memory-host.js";

const policyText = `id: own-bucket
title: Title
severity: high
category: exposure
description: Description.
remediation: Remediation.
match: [aws_s3_bucket]
require: { acl: private }
`;

const main = `variable "acl" {}
locals {
  wide = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
  wider = [local.wide, local.wide, local.wide, local.wide, local.wide, local.wide, local.wide, local.wide]
  widest = [local.wider, local.wider, local.wider, local.wider, local.wider, local.wider, local.wider, local.wider]
  all = [local.widest, local.widest, local.widest, local.widest, local.widest, local.widest, local.widest, local.widest]
  every = [local.all, local.all, local.all, local.all, local.all, local.all, local.all, local.all]
  each = [local.every, local.every, local.every, local.every, local.every, local.every, local.every, local.every]
}
resource "aws_s3_bucket" "a" {
  acl    = "private"
  bucket = "a"
}
resource "aws_s3_bucket" "b" {
  acl = var.acl
}
resource "aws_sqs_queue" "c" {
  tags = { all = local.each }
}
`;

const measure = async (): Promise<ScanStatistics> => {
  const { policy } = await readPolicy("own-bucket.yaml", policyText);
  if (policy === undefined) throw new Error("it is no policy");
  let time = 0;
  let statistics: ScanStatistics | undefined;
  const host = createMemoryHost({ "main.tf": main });
  const onStatistics = (given: ScanStatistics): void => {
    statistics = given;
  };
  const measured = await scan({
    host,
    paths: ["."],
    policies: [policy],
    statistics: { clock: () => time++, onStatistics },
  });
  expect(measured).toEqual(await scan({ host, paths: ["."], policies: [policy] }));
  if (statistics === undefined) throw new Error("there are no statistics");
  return statistics;
};

describe("statistics", () => {
  it("tell the time of each stage and policy, by the clock that was given", async () => {
    const { stages, policies } = await measure();
    expect(stages.map(({ stage }) => stage)).toEqual(["discover", "parse", "load", "compile", "evaluate"]);
    expect(stages.every(({ milliseconds }) => milliseconds > 0)).toBe(true);
    expect(policies).toEqual([{ policy: "own-bucket", milliseconds: 2, judged: 2 }]);
  });

  it("tell what was read, and how much of it is known", async () => {
    const { filesRead, bytesRead, attributes, attributesKnown, unknownReasons } = await measure();
    expect({ filesRead, bytesRead }).toEqual({ filesRead: 1, bytesRead: main.length });
    expect(unknownReasons).toEqual({ "no-value": 1 });
    expect(attributes - attributesKnown).toBe(1);
    // Of a value that unfolds without end, no more than this is looked at.
    expect(attributes).toBeGreaterThan(100);
    expect(attributes).toBeLessThan(11_000);
  });
});
