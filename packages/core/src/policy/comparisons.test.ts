import { describe, expect, test } from "vitest";
import { scan } from "../scan.js";
import { createMemoryHost } from "../source/memory-host.js";
import type { Finding } from "./finding.js";
import { readPolicy } from "./read.js";

const metadata = `id: p
title: T
severity: high
category: exposure
description: D.
remediation: R.
`;

async function run(policyText: string, text: string, today?: string): Promise<readonly Finding[]> {
  const { policy, diagnostics } = await readPolicy("p.yaml", metadata + policyText);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) return [];
  const host = createMemoryHost({ "main.tf": text });
  const result = await scan({ host, paths: [""], policies: [policy], includePassed: true, today });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.findings;
}

/** The verdict on a resource with these attributes. */
async function verdict(condition: string, body: string, today?: string): Promise<string> {
  const [only, ...others] = await run(
    `match: aws_instance\nrequire: ${condition}\n`,
    `resource "aws_instance" "a" {\n${body}\n}\nvariable "v" {}\nvariable "t" { type = string }\nvariable "secret" {\n  default = "hush"\n  sensitive = true\n}\n`,
    today,
  );
  expect(others).toEqual([]);
  return only?.status ?? "none";
}

describe("another attribute's value", () => {
  test.each<[string, string, string]>([
    ["{ a: { equals: { attribute: b } } }", 'a = 1\nb = "1"', "pass"],
    ["{ a: { equals: { attribute: b } } }", "a = [1, 2]\nb = [1, 2]", "pass"],
    ["{ a: { equals: { attribute: b } } }", "a = 1", "fail"],
    ["{ a: { equals: { attribute: b } } }", "", "pass"],
    ["{ a: { equals: { attribute: b } } }", "a = var.v\nb = 1", "unknown"],
    ["{ a: { equals: { attribute: b } } }", "a = 1\nb = var.v", "unknown"],
    ["{ a: { equals: { attribute: b } } }", 'a = "x"\nb = "other-${var.t}"', "fail"],
    ["{ a: { in: { attribute: b } } }", "a = 1\nb = [2, 1]", "pass"],
    ["{ a: { in: { attribute: b } } }", "a = 1\nb = [2]", "fail"],
    ["{ a: { in: { attribute: b } } }", "a = 1", "fail"],
    ["{ a: { in: [3, { attribute: b }] } }", "a = 1\nb = 1", "pass"],
    ["{ a: { in: [3, { attribute: b }] } }", "a = 1\nb = [2, 1]", "pass"],
    ["{ a: { lessThan: { attribute: b } } }", 'a = 1\nb = "2"', "pass"],
    ["{ a: { lessThan: { attribute: b } } }", 'a = 1\nb = "two"', "fail"],
    ["{ a: { lessThan: { attribute: b } } }", "a = 1", "fail"],
    ["{ a: { lessThan: { attribute: b } } }", "b = var.v", "fail"],
    ["{ a: { atLeast: { attribute: b }, atMost: { attribute: c } } }", "a = 2\nb = 1\nc = 3", "pass"],
    ["{ a: { contains: { attribute: b } } }", 'a = ["x", "y"]\nb = "y"', "pass"],
    ["{ a: { contains: { attribute: b } } }", 'a = ["x", "y"]\nb = ["y", "z"]', "fail"],
    ["{ a: { startsWith: { attribute: b } } }", 'a = "web-1"\nb = "web"', "pass"],
    ["{ a: { endsWith: { attribute: b } } }", 'a = "web-1"\nb = 1', "pass"],
    ["{ a: { ignoreCase: { attribute: b } } }", 'a = "WEB"\nb = ["x", "web"]', "pass"],
    ["{ a: { version: { atLeast: { attribute: b } } } }", 'a = "1.10"\nb = "1.9"', "pass"],
    ["{ a: { cidr: { within: { attribute: b } } } }", 'a = "10.1.0.0/16"\nb = "10.0.0.0/8"', "pass"],
    ["{ a: { cidr: { within: { attribute: b } } } }", 'a = "10.1.0.0/16"\nb = "no range"', "fail"],
    ["{ a: { date: { before: { attribute: b } } } }", 'a = "2026-01-01"\nb = "2026-01-02"', "pass"],
    ["{ a: { equals: 1, default: { attribute: b } } }", "b = 1", "pass"],
    ["{ a: { equals: 1, default: { attribute: b } } }", "b = var.v", "unknown"],
    ["{ a: { not: { equals: { attribute: b } } } }", "a = 1\nb = 2", "pass"],
    ["{ a: { any: { equals: { attribute: b } } } }", "a = [1, 2]\nb = 2", "pass"],
    ["{ a: { where: { c: { equals: { attribute: d } } } } }", "a {\nc = 1\nd = 1\n}\nd = 2", "pass"],
    ["{ a: { where: { c: { equals: { attribute: $.d } } } } }", "a {\nc = 1\nd = 1\n}\nd = 2", "fail"],
    ["{ ports: { covers: { attribute: p } } }", 'from_port = 20\nto_port = 30\np = "22"', "pass"],
    ["{ ports: { covers: { attribute: p } } }", "from_port = 20\nto_port = 30\np = 80", "fail"],
    ["{ ports: { covers: { attribute: p } } }", "from_port = 20\nto_port = 30\np = var.v", "unknown"],
  ])("%s of %j is %s", async (condition, body, expected) => {
    expect(await verdict(condition, body)).toBe(expected);
  });

  test("through several blocks is a mistake of the policy", async () => {
    expect(await verdict("{ a: { equals: { attribute: b.c } } }", "a = 1\nb {\nc = 1\n}\nb {\nc = 2\n}")).toBe(
      "unknown",
    );
  });

  test("is told with its place, and what was expected", async () => {
    const [finding] = await run(
      "match: aws_instance\nrequire: { max: { atLeast: { attribute: min } } }\n",
      'resource "aws_instance" "a" {\n  max = 1\n  min = 2\n}\n',
    );
    expect(finding).toMatchObject({ expected: "at least 2 (min)", actual: "1", location: { start: { line: 2 } } });
    expect(finding?.related.map(({ location }) => location.start.line)).toEqual([3]);
  });

  test("is not shown where it is a secret", async () => {
    const [finding] = await run(
      "match: aws_instance\nrequire: { a: { equals: { attribute: b } } }\n",
      'resource "aws_instance" "a" {\n  a = "x"\n  b = var.secret\n}\nvariable "secret" {\n  default = "hush"\n  sensitive = true\n}\n',
    );
    expect(finding?.status).toBe("fail");
    expect(JSON.stringify({ ...finding, excerpt: null })).not.toContain("hush");
  });
});

describe("dates", () => {
  test.each<[string, string, string | undefined, string]>([
    ["{ before: today }", "2026-05-04", "2026-05-05", "pass"],
    ["{ before: today }", "2026-05-05", "2026-05-05", "fail"],
    ["{ after: today }", "2026-05-05T23:59:59Z", "2026-05-05", "fail"],
    ["{ after: today }", "2026-05-06", "2026-05-05", "pass"],
    ["{ after: today }", "2026-05-06", undefined, "unknown"],
    ["{ after: today }", "soon", undefined, "fail"],
    ["{ after: 2026-01-01 }", "2026-01-01T01:00:00+02:00", undefined, "fail"],
    ["{ after: 2026-01-01 }", "2025-12-31T23:30:00-01:00", undefined, "pass"],
    ["{ olderThan: 90d }", "2026-02-03", "2026-05-05", "pass"],
    ["{ olderThan: 90d }", "2026-02-04", "2026-05-05", "fail"],
    ["{ olderThan: 1m }", "2026-02-27", "2026-03-31", "pass"],
    ["{ olderThan: 1m }", "2026-02-28", "2026-03-31", "fail"],
    ["{ olderThan: 1y }", "2023-02-28", "2024-02-29", "fail"],
    ["{ olderThan: 2w }", "2026-04-20", "2026-05-05", "pass"],
    ["{ within: 30d }", "2026-06-04", "2026-05-05", "pass"],
    ["{ within: 30d }", "2026-06-05", "2026-05-05", "fail"],
    ["{ within: 30d }", "2026-05-04", "2026-05-05", "fail"],
    ["{ valid: true }", "2024-02-29", undefined, "pass"],
    ["{ valid: true }", "2026-02-29", undefined, "fail"],
    ["{ valid: false }", "2026-13-01", undefined, "pass"],
    ["{ after: 2026-01-01, before: today }", "2025-01-01", undefined, "fail"],
  ])("%s of %s on %s is %s", async (matcher, text, today, expected) => {
    expect(await verdict(`{ a: { date: ${matcher} } }`, `a = "${text}"`, today)).toBe(expected);
  });
});

const subnets = `resource "aws_subnet" "a" { zone = "a" }
resource "aws_subnet" "b" { zone = "b" }
resource "aws_subnet" "c" { zone = var.v }
resource "aws_subnet" "many" {
  count = var.v
  zone  = "m"
}
variable "v" {}
`;

describe("counted links", () => {
  test.each<[string, string, string]>([
    ["atLeast: 2", "[aws_subnet.a.id, aws_subnet.b.id]", "pass"],
    ["atLeast: 2", "[aws_subnet.a.id, aws_subnet.a.id]", "fail"],
    ["atLeast: 3", "concat([aws_subnet.a.id], var.v)", "unknown"],
    ["atMost: 1", "[aws_subnet.a.id]", "pass"],
    ["atMost: 1", "[aws_subnet.a.id, aws_subnet.b.id]", "fail"],
    ["atMost: 1", "concat([aws_subnet.a.id, aws_subnet.b.id], var.v)", "fail"],
    ["atMost: 2", "concat([aws_subnet.a.id, aws_subnet.b.id], var.v)", "unknown"],
    ["atMost: 0", "[]", "pass"],
    ["exactly: 2", "[aws_subnet.a.id, aws_subnet.b.id]", "pass"],
    ["exactly: 1", "[aws_subnet.a.id, aws_subnet.b.id]", "fail"],
    ["exactly: 0", "[]", "pass"],
    ["atLeast: 1, atMost: 2", "[]", "fail"],
    ["exactly: 1, where: { zone: a }", "[aws_subnet.a.id, aws_subnet.b.id]", "pass"],
    ["exactly: 1, where: { zone: a }", "[aws_subnet.a.id, aws_subnet.c.id]", "unknown"],
    ["atLeast: 1, where: { zone: a }", "[aws_subnet.a.id, aws_subnet.c.id]", "pass"],
    ["atLeast: { parameter: n }", "[aws_subnet.a.id]", "fail"],
  ])("%s of %s is %s", async (count, value, expected) => {
    const parameters = count.includes("parameter")
      ? "parameters: { n: { type: number, default: 2, description: D. } }\n"
      : "";
    const [finding] = await run(
      `${parameters}match: aws_lb\nrequire: { linked: { to: aws_subnet, by: subnets, ${count} } }\n`,
      `resource "aws_lb" "l" { subnets = ${value} }\n${subnets}`,
    );
    expect(finding?.status).toBe(expected);
  });

  test("say how many were expected, and how many there are", async () => {
    const [finding] = await run(
      "match: aws_lb\nrequire: { linked: { to: aws_subnet, by: subnets, atLeast: 3 } }\n",
      `resource "aws_lb" "l" { subnets = [aws_subnet.a.id, aws_subnet.b.id] }\n${subnets}`,
    );
    expect(finding).toMatchObject({ expected: "at least 3 aws_subnet in subnets", actual: "2" });
    expect(finding?.related.map(({ location }) => location.start.line)).toEqual([2, 3]);
  });
});

describe("joins by equal values", () => {
  test.each<[string, string, string]>([
    ["{ linked: { from: aws_b, by: of, equals: name } }", 'resource "aws_b" "b" { of = "x" }', "pass"],
    ["{ linked: { from: aws_b, by: of, equals: name } }", 'resource "aws_b" "b" { of = ["y", "x"] }', "pass"],
    ["{ linked: { from: aws_b, by: of, equals: name } }", 'resource "aws_b" "b" { of = "y" }', "fail"],
    ["{ linked: { from: aws_b, by: of, equals: name } }", 'resource "aws_b" "b" { of = var.v }', "unknown"],
    ["{ linked: { from: aws_b, by: of, equals: name } }", 'resource "aws_b" "b" { of = "other-${var.t}" }', "fail"],
    [
      "{ linked: { from: aws_b, by: of, equals: name, where: { ok: true } } }",
      'resource "aws_b" "b" { of = var.v }',
      "fail",
    ],
    ["{ linked: { to: aws_b, by: name, equals: of } }", 'resource "aws_b" "b" { of = "x" }', "pass"],
    ["{ linked: { to: aws_b, by: open, equals: of } }", 'resource "aws_b" "b" { of = "x" }', "unknown"],
    ["{ linked: { to: aws_b, by: open, equals: of } }", "", "fail"],
    ["{ linked: { to: aws_a, by: name, equals: name } }", "", "fail"],
    [
      "{ linked: { from: aws_b, by: of, equals: name, exactly: 2 } }",
      'resource "aws_b" "b" {\n  for_each = toset(["1", "2"])\n  of = "x"\n}',
      "pass",
    ],
  ])("%s beside %j is %s", async (condition, others, expected) => {
    const text = `resource "aws_a" "a" {\n  name = "x"\n  open = var.v\n}\nvariable "v" {}\nvariable "t" { type = string }\n${others}\n`;
    const findings = await run(`match: aws_a\nrequire: ${condition}\n`, text);
    expect(findings.map(({ status }) => status)).toEqual([expected]);
  });
});

describe("paths", () => {
  const chain = `resource "aws_a" "a" { next = aws_b.one.id }
resource "aws_b" "one" { next = aws_b.two.id }
resource "aws_b" "two" {
  next = aws_b.one.id
  last = aws_c.c.id
}
resource "aws_c" "c" { open = true }
`;
  test("are told hop by hop, in order, each with its line", async () => {
    const via = "[{ to: aws_b, by: next, repeat: true }, { to: aws_c, by: last }]";
    const [finding] = await run(`match: aws_a\ndeny: { path: { via: ${via}, where: { open: true } } }\n`, chain);
    expect(finding).toMatchObject({
      status: "fail",
      actual: "aws_a.a > aws_b.one > aws_b.two > aws_c.c",
      expected: "no path to aws_c, set up as required",
      location: { start: { line: 1 } },
    });
    expect(finding?.related.map(({ location }) => location.start.line)).toEqual([1, 2, 5, 7]);
  });

  test.each<[string, string, string]>([
    ["{ to: aws_c }", chain, "pass"],
    ["{ to: aws_c, where: { open: false } }", chain, "fail"],
    ["{ to: aws_d }", chain, "fail"],
    ["{ from: aws_d }", `${chain}resource "aws_d" "d" { of = [aws_a.a.id] }\n`, "pass"],
    ["{ via: [{ to: aws_b, by: next }, { to: aws_c, by: last }] }", chain, "fail"],
    ["{ to: aws_c, via: [{ to: aws_b, by: next, repeat: true }, { by: last }] }", chain, "pass"],
    ["{ via: [{ to: aws_b }, { to: aws_b }, { to: aws_c }] }", chain, "pass"],
    [
      "{ via: [{ to: aws_b, by: next }, { from: aws_e, by: b }] }",
      `${chain}resource "aws_e" "e" { b = var.v }\nvariable "v" {}\n`,
      "unknown",
    ],
    [
      "{ via: [{ to: aws_b, by: next }, { from: aws_e, by: b }] }",
      `${chain}resource "aws_e" "e" {\n  count = var.v\n  b = aws_b.one.id\n}\nvariable "v" {}\n`,
      "unknown",
    ],
    ["{ via: [{ to: aws_b, by: next, where: { last: { present: $x } } }] }".replace("$x", "true"), chain, "fail"],
    ["{ via: [{ to: aws_b, by: next }], where: { next: { equals: { attribute: $outer.missing } } } }", chain, "fail"],
  ])("%s", async (path, text, expected) => {
    const findings = await run(`match: aws_a\nrequire: { path: ${path} }\n`, text);
    expect(findings.map(({ status }) => status)).toEqual([expected]);
  });
});
