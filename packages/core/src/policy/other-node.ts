import { readingAs, type GraphNode, type NamedNode } from "../graph/graph.js";
import { inside, type CompileContext, type Usage } from "./context.js";
import { describeReading } from "./literal.js";
import { memoizeReading } from "./memo-reading.js";
import {
  quickOf,
  type OtherScope,
  type Outcome,
  type Quick,
  type RelatedReading,
  type Scope,
  type Test,
  type Truth,
} from "./outcome.js";
import type { Data } from "./policy.js";

/** How many other nodes a finding names at most. */
export const mostRelated = 5;

/** A condition about another node. */
export interface OtherCondition {
  readonly test: Test;
  readonly quick: Quick;
  /** Whether the answer depends on the node that asks. */
  readonly isAboutBoth: boolean;
}

/** Compiles the `where` of a condition about other nodes, if there is one. */
export function compileWhere(source: Data | undefined, context: CompileContext): OtherCondition | undefined {
  if (source === undefined) return undefined;
  const outer: Usage = { isUsed: false };
  const test = context.compileCondition(source, { ...inside(context, "where"), path: "", outer, operands: undefined });
  return { test, quick: quickOf(test), isAboutBoth: outer.isUsed };
}

/** The scope in which `where` is about the other node. */
export function scopeOf(end: NamedNode, scope: Scope): Scope {
  const others = (scope.others ??= new Map<GraphNode, OtherScope>());
  const known = others.get(end.node);
  if (known?.name === end.name) return known.scope;
  const inner: Scope = {
    graph: scope.graph,
    node: end.node,
    root: memoizeReading(readingAs(end.node, end.name)),
    outer: scope,
    today: scope.today,
    reportMistake: scope.reportMistake,
    reportUnexpectedList: scope.reportUnexpectedList,
  };
  others.set(end.node, { name: end.name, scope: inner });
  return inner;
}

/** Whether a condition, if there is one, holds for another node. */
export function judgeOther(end: NamedNode, where: OtherCondition | undefined, scope: Scope): true | Outcome {
  if (where === undefined) return true;
  const inner = scopeOf(end, scope);
  return where.test(inner.root, inner);
}

/** Whether it does, without what made it so. */
export function asksOther(end: NamedNode, where: OtherCondition | undefined, scope: Scope): Truth {
  if (where === undefined) return true;
  const inner = scopeOf(end, scope);
  return where.quick(inner.root, inner);
}

/** Names a node that is what a condition asks for. */
export function noteOther(end: NamedNode): readonly RelatedReading[] {
  return [{ node: end.node, reading: end.node.reading, message: `${end.node.address} is what this is about` }];
}

/** Names a node that is not what a condition asks for, and why. */
export function noteRejected(end: NamedNode, outcome: Outcome): RelatedReading {
  const reading = outcome.reading ?? end.node.reading;
  const path = outcome.leaf.path;
  const value = path === "" ? "" : `: ${path} is ${describeReading(reading, path)}`;
  return { node: end.node, reading, message: `${end.node.address} does not do what is required${value}` };
}
