import type { EdgeKind, GraphEdge, GraphNode, UnknownLink } from "../graph/graph.js";
import type { ObjectReading, Reading, UnknownReason } from "../graph/reading.js";
import { isBuiltInKind } from "./kinds.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import { objectAt } from "./pod-view.js";
import { matchesLabels, matchesSelector, type Selection } from "./selector.js";

/** An object with its node. */
export interface PlacedNode {
  readonly object: KubernetesObject;
  readonly node: GraphNode;
}

/** The links between the objects of each cluster. */
export interface ObjectLinks {
  readonly edges: readonly GraphEdge[];
  readonly unknownLinks: readonly UnknownLink[];
}

/** Finds what refers to what: by selector, by name and by namespace. Links never leave a cluster's manifests. */
export function linkObjects(placed: readonly PlacedNode[]): ObjectLinks {
  const linker = new Linker(placed);
  for (const each of placed) linkOne(linker, each);
  return linker;
}

/** A link as an object writes it. */
interface Written {
  readonly from: PlacedNode;
  readonly kind: EdgeKind;
  readonly attribute: string;
}

class Linker implements ObjectLinks {
  readonly edges: GraphEdge[] = [];
  readonly unknownLinks: UnknownLink[] = [];
  /** By domain, kind, namespace and name. */
  readonly #named = new Map<string, PlacedNode[]>();
  /** What has a pod template, by domain and namespace. */
  readonly #pods = new Map<string, PlacedNode[]>();

  constructor(placed: readonly PlacedNode[]) {
    for (const each of placed) {
      const { object, node } = each;
      append(this.#named, nameKey(node.domain, object.kind, object.namespace, object.name), each);
      if (node.views?.has("pod") === true) append(this.#pods, `${node.domain}\n${object.namespace ?? ""}`, each);
    }
  }

  /** Links to the object of a kind that a reading names. */
  toNamed(written: Written, kind: string, namespace: string | undefined, name: Reading | undefined): void {
    if (name === undefined) return;
    if (name.kind === "unknown") this.#isUnknown(written, name.reason);
    if (name.kind !== "scalar") return;
    const { node } = written.from;
    for (const to of this.#named.get(nameKey(node.domain, kind, namespace, String(name.value))) ?? []) {
      this.#add(written, to, name);
    }
  }

  /** Links to whatever has a pod template with labels that a selector takes. */
  toPods(written: Written, selector: Reading, judge: (labels: Reading) => Selection): void {
    const { node, object } = written.from;
    if (selector.kind === "unknown") this.#isUnknown(written, selector.reason);
    if (selector.kind !== "object") return;
    for (const to of this.#pods.get(`${node.domain}\n${object.namespace ?? ""}`) ?? []) {
      const selection = judge(labelsOfPod(to.node));
      if (selection === true) this.#add(written, to, selector);
      else if (selection === undefined) this.#isUnknown(written, "no-value", to.node);
    }
  }

  /** The Namespace that an object lives in, where it is among the manifests, contains it. */
  toNamespace(from: PlacedNode): void {
    const { object, node } = from;
    if (object.namespace === undefined) return;
    for (const to of this.#named.get(nameKey(node.domain, "Namespace", undefined, object.namespace)) ?? []) {
      const { range } = object;
      this.edges.push({ kind: "references", from: node, to: to.node, attribute: "metadata.namespace", range });
      this.edges.push({ kind: "contains", from: to.node, to: node, attribute: "", range });
    }
  }

  #add({ from, kind, attribute }: Written, to: PlacedNode, at: Reading): void {
    this.edges.push({ kind, from: from.node, to: to.node, attribute, range: at.range });
  }

  #isUnknown({ from, kind, attribute }: Written, reason: UnknownReason, to?: GraphNode): void {
    this.unknownLinks.push({ kind, from: from.node, attribute, reason, to });
  }
}

function linkOne(linker: Linker, from: PlacedNode): void {
  linker.toNamespace(from);
  const { object, node } = from;
  if (isBuiltInKind(object.apiVersion, object.kind)) builtInLinks[object.kind]?.(linker, from);
  else customLinks[object.kind]?.(linker, from);
  const view = node.views?.get("pod")?.();
  const spec = view === undefined ? undefined : objectAt(view, ["pod", "spec"]);
  if (view !== undefined && spec !== undefined) linkPod(linker, from, spec, view.get("containers"));
}

type Link = (linker: Linker, from: PlacedNode) => void;

const builtInLinks: Readonly<Record<string, Link>> = {
  Service: (linker, from) => {
    const selector = readingAt(from, ["spec", "selector"]);
    // A Service without a selector has its endpoints from elsewhere.
    if (selector.kind === "object" && selector.keys().length === 0) return;
    linkSelector(linker, from, "spec.selector", selector, matchesLabels);
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
  from: PlacedNode,
  attribute: string,
  selector: Reading,
  judge: (selector: ObjectReading, labels: Reading) => Selection,
): void {
  linker.toPods({ from, kind: "selects", attribute }, selector, (labels) =>
    selector.kind === "object" ? judge(selector, labels) : undefined,
  );
}

function linkIngress(linker: Linker, from: PlacedNode): void {
  const toService = (attribute: string, backend: Reading) => {
    const name =
      backend.kind === "object"
        ? (known(get(get(backend, "service"), "name")) ?? get(backend, "serviceName"))
        : backend;
    linker.toNamed({ from, kind: "routesTo", attribute }, "Service", from.object.namespace, name);
  };
  toService("spec.defaultBackend", readingAt(from, ["spec", "defaultBackend"]));
  toService("spec.backend", readingAt(from, ["spec", "backend"]));
  for (const rule of itemsOf(readingAt(from, ["spec", "rules"]))) {
    for (const path of itemsOf(get(get(rule, "http"), "paths"))) toService("spec.rules", get(path, "backend"));
  }
}

function linkRoute(linker: Linker, from: PlacedNode): void {
  const own = from.object.namespace;
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

function linkScaler(linker: Linker, from: PlacedNode): void {
  for (const attribute of ["scaleTargetRef", "targetRef"]) {
    const target = readingAt(from, ["spec", attribute]);
    const kind = textOf(get(target, "kind")) ?? "Deployment";
    linker.toNamed(
      { from, kind: "scales", attribute: `spec.${attribute}` },
      kind,
      from.object.namespace,
      get(target, "name"),
    );
  }
}

function linkBinding(linker: Linker, from: PlacedNode): void {
  const own = from.object.namespace;
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

function linkPod(linker: Linker, from: PlacedNode, spec: ObjectReading, containers: Reading): void {
  const { namespace } = from.object;
  const account = known(spec.get("serviceAccountName")) ?? known(spec.get("serviceAccount"));
  linker.toNamed(
    { from, kind: "runsAs", attribute: "pod.spec.serviceAccountName" },
    "ServiceAccount",
    namespace,
    account,
  );
  const mounts: Written = { from, kind: "mounts", attribute: "pod.spec.volumes" };
  for (const volume of itemsOf(spec.get("volumes"))) {
    for (const source of [volume, ...itemsOf(get(get(volume, "projected"), "sources"))]) {
      linker.toNamed(mounts, "ConfigMap", namespace, get(get(source, "configMap"), "name"));
      const secret = get(source, "secret");
      linker.toNamed(mounts, "Secret", namespace, known(get(secret, "secretName")) ?? get(secret, "name"));
    }
    linker.toNamed(mounts, "PersistentVolumeClaim", namespace, get(get(volume, "persistentVolumeClaim"), "claimName"));
  }
  const pulls: Written = { from, kind: "references", attribute: "pod.spec.imagePullSecrets" };
  for (const secret of itemsOf(spec.get("imagePullSecrets")))
    linker.toNamed(pulls, "Secret", namespace, get(secret, "name"));
  for (const container of itemsOf(containers)) linkEnvironment(linker, from, container);
}

function linkEnvironment(linker: Linker, from: PlacedNode, container: Reading): void {
  const { namespace } = from.object;
  const one: Written = { from, kind: "references", attribute: "containers.env" };
  for (const variable of itemsOf(get(container, "env"))) {
    const source = get(variable, "valueFrom");
    linker.toNamed(one, "ConfigMap", namespace, get(get(source, "configMapKeyRef"), "name"));
    linker.toNamed(one, "Secret", namespace, get(get(source, "secretKeyRef"), "name"));
  }
  const all: Written = { from, kind: "references", attribute: "containers.envFrom" };
  for (const source of itemsOf(get(container, "envFrom"))) {
    linker.toNamed(all, "ConfigMap", namespace, get(get(source, "configMapRef"), "name"));
    linker.toNamed(all, "Secret", namespace, get(get(source, "secretRef"), "name"));
  }
}

/** The labels that pods get from an object's template. */
function labelsOfPod(node: GraphNode): Reading {
  const view = node.views?.get("pod")?.();
  return view === undefined ? absentAt(node) : get(get(view.get("pod"), "metadata"), "labels");
}

function absentAt(node: GraphNode): Reading {
  return { kind: "absent", range: node.range, isSensitive: false };
}

function readingAt(from: PlacedNode, path: readonly string[]): Reading {
  return path.reduce<Reading>((reading, name) => get(reading, name), from.object.reading);
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

function nameKey(domain: string, kind: string, namespace: string | undefined, name: string): string {
  return [domain, kind, namespace ?? "", name].join("\n");
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
