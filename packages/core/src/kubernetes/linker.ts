import type { EdgeKind, GraphEdge, GraphNode, UnknownLink } from "../graph/graph.js";
import type { ObjectReading, Reading, UnknownReason } from "../graph/reading.js";
import type { Selection } from "./selector.js";

/** An object as far as links are concerned, with its node. */
export interface LinkedObject {
  readonly node: GraphNode;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for what lives in none. */
  readonly namespace: string | undefined;
  /** Why its name or namespace is not known, where that is so: it may be what others refer to. */
  readonly placeUnknown?: UnknownReason | undefined;
  readonly reading: ObjectReading;
}

/** A link as an object writes it. */
export interface WrittenLink {
  readonly from: LinkedObject;
  readonly kind: EdgeKind;
  /** Path of the attribute that makes it. */
  readonly attribute: string;
}

/** Decides whether labels satisfy a selector. */
export type JudgeLabels = (labels: Reading) => Selection;

/** The pods of one namespace, found by their labels without looking at all of them. */
interface PodIndex {
  readonly all: LinkedObject[];
  readonly byLabel: Map<string, LinkedObject[]>;
  readonly withUnknownLabels: LinkedObject[];
}

/** Collects the links between the objects of each cluster. */
export class Linker {
  readonly edges: GraphEdge[] = [];
  readonly unknownLinks: UnknownLink[] = [];
  /** By domain, kind, namespace and name. */
  readonly #named = new Map<string, LinkedObject[]>();
  /** What may be of any name or namespace, by domain and kind. */
  readonly #unplaced = new Map<string, LinkedObject[]>();
  readonly #pods = new Map<string, PodIndex>();
  readonly #podsOfDomain = new Map<string, LinkedObject[]>();
  readonly #unplacedPods = new Map<string, LinkedObject[]>();

  constructor(objects: readonly LinkedObject[]) {
    for (const object of objects) {
      const { node, kind, placeUnknown } = object;
      const hasPods = node.views?.has("pod") === true;
      if (hasPods) append(this.#podsOfDomain, node.domain, object);
      if (placeUnknown !== undefined) {
        append(this.#unplaced, `${node.domain}\n${kind}`, object);
        if (hasPods) append(this.#unplacedPods, node.domain, object);
      } else {
        append(this.#named, nameKey(node.domain, kind, object.namespace, object.name), object);
        if (hasPods) this.#indexPod(object);
      }
    }
  }

  /** Links to the object of a kind that a reading names. */
  toNamed(written: WrittenLink, kind: string, namespace: string | undefined, name: Reading | undefined): void {
    if (name === undefined) return;
    const { node, placeUnknown } = written.from;
    if (name.kind === "unknown") this.#isUnknown(written, name.reason);
    if (name.kind !== "scalar") return;
    if (placeUnknown !== undefined && namespace !== undefined) {
      this.#isUnknown(written, placeUnknown);
      return;
    }
    for (const to of this.#named.get(nameKey(node.domain, kind, namespace, String(name.value))) ?? []) {
      this.#add(written, to, name);
    }
    for (const to of this.#unplaced.get(`${node.domain}\n${kind}`) ?? []) {
      this.#isUnknown(written, to.placeUnknown ?? "error", to.node);
    }
  }

  /** Links to whatever has a pod template with labels that a selector takes; `equal` are labels that it certainly asks for. */
  toPods(written: WrittenLink, selector: Reading, equal: Reading, judge: JudgeLabels): void {
    const { node, namespace, placeUnknown } = written.from;
    if (selector.kind === "unknown") this.#isUnknown(written, selector.reason);
    if (selector.kind !== "object") return;
    const open = placeUnknown === undefined ? this.#unplacedPods.get(node.domain) : this.#podsOfDomain.get(node.domain);
    for (const to of open ?? []) {
      if (judge(labelsOfPod(to.node)) !== false)
        this.#isUnknown(written, placeUnknown ?? to.placeUnknown ?? "error", to.node);
    }
    if (placeUnknown !== undefined) return;
    const pods = this.#pods.get(`${node.domain}\n${namespace ?? ""}`);
    for (const to of pods === undefined ? [] : candidates(pods, equal)) {
      const selection = judge(labelsOfPod(to.node));
      if (selection === true) this.#add(written, to, selector);
      else if (selection === undefined) this.#isUnknown(written, "no-value", to.node);
    }
  }

  /** The Namespace that an object lives in, where it is among the objects, contains it. */
  toNamespace(from: LinkedObject): void {
    const { node, namespace, placeUnknown } = from;
    if (namespace === undefined || placeUnknown !== undefined) return;
    for (const to of this.#named.get(nameKey(node.domain, "Namespace", undefined, namespace)) ?? []) {
      const { range } = node;
      this.edges.push({ kind: "references", from: node, to: to.node, attribute: "metadata.namespace", range });
      this.edges.push({ kind: "contains", from: to.node, to: node, attribute: "", range });
    }
  }

  #indexPod(object: LinkedObject): void {
    const key = `${object.node.domain}\n${object.namespace ?? ""}`;
    let index = this.#pods.get(key);
    if (index === undefined) {
      index = { all: [], byLabel: new Map(), withUnknownLabels: [] };
      this.#pods.set(key, index);
    }
    index.all.push(object);
    const labels = labelsOfPod(object.node);
    const names = labels.kind === "object" ? labels.keys() : [];
    const values = names.map((name) => (labels.kind === "object" ? labels.get(name) : labels));
    const isOpen = labels.kind === "unknown" || (labels.kind === "object" && labels.rest !== undefined);
    if (isOpen || values.some(({ kind }) => kind === "unknown")) index.withUnknownLabels.push(object);
    else {
      values.forEach((value, at) => {
        if (value.kind === "scalar") append(index.byLabel, labelKey(names[at] ?? "", value.value), object);
      });
    }
  }

  #add({ from, kind, attribute }: WrittenLink, to: LinkedObject, at: Reading): void {
    this.edges.push({ kind, from: from.node, to: to.node, attribute, range: at.range });
  }

  #isUnknown({ from, kind, attribute }: WrittenLink, reason: UnknownReason, to?: GraphNode): void {
    this.unknownLinks.push({ kind, from: from.node, attribute, reason, to });
  }
}

/** Pods that may have the labels: those with the first of them that is known, and those whose labels are not known. */
function candidates(pods: PodIndex, equal: Reading): readonly LinkedObject[] {
  if (equal.kind !== "object") return pods.all;
  for (const name of equal.keys()) {
    const value = equal.get(name);
    if (value.kind !== "scalar") continue;
    return [...(pods.byLabel.get(labelKey(name, value.value)) ?? []), ...pods.withUnknownLabels];
  }
  return pods.all;
}

/** The labels that pods get from an object's template. */
function labelsOfPod(node: GraphNode): Reading {
  let at: Reading | undefined = node.views?.get("pod")?.();
  for (const name of ["pod", "metadata", "labels"]) at = at?.kind === "object" ? at.get(name) : at;
  return at ?? { kind: "absent", range: node.range, isSensitive: false };
}

function labelKey(name: string, value: string | number | boolean): string {
  return `${name}=${value}`;
}

function nameKey(domain: string, kind: string, namespace: string | undefined, name: string): string {
  return [domain, kind, namespace ?? "", name].join("\n");
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
