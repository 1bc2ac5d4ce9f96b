import { describe, expect, test } from "vitest";
import type { ScanResult } from "../finding.js";
import type { Policy } from "../policy.js";
import { readPolicy } from "../read.js";
import { scan } from "../../scan.js";
import type { ScanOptions } from "../../scan-options.js";
import { createMemoryHost } from "../../source/memory-host.js";

const metadata = "severity: high\ncategory: exposure\ndescription: It matters.\nremediation: Mend it.\n";

async function policyOf(text: string): Promise<Policy> {
  const { policy, diagnostics } = await readPolicy("p.yaml", text + metadata);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) throw new Error("the policy is not valid");
  return policy;
}

const policies = [
  await policyOf(`id: ssh-open
title: SSH is open
match: aws_security_group
each: ingress
deny:
  all:
    - ports: { covers: 22 }
    - cidr_blocks: { any: { cidr: public } }
aliases: { checkov: [CKV_AWS_24], trivy: [AWS-0107, AVD-AWS-0107], tfsec: [aws-ec2-no-public-ingress-sgr] }
`),
  await policyOf(`id: acl-public
title: A bucket is public
match: aws_s3_bucket
deny: { acl: { in: [public-read, public-read-write] } }
aliases: { checkov: [CKV_AWS_20], tflint: [acl_public], kics: [38c5ee0d-7f22-4260-ab72-5073048df100] }
`),
  await policyOf(`id: versioning-off
title: Old versions are lost
match: aws_s3_bucket
require: { "versioning.enabled": true }
aliases: { checkov: [CKV_AWS_21] }
`),
];

/** Scans files; what is suppressed, what fails, and what was said, as short texts. */
async function suppress(
  files: Readonly<Record<string, string>>,
  options: Partial<ScanOptions> = {},
): Promise<{ readonly suppressed: string[]; readonly failed: string[]; readonly said: string[]; readonly result: ScanResult }> {
  const result = await scan({ host: createMemoryHost(files), paths: [""], policies, today: "2026-11-23", ...options });
  const brief = (status: string): string[] =>
    result.findings
      .filter((finding) => finding.status === status)
      .map(({ policy, resource, location }) => `${policy} ${resource.address} ${location.file}:${String(location.start.line)}`);
  return {
    suppressed: brief("suppressed"),
    failed: brief("fail"),
    said: result.diagnostics.map(({ code, location }) => `${code} ${location?.file ?? ""}:${String(location?.start.line ?? 0)}`),
    result,
  };
}

const bucket = (inside: string, above = ""): string => `${above}resource "aws_s3_bucket" "b" {
${inside}
}
`;

describe("lintel:ignore in Terraform", () => {
  test("suppresses on the attribute, behind it or above it, and nothing else", async () => {
    const behind = await suppress({ "main.tf": bucket('  acl = "public-read" # lintel:ignore acl-public reason="a site"') });
    expect(behind.suppressed).toEqual(["acl-public aws_s3_bucket.b main.tf:2"]);
    expect(behind.failed).toEqual(["versioning-off aws_s3_bucket.b main.tf:1"]);
    expect(behind.said).toEqual([]);
    expect(behind.result.summary).toMatchObject({ failed: 1, suppressed: 1 });
    expect(behind.result.findings.find(({ status }) => status === "suppressed")?.suppression).toEqual({
      kind: "comment",
      tool: null,
      reason: "a site",
      owner: null,
      until: null,
      location: { file: "main.tf", start: { line: 2, column: 25 }, end: { line: 2, column: 65 } },
    });
    const above = await suppress({
      "main.tf": bucket('  bucket = "b"\n  // lintel:ignore acl-public, owner=web until=2027-01-31\n  acl = "public-read"'),
    });
    expect(above.suppressed).toEqual(["acl-public aws_s3_bucket.b main.tf:4"]);
    expect(above.said).toEqual([]);
  });
});
