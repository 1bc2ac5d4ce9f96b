import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { catalogueOf } from "./policy/catalogue.js";
import type { Finding, ScanResult } from "./policy/finding.js";
import type { Policy } from "./policy/policy.js";
import { readPolicy } from "./policy/read.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";
import { version } from "./version.js";

async function policyOf(text: string): Promise<Policy> {
  const { policy, diagnostics } = await readPolicy("p.yaml", text);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) throw new Error("the policy is not valid");
  return policy;
}

const metadata = `
severity: high
category: exposure
description: It matters.
remediation: Mend it.
`;

const sshOpen = await policyOf(`
id: ssh-open
title: SSH is open
${metadata}
match: aws_security_group
each: ingress
deny:
  all:
    - ports: { covers: 22 }
    - cidr_blocks: { any: { cidr: public } }
message: "Port 22 of {$.name} is open to {actual}."
aliases: { checkov: [CKV_AWS_24] }
controls: { soc2: [CC6.6] }
`);

const passwordPlain = await policyOf(`
id: password-plain
title: A password is plain
${metadata}
match: aws_db_instance
deny: { password: { literal: true } }
`);

const privileged = await policyOf(`
id: privileged
title: A container is privileged
${metadata}
match: pod
each: containers
deny: { securityContext.privileged: true }
`);

async function scanFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<ScanOptions> = {},
): Promise<ScanResult> {
  return scan({
    host: createMemoryHost(files),
    paths: [""],
    policies: [sshOpen, passwordPlain, privileged],
    ...options,
  });
}

function brief({ status, policy, location, resource }: Finding): string {
  return `${location.file}:${String(location.start.line)}:${String(location.start.column)} ${status} ${policy} ${resource.address}`;
}

const openGroup = `resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.cidrs
  }
}
`;

const stack: Readonly<Record<string, string>> = {
  "main.tf":
    'module "a" {\n  source = "./group"\n  cidrs  = ["0.0.0.0/0"]\n}\n\nmodule "b" {\n  source = "./group"\n  cidrs  = ["10.0.0.0/8"]\n}\n\nmodule "c" {\n  source = "./group"\n  cidrs  = var.unset\n}\n\nvariable "unset" {}\n',
  "group/main.tf": `${openGroup}\nvariable "cidrs" {}\n`,
  "pod.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: shell\nspec:\n  containers:\n    - name: shell\n      image: alpine\n      securityContext:\n        privileged: true\n",
  "values.yaml": "a: 1\n",
};

describe("a scan", () => {
  test("finds what Terraform and Kubernetes say, at the attribute that decided, each call of a module by itself", async () => {
    const { findings, summary, diagnostics } = await scanFiles(stack);
    expect(findings.map(brief)).toEqual([
      "group/main.tf:8:5 fail ssh-open module.a.aws_security_group.web",
      "group/main.tf:8:5 unknown ssh-open module.c.aws_security_group.web",
      "pod.yaml:10:9 fail privileged Pod/default/shell",
    ]);
    expect(diagnostics).toEqual([]);
    expect(summary).toEqual({
      files: 3,
      resources: 4,
      policies: 3,
      failed: 2,
      passed: 1,
      unknown: 1,
      suppressed: 0,
      skipped: { "not-a-manifest": 1 },
      unknownReasons: { "no-value": 1 },
    });
  });

  test("tells the way to the line to edit, what was expected and what was found", async () => {
    const { findings } = await scanFiles(stack);
    const [first] = findings;
    expect(first).toMatchObject({
      message: 'Port 22 of web is open to "0.0.0.0/0".',
      expected: "not a range open to the internet",
      actual: '"0.0.0.0/0"',
      aliases: ["CKV_AWS_24"],
      controls: { soc2: ["CC6.6"] },
      reason: null,
      excerpt: { firstLine: 6 },
    });
    expect(first?.trace.map(({ location }) => `${location.file}:${String(location.start.line)}`)).toContain(
      "main.tf:3",
    );
    expect(first?.excerpt?.lines).toContain("    cidr_blocks = var.cidrs");
  });

  test("gives the same bytes each time, whatever the order of the policies", async () => {
    const one = JSON.stringify(await scanFiles(stack));
    expect(JSON.stringify(await scanFiles(stack, { policies: [privileged, passwordPlain, sshOpen] }))).toBe(one);
  });

  test("is what the published schema says", async () => {
    const schema = JSON.parse(
      readFileSync(new URL("../schemas/report-v1.schema.json", import.meta.url), "utf8"),
    ) as object;
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    const files = { ...stack, "broken.tf": "resource {{\n" };
    const result: unknown = JSON.parse(
      JSON.stringify(await scanFiles(files, { includePassed: true, policy: ["*", "nope"] })),
    );
    validate(result);
    expect(validate.errors).toBe(null);
    expect(validate({ schemaVersion: 1 })).toBe(false);
  });

  test("has the version of the package", () => {
    const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(version).toBe(manifest.version);
  });
});

describe("what is reported", () => {
  test("lies under the given paths; what is read may lie anywhere", async () => {
    const { findings } = await scanFiles(stack, { paths: ["main.tf", "pod.yaml"] });
    expect(findings.map(brief)).toEqual(["pod.yaml:10:9 fail privileged Pod/default/shell"]);
    const below = await scanFiles(stack, { paths: ["group"] });
    expect(below.findings.map(brief)).toEqual(["group/main.tf:8:5 unknown ssh-open aws_security_group.web"]);
  });

  test("of a named file is judged with the values that the files beside it give, and those are not reported", async () => {
    const ingress = "ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = [var.from]\n  }";
    const files = {
      "app/main.tf": `resource "aws_security_group" "web" {\n  ${ingress}\n}\n`,
      "app/other.tf": `resource "aws_security_group" "other" {\n  ${ingress}\n}\n`,
      "app/variables.tf": 'variable "from" { default = "0.0.0.0/0" }\n',
      "app/notes.yaml": "not: a manifest\n",
    };
    const { findings, diagnostics, summary } = await scanFiles(files, { paths: ["app/main.tf"] });
    expect(findings.map(brief)).toEqual(["app/main.tf:5:20 fail ssh-open aws_security_group.web"]);
    expect(diagnostics).toEqual([]);
    expect(summary.skipped).toEqual({});
  });

  test("passes are findings only when they are asked for, and counted alike", async () => {
    const without = await scanFiles(stack);
    const included = await scanFiles(stack, { includePassed: true });
    expect(included.summary).toEqual(without.summary);
    expect(included.findings.filter(({ status }) => status === "pass").map(brief)).toEqual([
      "group/main.tf:1:1 pass ssh-open module.b.aws_security_group.web",
    ]);
  });

  test("instances that fail for the same reason are one finding", async () => {
    const files = {
      "main.tf": `${openGroup.replace("{\n", '{\n  for_each = toset(["a", "b", "c"])\n')}
variable "cidrs" { default = ["0.0.0.0/0"] }
`,
    };
    const { findings, summary } = await scanFiles(files);
    expect(findings.map(({ resource }) => resource)).toEqual([
      {
        address: "aws_security_group.web",
        type: "aws_security_group",
        instances: ['aws_security_group.web["a"]', 'aws_security_group.web["b"]', 'aws_security_group.web["c"]'],
      },
    ]);
    expect(summary.resources).toBe(3);
    const single = await scanFiles({ "main.tf": files["main.tf"].replace('["a", "b", "c"]', '["a"]') });
    expect(single.findings.map(({ resource }) => [resource.address, resource.instances])).toEqual([
      ['aws_security_group.web["a"]', ['aws_security_group.web["a"]']],
    ]);
  });

  test("a fingerprint survives moved lines, and tells equal blocks apart", async () => {
    const block = openGroup.replace("var.cidrs", '["0.0.0.0/0"]');
    const twice = block.replace("\n}\n", `\n${block.split("\n").slice(3, 9).join("\n")}\n}\n`);
    const prints = async (text: string) =>
      (await scanFiles({ "main.tf": text })).findings.map(({ fingerprint }) => fingerprint);
    const [print] = await prints(block);
    expect(await prints(`# moved\n\n${block}`)).toEqual([print]);
    const both = await prints(twice);
    expect(both).toHaveLength(2);
    expect(both[0]).toBe(print);
    expect(both[1]).not.toBe(print);
  });

  test("a secret is never shown", async () => {
    const text =
      'resource "aws_db_instance" "d" {\n  username = "root"\n  password = "correct-horse"\n  token    = var.token\n}\n\nvariable "token" {}\n';
    const result = await scanFiles({ "main.tf": text });
    expect(result.findings.map(brief)).toEqual(["main.tf:3:3 fail password-plain aws_db_instance.d"]);
    expect(result.findings[0]?.excerpt?.lines).toEqual([
      'resource "aws_db_instance" "d" {',
      '  username = "root"',
      '  password = "********"',
      "  token    = var.token",
      "}",
    ]);
    expect(JSON.stringify(result)).not.toContain("correct-horse");
  });
});

describe("the selection of policies", () => {
  const strict = { ...privileged, id: "privileged-strict", preset: "strict" as const };
  const catalogue = catalogueOf([sshOpen, strict]);
  const ran = async (options: Partial<ScanOptions>) => {
    const { summary, diagnostics } = await scanFiles(stack, { policies: [catalogue, passwordPlain], ...options });
    return [summary.policies, ...diagnostics.map(({ code, hint }) => `${code}: ${hint ?? ""}`)];
  };

  test("is the recommended ones and one's own, unless said otherwise", async () => {
    expect(await ran({})).toEqual([2]);
    expect(await ran({ preset: "strict" })).toEqual([2]);
    expect(await ran({ preset: "all" })).toEqual([3]);
  });

  test("goes by id, alias or glob, whatever the preset", async () => {
    expect(await ran({ policy: ["privileged-strict"] })).toEqual([1]);
    expect(await ran({ policy: ["ckv_aws_24"] })).toEqual([1]);
    expect(await ran({ policy: ["p*"] })).toEqual([2]);
    expect(await ran({ preset: "all", skipPolicy: ["CKV_AWS_24"] })).toEqual([2]);
  });

  test("says what it does not know, and what was meant", async () => {
    expect(await ran({ policy: ["ssh-opne"] })).toEqual([0, "unknown-policy: Did you mean “ssh-open”?"]);
    expect(await ran({ skipPolicy: ["CKV_AWS_25"] })).toEqual([2, "unknown-policy: Did you mean “CKV_AWS_24”?"]);
  });

  test("says that none is left to run", async () => {
    const [count, problem] = await ran({ policy: ["ssh-open"], skipPolicy: ["CKV_AWS_24"] });
    expect(count).toBe(0);
    expect(problem).toMatch(/^no-policy-left: /);
    expect(await ran({ policies: [] })).toEqual([0]);
  });

  test("a policy of one's own takes the place of one of the same id", async () => {
    const own = { ...sshOpen, title: "Mine", cases: sshOpen.cases.map(({ message: _message, ...rest }) => rest) };
    const { findings, summary } = await scanFiles(stack, { policies: [catalogue, own] });
    expect(summary.policies).toBe(1);
    expect(findings[0]?.message).toBe("Mine");
  });

  test("bad values for parameters are an error, and the other policies run", async () => {
    const { findings, diagnostics } = await scanFiles(stack, { parameters: { "ssh-open": { port: 1 } } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["policy-invalid"]);
    expect(findings.map(({ policy }) => policy)).toEqual(["privileged"]);
  });
});

describe("bad input", () => {
  test("is one diagnostic at its place, and the rest is scanned", async () => {
    const { findings, diagnostics } = await scanFiles({
      ...stack,
      "group/broken.tf": 'resource "x" "y" {\n  b = = 2\n}\n',
    });
    expect(
      diagnostics.map(({ severity, code, location }) => [severity, code, location?.file, location?.start.line]),
    ).toEqual([["error", "hcl-syntax", "group/broken.tf", 2]]);
    expect(findings).toHaveLength(3);
  });

  test("in a file that only a module call leads to is a warning", async () => {
    const files = { ...stack, "group/broken.tf": 'resource "x" "y" {\n  b = = 2\n}\n' };
    const { diagnostics } = await scanFiles(files, { paths: ["main.tf"] });
    expect(diagnostics.map(({ severity, location }) => [severity, location?.file])).toEqual([
      ["warning", "group/broken.tf"],
    ]);
  });

  test("a missing path is an error", async () => {
    const { diagnostics, summary } = await scanFiles(stack, { paths: ["nowhere"] });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
    expect(summary.files).toBe(0);
  });
});

describe("values for variables", () => {
  const files = { "main.tf": `${openGroup}\nvariable "cidrs" {\n  type = list(string)\n}\n` };
  const status = async (options: Partial<ScanOptions>) => {
    const { findings } = await scanFiles(files, { includePassed: true, ...options });
    return findings.map((finding) => finding.status);
  };

  test("come from flags in their order, and from the environment when it is given", async () => {
    const open = { kind: "value" as const, name: "cidrs", text: '["0.0.0.0/0"]' };
    const closed = { kind: "file" as const, path: "../x.tfvars", text: 'cidrs = ["10.0.0.0/8"]\n' };
    expect(await status({})).toEqual(["unknown"]);
    expect(await status({ variables: [closed, open] })).toEqual(["fail"]);
    expect(await status({ variables: [open, closed] })).toEqual(["pass"]);
    expect(await status({ environmentVariables: { TF_VAR_cidrs: '["0.0.0.0/0"]' } })).toEqual(["fail"]);
  });
});

describe("a list where Kubernetes expects an object", () => {
  const pod = { "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec: [1]\n" };
  const hostNetwork = {
    ...privileged,
    id: "host-network",
    cases: [{ match: ["pod"], deny: { "pod.spec.hostNetwork": true } }],
  };
  const hostNetworkToo = { ...hostNetwork, id: "host-network-too" };
  const codes = async (policies: ScanOptions["policies"]) => {
    const { diagnostics } = await scanFiles(pod, { policies });
    return diagnostics.map(({ code, location }) => `${code} ${String(location?.start.line)}`);
  };

  test("is told of the manifest, once for all shipped policies", async () => {
    expect(await codes([catalogueOf([hostNetwork, hostNetworkToo])])).toEqual(["unexpected-list 5"]);
  });

  test("may as well be a mistake of a policy of one's own", async () => {
    expect(await codes([hostNetwork])).toEqual(["policy-mistake 5"]);
  });
});

describe("a policy document", () => {
  test("that lets anybody in leads to the principal", async () => {
    const anybody = await policyOf(`
id: anybody
title: Anybody
${metadata}
match: aws_s3_bucket_policy
deny: { policy: { policyDocument: { allows: { principals: public } } } }
`);
    const source = `resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
data "aws_iam_policy_document" "d" {
  statement {
    resources = [aws_s3_bucket.b.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
`;
    const { findings } = await scanFiles({ "main.tf": source }, { policies: [anybody] });
    expect(findings).toMatchObject([{ status: "fail", actual: '"*"', location: { start: { line: 3 } } }]);
    expect(findings[0]?.trace.map(({ location }) => location.start.line)).toEqual([10]);
  });
});
