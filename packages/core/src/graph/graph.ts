import { compareCodePoints } from "../source/code-points.js";
import type { SourceRange } from "../source/source-file.js";
import type { NodeChange } from "./change.js";
import { compileGlob, isGlob } from "./glob.js";
import { JoinIndex, type LinkQuery, type Links } from "./join.js";
import type { ObjectReading, UnknownReason } from "./reading.js";

/** What sort of thing a node is. */
export type NodeKind = "resource" | "data" | "provider" | "module" | "terraform" | "variable" | "output" | "object";

/** One thing that policies can match: a resource instance, a provider configuration, a module call, a Kubernetes object. */
export interface GraphNode {
  /** Unique in its domain: `module.a["x"].aws_subnet.b[1]`, `Deployment/shop/web`, `provider.aws.west`. */
  readonly address: string;
  /** The address without instance keys, shared by the instances of one block: `module.a.aws_subnet.b`. */
  readonly blockAddress: string;
  /** What `match` compares: `aws_subnet`, `data.aws_iam_policy_document`, `provider.aws`, `module`, `apps/v1/Deployment`. */
  readonly type: string;
  readonly kind: NodeKind;
  /** The root module's directory, or the directory of a cluster's manifests: joins never leave it. `"."` is the scan root. */
  readonly domain: string;
  /** The header of the block or object. */
  readonly range: SourceRange;
  /** Everything about it that a policy may read. */
  readonly reading: ObjectReading;
  /**
   * Further names that `match` may use for this node, each with the reading that a policy then gets: `pod` for everything
   * that has a pod template, `Ingress` for the kind in any API version, `apps/v1/Deployment` for a
   * `kubernetes_deployment_v1`. Readings are made when asked for.
   */
  readonly views?: ReadonlyMap<string, () => ObjectReading> | undefined;
  /** When it is not certain that the node exists (`count` unknown), why; a failure of such a node is an unknown. */
  readonly uncertain?: { readonly reason: UnknownReason; readonly subject?: string | undefined } | undefined;
  /** The address of the node that configures it, such as a provider's; undefined where none is written. */
  readonly configuredBy?: (() => string | undefined) | undefined;
  /** Whether a plan or a state says that something of it must not be shown, which nothing in the source may tell. */
  readonly hasRecordedSecrets?: boolean | undefined;
  /** What a plan does to it. */
  readonly change?: NodeChange | undefined;
  /** How it was found to differ from what the last apply left, when the plan was made. */
  readonly drift?: NodeChange | undefined;
}

/** What a directed edge says about its two ends. */
export type EdgeKind =
  "references" | "contains" | "configuredBy" | "selects" | "mounts" | "routesTo" | "binds" | "scales" | "runsAs";

/** A directed, typed connection between two exact nodes. */
export interface GraphEdge {
  readonly kind: EdgeKind;
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** Path of the attribute that makes the connection: `bucket`, `vpc_security_group_ids`, `spec.selector`. */
  readonly attribute: string;
  /** Where that attribute is written. */
  readonly range: SourceRange;
}

/** A link that could not be followed because its value is not known: the edge may or may not exist. */
export interface UnknownLink {
  readonly kind: EdgeKind;
  readonly from: GraphNode;
  readonly attribute: string;
  readonly reason: UnknownReason;
  /** The only node that it may lead to; without it, any. */
  readonly to?: GraphNode | undefined;
}

/** A node under the name that a query found it by: its type, or one of its views. */
export interface NamedNode {
  readonly node: GraphNode;
  readonly name: string;
}

/** What is loaded into a graph. */
export interface GraphParts {
  readonly nodes: readonly GraphNode[];
  /** Nodes that a plan deletes or forgets. */
  readonly removed?: readonly GraphNode[] | undefined;
  readonly edges?: readonly GraphEdge[] | undefined;
  readonly unknownLinks?: readonly UnknownLink[] | undefined;
}

const noEdges: readonly GraphEdge[] = [];
const noNodes: readonly GraphNode[] = [];
const noUnknownLinks: readonly UnknownLink[] = [];

/**
 * Nodes and edges with the queries that policies ask. Immutable; every index is built once, when it is first asked for, in
 * time proportional to what it holds. Answers are in the order of `nodes`.
 */
export class Graph {
  readonly nodes: readonly GraphNode[];
  /** Nodes that a plan deletes or forgets. No query finds them: they are of no use to whoever asks what there will be. */
  readonly removed: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly unknownLinks: readonly UnknownLink[];
  readonly #named = new Map<string, GraphNode[]>();
  readonly #matching = new Map<string, readonly NamedNode[]>();
  readonly #joins = new Map<string, JoinIndex>();
  readonly #joinsOfQueries = new WeakMap<LinkQuery, JoinIndex>();
  #resourceTypes: readonly string[] | undefined;
  #addresses: Map<string, Map<string, GraphNode>> | undefined;
  #edgesFrom: Map<GraphNode, GraphEdge[]> | undefined;
  #edgesTo: Map<GraphNode, GraphEdge[]> | undefined;
  #unknownLinksFrom: Map<GraphNode, UnknownLink[]> | undefined;

  constructor(parts: GraphParts) {
    this.nodes = parts.nodes;
    this.removed = parts.removed ?? [];
    this.edges = parts.edges ?? [];
    this.unknownLinks = parts.unknownLinks ?? [];
    for (const node of this.nodes) {
      append(this.#named, node.type, node);
      for (const view of node.views?.keys() ?? []) if (view !== node.type) append(this.#named, view, node);
    }
    for (const { type, views } of this.removed) {
      for (const name of [type, ...(views?.keys() ?? [])]) if (!this.#named.has(name)) this.#named.set(name, []);
    }
  }

  /** The types of the nodes, removed ones included, and the names of their views: everything that `match` can match. */
  get names(): Iterable<string> {
    return this.#named.keys();
  }

  /** Returns the nodes that have exactly this type or view. */
  nodesNamed(name: string): readonly GraphNode[] {
    return this.#named.get(name) ?? noNodes;
  }

  /**
   * Returns each node whose type or view matches one of the globs, once, under the first name that did; without those that a
   * glob behind `!` matches.
   */
  nodesMatching(globs: readonly string[]): readonly NamedNode[] {
    const key = globs.join("\n");
    const known = this.#matching.get(key);
    if (known !== undefined) return known;
    const found = new Map<GraphNode, string>();
    for (const glob of globs) {
      for (const name of this.namesMatching(glob)) {
        for (const node of this.nodesNamed(name)) if (!found.has(node)) found.set(node, name);
      }
    }
    for (const glob of globs.flatMap((each) => exceptedBy(each) ?? [])) {
      for (const name of this.namesMatching(glob)) for (const node of this.nodesNamed(name)) found.delete(node);
    }
    const answer = [...found].map(([node, name]) => ({ node, name }));
    this.#matching.set(key, answer);
    return answer;
  }

  /**
   * Returns the names that a glob matches, in code-point order, so that it does not depend on other domains what comes first;
   * `resource` matches the type of every managed resource.
   */
  namesMatching(glob: string): readonly string[] {
    if (glob === everyResource) return (this.#resourceTypes ??= resourceTypes(this.nodes));
    if (!isGlob(glob)) return this.#named.has(glob) ? [glob] : [];
    const matches = compileGlob(glob);
    return [...this.#named.keys()].filter((name) => matches(name)).sort(compareCodePoints);
  }

  /** Returns the node at an exact address of a domain. */
  nodeAt(domain: string, address: string): GraphNode | undefined {
    if (this.#addresses === undefined) {
      this.#addresses = new Map();
      for (const node of this.nodes) {
        let inDomain = this.#addresses.get(node.domain);
        if (inDomain === undefined) this.#addresses.set(node.domain, (inDomain = new Map<string, GraphNode>()));
        if (!inDomain.has(node.address)) inDomain.set(node.address, node);
      }
    }
    return this.#addresses.get(domain)?.get(address);
  }

  /** Returns the edges that begin at a node. */
  edgesFrom(node: GraphNode, kind?: EdgeKind): readonly GraphEdge[] {
    this.#edgesFrom ??= groupBy(this.edges, (edge) => edge.from);
    return ofKind(this.#edgesFrom.get(node) ?? noEdges, kind);
  }

  /** Returns the edges that end at a node. */
  edgesTo(node: GraphNode, kind?: EdgeKind): readonly GraphEdge[] {
    this.#edgesTo ??= groupBy(this.edges, (edge) => edge.to);
    return ofKind(this.#edgesTo.get(node) ?? noEdges, kind);
  }

  /** Returns the links of a node that could not be followed. */
  unknownLinksFrom(node: GraphNode): readonly UnknownLink[] {
    this.#unknownLinksFrom ??= groupBy(this.unknownLinks, (link) => link.from);
    return this.#unknownLinksFrom.get(node) ?? noUnknownLinks;
  }

  /** Returns the nodes of the query's types that refer with its attribute to this node, and those that may. */
  linksTo(target: GraphNode, query: LinkQuery): Links {
    return this.#join(query).linksTo(target);
  }

  /** Returns the nodes of the query's types that this node refers to with its attribute, and why there may be more. */
  linksFrom(source: GraphNode, query: LinkQuery): Links {
    return this.#join(query).linksFrom(source);
  }

  /** Equal queries share an index, and asking with one and the same query takes no time to tell that. */
  #join(query: LinkQuery): JoinIndex {
    const known = this.#joinsOfQueries.get(query);
    if (known !== undefined) return known;
    const key = [...query.types, "", ...query.by.map((path) => path.text)].join("\n");
    let index = this.#joins.get(key);
    if (index === undefined) this.#joins.set(key, (index = new JoinIndex(this, query)));
    this.#joinsOfQueries.set(query, index);
    return index;
  }
}

/** The reading that a policy gets of a node found under a name. */
export function readingAs(node: GraphNode, name: string): ObjectReading {
  if (name === node.type) return node.reading;
  return node.views?.get(name)?.() ?? node.reading;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function groupBy<T>(items: readonly T[], end: (item: T) => GraphNode): Map<GraphNode, T[]> {
  const groups = new Map<GraphNode, T[]>();
  for (const item of items) append(groups, end(item), item);
  return groups;
}

function ofKind(edges: readonly GraphEdge[], kind: EdgeKind | undefined): readonly GraphEdge[] {
  return kind === undefined ? edges : edges.filter((edge) => edge.kind === kind);
}

/** What stands for all managed resources where a glob is expected. */
const everyResource = "resource";

function resourceTypes(nodes: readonly GraphNode[]): readonly string[] {
  const types = new Set(nodes.filter(({ kind }) => kind === "resource").map(({ type }) => type));
  return [...types].sort(compareCodePoints);
}

/** The glob of what is left out, of one that begins with `!`. */
export function exceptedBy(glob: string): string | undefined {
  return glob.startsWith("!") ? glob.slice(1) : undefined;
}
