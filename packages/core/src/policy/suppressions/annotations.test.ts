import { describe, expect, test } from "vitest";
import { suppress } from "../../suppressing.test.support.js";

const deployment = (onObject: string, onTemplate = ""): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    a: b${onObject === "" ? "" : `\n    ${onObject}`}
spec:
  template:
    metadata:
      annotations:
        a: b${onTemplate === "" ? "" : `\n        ${onTemplate}`}
    spec:
      containers:
        - name: web
          image: nginx:latest
          securityContext:
            privileged: true
`;

const policiesOf = (findings: readonly string[]): readonly (string | undefined)[] =>
  findings.map((finding) => finding.split(" ")[0]);

describe("annotations", () => {
  test.each([
    ["our own", 'lintel.dev/ignore: pod-privileged reason="a tool" owner=web until=2027-01-31'],
    ["our own, with a name", "lintel.dev/ignore-tool: pod-privileged"],
    ["checkov's", "checkov.io/skip1: CKV_K8S_16=A tool"],
    ["bridgecrew's", "bridgecrew.io/skip: CKV_K8S_16"],
    ["kube-linter's", 'ignore-check.kube-linter.io/privileged-container: "A tool"'],
    ["kube-score's", "kube-score/ignore: other,container-security-context-privileged"],
    ["Polaris's", 'polaris.fairwinds.com/runAsPrivileged-exempt: "true"'],
    ["Polaris's for everything", 'polaris.fairwinds.com/exempt: "true"'],
  ])("suppress on an object and on a pod template: %s", async (_, annotation) => {
    for (const text of [deployment(annotation), deployment("", annotation)]) {
      const { suppressed, failed } = await suppress({ "web.yaml": text });
      expect(policiesOf(suppressed)).toEqual(["pod-privileged"]);
      expect(policiesOf(failed)).toEqual(["pod-team-missing", "pod-image-latest"]);
    }
  });

  test("for everything of a tool, suppress what the tool has", async () => {
    const { suppressed, failed } = await suppress({ "web.yaml": deployment("kube-linter.io/ignore-all: tool") });
    expect(policiesOf(suppressed)).toEqual(["pod-image-latest", "pod-privileged"]);
    expect(policiesOf(failed)).toEqual(["pod-team-missing"]);
  });

  test("on a pod template say nothing of the object around it", async () => {
    const all = "lintel.dev/ignore: all";
    const inside = await suppress({ "web.yaml": deployment("", all) });
    expect([policiesOf(inside.suppressed), policiesOf(inside.failed)]).toEqual([
      ["pod-image-latest", "pod-privileged"],
      ["pod-team-missing"],
    ]);
    expect((await suppress({ "web.yaml": deployment(all) })).failed).toEqual([]);
  });

  test("tell what they say, and where", async () => {
    const { result } = await suppress({
      "web.yaml": deployment('lintel.dev/ignore: pod-privileged reason="a tool" owner=web until=2027-01-31'),
    });
    expect(result.findings.find(({ status }) => status === "suppressed")?.suppression).toMatchObject({
      kind: "annotation",
      tool: null,
      reason: "a tool",
      owner: "web",
      until: "2027-01-31",
      location: { file: "web.yaml", start: { line: 7 } },
    });
  });

  test.each([
    ["the value is not true", 'polaris.fairwinds.com/runAsPrivileged-exempt: "false"', []],
    ["another tool's", "example.com/ignore: pod-privileged", []],
    ["a day that is none", "lintel.dev/ignore: pod-privileged until=2027-02-30", ["suppression-malformed web.yaml:7"]],
    ["a slip of the pen", "lintel.dev/ignroe: pod-privileged", ["suppression-malformed web.yaml:7"]],
    ["a policy that there is not", "lintel.dev/ignore: pod-privilegde", ["suppression-unknown-policy web.yaml:7"]],
  ])("suppress nothing where %s", async (_, annotation, expected) => {
    const { suppressed, said } = await suppress({ "web.yaml": deployment(annotation) });
    expect(suppressed).toEqual([]);
    expect(said).toEqual(expected);
  });

  test("in JSON are as good as in YAML, also on the template alone", async () => {
    const spec = { containers: [{ name: "web", image: "nginx:1", securityContext: { privileged: true } }] };
    const object = (inside: object, outside: object): string =>
      JSON.stringify(
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata: { name: "web", labels: { team: "{a}" }, ...outside },
          spec: { template: { metadata: inside, spec } },
        },
        null,
        2,
      );
    const annotations = { annotations: { "checkov.io/skip1": "CKV_K8S_16=x" } };
    expect(policiesOf((await suppress({ "a.json": object(annotations, {}) })).suppressed)).toEqual(["pod-privileged"]);
    expect(policiesOf((await suppress({ "a.json": object({}, annotations) })).suppressed)).toEqual(["pod-privileged"]);
  });

  test("of Terraform's resources for Kubernetes are as good", async () => {
    const resource = (outside: string, inside: string): string => `resource "kubernetes_deployment" "web" {
  metadata {
    name        = "web"
    labels      = { team = "a" }
    annotations = { ${outside} }
  }
  spec {
    template {
      metadata {
        annotations = { ${inside} }
      }
      spec {
        container {
          name  = "web"
          image = "nginx:1"
          security_context {
            privileged = true
          }
        }
      }
    }
  }
}
`;
    const annotation = '"ignore-check.kube-linter.io/privileged-container" = "x"';
    for (const text of [resource(annotation, ""), resource("", annotation)]) {
      expect(policiesOf((await suppress({ "main.tf": text })).suppressed)).toEqual(["pod-privileged"]);
    }
  });

  test("of one object say nothing of another one in the same file", async () => {
    const { suppressed, failed } = await suppress({
      "web.yaml": `${deployment("lintel.dev/ignore: pod-privileged")}---\n${deployment("").replace("name: web", "name: api")}`,
    });
    expect(suppressed.map((each) => each.split(" ")[1])).toEqual(["Deployment/default/web"]);
    expect(failed.filter((each) => each.startsWith("pod-privileged"))).toHaveLength(1);
  });
});
