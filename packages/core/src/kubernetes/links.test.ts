import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { loadKubernetes } from "./load.js";

async function linksIn(...texts: readonly string[]) {
  const files = texts.map((text, index) => new SourceFile(`${index}.yaml`, text));
  const loaded = await loadKubernetes({
    files,
    report: (problem) => expect.fail(problem.message),
    skip: (path) => expect.fail(path),
  });
  return {
    edges: loaded.edges.map(({ from, kind, to, attribute }) => `${from.address} ${kind} ${to.address} by ${attribute}`),
    ranges: loaded.edges.map(({ range: { file, start, end } }) => file.text.slice(start, end)),
    unknown: loaded.unknownLinks.map(
      ({ from, kind, attribute, to, reason }) =>
        `${from.address} ${kind} ${to?.address ?? "?"} by ${attribute}: ${reason}`,
    ),
  };
}

const object = (apiVersion: string, kind: string, name: string, rest = "", namespace = "shop") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\n${rest}`;
const workload = (name: string, labels: string, spec = "containers: []", namespace = "shop") =>
  object(
    "apps/v1",
    "Deployment",
    name,
    `spec: {template: {metadata: {labels: ${labels}}, spec: {${spec}}}}\n`,
    namespace,
  );

describe("links between objects", () => {
  it("lead from selectors to pods of the same namespace", async () => {
    const { edges, unknown } = await linksIn(
      workload("a", "{app: web, tier: front}"),
      workload("b", "{app: web}"),
      workload("c", '{app: "${APP}"}'),
      workload("d", "{app: web}", "containers: []", "other"),
      object("v1", "Service", "front", "spec: {selector: {app: web, tier: front}}\n"),
      object("v1", "Service", "headless", "spec: {selector: {}}\n"),
      object(
        "policy/v1",
        "PodDisruptionBudget",
        "p",
        "spec: {selector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}\n",
      ),
      object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        "np",
        "spec: {podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [front, back]}]}}\n",
      ),
      object("networking.k8s.io/v1", "NetworkPolicy", "all", "spec: {podSelector: {}}\n", "other"),
    );
    expect(edges).toEqual([
      "Service/shop/front selects Deployment/shop/a by spec.selector",
      "PodDisruptionBudget/shop/p selects Deployment/shop/b by spec.selector",
      "PodDisruptionBudget/shop/p selects Deployment/shop/c by spec.selector",
      "NetworkPolicy/shop/np selects Deployment/shop/a by spec.podSelector",
      "NetworkPolicy/other/all selects Deployment/other/d by spec.podSelector",
    ]);
    // Without a tier, what is not known of c does not matter.
    expect(unknown).toEqual([]);
  });

  it("may be unknown", async () => {
    const { edges, unknown } = await linksIn(
      workload("c", '{app: "${APP}"}'),
      object("v1", "Service", "s", "spec: {selector: {app: web}}\n"),
      object(
        "rbac.authorization.k8s.io/v1",
        "RoleBinding",
        "b",
        'roleRef: {kind: Role, name: "${ROLE}"}\nsubjects: []\n',
      ),
    );
    expect(edges).toEqual([]);
    expect(unknown).toEqual([
      "Service/shop/s selects Deployment/shop/c by spec.selector: no-value",
      "RoleBinding/shop/b binds ? by roleRef: no-value",
    ]);
  });

  it("lead from names to what has them", async () => {
    const spec =
      "serviceAccountName: web, imagePullSecrets: [{name: pull}], volumes: [{configMap: {name: settings}}, {secret: {secretName: tls}}, " +
      "{persistentVolumeClaim: {claimName: data}}, {projected: {sources: [{secret: {name: pull}}]}}], containers: [{env: [{name: A, valueFrom: " +
      "{secretKeyRef: {name: tls, key: k}}}], envFrom: [{configMapRef: {name: settings}}]}]";
    const { edges, ranges } = await linksIn(
      workload("web", "{}", spec),
      object("v1", "ConfigMap", "settings"),
      object("v1", "Secret", "tls"),
      object("v1", "Secret", "tls", "", "other"),
      object("v1", "Secret", "pull"),
      object("v1", "PersistentVolumeClaim", "data"),
      object("v1", "ServiceAccount", "web"),
      object("rbac.authorization.k8s.io/v1", "Role", "r"),
      object("rbac.authorization.k8s.io/v1", "ClusterRole", "r"),
      object(
        "rbac.authorization.k8s.io/v1",
        "RoleBinding",
        "b",
        "roleRef: {kind: ClusterRole, name: r}\nsubjects: [{kind: ServiceAccount, name: web}]\n",
      ),
      object(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        "h",
        "spec: {scaleTargetRef: {kind: Deployment, name: web}}\n",
      ),
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n",
    );
    expect(edges).toEqual([
      "Deployment/shop/web runsAs ServiceAccount/shop/web by pod.spec.serviceAccountName",
      "Deployment/shop/web mounts ConfigMap/shop/settings by pod.spec.volumes",
      "Deployment/shop/web mounts Secret/shop/tls by pod.spec.volumes",
      "Deployment/shop/web mounts PersistentVolumeClaim/shop/data by pod.spec.volumes",
      "Deployment/shop/web mounts Secret/shop/pull by pod.spec.volumes",
      "Deployment/shop/web references Secret/shop/pull by pod.spec.imagePullSecrets",
      "Deployment/shop/web references Secret/shop/tls by containers.env",
      "Deployment/shop/web references ConfigMap/shop/settings by containers.envFrom",
      "Secret/other/tls references Namespace/other by metadata.namespace",
      "Namespace/other contains Secret/other/tls by ",
      "RoleBinding/shop/b binds ClusterRole/r by roleRef",
      "RoleBinding/shop/b binds ServiceAccount/shop/web by subjects",
      "HorizontalPodAutoscaler/shop/h scales Deployment/shop/web by spec.scaleTargetRef",
    ]);
    expect(ranges[0]).toBe("serviceAccountName: web");
  });

  it("lead from routes to Services, in old and new spelling", async () => {
    const { edges } = await linksIn(
      object("v1", "Service", "web"),
      object("v1", "Service", "api", "", "other"),
      object(
        "networking.k8s.io/v1",
        "Ingress",
        "new",
        "spec: {defaultBackend: {service: {name: web}}, rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}\n",
      ),
      object(
        "extensions/v1beta1",
        "Ingress",
        "old",
        "spec: {rules: [{http: {paths: [{backend: {serviceName: web}}]}}]}\n",
      ),
      object(
        "gateway.networking.k8s.io/v1",
        "HTTPRoute",
        "route",
        "spec: {parentRefs: [{name: g}], rules: [{backendRefs: [{name: api, namespace: other}]}]}\n",
      ),
      object("gateway.networking.k8s.io/v1", "Gateway", "g"),
    );
    expect(edges).toEqual([
      "Ingress/shop/new routesTo Service/shop/web by spec.defaultBackend",
      "Ingress/shop/new routesTo Service/shop/web by spec.rules",
      "Ingress/shop/old routesTo Service/shop/web by spec.rules",
      "HTTPRoute/shop/route routesTo Service/other/api by spec.rules",
      "HTTPRoute/shop/route references Gateway/shop/g by spec.parentRefs",
    ]);
  });

  it("take time in proportion to the objects", async () => {
    const texts = Array.from({ length: 3_000 }, (_, n) => [
      workload(`w${n}`, `{app: w${n}}`),
      object("v1", "Service", `s${n}`, `spec: {selector: {app: w${n}}}\n`),
    ]).flat();
    const started = performance.now();
    expect((await linksIn(...texts)).edges).toHaveLength(3_000);
    // Comparing each Service with each workload would take nine million comparisons.
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
