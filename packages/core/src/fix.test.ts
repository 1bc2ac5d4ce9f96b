import { describe, expect, it } from "vitest";
import type { Policy, PolicyFix } from "./policy/policy.js";
import { fix, type FixResult } from "./fix.js";

import type { ScanOptions } from "./scan-options.js";
import { scan } from "./scan.js";
import { createMemoryHost } from "./source/memory-host.js";

function policy(match: string, require: Policy["cases"][number]["require"], fix: PolicyFix, more = {}): Policy {
  return {
    id: `test-${match.toLowerCase().replace(/[^a-z]+/g, "-")}`,
    title: "It is wrong",
    severity: "high",
    category: "hygiene",
    preset: "recommended",
    description: "It matters.",
    remediation: "Mend it.",
    cases: [{ match: [match], require, fix, ...more }],
    links: [],
    controls: {},
    aliases: {},
  };
}

type FixChoice = "safe" | "all";
type Files = Readonly<Record<string, string>>;

function fixFiles(
  files: Files,
  policies: readonly Policy[],
  choice: FixChoice = "all",
  more: Partial<ScanOptions> = {},
): Promise<FixResult> {
  return fix({ host: createMemoryHost(files), paths: [""], policies, ...more }, { needsReview: choice === "all" });
}

async function fixed(files: Files, policies: readonly Policy[], choice: FixChoice = "all"): Promise<Files> {
  const { files: changed, result } = await fixFiles(files, policies, choice);
  expect(result.findings.filter(({ status }) => status === "fail")).toEqual([]);
  return Object.fromEntries(changed.map(({ path, after }) => [path, after]));
}

async function fixesOf(files: Files, policies: readonly Policy[]): Promise<readonly (boolean | null)[]> {
  const { findings } = await scan({ host: createMemoryHost(files), paths: [""], policies });
  return findings.filter(({ status }) => status === "fail").map(({ fix }) => fix?.safe ?? null);
}

const encrypted = policy("aws_ebs_volume", { encrypted: true }, { safe: true, set: { encrypted: true } });
const tokens = policy(
  "aws_instance",
  { "metadata_options.http_tokens": "required" },
  { safe: true, set: { "metadata_options.http_tokens": "required" } },
);

describe("where a fix is made", () => {
  it("replaces a literal in the resource", async () => {
    const text = 'resource "aws_ebs_volume" "a" {\n  size      = 1 # GiB\n  encrypted = false # why\n}\n';
    expect(await fixed({ "main.tf": text }, [encrypted], "safe")).toEqual({
      "main.tf": text.replace("false", "true"),
    });
  });

  it("adds what is absent, in a nested block which it makes where there is none", async () => {
    const text = 'resource "aws_instance" "a" {\n  ami = "x"\n}\n';
    expect(await fixed({ "main.tf": text }, [tokens], "safe")).toEqual({
      "main.tf":
        'resource "aws_instance" "a" {\n  ami = "x"\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n',
    });
    const nested = 'resource "aws_instance" "a" {\n  metadata_options {\n    http_endpoint = "enabled"\n  }\n}\n';
    expect(await fixed({ "main.tf": nested }, [tokens], "safe")).toEqual({
      "main.tf": nested.replace('enabled"\n', 'enabled"\n    http_tokens   = "required"\n'),
    });
  });

  it("replaces a null", async () => {
    const text = 'resource "aws_ebs_volume" "a" {\n  encrypted = null\n}\n';
    expect(await fixed({ "main.tf": text }, [encrypted])).toEqual({ "main.tf": text.replace("null", "true") });
  });

  it("follows variables, locals and modules to the literal, which somebody has to look at", async () => {
    const files = {
      "main.tf":
        'module "m" {\n  source = "./m"\n  on     = local.on.deep\n}\n\nlocals {\n  on = { deep = var.on }\n}\n\nvariable "on" {\n  default = true\n}\n',
      "terraform.tfvars": "on = false\n",
      "m/main.tf": 'variable "on" {}\n\nresource "aws_ebs_volume" "a" {\n  encrypted = var.on\n}\n',
    };
    expect(await fixesOf(files, [encrypted])).toEqual([false]);
    expect(await fixed(files, [encrypted])).toEqual({ "terraform.tfvars": "on = true\n" });
    expect((await fixFiles(files, [encrypted], "safe")).files).toEqual([]);
  });

  it.each(["var.on ? true : false", "!true", 'tobool("false")', "alltrue([false])", "local.computed", "local.negated"])(
    "makes none where the value is computed: %s",
    async (expression) => {
      const text = `resource "aws_ebs_volume" "a" {\n  encrypted = ${expression}\n}\n\nvariable "on" {\n  default = false\n}\n\nlocals {\n  computed = var.on && true\n  negated  = !(local.yes)\n  yes      = true\n}\n`;
      expect(await fixesOf({ "main.tf": text }, [encrypted])).toEqual([null]);
    },
  );

  it("makes none of a value that the command line gives", async () => {
    const files = { "main.tf": 'variable "on" {}\n\nresource "aws_ebs_volume" "a" {\n  encrypted = var.on\n}\n' };
    const variables = [{ kind: "value" as const, name: "on", text: "false" }];
    const { result } = await fixFiles(files, [encrypted], "all", { variables });
    expect(result.findings.map(({ fix }) => fix)).toEqual([null]);
  });

  it("edits a file of variables that was named", async () => {
    const files = {
      "main.tf": 'variable "on" {}\n\nresource "aws_ebs_volume" "a" {\n  encrypted = var.on\n}\n',
      "prod.tfvars": "on = false\n",
    };
    const variables = [{ kind: "file" as const, path: "prod.tfvars", text: files["prod.tfvars"] }];
    const { files: changed } = await fixFiles(files, [encrypted], "all", { variables });
    expect(changed.map(({ path, after }) => [path, after])).toEqual([["prod.tfvars", "on = true\n"]]);
  });

  it("edits each entry that instances get their values from", async () => {
    const text =
      'resource "aws_ebs_volume" "a" {\n  for_each  = { x = { on = false }, y = { on = false }, z = { on = true } }\n  encrypted = each.value.on\n}\n';
    expect(await fixed({ "main.tf": text }, [encrypted])).toEqual({ "main.tf": text.replaceAll("false", "true") });
  });

  it("edits JSON syntax", async () => {
    const text =
      '{\n  "resource": {\n    "aws_ebs_volume": {\n      "a": {\n        "encrypted": false\n      },\n      "b": {\n        "size": 1\n      }\n    }\n  }\n}\n';
    expect(await fixed({ "main.tf.json": text }, [encrypted], "safe")).toEqual({
      "main.tf.json": text.replace("false", "true").replace('"size": 1', '"size": 1,\n        "encrypted": true'),
    });
  });

  it("edits the content of a dynamic block, and an override", async () => {
    const text =
      'resource "aws_instance" "a" {\n  dynamic "metadata_options" {\n    for_each = [1]\n    content {\n      http_tokens = "optional"\n    }\n  }\n}\n';
    expect(await fixed({ "main.tf": text }, [tokens])).toEqual({ "main.tf": text.replace("optional", "required") });
    const files = {
      "main.tf": 'resource "aws_ebs_volume" "a" {\n  encrypted = true\n}\n',
      "override.tf": 'resource "aws_ebs_volume" "a" {\n  encrypted = false\n}\n',
    };
    expect(await fixed(files, [encrypted])).toEqual({ "override.tf": files["main.tf"] });
  });

  it("leaves what is sensitive alone", async () => {
    const text =
      'variable "on" {\n  default   = false\n  sensitive = true\n}\n\nresource "aws_ebs_volume" "a" {\n  encrypted = var.on\n}\n';
    expect(await fixesOf({ "main.tf": text }, [encrypted])).toEqual([null]);
  });
});

const escalation = policy(
  "pod",
  { "securityContext.allowPrivilegeEscalation": false },
  { safe: true, set: { "securityContext.allowPrivilegeEscalation": false } },
  { each: "containers" },
);
const readOnly = policy(
  "apps/v1/Deployment",
  { "pod.spec.hostNetwork": { not: true } },
  { safe: true, remove: ["pod.spec.hostNetwork"] },
);

const deployment = `# a deployment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      # the containers
      containers:
      - securityContext: {runAsNonRoot: true} # flow
        name: a
      - name: b
        image: "b"
        # none yet

      # next
      - name: c
        securityContext:
          runAsUser: 1 # one
          allowPrivilegeEscalation: true   # two
      - name: d
        securityContext:
      initContainers:
        - {name: e}
`;

describe("manifests", () => {
  it("are edited in place", async () => {
    expect(await fixed({ "web.yaml": deployment }, [escalation], "safe")).toEqual({
      "web.yaml": deployment
        .replace("{runAsNonRoot: true}", "{runAsNonRoot: true, allowPrivilegeEscalation: false}")
        .replace('"b"\n', '"b"\n        securityContext:\n          allowPrivilegeEscalation: false\n')
        .replace("Escalation: true ", "Escalation: false ")
        .replace("securityContext:\n      init", "securityContext: { allowPrivilegeEscalation: false }\n      init")
        .replace("{name: e}", "{name: e, securityContext: { allowPrivilegeEscalation: false }}"),
    });
  });

  it("may be JSON", async () => {
    const json = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "p" },
      spec: { containers: [{ name: "a" }, { name: "b", securityContext: {} }] },
    };
    const files = await fixed({ "p.json": JSON.stringify(json, null, 4) }, [escalation], "safe");
    const securityContext = { allowPrivilegeEscalation: false };
    const containers = [
      { name: "a", securityContext },
      { name: "b", securityContext },
    ];
    expect(files["p.json"]).toBe(JSON.stringify({ ...json, spec: { containers } }, null, 4));
  });

  it("with anchors are for somebody to look at", async () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: a
    securityContext: &context
      allowPrivilegeEscalation: true
  - name: b
    securityContext: *context
`;
    expect(await fixesOf({ "p.yaml": text }, [escalation])).toEqual([false]);
    expect(await fixed({ "p.yaml": text }, [escalation])).toEqual({
      "p.yaml": text.replace("Escalation: true", "Escalation: false"),
    });
  });

  it("of Terraform's provider are edited in its words", async () => {
    const text = `resource "kubernetes_pod_v1" "p" {
  metadata {
    name = "p"
  }
  spec {
    container {
      name = "a"
    }
  }
}
`;
    expect(await fixed({ "main.tf": text }, [escalation], "safe")).toEqual({
      "main.tf": text.replace(
        'name = "a"\n',
        'name = "a"\n\n      security_context {\n        allow_privilege_escalation = false\n      }\n',
      ),
    });
  });
});

describe("removing", () => {
  it("removes the entry with its line", async () => {
    const text = deployment.replace("# the containers", "hostNetwork: true # no");
    const whole = { ...readOnly, cases: readOnly.cases.map((each) => ({ ...each, match: ["pod"] })) };
    expect(await fixed({ "web.yaml": text }, [whole], "safe")).toEqual({
      "web.yaml": text.replace("      hostNetwork: true # no\n", ""),
    });
  });
});

describe("what is kept and what is taken back", () => {
  const text =
    'resource "aws_ebs_volume" "a" {\n  encrypted = false\n}\n\nresource "aws_ebs_volume" "b" {\n  size = 1\n}\n';

  it("takes back what does not mend the finding, and keeps the rest", async () => {
    const wrong = { ...encrypted, id: "test-wrong" };
    const cases = wrong.cases.map((each) => ({ ...each, fix: { safe: true, set: { kms_key_id: "k" } } }));
    const { made, refused, files } = await fixFiles({ "main.tf": text }, [{ ...wrong, cases }, tokens], "safe");
    expect([made.length, refused.length, files.length]).toEqual([0, 2, 0]);
    const both = await fixFiles({ "main.tf": text }, [{ ...wrong, cases }, encrypted], "safe");
    expect(both.files.map(({ after }) => after)).toEqual([
      text.replace("false", "true").replace("size = 1", "size      = 1\n  encrypted = true"),
    ]);
  });

  it("tells which of many to take back, and needs few scans", async () => {
    const names = Array.from({ length: 120 }, (_none, index) => `n${String(index)}`);
    const bad = ["n7", "n70", "n100"];
    const files = {
      "main.tf": names
        .map((name) => `resource "aws_ebs_volume" "${name}" {\n  size = ${bad.includes(name) ? "2" : "1"}\n}\n`)
        .join("\n"),
    };
    const small = policy(
      "aws_ebs_volume",
      { any: [{ encrypted: null }, { size: 1 }] },
      { safe: true, set: { size: 1 } },
    );
    let scans = 0;
    const onProgress = ({ stage, done }: { readonly stage: string; readonly done: number }): void => {
      if (stage === "discover" && done === 0) scans += 1;
    };
    const unfixable = { ...small, id: "x", cases: small.cases.map((each) => ({ ...each, fix: undefined })) };
    const { made, refused } = await fixFiles(files, [encrypted, unfixable], "safe", { onProgress });
    expect(made).toHaveLength(names.length - bad.length);
    expect(refused.map(({ finding }) => finding.resource.address)).toEqual(bad.map((name) => `aws_ebs_volume.${name}`));
    expect(scans).toBeGreaterThan(0);
    expect(scans).toBeLessThan(12);
  });

  it("gives up on a policy of which nothing proves right", async () => {
    const names = Array.from({ length: 60 }, (_none, index) => `n${String(index)}`);
    const files = { "main.tf": names.map((name) => `resource "aws_ebs_volume" "${name}" {\n}\n`).join("\n") };
    const useless = policy("aws_ebs_volume", { encrypted: true }, { safe: true, set: { size: 1 } });
    const { made, refused, files: changed } = await fixFiles(files, [useless], "safe");
    expect([made.length, refused.length, changed.length]).toEqual([0, names.length, 0]);
    expect(new Set(refused.map(({ reason }) => reason)).size).toBe(2);
  });

  it("takes back what leads to another finding", async () => {
    const against = policy("aws_ebs_volume", { encrypted: { not: true } }, { safe: true, set: { size: 2 } });
    const { made, refused, files } = await fixFiles({ "main.tf": text }, [encrypted, { ...against, id: "x" }], "safe");
    expect(made).toEqual([]);
    expect(files).toEqual([]);
    expect(refused.map(({ finding }) => finding.policy)).toEqual(["test-aws-ebs-volume", "test-aws-ebs-volume"]);
  });

  it("makes fixes that touch each other one after the other", async () => {
    const sized = policy("aws_ebs_volume", { type: "gp3" }, { safe: true, set: { type: "gp3" } });
    const { made, files } = await fixFiles({ "main.tf": text }, [encrypted, { ...sized, id: "x" }], "safe");
    expect(made).toHaveLength(4);
    expect(files.map(({ after }) => after)).toEqual([
      'resource "aws_ebs_volume" "a" {\n  encrypted = true\n  type      = "gp3"\n}\n\nresource "aws_ebs_volume" "b" {\n  size      = 1\n  encrypted = true\n  type      = "gp3"\n}\n',
    ]);
  });

  it("keeps a byte order mark and the line breaks", async () => {
    const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    const files = await fixed({ "main.tf": windows }, [encrypted]);
    expect(files["main.tf"]).toBe(
      windows.replace("false", "true").replace("size = 1", "size      = 1\r\n  encrypted = true"),
    );
  });
});
