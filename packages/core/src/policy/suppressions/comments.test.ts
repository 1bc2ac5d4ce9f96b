import { describe, expect, test } from "vitest";
import { suppress } from "../../suppressing.test.support.js";

const bucket = (inside: string): string => `resource "aws_s3_bucket" "b" {\n${inside}\n}\n`;

const plain = '  acl = "public-read"\n  versioning {\n    enabled = true\n  }';

const acl = "acl-public aws_s3_bucket.b main.tf";

const isSuppressed = async (text: string): Promise<boolean> => {
  const { suppressed, failed } = await suppress({ "main.tf": text });
  expect(suppressed.length + failed.length).toBe(1);
  return suppressed.length === 1;
};

describe("lintel:ignore in JSON syntax", () => {
  const ignore = '"//": "lintel:ignore acl-public reason=\\"a site\\""';
  const inBucket = `"acl": "public-read", "versioning": { "enabled": true }`;
  const json = (content: string): string => `{ "resource": { "aws_s3_bucket": ${content} } }`;

  test.each([
    ["of a block", json(`{ "b": { ${ignore}, ${inBucket} } }`)],
    ["of a block in a list", json(`{ "b": [{ ${ignore}, ${inBucket} }] }`)],
    ["in a list of comments", json(`{ "b": { "//": ["x", "checkov:skip=CKV_AWS_20"], ${inBucket} } }`)],
    [
      "of the file",
      `{ "//": "lintel:ignore-file acl-public", "resource": { "aws_s3_bucket": { "b": { ${inBucket} } } } }`,
    ],
  ])("suppresses as the comment %s", async (_what, text) => {
    const { suppressed, failed, said } = await suppress({ "main.tf.json": text });
    expect([suppressed, failed, said]).toEqual([["acl-public aws_s3_bucket.b main.tf.json:1"], [], []]);
  });

  test.each([
    ["of another block", json(`{ "b": { ${inBucket} }, "c": { ${ignore} } }`)],
    ["of a nested block", json(`{ "b": { "acl": "public-read", "versioning": { ${ignore}, "enabled": true } } }`)],
    ["by another name", json(`{ "b": { ${ignore.replace("//", "comment")}, ${inBucket} } }`)],
  ])("suppresses nothing else as the comment %s", async (_what, text) => {
    const { suppressed, failed } = await suppress({ "main.tf.json": text });
    expect([suppressed, failed.includes("acl-public aws_s3_bucket.b main.tf.json:1")]).toEqual([[], true]);
  });

  test("is about everything inside a module call", async () => {
    const { suppressed, failed } = await suppress({
      "main.tf.json": `{ "module": { "a": { ${ignore}, "source": "./m" }, "b": { "source": "./m" } } }`,
      "m/main.tf": bucket(plain),
    });
    expect(suppressed).toEqual(["acl-public module.a.aws_s3_bucket.b m/main.tf:2"]);
    expect(failed).toEqual(["acl-public module.b.aws_s3_bucket.b m/main.tf:2"]);
  });
});

describe("lintel:ignore in Terraform", () => {
  test("suppresses on the attribute, behind it or above it, and says by what", async () => {
    const behind = await suppress({
      "main.tf": bucket('  acl = "public-read" # lintel:ignore acl-public reason="a site"'),
    });
    expect(behind.suppressed).toEqual([`${acl}:2`]);
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
      "main.tf": bucket(
        '  bucket = "b"\n  // lintel:ignore acl-public, owner=web until=2027-01-31\n  acl = "public-read"',
      ),
    });
    expect(above.suppressed).toEqual([`${acl}:4`]);
    expect(above.result.findings.find(({ status }) => status === "suppressed")?.suppression).toMatchObject({
      owner: "web",
      until: "2027-01-31",
    });
  });

  test.each([
    [
      "behind the attribute, in one comment of several words",
      bucket(plain.replace('read"', 'read" /* lintel:ignore acl-public */')),
    ],
    ["in the midst of the attribute", bucket(plain.replace('"public', '/* lintel:ignore acl-public */ "public'))],
    ["above the block", `# lintel:ignore acl-public\n${bucket(plain)}`],
    ["above the block, with other comments between", `# lintel:ignore acl-public\n# A site.\n${bucket(plain)}`],
    ["behind the header", bucket(plain).replace("{", "{ # lintel:ignore acl-public")],
    ["behind the closing brace", `${bucket(plain).trimEnd()} # lintel:ignore acl-public\n`],
    ["at the head of the block", bucket(`  # lintel:ignore acl-public\n\n${plain}`)],
    [
      "at the head of the block, above another attribute",
      bucket(`  # lintel:ignore acl-public\n  bucket = "b"\n${plain}`),
    ],
    ["for the file", `${bucket(plain)}\n# lintel:ignore-file acl-public\n\n`],
    ["under an alias", bucket(plain.replace('read"', 'read" # lintel:ignore ckv_aws_20'))],
    ["under a glob", bucket(plain.replace('read"', 'read" # lintel:ignore acl-*'))],
    ["for all", bucket(plain.replace('read"', 'read" # lintel:ignore all'))],
    ["among others", bucket(plain.replace('read"', 'read" # lintel:ignore versioning-off, acl-public,'))],
    [
      "with line breaks of Windows",
      bucket(plain.replace('read"', 'read" # lintel:ignore acl-public')).replaceAll("\n", "\r\n"),
    ],
    ["with tabs", bucket(plain.replace('read"', 'read"\t#\tlintel:ignore\tacl-public\treason="ü ☃"'))],
    [
      "in a comment over several lines",
      `/*\n * A site.\n * lintel:ignore acl-public reason="x"\n */\n${bucket(plain)}`,
    ],
    [
      "beside other suppressions",
      bucket(plain.replace('read"', 'read" # tfsec:ignore:x lintel:ignore acl-public checkov:skip=CKV_AWS_1')),
    ],
  ])("suppresses %s", async (_, text) => {
    expect(await isSuppressed(text)).toBe(true);
  });

  test.each([
    ["another attribute", bucket(plain.replace("enabled = true", "enabled = true # lintel:ignore acl-public"))],
    ["the block above", `${bucket(plain)}# lintel:ignore acl-public\n`],
    ["a block behind a blank line", `# lintel:ignore acl-public\n\n${bucket(plain)}`],
    ["another policy", bucket(plain.replace('read"', 'read" # lintel:ignore versioning-off'))],
    ["a string", bucket(`  bucket = "# lintel:ignore acl-public"\n${plain}`)],
    ["a heredoc", bucket(`  policy = <<EOT\n# lintel:ignore-file acl-public\nEOT\n${plain}`)],
    ["the block next to it", `resource "aws_iam_user" "u" { # lintel:ignore acl-public\n}\n${bucket(plain)}`],
    ["a nested block", bucket(plain.replace("versioning {", "versioning { # lintel:ignore acl-public"))],
    ["a day that is over", bucket(plain.replace('read"', 'read" # lintel:ignore acl-public until=2026-11-22'))],
    ["a name with something in front", bucket(plain.replace('read"', 'read" # xlintel:ignore acl-public'))],
  ])("does not suppress from %s", async (_, text) => {
    expect(await isSuppressed(text)).toBe(false);
  });

  test("a comment in one file does not suppress in another one", async () => {
    const { suppressed, failed } = await suppress({
      "main.tf": bucket(plain),
      "other.tf": '# lintel:ignore-file acl-public\n# lintel:ignore acl-public\nresource "aws_iam_user" "u" {}\n',
    });
    expect([suppressed.length, failed.length]).toEqual([0, 1]);
  });

  test("a nested block is suppressed by itself", async () => {
    const ingress = '  ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n';
    const group = (first: string, second: string): string =>
      `resource "aws_security_group" "g" {\n${first}${ingress}${second}${ingress}}\n`;
    const comment = "  # lintel:ignore ssh-open\n";
    expect((await suppress({ "main.tf": group(comment, "") })).suppressed).toEqual([
      "ssh-open aws_security_group.g main.tf:6",
    ]);
    expect((await suppress({ "main.tf": group("", comment) })).suppressed).toEqual([
      "ssh-open aws_security_group.g main.tf:11",
    ]);
  });

  test("an element of a list is suppressed by itself", async () => {
    const group = (list: string): string =>
      `resource "aws_security_group" "g" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = [\n${list}    ]\n  }\n}\n`;
    const one = await suppress({ "main.tf": group('      "0.0.0.0/0", # lintel:ignore ssh-open\n') });
    expect(one.suppressed).toHaveLength(1);
    const above = await suppress({ "main.tf": group('      # lintel:ignore ssh-open\n      "0.0.0.0/0",\n') });
    expect(above.suppressed).toHaveLength(1);
  });
});

describe("calls of modules", () => {
  const module = `variable "cidrs" {
  default = ["0.0.0.0/0"]
}
resource "aws_security_group" "g" {
  ingress {
    from_port   = 22
    to_port     = 22
    cidr_blocks = var.cidrs
  }
}
`;
  const call = (name: string, above = "", inside = ""): string =>
    `${above}module "${name}" {\n  source = "./m"\n${inside}}\n`;

  test("one that is suppressed leaves the others alone", async () => {
    for (const a of [
      call("a", "# lintel:ignore ssh-open\n"),
      call("a").replace("{", "{ # lintel:ignore ssh-open"),
      call("a").replace("{\n", "{\n  # lintel:ignore ssh-open\n"),
    ]) {
      const { suppressed, failed, said } = await suppress({ "main.tf": a + call("b"), "m/main.tf": module });
      expect(suppressed).toEqual(["ssh-open module.a.aws_security_group.g m/main.tf:8"]);
      expect(failed).toEqual(["ssh-open module.b.aws_security_group.g m/main.tf:8"]);
      expect(said).toEqual([]);
    }
  });

  test("one that another tool suppresses leaves the others alone", async () => {
    for (const a of [
      call("a", "# tfsec:ignore:aws-ec2-no-public-ingress-sgr\n"),
      call("a").replace("{\n", "{\n  # checkov:skip=CKV_AWS_24:x\n"),
    ]) {
      const { suppressed, failed } = await suppress({ "main.tf": a + call("b"), "m/main.tf": module });
      expect(suppressed).toEqual(["ssh-open module.a.aws_security_group.g m/main.tf:8"]);
      expect(failed).toEqual(["ssh-open module.b.aws_security_group.g m/main.tf:8"]);
    }
  });

  test("all instances of the call are suppressed, and calls inside it", async () => {
    const { suppressed, failed } = await suppress({
      "main.tf": call("a", "# lintel:ignore ssh-open\n", "  count = 2\n") + call("b"),
      "m/main.tf": call("inner").replace("./m", "../n"),
      "n/main.tf": module,
    });
    expect(suppressed).toEqual(["ssh-open module.a.module.inner.aws_security_group.g n/main.tf:8"]);
    expect(failed).toEqual(["ssh-open module.b.module.inner.aws_security_group.g n/main.tf:8"]);
  });

  test("an argument suppresses what it causes, and only that", async () => {
    const { suppressed, failed, said } = await suppress({
      "main.tf":
        call("a", "", '  cidrs = ["0.0.0.0/0"] # lintel:ignore ssh-open\n') +
        call("b", "", '  cidrs = ["0.0.0.0/0"]\n'),
      "m/main.tf": module,
    });
    expect(suppressed).toEqual(["ssh-open module.a.aws_security_group.g m/main.tf:8"]);
    expect(failed).toEqual(["ssh-open module.b.aws_security_group.g m/main.tf:8"]);
    expect(said).toEqual([]);
  });

  test("a default suppresses what it causes, and not what is given", async () => {
    const { suppressed, failed } = await suppress({
      "main.tf": call("a") + call("b", "", '  cidrs = ["0.0.0.0/0"]\n'),
      "m/main.tf": module.replace("variable", "# lintel:ignore ssh-open\nvariable"),
    });
    expect(suppressed).toEqual(["ssh-open module.a.aws_security_group.g m/main.tf:9"]);
    expect(failed).toEqual(["ssh-open module.b.aws_security_group.g m/main.tf:9"]);
  });

  test("a line of a file of values suppresses what it causes", async () => {
    for (const values of [
      'open = ["0.0.0.0/0"] # lintel:ignore ssh-open\n',
      '# lintel:ignore-file ssh-open\n\nopen = ["0.0.0.0/0"]\n',
    ]) {
      const { suppressed, said } = await suppress({
        "main.tf": `variable "open" {}\n${call("a", "", "  cidrs = var.open\n")}`,
        "terraform.tfvars": values,
        "m/main.tf": module,
      });
      expect(suppressed).toEqual(["ssh-open module.a.aws_security_group.g m/main.tf:8"]);
      expect(said).toEqual([]);
    }
  });

  test("instances that differ are suppressed each by itself", async () => {
    const { suppressed, failed } = await suppress({
      "main.tf": `module "a" {
  source   = "./m"
  for_each = {
    x = ["0.0.0.0/0"] # lintel:ignore ssh-open
    y = ["0.0.0.0/0"]
  }
  cidrs = each.value
}
`,
      "m/main.tf": module,
    });
    expect(suppressed).toEqual(['ssh-open module.a["x"].aws_security_group.g m/main.tf:8']);
    expect(failed).toEqual(['ssh-open module.a["y"].aws_security_group.g m/main.tf:8']);
  });
});

describe("other tools in Terraform", () => {
  test.each([
    ["checkov inside the block", bucket(`  # checkov:skip=CKV_AWS_20:A site\n${plain}`)],
    [
      "checkov anywhere inside the block",
      bucket(plain.replace("enabled = true", "enabled = true\n    #checkov:skip=CKV_AWS_1, CKV_AWS_20")),
    ],
    ["bridgecrew", bucket(`${plain}\n  # bridgecrew:skip=CKV_AWS_20: A site`)],
    ["trivy, by its id", bucket(plain.replace('read"', 'read" #trivy:ignore:AVD-AWS-0092'))],
    ["trivy, by its id without the prefix, in small letters", `#trivy:ignore:aws-0092\n${bucket(plain)}`],
    ["trivy, with a glob", `#trivy:ignore:AVD-AWS-*\n${bucket(plain)}`],
    ["tfsec, everything", `#tfsec:ignore:*\n${bucket(plain)}`],
    ["trivy, several on a line", `#trivy:ignore:AVD-AWS-1 trivy:ignore:AVD-AWS-0092\n${bucket(plain)}`],
    ["tfsec, in time", bucket(plain.replace('read"', 'read" #tfsec:ignore:AWS-0092:exp:2026-11-23'))],
    ["tfsec, in the workspace", `#tfsec:ignore:AWS-0092:ws:default\n${bucket(plain)}`],
    ["trivy, where an attribute has a value", `#trivy:ignore:AWS-0092[acl=public-read]\n${bucket(plain)}`],
    [
      "trivy, where a nested attribute has a value",
      `#trivy:ignore:AWS-0092[versioning.enabled=true]\n${bucket(plain)}`,
    ],
    ["tflint", bucket(plain.replace('read"', 'read" # tflint-ignore: acl_public # A site'))],
    ["tflint, above", bucket(`  bucket = "b"\n  # tflint-ignore: other, acl_public\n${plain}`)],
    ["tflint, for the file", `# tflint-ignore-file: acl_public\n\n${bucket(plain)}`],
    ["tflint, everything", bucket(plain.replace('read"', 'read" # tflint-ignore: all'))],
    ["kics, for the file", `# kics-scan ignore\n\n${bucket(plain)}`],
    ["kics, by id", `# kics-scan disable=38c5ee0d-7f22-4260-ab72-5073048df100\n\n${bucket(plain)}`],
    ["kics, the block", `# kics-scan ignore-block\n${bucket(plain)}`],
    ["kics, the line below", bucket(`  # kics-scan ignore-line\n${plain}`)],
  ])("suppresses as %s would", async (_, text) => {
    expect(await isSuppressed(text)).toBe(true);
  });

  test.each([
    ["checkov above the block", `# checkov:skip=CKV_AWS_20\n${bucket(plain)}`],
    ["tfsec, too late", bucket(plain.replace('read"', 'read" #tfsec:ignore:AWS-0092:exp:2026-11-22'))],
    ["tfsec, in another workspace", `#tfsec:ignore:AWS-0092:ws:prod\n${bucket(plain)}`],
    ["trivy, where an attribute has another value", `#trivy:ignore:AWS-0092[acl=private]\n${bucket(plain)}`],
    ["trivy, above another attribute", bucket(`  #trivy:ignore:AWS-0092\n  bucket = "b"\n${plain}`)],
    ["kube-linter's everything", bucket(plain.replace('read"', 'read" # kube-linter.io/ignore-all'))],
    ["kics, another id", `# kics-scan disable=00000000-7f22-4260-ab72-5073048df100\n\n${bucket(plain)}`],
    ["kics, another line", bucket(`  # kics-scan ignore-line\n  bucket = "b"\n${plain}`)],
  ])("does not suppress as %s would", async (_, text) => {
    expect(await isSuppressed(text)).toBe(false);
  });

  test("tells the tool and its reason", async () => {
    const { result } = await suppress({ "main.tf": bucket(`  # checkov:skip=CKV_AWS_20:A site\n${plain}`) });
    expect(result.findings[0]?.suppression).toMatchObject({ kind: "comment", tool: "checkov", reason: "A site" });
  });
});

describe("comments in YAML", () => {
  const pod = (image: string, context: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: p
  labels: { team: a }
spec:
  containers:
    - name: first
      image: nginx:1${image}
      securityContext:
        privileged: true${context}
    - name: second
      image: nginx:1
      securityContext:
        privileged: true
`;
  const at = (line: number): string => `pod-privileged Pod/default/p pod.yaml:${String(line)}`;

  test.each([
    ["behind the attribute", pod("", " # lintel:ignore pod-privileged"), [at(11)]],
    [
      "above the attribute",
      pod("", "").replace("        priv", "        # lintel:ignore pod-privileged\n        priv"),
      [at(12)],
    ],
    [
      "above what the attribute is in",
      pod("", "").replace("      sec", "      # lintel:ignore pod-privileged\n      sec"),
      [at(12)],
    ],
    [
      "behind the key of what it is in",
      pod("", "").replace("Context:", "Context: # lintel:ignore pod-privileged"),
      [at(11)],
    ],
    [
      "above the item",
      pod("", "").replace("    - name: f", "    # lintel:ignore pod-privileged\n    - name: f"),
      [at(12)],
    ],
    [
      "above the list",
      pod("", "").replace("  containers", "  # lintel:ignore pod-privileged\n  containers"),
      [at(12), at(16)],
    ],
    ["above the object", `# lintel:ignore pod-privileged\n${pod("", "")}`, [at(12), at(16)]],
    ["above the start of the document", `# lintel:ignore pod-privileged\n---\n${pod("", "")}`, [at(13), at(17)]],
    ["behind the kind", pod("", "").replace("kind: Pod", "kind: Pod # lintel:ignore pod-privileged"), [at(11), at(15)]],
    ["for the file", `${pod("", "")}# lintel:ignore-file pod-privileged\n`, [at(11), at(15)]],
    ["checkov, inside the object", pod("", " # checkov:skip=CKV_K8S_16: needed"), [at(11), at(15)]],
    ["trivy, with its old id", pod("", " #trivy:ignore:KSV017"), [at(11)]],
    [
      "in a flow",
      pod("", "").replace(
        "securityContext:\n        privileged: true\n    - ",
        "securityContext: { privileged: true } # lintel:ignore pod-privileged\n    - ",
      ),
      [at(10)],
    ],
    ["with line breaks of Windows", pod("", " # lintel:ignore pod-privileged").replaceAll("\n", "\r\n"), [at(11)]],
  ])("suppresses %s", async (_, text, expected) => {
    const { suppressed } = await suppress({ "pod.yaml": text });
    expect(suppressed).toEqual(expected);
  });

  test.each([
    ["a block scalar", "annotations:\n    note: |\n      # lintel:ignore-file pod-privileged\n      x\n"],
    ["a block scalar in a list", "finalizers:\n    - |\n      # lintel:ignore-file pod-privileged\n    - x\n"],
    [
      "a folded text with a comment behind",
      "annotations:\n    note: >- # text\n      # lintel:ignore-file pod-privileged\n",
    ],
    ["quotes", 'annotations:\n    note: "x # lintel:ignore-file pod-privileged"\n'],
    ["quotes over lines", 'annotations:\n    note: "x\n      # lintel:ignore-file pod-privileged"\n'],
    ["single quotes over lines", "annotations:\n    note: 'it''s\n      # lintel:ignore-file pod-privileged'\n"],
    ["a word", "annotations:\n    note: x#lintel:ignore-file pod-privileged\n"],
  ])("does not suppress from %s", async (_, metadata) => {
    const { suppressed, failed } = await suppress({ "pod.yaml": pod("", "").replace("labels", `${metadata}  labels`) });
    expect([suppressed.length, failed.length]).toEqual([0, 2]);
  });

  test("a comment behind texts that look like the start of others is one", async () => {
    for (const value of ["don't", 'a "quoted', "x: y'", "a | b", "[a", "'it''s' "]) {
      const text = pod("", " # lintel:ignore pod-privileged").replace(
        "labels",
        `annotations:\n    note: ${value}\n  labels`,
      );
      const { result } = await suppress({ "pod.yaml": text });
      const problems = result.diagnostics.filter(({ code }) => code === "yaml-syntax");
      if (problems.length === 0) expect(result.summary.suppressed).toBe(1);
    }
  });

  test("an object is not suppressed by the comment of the one before it", async () => {
    const { suppressed, failed } = await suppress({
      "pod.yaml": `# lintel:ignore pod-privileged\n${pod("", "")}---\n${pod("", "").replace("name: p", "name: q")}`,
    });
    expect(suppressed.map((each) => each.split(" ")[1])).toEqual(["Pod/default/p", "Pod/default/p"]);
    expect(failed.map((each) => each.split(" ")[1])).toEqual(["Pod/default/q", "Pod/default/q"]);
  });
});
