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
  readonly #indices = new WeakMap<Graph, ReadonlyMap<string, ValuesOfDomain>>();

  constructor(readonly query: ValueQuery) {}

  /** Returns the nodes that have a value in common with this one, and those that may have. */
  linksOf(source: GraphNode, graph: Graph): Links {
    let index = this.#indices.get(graph);
    if (index === undefined) this.#indices.set(graph, (index = indexValues(graph, this.query)));
    const others = index.get(source.domain) ?? nobody;
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
}

function mayBe(other: NamedNode, reading: UnknownReading): UndecidedLink {
  return { other, reading, reason: reading.reason, subject: reading.subject };
}

function indexValues(graph: Graph, { types, otherPaths }: ValueQuery): ReadonlyMap<string, ValuesOfDomain> {
  const domains = new Map<string, { byValue: Map<string, Link[]>; unknown: UnknownEnd[]; all: NamedNode[] }>();
  for (const end of graph.nodesMatching(types)) {
    let domain = domains.get(end.node.domain);
    if (domain === undefined) domains.set(end.node.domain, (domain = { byValue: new Map(), unknown: [], all: [] }));
    domain.all.push(end);
    for (const reading of valuesOf(end.node.reading, otherPaths)) {
      const key = keyOf(reading);
      if (reading.kind === "unknown") domain.unknown.push({ ...end, reading });
      else if (key !== undefined) {
        const links = domain.byValue.get(key);
        if (links === undefined) domain.byValue.set(key, [{ ...end, reading }]);
        else links.push({ ...end, reading });
      }
    }
  }
  return domains;
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
