import { exceptedBy, readingAs, type Graph, type GraphNode } from "../graph/graph.js";
import type { ObjectReading, Reading } from "../graph/reading.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import { isDefinedPolicy } from "./code/define-policy.js";
import type { JudgeNode } from "./code/judge-node.js";
import type { CompiledCase, CompiledEach, CompiledPolicy } from "./compile.js";
import { causeOf } from "./context.js";
import { memoizeReading } from "./memo-reading.js";
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
  /** Why the policies themselves make an exception of it. */
  readonly exception?: string | undefined;
}

/** Takes verdicts as they are reached, in the order of the nodes, and for each node of the policies. */
export interface VerdictSink {
  readonly onVerdict: (verdict: Verdict) => void;
  /** The policy holds for every part of the node. */
  readonly onPass: (policy: CompiledPolicy, node: GraphNode) => void;
  /** Told now and then how many of all nodes were judged. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The cases of one policy that are about a node, each under the name that it is matched by. */
interface Assignment {
  readonly policy: CompiledPolicy;
  readonly cases: readonly { readonly case: CompiledCase; readonly name: string }[];
  readonly reportMistake: Scope["reportMistake"];
  /** Shared by all assignments of the policy: one that threw is not asked again. */
  readonly state: { hasFailed: boolean };
}

const progressInterval = 1000;

/**
 * Evaluates policies over a graph, node by node, so that what is read of a node is read once for all policies. A policy that
 * throws becomes one diagnostic, and the others go on. What depends on the day is unknown unless `today` says which it is.
 */
export function evaluatePolicies(
  graph: Graph,
  policies: readonly CompiledPolicy[],
  sink: VerdictSink,
  report: ReportDiagnostic,
  today?: string,
): void {
  const assign = assigner(graph, policies, report);
  const reportUnexpectedList = unexpectedListReporter(report);
  const evaluate = (node: GraphNode, assignments: readonly Assignment[]): void => {
    if (assignments.length > 0) evaluateNode({ graph, node, today, reportUnexpectedList }, assignments, sink, report);
  };
  graph.nodes.forEach((node, index) => {
    if (index % progressInterval === 0) sink.onProgress?.(index, graph.nodes.length);
    evaluate(node, assign(node));
  });
  for (const node of graph.removed) evaluate(node, assign(node).flatMap(onlyAboutChanges));
}

type Assign = (node: GraphNode) => readonly Assignment[];

/** Finds the policies for a node by its type and views; nodes that have these in common share the answer. */
function assigner(graph: Graph, policies: readonly CompiledPolicy[], report: ReportDiagnostic): Assign {
  const namesOf = new Map<string, ReadonlySet<string>>();
  const matching = (glob: string): ReadonlySet<string> => {
    let names = namesOf.get(glob);
    if (names === undefined) namesOf.set(glob, (names = new Set(graph.namesMatching(glob))));
    return names;
  };
  const all: readonly Assignment[] = policies.map((policy) => ({
    policy,
    cases: [],
    reportMistake: mistakeReporter(policy, report),
    state: { hasFailed: false },
  }));
  const known = new Map<string, readonly Assignment[]>();
  return (node) => {
    const key = node.views === undefined ? node.type : [node.type, ...node.views.keys()].join("\n");
    let assignments = known.get(key);
    if (assignments === undefined) {
      const names = [node.type, ...(node.views?.keys() ?? [])];
      assignments = all.flatMap((each) => assignCases(each, names, matching));
      known.set(key, assignments);
    }
    return assignments;
  };
}

/** The first glob of a case that matches one of the node's names decides under which name the node is read. */
function assignCases(
  assignment: Assignment,
  names: readonly string[],
  matching: (glob: string) => ReadonlySet<string>,
): Assignment[] {
  const cases = assignment.policy.cases.flatMap((each) => {
    const isExcepted = each.match.some((glob) => {
      const excepted = exceptedBy(glob);
      return excepted !== undefined && names.some((candidate) => matching(excepted).has(candidate));
    });
    if (isExcepted) return [];
    for (const glob of each.match) {
      const name = names.find((candidate) => matching(glob).has(candidate));
      if (name !== undefined) return [{ case: each, name }];
    }
    return [];
  });
  return cases.length === 0 ? [] : [{ ...assignment, cases }];
}

/** Of what a plan removes nothing else is left to judge. */
function onlyAboutChanges(assignment: Assignment): Assignment[] {
  const cases = assignment.cases.filter(({ case: each }) => each.isAboutChanges);
  return cases.length === 0 ? [] : [{ ...assignment, cases }];
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function mistakeReporter(policy: CompiledPolicy, report: ReportDiagnostic): Scope["reportMistake"] {
  const said = new Set<string>();
  return (message, place) => {
    if (said.has(message)) return;
    said.add(message);
    report({
      severity: "warning",
      code: "policy-mistake",
      message: `${policy.policy.id}: ${message}`,
      range: place.range,
    });
  };
}

/** Says it once of each place, whichever policies come upon it. */
function unexpectedListReporter(report: ReportDiagnostic): (list: Reading) => void {
  const said = new Set<string>();
  return ({ range }) => {
    const place = `${range.file.path}\n${String(range.start)}`;
    if (said.has(place)) return;
    said.add(place);
    report({
      severity: "warning",
      code: "unexpected-list",
      message: "This is a list where Kubernetes expects an object, so that what depends on it cannot be judged.",
      range,
    });
  };
}

function evaluateNode(
  { graph, node, today, reportUnexpectedList }: Pick<Scope, "graph" | "node" | "today" | "reportUnexpectedList">,
  assignments: readonly Assignment[],
  sink: VerdictSink,
  report: ReportDiagnostic,
): void {
  const roots = new Map<string, ObjectReading>();
  for (const assignment of assignments) {
    if (assignment.state.hasFailed) continue;
    const { policy, reportMistake } = assignment;
    try {
      let isPass: boolean | undefined;
      for (const { case: each, name } of assignment.cases) {
        let root = roots.get(name);
        if (root === undefined) roots.set(name, (root = memoizeReading(readingAs(node, name))));
        const ofManifest = policy.isShipped === true ? { reportUnexpectedList } : {};
        const passes = evaluateCase(policy, each, { graph, node, root, today, reportMistake, ...ofManifest }, sink);
        if (passes !== undefined) isPass = passes && isPass !== false;
      }
      if (isPass === true) sink.onPass(policy, node);
    } catch (error) {
      assignment.state.hasFailed = true;
      report({
        severity: "error",
        code: "policy-failed",
        message: isDefinedPolicy(policy.policy)
          ? `The policy ${policy.policy.id} could not judge ${node.address}, nor anything after it: ${describeError(error)}`
          : `The policy ${policy.policy.id} could not be evaluated, which is a defect of Lintel: ${describeError(error)}.`,
      });
    }
  }
}

/** Returns whether the node passes; undefined where the case does not apply to it. */
function evaluateCase(
  policy: CompiledPolicy,
  each: CompiledCase,
  scope: Scope,
  sink: VerdictSink,
): boolean | undefined {
  if (each.isAboutChanges && scope.node.change === undefined) return undefined;
  if (each.judge !== undefined) return judgeByCode(policy, each, each.judge, scope, sink);
  const applies = each.when?.(scope.root, scope);
  if (applies?.truth === false) return undefined;
  let isPass = true;
  const statuses = new Set<Verdict["status"]>();
  const judge = (reading: Reading, given?: Outcome): void => {
    const outcome = given ?? each.condition(reading, scope);
    if (outcome.truth === !each.isDeny) return;
    isPass = false;
    const verdict = verdictOf(policy, each, scope, reading, outcome, applies);
    statuses.add(verdict.status);
    sink.onVerdict(verdict);
  };
  if (each.each === undefined) judge(scope.root);
  else {
    const open = visitElements(each.each, scope, judge);
    // That there may be more elements is no news where one of those that are certain fails.
    if (!statuses.has("fail")) for (const { reading, outcome } of open) judge(reading, outcome);
  }
  return isPass;
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

type Judge = (reading: Reading, given?: Outcome) => void;

/** A list that may have more elements than are known. */
interface OpenList {
  readonly reading: Reading;
  readonly outcome: Outcome;
}

/**
 * Visits what `each` iterates over: blocks and elements one by one, through every list on the way. Returns the lists that may
 * have more, each located at what may make more where that has a place.
 */
function visitElements(each: CompiledEach, scope: Scope, judge: Judge): readonly OpenList[] {
  const leaf: Leaf = { path: each.path.text, describe: () => "known" };
  const open: OpenList[] = [];
  const visit = (reading: Reading, at: number): void => {
    if (reading.kind === "list") {
      for (const item of reading.items) visit(item, at);
      if (reading.rest !== undefined) {
        const { reason, subject, range = reading.range } = reading.rest;
        const place: Reading = { ...reading, range };
        open.push({ reading: place, outcome: undecided(leaf, { reason, subject }, place) });
      }
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
  return open;
}

function judgeElement(each: CompiledEach, scope: Scope, reading: Reading, judge: Judge): void {
  const included = each.where?.(reading, scope);
  if (included?.truth === false) return;
  judge(reading, included?.truth === undefined ? included : undefined);
}
