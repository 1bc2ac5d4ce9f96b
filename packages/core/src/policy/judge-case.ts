import type { GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { JudgeNode } from "./code/judge-node.js";
import type { CompiledCase, CompiledEach, CompiledPolicy } from "./compile.js";
import { causeOf } from "./context.js";
import { undecided, type Outcome, type Scope, type Truth, type UnknownCause } from "./outcome.js";

/** That a policy fails on a place of a node, or cannot be judged there. */
export interface Verdict {
  readonly policy: CompiledPolicy;
  readonly case: CompiledCase;
  readonly node: GraphNode;
  readonly scope: Scope;
  readonly status: "fail" | "unknown";
  /** The element of `each`, or the node. */
  readonly reading: Reading;
  readonly outcome: Outcome;
  /** Of an unknown. */
  readonly cause: UnknownCause | undefined;
  /** Why the policies themselves make an exception of it. */
  readonly exception?: string | undefined;
}

/** Takes verdicts as they are reached, in the order of the nodes, and for each node of the policies. */
export interface VerdictSink {
  readonly onVerdict: (verdict: Verdict) => void;
  /** The policy holds for every part of the node. */
  readonly onPass: (policy: CompiledPolicy, node: GraphNode) => void;
  /** The policy is about nodes of this type, but not about this one. */
  readonly onNotApplicable?: ((policy: CompiledPolicy, node: GraphNode) => void) | undefined;
  /** Told now and then how many of all nodes were judged. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Measures how long each policy takes. */
  readonly clock?: VerdictClock | undefined;
}

/** A clock, and the accounts of policies. */
export interface VerdictClock {
  readonly now: () => number;
  /** Puts the time since a point to the account of a policy. */
  add(policy: string, since: number): void;
}

/** Returns whether the node passes; undefined where the case does not apply to it. */
export function judgeCase(
  policy: CompiledPolicy,
  each: CompiledCase,
  scope: Scope,
  sink: VerdictSink,
): boolean | undefined {
  if (each.isAboutChanges && scope.node.change === undefined) return undefined;
  if (each.judge !== undefined) return judgeByCode(policy, each, each.judge, scope, sink);
  const applies = each.quickWhen === undefined ? true : each.quickWhen(scope.root, scope);
  if (applies === false) return undefined;
  // Most that is judged is a node that passes.
  if (each.each === undefined && each.quick(scope.root, scope) === !each.isDeny) return true;
  const judging: Judging = { policy, case: each, scope, sink, applies, isPass: true, hasFailed: false };
  if (each.each === undefined) judgeSurely(judging, scope.root);
  else judgeElements(judging, each.each);
  return judging.isPass;
}

/** One case at work on one node. */
interface Judging {
  readonly policy: CompiledPolicy;
  readonly case: CompiledCase;
  readonly scope: Scope;
  readonly sink: VerdictSink;
  /** Whether the policy is about this node at all. */
  readonly applies: Truth;
  isPass: boolean;
  hasFailed: boolean;
}

/** Judges an element of `each`. What made the answer is only asked where it is not a pass. */
function judgeThing(judging: Judging, reading: Reading): void {
  const { case: each, scope } = judging;
  if (each.quick(reading, scope) !== !each.isDeny) judgeSurely(judging, reading);
}

function judgeSurely(judging: Judging, reading: Reading): void {
  const { case: each, scope } = judging;
  const outcome = each.condition(reading, scope);
  if (outcome.truth !== !each.isDeny) reach(judging, reading, outcome);
}

function reach(judging: Judging, reading: Reading, outcome: Outcome): void {
  const { policy, case: each, scope, sink, applies } = judging;
  const when = applies === undefined ? each.when?.(scope.root, scope) : undefined;
  const verdict = verdictOf(policy, each, scope, reading, outcome, when);
  judging.isPass = false;
  if (verdict.status === "fail") judging.hasFailed = true;
  sink.onVerdict(verdict);
}

/** Lets a policy's own function judge the node. */
function judgeByCode(
  policy: CompiledPolicy,
  each: CompiledCase,
  judge: JudgeNode,
  scope: Scope,
  sink: VerdictSink,
): boolean {
  const judgements = judge(scope);
  for (const { outcome, message } of judgements) {
    const said = { ...each, message: message === undefined ? undefined : () => message };
    sink.onVerdict(verdictOf(policy, said, scope, scope.root, outcome, undefined));
  }
  return judgements.length === 0;
}

/** A failure is only definite where it is certain that the node exists and that the policy applies to it. */
function verdictOf(
  policy: CompiledPolicy,
  each: CompiledCase,
  scope: Scope,
  reading: Reading,
  outcome: Outcome,
  applies: Outcome | undefined,
): Verdict {
  const { node } = scope;
  let cause = outcome.truth === undefined ? (outcome.cause ?? { reason: "error" as const }) : undefined;
  if (applies?.truth === undefined && applies !== undefined) cause ??= applies.cause ?? { reason: "error" };
  cause ??= node.uncertain;
  return { policy, case: each, node, scope, status: cause === undefined ? "fail" : "unknown", reading, outcome, cause };
}

/** A list that may have more elements than are known. */
interface OpenList {
  readonly reading: Reading;
  readonly outcome: Outcome;
}

/** Judges what `each` iterates over: blocks and elements one by one, through every list on the way. */
function judgeElements(judging: Judging, each: CompiledEach): void {
  const open: OpenList[] = [];
  visitElements(judging, each, judging.scope.root, 0, open);
  // That there may be more elements is no news where one of those that are certain fails.
  if (!judging.hasFailed) for (const { reading, outcome } of open) reach(judging, reading, outcome);
}

/** Notes the lists that may have more elements, each located at what may make more where that has a place. */
function visitElements(judging: Judging, each: CompiledEach, reading: Reading, at: number, open: OpenList[]): void {
  if (reading.kind === "list") {
    for (const item of reading.items) visitElements(judging, each, item, at, open);
    if (reading.rest === undefined) return;
    const { reason, subject, range = reading.range } = reading.rest;
    const { items, rest, isBlocks, isSensitive, trace } = reading;
    const place: Reading = { kind: "list", items, rest, isBlocks, isSensitive, trace, range };
    open.push({ reading: place, outcome: undecided(each.leaf, { reason, subject }, place) });
    return;
  }
  if (reading.kind === "absent") return;
  if (reading.kind === "unknown") {
    reach(judging, reading, undecided(each.leaf, causeOf(reading), reading));
    return;
  }
  const name = each.path.names[at];
  if (name === undefined) judgeElement(judging, each, reading);
  else if (reading.kind === "object") visitElements(judging, each, reading.get(name), at + 1, open);
}

function judgeElement(judging: Judging, { where, quickWhere }: CompiledEach, reading: Reading): void {
  const isIncluded = quickWhere === undefined ? true : quickWhere(reading, judging.scope);
  if (isIncluded === false) return;
  const outcome = isIncluded === undefined ? where?.(reading, judging.scope) : undefined;
  if (outcome?.truth === undefined && outcome !== undefined) reach(judging, reading, outcome);
  else judgeThing(judging, reading);
}
