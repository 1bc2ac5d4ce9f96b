import { describe, expect, it } from "vitest";
import { openSession } from "../session.js";
import { createMemoryHost } from "../source/memory-host.js";
import { readPolicy } from "../policy/read.js";
import { compareScans } from "./compare.js";

const policy = `id: acme-disk
title: A disk is not encrypted
severity: high
category: encryption
description: Whoever gets the disk reads it.
remediation: Encrypt it.
match: aws_ebs_volume
require: { encrypted: true }
`;

const disks = (values: string): Readonly<Record<string, string>> => ({
  "main.tf": `variable "disks" {}
resource "aws_ebs_volume" "d" {
  for_each  = var.disks
  encrypted = each.value
}
`,
  "terraform.tfvars": `disks = {\n${values}}\n`,
});

async function compared(before: string, after: string) {
  const { policy: own } = await readPolicy("acme.yaml", policy);
  if (own === undefined) throw new Error("The policy is invalid.");
  const session = await openSession({ host: createMemoryHost(disks(before)), paths: [""], policies: [own] });
  const { record } = session.scan;
  return compareScans(record, await session.update(["terraform.tfvars"], createMemoryHost(disks(after))));
}

describe("a block with one more instance that fails", () => {
  it("is new, and nothing of it is mended", async () => {
    const { added, fixed, unchanged } = await compared("  a = false\n", "  a = false\n  b = false\n");
    expect(added.map(({ resource }) => resource.instances)).toEqual([
      ['aws_ebs_volume.d["a"]', 'aws_ebs_volume.d["b"]'],
    ]);
    expect([fixed, unchanged]).toEqual([[], []]);
  });

  it("tells where the values of each instance come from", async () => {
    const { added } = await compared("  a = true\n", "  a = false\n  b = false\n");
    const [finding] = added;
    const places = [...(finding?.trace.slice(-1) ?? []), ...(finding?.related ?? [])];
    expect(places.map(({ location: { file, start } }) => `${file}:${start.line}`)).toEqual([
      "terraform.tfvars:2",
      "terraform.tfvars:3",
    ]);
    expect(finding?.related[0]?.message).toContain('aws_ebs_volume.d["b"]');
  });

  it("is mended where none fails any more, and as long as one does it is not", async () => {
    expect((await compared("  a = false\n  b = false\n", "  a = true\n  b = true\n")).fixed).toHaveLength(1);
    const half = await compared("  a = false\n  b = false\n", "  a = false\n  b = true\n");
    expect([half.added, half.fixed, half.unchanged.length]).toEqual([[], [], 1]);
  });
});
