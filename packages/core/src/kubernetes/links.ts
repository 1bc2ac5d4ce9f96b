import type { GraphEdge, UnknownLink } from "../graph/graph.js";
import type { ObjectReading, Reading } from "../graph/reading.js";
import { isBuiltInKind } from "./kinds.js";
import { Linker, type LinkedObject, type WrittenLink } from "./linker.js";
import { objectAt } from "./pod-view.js";
import { matchesLabels, matchesSelector, type Selection } from "./selector.js";

/** The links between the objects of each cluster. */
export interface ObjectLinks {
  readonly edges: readonly GraphEdge[];
  readonly unknownLinks: readonly UnknownLink[];
}

/** Finds what refers to what: by selector, by name and by namespace. Links never leave a cluster's manifests. */
export function linkObjects(objects: readonly LinkedObject[]): ObjectLinks {
  const linker = new Linker(objects);
  for (const object of objects) linkOne(linker, object);
  return { edges: linker.edges, unknownLinks: linker.unknownLinks };
}

function linkOne(linker: Linker, from: LinkedObject): void {
  linker.toNamespace(from);
  const { apiVersion, kind, node } = from;
  if (isBuiltInKind(apiVersion, kind)) builtInLinks[kind]?.(linker, from);
  else customLinks[kind]?.(linker, from);
  const view = node.views?.get("pod")?.();
  const spec = view === undefined ? undefined : objectAt(view, ["pod", "spec"]);
  if (view !== undefined && spec !== undefined) linkPod(linker, from, spec, view.get("containers"));
}

type Link = (linker: Linker, from: LinkedObject) => void;

const builtInLinks: Readonly<Record<string, Link>> = {
  Service: (linker, from) => {
    const selector = readingAt(from, ["spec", "selector"]);
    // A Service without a selector has its endpoints from elsewhere.
    if (selector.kind === "object" && selector.keys().length === 0) return;
    linkSelector(linker, from, "spec.selector", selector, matchesLabels, selector);
  },
  NetworkPolicy: (linker, from) => {
    linkSelector(linker, from, "spec.podSelector", readingAt(from, ["spec", "podSelector"]), matchesSelector);
  },
  PodDisruptionBudget: (linker, from) => {
    linkSelector(linker, from, "spec.selector", readingAt(from, ["spec", "selector"]), matchesSelector);
  },
  Ingress: linkIngress,
  HorizontalPodAutoscaler: linkScaler,
  RoleBinding: linkBinding,
  ClusterRoleBinding: linkBinding,
};

const customLinks: Readonly<Record<string, Link>> = {
  HTTPRoute: linkRoute,
  GRPCRoute: linkRoute,
  TLSRoute: linkRoute,
  TCPRoute: linkRoute,
  UDPRoute: linkRoute,
  ScaledObject: linkScaler,
  VerticalPodAutoscaler: linkScaler,
};

function linkSelector(
  linker: Linker,
  from: LinkedObject,
  attribute: string,
  selector: Reading,
  judge: (selector: ObjectReading, labels: Reading) => Selection,
  equal: Reading = get(selector, "matchLabels"),
): void {
  linker.toPods({ from, kind: "selects", attribute }, selector, equal, (labels) =>
    selector.kind === "object" ? judge(selector, labels) : undefined,
  );
}

function linkIngress(linker: Linker, from: LinkedObject): void {
  const toService = (attribute: string, backend: Reading) => {
    const name =
      backend.kind === "object"
        ? (known(get(get(backend, "service"), "name")) ?? get(backend, "serviceName"))
        : backend;
    linker.toNamed({ from, kind: "routesTo", attribute }, "Service", from.namespace, name);
  };
  toService("spec.defaultBackend", readingAt(from, ["spec", "defaultBackend"]));
  toService("spec.backend", readingAt(from, ["spec", "backend"]));
  for (const rule of itemsOf(readingAt(from, ["spec", "rules"]))) {
    for (const path of itemsOf(get(get(rule, "http"), "paths"))) toService("spec.rules", get(path, "backend"));
  }
}

function linkRoute(linker: Linker, from: LinkedObject): void {
  const own = from.namespace;
  for (const rule of itemsOf(readingAt(from, ["spec", "rules"]))) {
    for (const backend of itemsOf(get(rule, "backendRefs"))) {
      const kind = textOf(get(backend, "kind")) ?? "Service";
      const namespace = textOf(get(backend, "namespace")) ?? own;
      linker.toNamed({ from, kind: "routesTo", attribute: "spec.rules" }, kind, namespace, get(backend, "name"));
    }
  }
  for (const parent of itemsOf(readingAt(from, ["spec", "parentRefs"]))) {
    const kind = textOf(get(parent, "kind")) ?? "Gateway";
    const namespace = textOf(get(parent, "namespace")) ?? own;
    linker.toNamed({ from, kind: "references", attribute: "spec.parentRefs" }, kind, namespace, get(parent, "name"));
  }
}

function linkScaler(linker: Linker, from: LinkedObject): void {
  for (const attribute of ["scaleTargetRef", "targetRef"]) {
    const target = readingAt(from, ["spec", attribute]);
    const kind = textOf(get(target, "kind")) ?? "Deployment";
    linker.toNamed({ from, kind: "scales", attribute: `spec.${attribute}` }, kind, from.namespace, get(target, "name"));
  }
}

function linkBinding(linker: Linker, from: LinkedObject): void {
  const own = from.namespace;
  const role = readingAt(from, ["roleRef"]);
  const roleKind = textOf(get(role, "kind"));
  if (roleKind === "Role" || roleKind === "ClusterRole") {
    const namespace = roleKind === "Role" ? own : undefined;
    linker.toNamed({ from, kind: "binds", attribute: "roleRef" }, roleKind, namespace, get(role, "name"));
  }
  for (const subject of itemsOf(readingAt(from, ["subjects"]))) {
    if (textOf(get(subject, "kind")) !== "ServiceAccount") continue;
    const namespace = textOf(get(subject, "namespace")) ?? own;
    linker.toNamed({ from, kind: "binds", attribute: "subjects" }, "ServiceAccount", namespace, get(subject, "name"));
  }
}

function linkPod(linker: Linker, from: LinkedObject, spec: ObjectReading, containers: Reading): void {
  const { namespace } = from;
  const account = known(spec.get("serviceAccountName")) ?? known(spec.get("serviceAccount"));
  linker.toNamed(
    { from, kind: "runsAs", attribute: "pod.spec.serviceAccountName" },
    "ServiceAccount",
    namespace,
    account,
  );
  const mounts: WrittenLink = { from, kind: "mounts", attribute: "pod.spec.volumes" };
  for (const volume of itemsOf(spec.get("volumes"))) {
    for (const source of [volume, ...itemsOf(get(get(volume, "projected"), "sources"))]) {
      linker.toNamed(mounts, "ConfigMap", namespace, get(get(source, "configMap"), "name"));
      const secret = get(source, "secret");
      linker.toNamed(mounts, "Secret", namespace, known(get(secret, "secretName")) ?? get(secret, "name"));
    }
    linker.toNamed(mounts, "PersistentVolumeClaim", namespace, get(get(volume, "persistentVolumeClaim"), "claimName"));
  }
  const pulls: WrittenLink = { from, kind: "references", attribute: "pod.spec.imagePullSecrets" };
  for (const secret of itemsOf(spec.get("imagePullSecrets")))
    linker.toNamed(pulls, "Secret", namespace, get(secret, "name"));
  for (const container of itemsOf(containers)) linkEnvironment(linker, from, container);
}

function linkEnvironment(linker: Linker, from: LinkedObject, container: Reading): void {
  const { namespace } = from;
  const one: WrittenLink = { from, kind: "references", attribute: "containers.env" };
  for (const variable of itemsOf(get(container, "env"))) {
    const source = get(variable, "valueFrom");
    linker.toNamed(one, "ConfigMap", namespace, get(get(source, "configMapKeyRef"), "name"));
    linker.toNamed(one, "Secret", namespace, get(get(source, "secretKeyRef"), "name"));
  }
  const all: WrittenLink = { from, kind: "references", attribute: "containers.envFrom" };
  for (const source of itemsOf(get(container, "envFrom"))) {
    linker.toNamed(all, "ConfigMap", namespace, get(get(source, "configMapRef"), "name"));
    linker.toNamed(all, "Secret", namespace, get(get(source, "secretRef"), "name"));
  }
}

function readingAt(from: LinkedObject, path: readonly string[]): Reading {
  return path.reduce<Reading>((reading, name) => get(reading, name), from.reading);
}

/** Steps into an object; whatever else is there (absent, unknown) stays what it is. */
function get(reading: Reading, name: string): Reading {
  if (reading.kind === "object") return reading.get(name);
  return reading.kind === "unknown" ? reading : { kind: "absent", range: reading.range, isSensitive: false };
}

function known(reading: Reading): Reading | undefined {
  return reading.kind === "absent" ? undefined : reading;
}

function itemsOf(reading: Reading): readonly Reading[] {
  return reading.kind === "list" ? reading.items : [];
}

function textOf(reading: Reading): string | undefined {
  return reading.kind === "scalar" ? String(reading.value) : undefined;
}
