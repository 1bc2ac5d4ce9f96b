import type { Graph, GraphNode, NamedNode } from "../graph/graph.js";
import type { Link, Links, UndecidedLink } from "../graph/join.js";
import { visitPath, type AttributePath } from "../graph/path.js";
import type { Reading, UnknownReading } from "../graph/reading.js";
import { piecesMayBe } from "./operators/pieces.js";

/** A join of nodes that refer to each other nowhere: an attribute of the other equals an attribute of this one. */
export interface ValueQuery {
  /** Globs of the types of the others. */
  readonly types: readonly string[];
  readonly otherPaths: readonly AttributePath[];
  readonly ownPaths: readonly AttributePath[];
}

/** The others of one domain, by the values of their attributes. */
interface ValuesOfDomain {
  readonly byValue: ReadonlyMap<string, readonly Link[]>;
  readonly unknown: readonly UnknownEnd[];
  readonly all: readonly NamedNode[];
}

/** One whose value is not known. */
interface UnknownEnd extends NamedNode {
  readonly reading: UnknownReading;
}

const nobody: ValuesOfDomain = { byValue: new Map(), unknown: [], all: [] };

/** Joins by equal values, each indexed once for a graph. */
export class ValueJoin {
  readonly #ends = new WeakMap<Graph, ReadonlyMap<string, readonly NamedNode[]>>();
  readonly #indices = new WeakMap<readonly NamedNode[], ValuesOfDomain>();

  constructor(readonly query: ValueQuery) {}

  /** Returns the nodes that have a value in common with this one, and those that may have. */
  linksOf(source: GraphNode, graph: Graph): Links {
    const others = this.#othersIn(source.domain, graph);
    const linked = new Map<GraphNode, Link>();
    const undecided: UndecidedLink[] = [];
    for (const value of valuesOf(source.reading, this.query.ownPaths)) {
      if (value.kind === "unknown") {
        for (const other of others.all) if (other.node !== source) undecided.push(mayBe(other, value));
        continue;
      }
      const key = keyOf(value);
      if (key === undefined) continue;
      for (const link of others.byValue.get(key) ?? []) if (link.node !== source) linked.set(link.node, link);
      for (const other of others.unknown) {
        const { pieces } = other.reading;
        if (other.node !== source && (pieces === undefined || piecesMayBe(pieces, key))) {
          undecided.push(mayBe(other, other.reading));
        }
      }
    }
    return { linked: linked.values(), undecided };
  }

  /** Of other domains nothing is evaluated. */
  #othersIn(domain: string, graph: Graph): ValuesOfDomain {
    let domains = this.#ends.get(graph);
    if (domains === undefined) this.#ends.set(graph, (domains = byDomain(graph.nodesMatching(this.query.types))));
    const ends = domains.get(domain);
    if (ends === undefined) return nobody;
    let values = this.#indices.get(ends);
    if (values === undefined) this.#indices.set(ends, (values = indexValues(ends, this.query)));
    return values;
  }
}

function byDomain(ends: readonly NamedNode[]): ReadonlyMap<string, readonly NamedNode[]> {
  const domains = new Map<string, NamedNode[]>();
  for (const end of ends) {
    const domain = domains.get(end.node.domain);
    if (domain === undefined) domains.set(end.node.domain, [end]);
    else domain.push(end);
  }
  return domains;
}

function mayBe(other: NamedNode, reading: UnknownReading): UndecidedLink {
  return { other, reading, reason: reading.reason, subject: reading.subject };
}

function indexValues(all: readonly NamedNode[], { otherPaths }: ValueQuery): ValuesOfDomain {
  const byValue = new Map<string, Link[]>();
  const unknown: UnknownEnd[] = [];
  for (const end of all) {
    for (const reading of valuesOf(end.node.reading, otherPaths)) {
      const key = keyOf(reading);
      if (reading.kind === "unknown") unknown.push({ ...end, reading });
      else if (key !== undefined) {
        const links = byValue.get(key);
        if (links === undefined) byValue.set(key, [{ ...end, reading }]);
        else links.push({ ...end, reading });
      }
    }
  }
  return { byValue, unknown, all };
}

function valuesOf(reading: Reading, paths: readonly AttributePath[]): readonly Reading[] {
  const values: Reading[] = [];
  for (const { names } of paths) visitPath(reading, names, (value) => values.push(value));
  return values;
}

/** An empty text names nothing. */
function keyOf(reading: Reading): string | undefined {
  if (reading.kind !== "scalar" || reading.value === "") return undefined;
  return String(reading.digits ?? reading.value);
}
