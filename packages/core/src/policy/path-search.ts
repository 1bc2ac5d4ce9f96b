import type { Graph, GraphNode, NamedNode } from "../graph/graph.js";
import type { Links } from "../graph/join.js";
import type { Reading } from "../graph/reading.js";
import type { Outcome, Scope, UnknownCause } from "./outcome.js";
import { judgeOther, type OtherCondition } from "./other-node.js";

/** One hop of the way that a policy describes. */
export interface Hop {
  readonly isIncoming: boolean;
  readonly follow: (node: GraphNode, scope: Scope) => Links;
  readonly where: OtherCondition | undefined;
  /** Whether it may be gone any number of times, rather than once. */
  readonly isRepeated: boolean;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
}

/** The way that a policy describes, and what must be at its end. */
export interface Way {
  readonly hops: readonly Hop[];
  /** The globs of types that the end must be of as well; undefined where the last hop says so. */
  readonly endTypes: readonly string[] | undefined;
  readonly where: OtherCondition | undefined;
}

/** One step that was gone: from a node to another that it refers to, or that refers to it. */
export interface Step {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly isIncoming: boolean;
  /** The attribute that makes the connection. */
  readonly reading: Reading | undefined;
}

/** What a search came to. */
export type Reached =
  | {
      readonly truth: true;
      readonly steps: readonly Step[];
      readonly end: GraphNode;
      readonly outcome: Outcome | undefined;
    }
  | { readonly truth: undefined; readonly cause: UnknownCause }
  | { readonly truth: false };

/** A node that was reached, after so many hops. */
interface Visit {
  readonly end: NamedNode;
  readonly level: number;
  readonly step: Step | undefined;
  readonly before: Visit | undefined;
  /** Whether it is certain that it is reached. */
  readonly isCertain: boolean;
  /** What is not certain on the way here, where that is known already. */
  readonly cause: UnknownCause | undefined;
}

/** The rest of a way that certainly leads to an end. */
type Rest = Pick<Extract<Reached, { truth: true }>, "steps" | "end" | "outcome">;

/** What earlier searches found out about nodes at one level, so that no search goes the same way in vain again. */
interface Known {
  /** From here an end is certainly reached. */
  readonly certain: Map<GraphNode, Rest>;
  /** From here none is certainly reached. */
  readonly open: Set<GraphNode>;
  /** From here none is reached, whatever the unknowns turn out to be. */
  readonly dead: Set<GraphNode>;
}

/** Searches for ways through one graph. */
export class PathSearch {
  readonly #known: readonly Known[];
  readonly #ends: ReadonlyMap<GraphNode, string> | undefined;
  /** Whether the answers for a node are the same whichever node asks. */
  readonly #isShared: boolean;

  constructor(
    readonly way: Way,
    graph: Graph,
  ) {
    const { hops, where, endTypes } = way;
    this.#known = [...hops, undefined].map(() => ({ certain: new Map(), open: new Set(), dead: new Set() }));
    this.#ends =
      endTypes === undefined ? undefined : new Map(graph.nodesMatching(endTypes).map(({ node, name }) => [node, name]));
    this.#isShared = ![where, ...hops.map((hop) => hop.where)].some((each) => each?.isAboutBoth === true);
  }

  /** Looks for an end that can be reached from the node at hand, by a shortest way. */
  from(scope: Scope): Reached {
    const { node } = scope;
    return new OneSearch(this, scope).run({
      end: { node, name: node.type },
      level: 0,
      step: undefined,
      before: undefined,
      isCertain: true,
      cause: undefined,
    });
  }

  /** What is known about a node at a level from earlier searches. */
  known(level: number): Known | undefined {
    return this.#isShared ? this.#known[level] : undefined;
  }

  /** The name under which a node is an end; undefined where it is none. */
  endName({ node, name }: NamedNode): string | undefined {
    return this.#ends === undefined ? name : this.#ends.get(node);
  }
}

/** One search: first along what is certain, then along what may be. */
class OneSearch {
  readonly #seen: Set<GraphNode>[] = [];
  readonly #visited: Visit[] = [];
  /** What may be reached, for later. */
  readonly #open: Visit[] = [];

  constructor(
    readonly search: PathSearch,
    readonly scope: Scope,
  ) {}

  run(start: Visit): Reached {
    const found = this.#explore([start], (visit) => this.#restAt(visit));
    if (found !== undefined) return { truth: true, ...this.#remember(found.visit, found.value) };
    for (const { level, end } of this.#visited) this.search.known(level)?.open.add(end.node);
    const possible = this.#explore(this.#open, (visit) => this.#causeAt(visit));
    if (possible !== undefined) return { truth: undefined, cause: possible.value };
    for (const { level, end } of this.#visited) this.search.known(level)?.dead.add(end.node);
    return { truth: false };
  }

  /** Goes on from visits, the nearest first, until one is what is looked for. */
  #explore<T>(queue: Visit[], find: (visit: Visit) => T | undefined): { visit: Visit; value: T } | undefined {
    for (let at = 0; at < queue.length; at += 1) {
      const visit = queue[at];
      if (visit === undefined || !this.#enter(visit)) continue;
      const value = find(visit);
      if (value !== undefined) return { visit, value };
      this.#expand(visit, queue);
    }
    return undefined;
  }

  /** Whether a visit leads where no other did, and where not everything is known to be in vain. */
  #enter(visit: Visit): boolean {
    const { node } = visit.end;
    const seen = (this.#seen[visit.level] ??= new Set());
    const known = this.search.known(visit.level);
    if (seen.has(node) || known?.dead.has(node) === true) return false;
    if (visit.isCertain && known?.open.has(node) === true) {
      this.#open.push({ ...visit, isCertain: false });
      return false;
    }
    seen.add(node);
    this.#visited.push(visit);
    return true;
  }

  /** The end, if this is certainly one, or if one is known to be reached from here. */
  #restAt(visit: Visit): Rest | undefined {
    const known = this.search.known(visit.level)?.certain.get(visit.end.node);
    if (known !== undefined) return known;
    const outcome = this.#judgeEnd(visit);
    if (outcome === undefined || (outcome !== true && outcome.truth === false)) return undefined;
    if (outcome === true) return { steps: [], end: visit.end.node, outcome: undefined };
    if (outcome.truth === true) return { steps: [], end: visit.end.node, outcome };
    this.#open.push({ ...visit, level: ended, isCertain: false, cause: outcome.cause ?? unsaid });
    return undefined;
  }

  /** Why it is not certain that this is an end, if it may be one. */
  #causeAt(visit: Visit): UnknownCause | undefined {
    const isKnown = this.search.known(visit.level)?.certain.has(visit.end.node) === true;
    if (visit.level === ended || isKnown) return visit.cause ?? unsaid;
    const outcome = this.#judgeEnd(visit);
    if (outcome === undefined || (outcome !== true && outcome.truth === false)) return undefined;
    return visit.cause ?? (outcome === true ? undefined : outcome.cause) ?? unsaid;
  }

  /** Undefined where this is not the last hop's node, or not of the types that are asked for. */
  #judgeEnd({ level, end }: Visit): true | Outcome | undefined {
    const { hops, where } = this.search.way;
    const name = level === hops.length ? this.search.endName(end) : undefined;
    return name === undefined ? undefined : judgeOther({ node: end.node, name }, where, this.scope);
  }

  #expand(visit: Visit, queue: Visit[]): void {
    const { hops } = this.search.way;
    const next = hops[visit.level];
    if (next !== undefined) this.#go(visit, next, visit.level + 1, queue);
    if (next?.isOptional === true) queue.push({ ...visit, level: visit.level + 1 });
    const last = hops[visit.level - 1];
    if (last?.isRepeated === true) this.#go(visit, last, visit.level, queue);
  }

  #go(before: Visit, hop: Hop, level: number, queue: Visit[]): void {
    const { node } = before.end;
    const { linked, undecided } = hop.follow(node, this.scope);
    const reach = (end: NamedNode, reading: Reading | undefined, doubt: UnknownCause | undefined): void => {
      const outcome = judgeOther(end, hop.where, this.scope);
      if (outcome !== true && outcome.truth === false) return;
      const unknown = outcome !== true && outcome.truth === undefined ? (outcome.cause ?? unsaid) : undefined;
      const cause = before.cause ?? doubt ?? unknown ?? end.node.uncertain;
      const isCertain = before.isCertain && cause === undefined;
      const step: Step = { from: node, to: end.node, isIncoming: hop.isIncoming, reading };
      const visit: Visit = { end, level, step, before, isCertain, cause };
      if (isCertain === before.isCertain) queue.push(visit);
      else this.#open.push(visit);
    };
    for (const link of linked) reach(link, link.reading, undefined);
    for (const { other, reading, reason, subject } of undecided) {
      if (other !== undefined) reach(other, reading, { reason, subject });
      // It may lead to anything, and so to an end.
      else this.#open.push({ ...before, level: ended, isCertain: false, cause: before.cause ?? { reason, subject } });
    }
  }

  /** Puts the way together, and remembers for each node on it how it goes on from there. */
  #remember(found: Visit, rest: Rest): Rest {
    let steps = rest.steps;
    for (let visit: Visit | undefined = found; visit !== undefined; visit = visit.before) {
      const { level, end, step } = visit;
      this.search.known(level)?.certain.set(end.node, { ...rest, steps });
      if (step !== undefined) steps = [step, ...steps];
    }
    return { ...rest, steps };
  }
}

/** The level of what may be an end already. */
const ended = -1;
const unsaid: UnknownCause = { reason: "error" };
