import { describe, expect, test } from "vitest";
import { readPolicy } from "../read.js";
import { lintPolicy } from "./lint.js";
import { ProviderSchemas } from "./provider-schema.js";

const schemas = new ProviderSchemas([
  {
    provider: "example/aws",
    version: "1.0.0",
    types: "aws_disk aws_net data.aws_net",
    attributes: { aws_disk: "arn encrypted id rule(port source(cidr)) tags*", aws_net: "id name" },
  },
  {
    provider: "kubernetes",
    version: "1",
    types: "Pod Service apps/v1/Deployment Deployment pod v1/Pod v1/Service",
    attributes: {
      Service: "kind metadata(annotations*) spec($ref type)",
      pod: "containers(containerKind image) kind pod(spec(volumes(name)))",
    },
  },
]);

const head = `id: p
title: A disk is open
severity: low
category: hygiene
description: Because.
remediation: Close it.
`;

async function remarksOn(text: string, stem = "p", hasFixture = true): Promise<readonly string[]> {
  const { policy, diagnostics } = await readPolicy("p.yaml", text);
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const remarks = await lintPolicy({ policy, path: "p.yaml", text, stem, hasFixture }, schemas);
  return remarks.map(({ code, range }) => `${String(range?.file.positionAt(range.start).line)} ${code}`);
}

describe("lint", () => {
  test.each([
    ["match: aws_disk\nrequire: { encrypted: true, rule.source.cidr: x, tags.Anything: y }\n"],
    ["match: aws_disk\nrequire: { lifecycle: { empty: true }, effective.tags.A: x }\n"],
    ["match: acme_thing\nrequire: { whatever: true }\n"],
    ["match: 'aws_*'\nrequire: { name: x, encrypted: true }\n"],
    ["match: aws_disk\neach: rule\nrequire: { port: 1, $.encrypted: true }\nmessage: 'Port {port} of {$.id}.'\n"],
    ["match: aws_net\nrequire: { linked: { from: aws_disk, by: rule.port, where: { encrypted: true } } }\n"],
    ["match: [v1/Service, Service]\nrequire: { spec.type: x, 'metadata.annotations[\"a.b/c\"]': y }\n"],
    ["match: Service\nrequire: { spec.$ref: x }\n"],
    [
      "match: aws_disk\neach: rule\nrequire: { port: 1 }\nfix: { safe: true, set: { port: 1 }, remove: [$.encrypted], add: [{ block: source, with: { cidr: x } }] }\n",
    ],
    ["match: pod\neach: containers\nrequire: { image: x, containerKind: init, $.pod.spec.volumes.name: y }\n"],
    ["match: [acme.io/v1/Service, Deployment]\nrequire: { spec.whatever: x }\n"],
  ])("has nothing to say about %s", async (conditions) => {
    expect(await remarksOn(head + conditions)).toEqual([]);
  });

  test.each([
    ["match: aws_disc\nrequire: { x: true }\n", ["7 policy-unknown-type"]],
    [
      "match: aws_disk\nrequire: { id: x }\nfix:\n  safe: true\n  set: { nam: x }\n  remove: [ids]\n  add:\n    - { block: rule, with: { prt: 1 } }\n",
      ["11 policy-unknown-attribute", "12 policy-unknown-attribute", "14 policy-unknown-attribute"],
    ],
    ["match: apps/v1/Deploymnt\nrequire: { x: true }\n", ["7 policy-unknown-type"]],
    ["match: Service\nrequire: { spec.typ: x }\n", ["8 policy-unknown-attribute"]],
    ["match: v1/Service\nrequire: { spec.typ: x }\n", ["8 policy-unknown-attribute"]],
    ["match: pod\neach: containers\nrequire: { imag: x }\n", ["9 policy-unknown-attribute"]],
    ["match: pod\nrequire: { pod.spec.volumes.nam: x }\n", ["8 policy-unknown-attribute"]],
    ["match: modul\nrequire: { x: true }\n", ["7 policy-unknown-type"]],
    ["match: [aws_disk, aws_disk]\nrequire: { id: x }\n", ["7 policy-type-twice"]],
    ["match: aws_disk\nrequire: { encypted: true }\n", ["8 policy-unknown-attribute"]],
    ["match: aws_disk\neach: rule\nrequire: { sorce.cidr: x }\n", ["9 policy-unknown-attribute"]],
    ["match: aws_disk\nrequire: { rule: { any: { where: { prt: 1 } } } }\n", ["8 policy-unknown-attribute"]],
    ["match: aws_net\nrequire: { linked: { from: aws_disk, by: no } }\n", ["8 policy-unknown-attribute"]],
    ["match: aws_net\nrequire: { exists: { type: aws_disk, where: { no: 1 } } }\n", ["8 policy-unknown-attribute"]],
    ["match: aws_disk\nrequire: { id: x }\nmessage: It is {nothing}.\n", ["9 policy-unknown-attribute"]],
    ["match: aws_disk\nrequire: { any: [{ id: x }, { id: x }] }\n", ["8 policy-repetition"]],
    ["match: aws_disk\nwhen: { id: x }\nrequire: { id: x }\n", ["9 policy-repetition"]],
    [
      "match: aws_disk\nrequire: { id: x }\nparameters: { n: { type: number, default: 1, description: D } }\n",
      ["9 policy-parameter-unused"],
    ],
    ["match: aws_disk\nrequire: { id: x }\naliases: { a: [B, B] }\n", ["9 policy-alias-twice"]],
  ])("of %s says %j", async (conditions, expected) => {
    expect(await remarksOn(head + conditions)).toEqual(expected);
  });

  test("asks for an id like the file, a fixture, an imperative and no placeholder", async () => {
    const text = `${head}match: aws_disk\nrequire: { id: x }\n`;
    expect(await remarksOn(text, "q", false)).toEqual(["1 policy-file-name", "1 policy-fixture-missing"]);
    expect(await remarksOn(text.replace("Close it.", "The disk is to be closed."))).toEqual(["6 policy-remediation"]);
    expect(await remarksOn(text.replace("Because.", "TODO."))).toEqual(["5 policy-placeholder"]);
  });
});
