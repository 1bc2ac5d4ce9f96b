import type { Graph, GraphNode, NamedNode } from "./graph.js";
import { identityOf, partOfAttribute } from "./identity.js";
import { visitPath, type AttributePath } from "./path.js";
import type { NodeReference, Reading, UnknownReason } from "./reading.js";

/** Which links are asked for: the types at the other end, and the attributes (any of them) that make the connection. */
export interface LinkQuery {
  /** Globs of node types and views. */
  readonly types: readonly string[];
  readonly by: readonly AttributePath[];
}

/** The node at the other end, under the name that the query found it by, with the attribute that makes the connection. */
export interface Link extends NamedNode {
  readonly reading: Reading | undefined;
}

/** A link that may be there: the joining value is not known. */
export interface UndecidedLink {
  /** The node that may be at the other end; none where any node could be. */
  readonly other: NamedNode | undefined;
  readonly reading: Reading | undefined;
  readonly reason: UnknownReason;
  readonly subject?: string | undefined;
  /** Where the link, if there is one, can only lead to this node. */
  readonly to?: GraphNode | undefined;
}

/** The links of one node. Among the undecided may be nodes that are certainly linked too, and the node itself. */
export interface Links {
  /** Made as it is gone through: a text may link to very many, of which one may decide. */
  readonly linked: Iterable<Link>;
  readonly undecided: readonly UndecidedLink[];
}

/** What the joining values of one node come to. */
class Joint {
  // Of most nodes nothing comes, and a node has a joint for every query.
  #nodes: Map<GraphNode, Reading> | undefined;
  #texts: Map<string, Reading> | undefined;
  #open: UndecidedLink[] | undefined;

  /** Nodes that a value was computed from: what it refers to, exactly. */
  get nodes(): ReadonlyMap<GraphNode, Reading> {
    return this.#nodes ?? nothing;
  }

  /** Texts without any reference: they link to whatever has that name. */
  get texts(): ReadonlyMap<string, Reading> {
    return this.#texts ?? nothing;
  }

  /** Values that are not known and may be anything. */
  get open(): readonly UndecidedLink[] {
    return this.#open ?? [];
  }

  addNode(node: GraphNode, reading: Reading): void {
    (this.#nodes ??= new Map<GraphNode, Reading>()).set(node, reading);
  }

  addText(text: string, reading: Reading): void {
    (this.#texts ??= new Map<string, Reading>()).set(text, reading);
  }

  addOpen(link: UndecidedLink): void {
    (this.#open ??= []).push(link);
  }
}

const nothing: ReadonlyMap<never, never> = new Map<never, never>();
const longestChase = 8;
const noLinks = { linked: [], undecided: [] } as const satisfies Links;

/** What refers to the nodes of one domain: to nodes, to whatever has a name, and to what is not known. */
interface Incoming {
  readonly byNode: ReadonlyMap<GraphNode, readonly Link[]>;
  readonly byText: ReadonlyMap<string, readonly Link[]>;
  readonly open: readonly UndecidedLink[];
}

/**
 * The joins of one query, in both directions. A value joins to the nodes it was computed from, through variables, locals and
 * module outputs; a value that was computed from no node joins to what has an equal name. Joins never leave a domain.
 */
export class JoinIndex {
  readonly #joints = new Map<GraphNode, Joint>();
  readonly #incoming = new Map<string, Incoming>();
  #ends: Map<GraphNode, NamedNode> | undefined;
  #endsByDomain: Map<string, NamedNode[]> | undefined;
  readonly #namesakes = new Map<string, ReadonlyMap<string, readonly NamedNode[]>>();

  constructor(
    readonly graph: Graph,
    readonly query: LinkQuery,
  ) {}

  /** Nodes of the query's types that refer to this node. */
  linksTo(target: GraphNode): Links {
    const { byNode, byText, open } = this.#incomingOf(target.domain);
    const incoming = byNode.get(target);
    const linked = byText.size === 0 ? incoming : this.#withNamesOf(target, incoming, byText);
    if (open.length === 0) return linked === undefined ? noLinks : { linked, undecided: noLinks.undecided };
    const undecided = open.filter((link) => link.to === undefined || link.to === target);
    return { linked: linked ?? noLinks.linked, undecided };
  }

  /** Adds those that refer to a node by an equal name. */
  #withNamesOf(
    target: GraphNode,
    incoming: readonly Link[] | undefined,
    byText: ReadonlyMap<string, readonly Link[]>,
  ): readonly Link[] | undefined {
    const linked = new Map<GraphNode, Link>();
    for (const link of incoming ?? []) linked.set(link.node, link);
    for (const attribute of identityOf(target.type)) {
      const name = textOf(target.reading.get(attribute));
      if (name === undefined) continue;
      for (const link of byText.get(name) ?? []) {
        if (link.node !== target) linked.set(link.node, link);
      }
    }
    return linked.size === 0 ? undefined : [...linked.values()];
  }

  /** Nodes of the query's types that this node refers to. */
  linksFrom(source: GraphNode): Links {
    this.#ends ??= new Map(this.graph.nodesMatching(this.query.types).map((end) => [end.node, end]));
    const joint = this.#jointOf(source);
    const ends = this.#ends;
    const undecided = joint.open.flatMap((link): UndecidedLink[] => {
      if (link.to === undefined) return this.#openEnds(link, source, ends);
      const other = ends.get(link.to);
      return other === undefined ? [] : [{ ...link, other }];
    });
    return { linked: { [Symbol.iterator]: () => this.#linksOf(joint, source, ends) }, undecided };
  }

  /** What an unknown value may lead to: any node, but only a data source of such a name where it is AWS's own. */
  #openEnds(link: UndecidedLink, source: GraphNode, ends: ReadonlyMap<GraphNode, NamedNode>): UndecidedLink[] {
    const end = endOfAws(link.reading);
    if (end === undefined) return [link];
    return [...ends.values()].flatMap((other) => {
      if (other.node.kind !== "data" || other.node.domain !== source.domain) return [];
      const name = textOf(other.node.reading.get("name"));
      const mayBe = name === undefined || end.endsWith(name) || name.endsWith(end);
      return mayBe ? [{ ...link, other }] : [];
    });
  }

  /** What a node refers to, and then what its texts name, each once. */
  *#linksOf(joint: Joint, source: GraphNode, ends: ReadonlyMap<GraphNode, NamedNode>): Generator<Link> {
    const seen = new Set([source]);
    for (const [node, reading] of joint.nodes) {
      const end = ends.get(node);
      if (end === undefined || seen.has(node)) continue;
      seen.add(node);
      yield { node, name: end.name, reading };
    }
    for (const [text, reading] of joint.texts) {
      for (const { node, name } of this.#withName(source.domain, text)) {
        if (seen.has(node)) continue;
        // Namesakes of one text are different nodes.
        if (joint.texts.size > 1) seen.add(node);
        yield { node, name, reading };
      }
    }
  }

  /** What refers to the nodes of one domain. Of another nothing is evaluated for it. */
  #incomingOf(domain: string): Incoming {
    const known = this.#incoming.get(domain);
    if (known !== undefined) return known;
    const incoming = {
      byNode: new Map<GraphNode, Link[]>(),
      byText: new Map<string, Link[]>(),
      open: [] as UndecidedLink[],
    };
    for (const { node, name } of this.#endsIn(domain)) {
      const joint = this.#jointOf(node);
      for (const [target, reading] of joint.nodes) {
        if (target !== node) push(incoming.byNode, target, { node, name, reading });
      }
      for (const [text, reading] of joint.texts) push(incoming.byText, text, { node, name, reading });
      for (const link of joint.open) incoming.open.push({ ...link, other: { node, name } });
    }
    this.#incoming.set(domain, incoming);
    return incoming;
  }

  #withName(domain: string, text: string): readonly NamedNode[] {
    let namesakes = this.#namesakes.get(domain);
    if (namesakes === undefined) {
      const made = new Map<string, NamedNode[]>();
      for (const end of this.#endsIn(domain)) {
        const names = new Set(identityOf(end.node.type).map((attribute) => textOf(end.node.reading.get(attribute))));
        for (const name of names) if (name !== undefined) push(made, name, end);
      }
      this.#namesakes.set(domain, (namesakes = made));
    }
    return namesakes.get(text) ?? [];
  }

  /** The nodes of the query's types in one domain. */
  #endsIn(domain: string): readonly NamedNode[] {
    if (this.#endsByDomain === undefined) {
      this.#endsByDomain = new Map();
      for (const end of this.graph.nodesMatching(this.query.types)) push(this.#endsByDomain, end.node.domain, end);
    }
    return this.#endsByDomain.get(domain) ?? [];
  }

  #jointOf(node: GraphNode): Joint {
    const known = this.#joints.get(node);
    if (known !== undefined) return known;
    const joint = new Joint();
    for (const path of this.query.by) {
      visitPath(node.reading, path.names, (reading) => {
        this.#join(joint, node, reading);
      });
    }
    this.#addEdges(joint, node);
    this.#joints.set(node, joint);
    return joint;
  }

  /** Connections that were already made when the graph was built, such as a Kubernetes selector's. */
  #addEdges(joint: Joint, node: GraphNode): void {
    const isAsked = (attribute: string) => this.query.by.some((path) => path.text === attribute);
    for (const edge of this.graph.edgesFrom(node)) {
      if (isAsked(edge.attribute)) {
        joint.addNode(edge.to, { kind: "scalar", value: edge.to.address, range: edge.range, isSensitive: false });
      }
    }
    for (const link of this.graph.unknownLinksFrom(node)) {
      if (!isAsked(link.attribute)) continue;
      joint.addOpen({ other: undefined, reading: undefined, reason: link.reason, to: link.to });
    }
  }

  #join(joint: Joint, node: GraphNode, reading: Reading): void {
    const references = reading.references?.() ?? [];
    let isDecided = references.length > 0;
    for (const reference of references) {
      isDecided = this.#follow(joint, node.domain, reference, reading, longestChase) && isDecided;
    }
    const text = textOf(reading);
    if (text !== undefined) {
      if (references.length === 0) joint.addText(text, reading);
    } else if (reading.kind === "unknown") {
      const isElsewhere = reading.reason === "known-after-apply" || reading.reason === "data-source";
      if (isDecided && isElsewhere) return;
      joint.addOpen({ other: undefined, reading, reason: reading.reason, subject: reading.subject });
    }
  }

  /**
   * Adds the node that a reference leads to, and goes on through attributes that only pass a value along. Returns whether
   * it is certain that the value leads nowhere else.
   */
  #follow(joint: Joint, domain: string, reference: NodeReference, from: Reading, stepsLeft: number): boolean {
    const node = this.graph.nodeAt(domain, reference.address);
    if (node === undefined || stepsLeft === 0) return false;
    const attribute = reference.attribute;
    if (attribute === "" || identityOf(node.type).includes(attribute)) {
      if (!isOtherText(from, attribute === "" ? undefined : node.reading.get(attribute))) joint.addNode(node, from);
      return true;
    }
    const part = partOfAttribute(node.type);
    const passed = node.reading.get(part !== undefined && attribute === "id" ? part : attribute);
    const onward = passed.references?.() ?? [];
    joint.addNode(node, from);
    if (onward.length === 0) {
      const text = textOf(passed);
      if (text !== undefined && textOf(from) === text) joint.addText(text, from);
      return text !== undefined || attribute === "id" || attribute === "arn";
    }
    return onward.map((next) => this.#follow(joint, domain, next, passed, stepsLeft - 1)).every(Boolean);
  }
}

/** How an ARN ends that is known in part and names something of AWS's own: `arn:…:iam::aws:policy/…`, no resource's. */
function endOfAws(reading: Reading | undefined): string | undefined {
  if (reading?.kind !== "unknown") return undefined;
  return reading.pieces?.some((piece) => piece.includes("::aws:")) === true ? reading.pieces.at(-1) : undefined;
}

/** Whether two values are known to differ: a text that was only made from a name is not that name. */
function isOtherText(value: Reading, name: Reading | undefined): boolean {
  const text = textOf(value);
  const nameText = name === undefined ? undefined : textOf(name);
  return text !== undefined && nameText !== undefined && text !== nameText;
}

function textOf(reading: Reading): string | undefined {
  return reading.kind === "scalar" && typeof reading.value === "string" && reading.value !== ""
    ? reading.value
    : undefined;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
