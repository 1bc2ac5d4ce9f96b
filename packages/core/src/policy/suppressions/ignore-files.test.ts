import { describe, expect, test } from "vitest";
import { suppress } from "../../suppressing.test.support.js";

const open = 'resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n  versioning {\n    enabled = true\n  }\n}\n';
const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  labels: { team: a }\nspec:\n  containers:\n    - name: c\n      image: nginx:1\n      securityContext:\n        privileged: true\n`;
const stack = { "main.tf": open, "app/main.tf": open };

describe(".trivyignore", () => {
  test("suppresses below its directory, until the day that it says", async () => {
    const top = await suppress({ ...stack, ".trivyignore": "# A site.\nAVD-AWS-0092 exp:2026-11-23\nCVE-2020-1234\n" });
    expect(top.suppressed).toHaveLength(2);
    expect(top.said).toEqual([]);
    expect(top.result.findings[0]?.suppression).toEqual({
      kind: "ignore-file",
      tool: "trivy",
      reason: "A site.",
      owner: null,
      until: "2026-11-23",
      location: { file: ".trivyignore", start: { line: 2, column: 1 }, end: { line: 2, column: 28 } },
    });
    const below = await suppress({ ...stack, "app/.trivyignore": "AWS-0092\r\n" }, { paths: ["", "app"] });
    expect(below.suppressed).toEqual(["acl-public aws_s3_bucket.b app/main.tf:2"]);
  });

  test("says what is over, and what is no day", async () => {
    const { suppressed, said } = await suppress({
      ...stack,
      ".trivyignore": "AWS-0092 exp:2026-11-22\nAWS-0107 exp:tomorrow\n",
    });
    expect(suppressed).toEqual([]);
    expect(said).toEqual(["suppression-expired .trivyignore:1", "suppression-malformed .trivyignore:2"]);
  });
});

describe("an entry of a list", () => {
  test("that nothing needs any more is told, where all that the list is about was scanned", async () => {
    const files = { ...stack, ".trivyignore": "AWS-0092\nAWS-0107\n" };
    expect((await suppress(files)).said).toEqual(["suppression-unused .trivyignore:2"]);
    expect((await suppress(files, { paths: ["app"] })).said).toEqual([]);
  });
});

describe(".trivyignore.yaml", () => {
  test("suppresses in the paths that it names", async () => {
    const { suppressed, said, result } = await suppress({
      ...stack,
      ".trivyignore.yaml":
        'misconfigurations:\n  - id: AVD-AWS-0092\n    paths:\n      - "app/**"\n    expired_at: 2027-01-31\n    statement: A site\nvulnerabilities:\n  - id: CVE-2020-1\n',
    });
    expect(suppressed).toEqual(["acl-public aws_s3_bucket.b app/main.tf:2"]);
    expect(said).toEqual([]);
    expect(result.findings.find(({ status }) => status === "suppressed")?.suppression).toMatchObject({
      reason: "A site",
      until: "2027-01-31",
    });
  });

  test("is an error where it cannot be read", async () => {
    const { result } = await suppress({ ...stack, ".trivyignore.yaml": "misconfigurations: [\n" });
    expect(result.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toContain(
      "error suppression-malformed",
    );
  });
});

describe(".checkov.baseline", () => {
  const baseline = (file: string, resource: string, ...ids: readonly string[]): string =>
    JSON.stringify({ failed_checks: [{ file, findings: [{ resource, check_ids: ids }] }] });

  test("suppresses what was there when it was written, where it was", async () => {
    const { suppressed, failed, result } = await suppress({
      ...stack,
      ".checkov.baseline": baseline("/app/main.tf", "aws_s3_bucket.b", "CKV_AWS_1", "CKV_AWS_20"),
    });
    expect(suppressed).toEqual(["acl-public aws_s3_bucket.b app/main.tf:2"]);
    expect(failed).toEqual(["acl-public aws_s3_bucket.b main.tf:2"]);
    expect(result.findings[0]?.suppression).toMatchObject({ kind: "baseline", tool: "checkov" });
  });

  test("knows the objects of Kubernetes", async () => {
    const files = { "pod.yaml": `${pod("a")}---\n${pod("b")}` };
    const { suppressed } = await suppress({
      ...files,
      ".checkov.baseline": baseline("/pod.yaml", "Pod.default.a", "CKV_K8S_16"),
    });
    expect(suppressed).toEqual(["pod-privileged Pod/default/a pod.yaml:11"]);
  });

  test.each(["{", "[]", '{"failed_checks": 1}'])("is an error where it is none: %s", async (text) => {
    const { result } = await suppress({ ...stack, ".checkov.baseline": text });
    expect(result.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error suppression-malformed",
    ]);
  });
});

describe("a file of suppressions around what is scanned", () => {
  test("has what is wrong with it reported, too", async () => {
    const over = await suppress({ ...stack, ".trivyignore": "AWS-0092 exp:2026-11-22\n" }, { paths: ["app"] });
    expect(over.said).toEqual(["suppression-expired .trivyignore:1"]);
    const { result } = await suppress({ ...stack, ".checkov.baseline": "{" }, { paths: ["app"] });
    expect(result.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error suppression-malformed",
    ]);
  });

  test.each([
    [".trivyignore.yaml", "misconfigurations: 3\n", [".trivyignore.yaml:1"]],
    [".trivyignore.yaml", "misconfigurations:\nsecrets: []\n", []],
    [".kube-linter.yaml", "checks:\n  exclude: privileged-container\n", [".kube-linter.yaml:2"]],
    [".kube-linter.yaml", "checks:\n  ignorePaths: { a: b }\n  exclude:\n", [".kube-linter.yaml:2"]],
  ])("is an error where it has no list: %s", async (file, text, expected) => {
    const { said } = await suppress({ ...stack, [file]: text });
    expect(said).toEqual(expected.map((at) => `suppression-malformed ${at}`));
  });

  test("is an error where it is no file", async () => {
    const { result } = await suppress({ ...stack, ".trivyignore/a": "" });
    expect(result.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error suppression-malformed",
    ]);
  });
});

describe(".kube-linter.yaml", () => {
  test("leaves out checks and paths, and counts what nobody else has", async () => {
    const files = { "a.yaml": pod("a"), "old/b.yaml": pod("b") };
    const excluded = await suppress({ ...files, ".kube-linter.yaml": "checks:\n  exclude: [privileged-container]\n" });
    expect(excluded.suppressed).toHaveLength(2);
    const ignored = await suppress({
      ...files,
      ".kube-linter.yaml":
        "checks:\n  ignorePaths:\n    - old/**\ncustomChecks:\n  - name: of-our-own\n    template: x\n",
    });
    expect(ignored.suppressed).toEqual(["pod-privileged Pod/default/b old/b.yaml:11"]);
    expect(ignored.said).toEqual(["suppression-not-covered"]);
  });
});
