import { readingAs, type Graph, type GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { CompiledCase, CompiledEach, CompiledPolicy } from "./compile.js";
import { causeOf } from "./context.js";
import { undecided, type Leaf, type Outcome, type Scope, type UnknownCause } from "./outcome.js";

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
}

/** Takes verdicts as they are reached, policy by policy, and nodes in the order of the graph. */
export interface VerdictSink {
  readonly onVerdict: (verdict: Verdict) => void;
  /** The policy holds for every part of the node. */
  readonly onPass: (policy: CompiledPolicy, node: GraphNode) => void;
}

/** Evaluates policies over a graph. A policy that throws becomes one diagnostic, and the others go on. */
export function evaluatePolicies(
  graph: Graph,
  policies: readonly CompiledPolicy[],
  sink: VerdictSink,
  report: ReportDiagnostic,
): void {
  for (const policy of policies) {
    const reportMistake = mistakeReporter(policy, report);
    try {
      evaluatePolicy(graph, policy, sink, reportMistake);
    } catch (error) {
      report({
        severity: "error",
        code: "policy-failed",
        message: `The policy ${policy.policy.id} could not be evaluated, which is a defect of Lintel: ${describeError(error)}.`,
      });
    }
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function mistakeReporter(policy: CompiledPolicy, report: ReportDiagnostic): Scope["reportMistake"] {
  const said = new Set<string>();
  return (message, place) => {
    if (said.has(message)) return;
    said.add(message);
    report({ severity: "warning", code: "policy-mistake", message: `${policy.policy.id}: ${message}`, range: place.range });
  };
}

function evaluatePolicy(graph: Graph, policy: CompiledPolicy, sink: VerdictSink, reportMistake: Scope["reportMistake"]): void {
  const passes = new Map<GraphNode, boolean>();
  for (const each of policy.cases) {
    for (const { node, name } of graph.nodesMatching(each.match)) {
      const scope: Scope = { graph, node, root: readingAs(node, name), reportMistake };
      const isPass = evaluateNode(policy, each, scope, sink);
      if (isPass === undefined) continue;
      if (policy.cases.length > 1) passes.set(node, isPass && passes.get(node) !== false);
      else if (isPass) sink.onPass(policy, node);
    }
  }
  for (const [node, isPass] of passes) if (isPass) sink.onPass(policy, node);
}

/** Returns whether the node passes; undefined where the case does not apply to it. */
function evaluateNode(policy: CompiledPolicy, each: CompiledCase, scope: Scope, sink: VerdictSink): boolean | undefined {
  const applies = each.when?.(scope.root, scope);
  if (applies?.truth === false) return undefined;
  let isPass = true;
  const judge = (reading: Reading, given?: Outcome): void => {
    const outcome = given ?? each.condition(reading, scope);
    if (outcome.truth === !each.isDeny) return;
    isPass = false;
    sink.onVerdict(verdictOf(policy, each, scope, reading, outcome, applies));
  };
  if (each.each === undefined) judge(scope.root);
  else visitElements(each.each, scope, judge);
  return isPass;
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

type Judge = (reading: Reading, given?: Outcome) => void;

/** Visits what `each` iterates over: blocks and elements one by one, through every list on the way. */
function visitElements(each: CompiledEach, scope: Scope, judge: Judge): void {
  const leaf: Leaf = { path: each.path.text, describe: () => "known" };
  const visit = (reading: Reading, at: number): void => {
    if (reading.kind === "list") {
      for (const item of reading.items) visit(item, at);
      if (reading.rest !== undefined) judge(reading, undecided(leaf, reading.rest, reading));
      return;
    }
    if (reading.kind === "absent") return;
    if (reading.kind === "unknown") {
      judge(reading, undecided(leaf, causeOf(reading), reading));
      return;
    }
    const name = each.path.names[at];
    if (name === undefined) judgeElement(each, scope, reading, judge);
    else if (reading.kind === "object") visit(reading.get(name), at + 1);
  };
  visit(scope.root, 0);
}

function judgeElement(each: CompiledEach, scope: Scope, reading: Reading, judge: Judge): void {
  const included = each.where?.(reading, scope);
  if (included?.truth === false) return;
  judge(reading, included?.truth === undefined ? included : undefined);
}
