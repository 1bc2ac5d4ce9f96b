import { describe, expect, test } from "vitest";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { readGraph, type ShownGraph } from "./shown-graph.js";
import { createMemoryHost } from "./source/memory-host.js";

const stack = `
resource "aws_instance" "web" {
  for_each             = toset(["a", "b"])
  iam_instance_profile = aws_iam_instance_profile.web.name
}

resource "aws_iam_instance_profile" "web" {
  role = aws_iam_role.web.name
}

resource "aws_iam_role" "web" {
  name = "admin"
}
`;

async function policyOf(deny: string): Promise<ScanOptions> {
  const { policy } = await readPolicy(
    "p.yaml",
    `
id: reaches-admin
title: It reaches a role
severity: high
category: identity
description: It matters.
remediation: Mend it.
match: aws_instance
deny: ${deny}
`,
  );
  if (policy === undefined) throw new Error("the policy is not valid");
  return { host: createMemoryHost({ "main.tf": stack }), paths: ["."], policies: [policy] };
}

const way = ['aws_instance.web["a"]', "aws_iam_instance_profile.web", "aws_iam_role.web"];

describe("the path of a finding", () => {
  test.each([
    ["{ path: { to: aws_iam_role } }"],
    ["{ all: [{ path: { to: aws_iam_role } }, { iam_instance_profile: { present: true } }] }"],
    ["{ not: { not: { path: { to: aws_iam_role, where: { name: admin } } } } }"],
  ])("is the way that %s found", async (deny) => {
    const { findings } = await scan(await policyOf(deny));
    expect(findings.map(({ status, path }) => ({ status, path }))).toEqual([{ status: "fail", path: way }]);
  });

  test("is not there where no path was found, or none was looked for", async () => {
    const without = await scan(await policyOf("{ not: { path: { to: aws_s3_bucket } } }"));
    const other = await scan(await policyOf("{ iam_instance_profile: { present: true } }"));
    for (const { findings } of [without, other]) {
      expect(findings).toHaveLength(1);
      expect(findings.every((finding) => !("path" in finding))).toBe(true);
    }
  });
});

test("the graph of a scan is the one that was judged, read only on demand", async () => {
  const options = await policyOf("{ path: { to: aws_iam_role } }");
  let read: (() => Promise<ShownGraph>) | undefined;
  await scan({ ...options, onGraph: (given) => (read = given) });
  expect(await read?.()).toEqual(await readGraph(options));
});

test("the graph of scenarios holds what any of them has, once", async () => {
  const files = {
    "main.tf": `variable "names" { type = set(string) }\nresource "aws_iam_role" "r" { for_each = var.names }\n`,
    "lintel.yaml": `version: 1\nscenarios:\n  - { name: one, vars: { names: [a, b] } }\n  - { name: two, vars: { names: [b, c] } }\n`,
  };
  const { loadProject } = await import("./project/project.js");
  const host = createMemoryHost(files);
  const project = await loadProject(host, ["."]);
  expect(project.problems).toEqual([]);
  let read: (() => Promise<ShownGraph>) | undefined;
  await scan({ host, paths: ["."], policies: [], project, onGraph: (given) => (read = given) });
  const addresses = (await read?.())?.nodes.map(({ address }) => address).filter((each) => each.startsWith("aws_"));
  expect(addresses).toEqual(["a", "b", "c"].map((key) => `aws_iam_role.r["${key}"]`));
});
