import { beforeAll, describe, expect, it } from "vitest";
import type { GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile, type SourceRange } from "../source/source-file.js";
import { loadKubernetes } from "./load.js";

async function load(files: Readonly<Record<string, string>>) {
  const diagnostics: Diagnostic[] = [];
  const skipped: Record<string, string> = {};
  const loaded = await loadKubernetes({
    files: Object.entries(files).map(([path, text]) => new SourceFile(path, text)),
    report: (diagnostic) => diagnostics.push(diagnostic),
    skip: (path, reason) => {
      expect(skipped, "skipped twice").not.toHaveProperty([path]);
      skipped[path] = reason;
    },
  });
  return { ...loaded, skipped, diagnostics, addresses: loaded.nodes.map(({ address }) => address) };
}

/** Follows a path of names and indices. */
function at(node: GraphNode | undefined, ...path: readonly (string | number)[]): Reading {
  let reading: Reading | undefined = node?.views?.get("pod")?.() ?? node?.reading;
  for (const step of path) {
    if (reading?.kind === "list" && typeof step === "number") reading = reading.items[step];
    else if (reading?.kind === "object" && typeof step === "string") reading = reading.get(step);
  }
  if (reading === undefined) throw new Error(`nothing at ${path.join(".")}`);
  return reading;
}

const covered = ({ file, start, end }: SourceRange) => file.text.slice(start, end);
const lineOf = ({ file, start }: SourceRange) => file.positionAt(start).line;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: web
      initContainers:
        - name: setup
          image: setup:1
      containers:
        - image: web:1
          name: web
          securityContext:
            privileged: yes
            runAsUser: 0
          args: ["\${HOME}"]
        - { name: side, image: "side:\${TAG}" }
`;

describe("what is a manifest", () => {
  it("skips everything else with a reason, and without an error", async () => {
    const { skipped, diagnostics, nodes } = await load({
      "pipeline.yml": "steps:\n  - run: kubectl apply\n    apiVersion: v1\n    kind: Pod\n",
      "broken.yml": "a: [1\nb: }\n",
      "notes.yaml": "apiVersion: release-1.2\nkind: notes\ntext: hello\n",
      "kubeconfig.yaml": "apiVersion: v1\nkind: Config\nclusters: []\n",
      "skaffold.yaml": "apiVersion: skaffold/v4beta1\nkind: Config\nmetadata: {name: x}\n",
      "kind.yaml": "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nname: x\n",
      "chart/Chart.yaml": "apiVersion: v2\nname: chart\n",
      "chart/values.yaml": "image: x\n",
      "chart/templates/web.yaml": 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{ .Release.Name }}"\n',
      "elsewhere/pod.yaml": 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include "name" . }}\n',
      "jinja.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ name }}\n",
      "package.json": '{"name": "x", "kind": 1, "apiVersion": 2}',
      "k/kustomization.yaml": "resources: [a.yaml]\n",
      "component.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
      "empty.yaml": "",
      "comments.yaml": "# apiVersion: v1\n# kind: Pod\n---\n# nothing\n",
    });
    expect(nodes).toEqual([]);
    expect(diagnostics).toEqual([]);
    expect(skipped).toEqual({
      "pipeline.yml": "not-a-manifest",
      "broken.yml": "not-a-manifest",
      "notes.yaml": "not-a-manifest",
      "kubeconfig.yaml": "not-a-manifest",
      "skaffold.yaml": "not-a-manifest",
      "kind.yaml": "not-a-manifest",
      "chart/Chart.yaml": "not-a-manifest",
      "chart/values.yaml": "not-a-manifest",
      "chart/templates/web.yaml": "helm-template",
      "elsewhere/pod.yaml": "helm-template",
      "jinja.yaml": "template",
      "package.json": "not-a-manifest",
      "k/kustomization.yaml": "kustomization",
      "component.yaml": "kustomization",
      "empty.yaml": "not-a-manifest",
      "comments.yaml": "not-a-manifest",
    });
  });

  it("takes a manifest that hands a template to somebody else", async () => {
    const text =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\nspec:\n  host: "{{ .Release.Name }}.io"\n';
    expect((await load({ "release.yaml": text })).addresses).toEqual(["HelmRelease/default/x"]);
  });

  it("does not take a kustomize patch for the object that it changes", async () => {
    const { addresses, skipped } = await load({
      "base/web.yaml": deployment,
      "over/patch.yaml": deployment,
      "over/json.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n",
      "over/kustomization.yaml":
        "resources: [../base]\npatches:\n  - path: patch.yaml\n  - patch: |-\n      - op: remove\npatchesStrategicMerge:\n- json.yaml\n",
    });
    expect(addresses).toEqual(["Deployment/shop/web"]);
    expect(skipped).toMatchObject({ "over/patch.yaml": "kustomize-patch", "over/json.yaml": "kustomize-patch" });
  });

  it("puts objects into the namespace that their kustomization gives them", async () => {
    const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;
    const { nodes } = await load({
      "base/kustomization.yaml": "resources: [a.yaml, ../shared]\n",
      "base/a.yaml": pod("a"),
      "shared/kustomization.yaml": "namespace: inner\nresources: [b.yaml]\n",
      "shared/b.yaml": `${pod("b")}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ns}\n`,
      "prod/kustomization.yaml": "namespace: prod\nresources:\n- ../base\n- https://example.com/x.yaml\n",
    });
    expect(nodes.map(({ address }) => address)).toEqual(["Pod/prod/a", "Pod/default/b", "Namespace/ns"]);
    const namespace = at(nodes[0], "metadata", "namespace");
    expect(namespace).toMatchObject({ kind: "scalar", value: "prod" });
    expect(namespace.trace?.().map(({ range }) => range.file.path)).toEqual(["prod/kustomization.yaml"]);
    // It is built into two namespaces, so nobody can say which is meant.
    expect(at(nodes[1], "metadata", "namespace")).toMatchObject({ kind: "unknown", reason: "no-value" });
  });

  it("unfolds documents, lists and typed lists, in YAML and JSON", async () => {
    const pod = (name: string) => `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "${name}"}}`;
    const { addresses, nodes, files } = await load({
      "all.yaml":
        "---\n# first\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n--- # next\napiVersion: v1\nkind: List\nitems:\n" +
        `- ${pod("a")}\n- {"apiVersion": "v1", "kind": "List", "items": [${pod("b")}]}\n...\n`,
      "list.json": `{"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {"name": "c", "namespace": "x"}}]}`,
      "one.json": pod("d"),
      "odd.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: web-\n---\napiVersion: v1\nkind: Pod\n",
      "cluster.yaml":
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: admin, namespace: ignored}\n---\n" +
        "apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: {name: le}\n---\n" +
        "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: kn}\nspec: {template: {spec: {containers: [{image: x}]}}}\n",
    });
    expect(addresses).toEqual([
      "Namespace/shop",
      "Pod/default/a",
      "Pod/default/b",
      "Pod/x/c",
      "Pod/default/d",
      "Pod/default/web-*",
      "Pod/default/*",
      "ClusterRole/admin",
      "ClusterIssuer/le",
      "Service/default/kn",
    ]);
    expect(files).toHaveLength(5);
    // Knative's Service is no Service to a policy, but it has pods.
    expect([...(nodes.at(-1)?.views?.keys() ?? [])]).toEqual(["pod"]);
    expect(nodes.map(({ type }) => type)).toContain("rbac.authorization.k8s.io/v1/ClusterRole");
  });
});

describe("bad input", () => {
  it("reports a syntax error in a manifest, and reads the other documents", async () => {
    const { addresses, diagnostics, nodes, files, skipped } = await load({
      "a.yaml": `${deployment}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: bad\nspec:\n  a: 'x' y\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: good}\n`,
    });
    expect(addresses).toEqual(["Deployment/shop/web", "Pod/default/bad", "Pod/default/good"]);
    expect(diagnostics[0]).toMatchObject({ severity: "error", code: "yaml-syntax" });
    expect(lineOf(diagnostics[0]!.range!)).toBe(28);
    expect(nodes.map(({ uncertain }) => uncertain?.reason)).toEqual([undefined, "error", undefined]);
    expect([files, skipped]).toEqual([["a.yaml"], {}]);
  });

  it("warns of a key that stands twice, and lets the last one count", async () => {
    const { nodes, diagnostics } = await load({
      "a.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  hostPID: true\n  hostPID: false\n",
    });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "yaml-duplicate-key" }]);
    expect(lineOf(diagnostics[0]!.range!)).toBe(6);
    expect(at(nodes[0], "spec", "hostPID")).toMatchObject({ value: false });
  });

  it("stops alias bombs and deep nesting with one diagnostic each", async () => {
    const head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n";
    const bomb = Array.from(
      { length: 40 },
      (_, n) => `a${n}: &a${n} [${n === 0 ? "x" : `*a${n - 1}, *a${n - 1}`}]\n`,
    ).join("");
    const { addresses, diagnostics } = await load({
      "bomb.yaml": head + bomb,
      "deep.yaml": `${head}data: ${"[".repeat(50_000)}`,
      "fine.yaml": head,
    });
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ["error", "yaml-alias-bomb"],
      ["error", "yaml-too-deep"],
    ]);
    expect(addresses).toEqual(["ConfigMap/default/x"]);
  });
});

describe("readings", () => {
  let web: GraphNode | undefined;
  beforeAll(async () => {
    [web] = (await load({ "web.yaml": deployment })).nodes;
  });

  it("show attributes, blocks and items at their exact places", () => {
    expect(covered(web!.range)).toBe("kind: Deployment");
    const privileged = at(web, "spec", "template", "spec", "containers", 0, "securityContext", "privileged");
    expect(privileged).toMatchObject({ kind: "scalar", value: true });
    expect(covered(privileged.range)).toBe("privileged: yes");
    expect(covered(at(web, "spec", "template", "spec", "containers").range)).toBe("containers:");
    expect(covered(at(web, "containers", 0).range)).toBe("image: web:1");
    expect(covered(at(web, "containers", 1).range)).toBe('{ name: side, image: "side:${TAG}" }');
    expect(covered(at(web, "spec", "template", "metadata").range)).toBe("metadata: { labels: { app: web } }");
  });

  it("show what is absent at the header of what lacks it", () => {
    expect(covered(at(web, "status").range)).toBe("kind: Deployment");
    expect(covered(at(web, "containers", 0, "resources").range)).toBe("image: web:1");
    expect(covered(at(web, "containers", 0, "securityContext", "procMount").range)).toBe("securityContext:");
  });

  it("of the pod view have the template and all containers", () => {
    expect(at(web, "pod", "spec", "serviceAccountName")).toMatchObject({ value: "web" });
    const containers = at(web, "containers");
    expect(
      containers.kind === "list" &&
        containers.items.map((_, index) => [
          (at(web, "containers", index, "name") as { value?: unknown }).value,
          (at(web, "containers", index, "containerKind") as { value?: unknown }).value,
        ]),
    ).toEqual([
      ["web", "container"],
      ["side", "container"],
      ["setup", "init"],
    ]);
  });

  it("know a placeholder when they see one, and leave shell text alone", () => {
    expect(at(web, "containers", 1, "image")).toMatchObject({
      kind: "unknown",
      reason: "no-value",
      subject: "${TAG}",
      isPresent: true,
    });
    expect(at(web, "containers", 0, "args", 0)).toMatchObject({ kind: "scalar", value: "${HOME}" });
  });

  it("never show the values of secrets", async () => {
    const {
      nodes: [secret],
    } = await load({
      "s.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData: {a: b}\ndata:\n  c: ZA==\n",
    });
    expect(at(secret, "stringData", "a").isSensitive).toBe(true);
    expect(at(secret, "data", "c").isSensitive).toBe(true);
    expect(at(secret, "metadata", "name").isSensitive).toBe(false);
  });

  it("parse the definition of a custom resource only when asked", async () => {
    const text =
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: foos.x.io}\nspec:\n  scope: Cluster\n  group: x.io\n";
    const { nodes, diagnostics } = await load({ "crd.yaml": text });
    expect(nodes.map(({ address }) => address)).toEqual(["CustomResourceDefinition/foos.x.io"]);
    expect(at(nodes[0], "spec", "scope")).toMatchObject({ value: "Cluster" });
    expect(covered(at(nodes[0], "spec", "scope").range)).toBe("scope: Cluster");
    expect(nodes[0]?.reading.keys()).toEqual(["apiVersion", "kind", "metadata", "spec"]);
    expect(diagnostics).toEqual([]);
  });
});

describe("domains", () => {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: web}}\n`;
  const domainsOf = async (files: Readonly<Record<string, string>>) =>
    Object.fromEntries((await load(files)).nodes.map(({ range, domain }) => [range.file.path, domain]));

  it("are a directory with all below it, as long as nothing is defined twice", async () => {
    expect(await domainsOf({ "k8s/web/a.yaml": service("a"), "k8s/rbac/b.yaml": service("b") })).toEqual({
      "k8s/web/a.yaml": ".",
      "k8s/rbac/b.yaml": ".",
    });
  });

  it("part where two directories define the same object", async () => {
    expect(
      await domainsOf({
        "app/base/c.yaml": service("c"),
        "app/dev/a.yaml": service("a"),
        "app/prod/x/a.yaml": service("a"),
        "app/prod/y/b.yaml": service("b"),
        "top.yaml": service("t"),
      }),
    ).toEqual({
      "app/base/c.yaml": "app/base",
      "app/dev/a.yaml": "app/dev",
      "app/prod/x/a.yaml": "app/prod",
      "app/prod/y/b.yaml": "app/prod",
      "top.yaml": ".",
    });
  });

  it("keep both where one directory defines an object twice", async () => {
    const { nodes } = await load({ "a.yaml": service("a"), "b.yaml": service("a") });
    expect(nodes.map(({ address, domain }) => [address, domain])).toEqual([
      ["Service/default/a", "."],
      ["Service/default/a", "."],
    ]);
  });
});
