import type { ScanResult } from "./policy/finding.js";
import type { Policy } from "./policy/policy.js";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";

const metadata = "severity: high\ncategory: exposure\ndescription: It matters.\nremediation: Mend it.\n";

async function policyOf(text: string): Promise<Policy> {
  const { policy } = await readPolicy("p.yaml", text + metadata);
  if (policy === undefined) throw new Error(`not a valid policy: ${text}`);
  return policy;
}

/** Policies with aliases of other tools. */
const policies: readonly Policy[] = [
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
aliases: { checkov: [CKV_AWS_20], trivy: [AWS-0092], tflint: [acl_public], kics: [38c5ee0d-7f22-4260-ab72-5073048df100] }
`),
  await policyOf(`id: versioning-off
title: Old versions are lost
match: aws_s3_bucket
require: { "versioning.enabled": true }
aliases: { checkov: [CKV_AWS_21] }
`),
  await policyOf(`id: pod-privileged
title: A container is privileged
match: pod
each: containers
deny: { securityContext.privileged: true }
aliases: { checkov: [CKV_K8S_16], trivy: [KSV-0017], kube-linter: [privileged-container], kube-score: [container-security-context-privileged], polaris: [runAsPrivileged] }
`),
  await policyOf(`id: pod-image-latest
title: An image may be any
match: pod
each: containers
deny: { image: { endsWith: ":latest" } }
aliases: { checkov: [CKV_K8S_14], kube-linter: [latest-tag], kics: [583053b7-e632-46f0-b989-f81ff8045385] }
`),
  await policyOf(`id: pod-team-missing
title: An object has no team
match: pod
require: { metadata.labels.team: { present: true } }
aliases: { checkov: [CKV_K8S_99] }
`),
];

/** What a scan comes to, in short texts. */
export interface Outcome {
  /** `policy address file:line` of each suppressed finding, and of each failure. */
  readonly suppressed: readonly string[];
  readonly failed: readonly string[];
  /** `code file:line` of each diagnostic. */
  readonly said: readonly string[];
  readonly result: ScanResult;
}

/** Scans files on the 23rd of November 2026. */
export async function suppress(
  files: Readonly<Record<string, string>>,
  options: Partial<ScanOptions> = {},
): Promise<Outcome> {
  const result = await scan({ host: createMemoryHost(files), paths: [""], policies, today: "2026-11-23", ...options });
  const brief = (status: string): string[] =>
    result.findings
      .filter((finding) => finding.status === status)
      .map(
        ({ policy, resource, location }) =>
          `${policy} ${resource.address} ${location.file}:${String(location.start.line)}`,
      );
  return {
    suppressed: brief("suppressed"),
    failed: brief("fail"),
    said: result.diagnostics.map(({ code, location }) =>
      location === null ? code : `${code} ${location.file}:${String(location.start.line)}`,
    ),
    result,
  };
}
