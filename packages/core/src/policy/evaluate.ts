import { exceptedBy, readingAs, type Graph, type GraphNode } from "../graph/graph.js";
import type { ObjectReading, Reading } from "../graph/reading.js";
import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import { isDefinedPolicy } from "./code/define-policy.js";
import type { CompiledCase, CompiledPolicy } from "./compile.js";
import { judgeCase, type VerdictSink } from "./judge-case.js";
import { memoizeReading } from "./memo-reading.js";
import type { Scope } from "./outcome.js";

export type { Verdict, VerdictSink } from "./judge-case.js";

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
 * throws becomes one diagnostic, and the others go on; the ids of those that threw are returned. What depends on the day is
 * unknown unless `today` says which it is. Nodes for which `isJudged` does not hold are only there for others to look at.
 */
export function evaluatePolicies(
  graph: Graph,
  policies: PoliciesOf | readonly CompiledPolicy[],
  sink: VerdictSink,
  report: ReportDiagnostic,
  today?: string,
  isJudged: (node: GraphNode) => boolean = () => true,
): ReadonlySet<string> {
  const assign = placedAssigner(graph, policies, report);
  const evaluation: Evaluation = {
    graph,
    today,
    sink,
    report,
    reportUnexpectedList: unexpectedListReporter(report),
    reportMistake: (message, place) => evaluation.current?.reportMistake(message, place),
    current: undefined,
    failed: new Set(),
  };
  graph.nodes.forEach((node, index) => {
    if (index % progressInterval === 0) sink.onProgress?.(index, graph.nodes.length);
    if (!isJudged(node)) return;
    const assignments = assign(node);
    if (assignments.length > 0) evaluateNode(evaluation, node, assignments);
  });
  for (const node of graph.removed) evaluateNode(evaluation, node, assign(node).flatMap(onlyAboutChanges));
  return evaluation.failed;
}

/** The policies that judge a node; one and the same list for all nodes for which it is the same. */
export type PoliciesOf = (node: GraphNode) => readonly CompiledPolicy[];

type Assign = (node: GraphNode) => readonly Assignment[];

/** Where policies differ from place to place, each list of them is assigned by itself. */
function placedAssigner(
  graph: Graph,
  policies: PoliciesOf | readonly CompiledPolicy[],
  report: ReportDiagnostic,
): Assign {
  if (typeof policies !== "function") return assigner(graph, policies, report);
  const assigners = new Map<readonly CompiledPolicy[], Assign>();
  return (node) => {
    const list = policies(node);
    let assign = assigners.get(list);
    if (assign === undefined) assigners.set(list, (assign = assigner(graph, list, report)));
    return assign(node);
  };
}

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

/** What is the same for all nodes, and the policy that is at work. */
interface Evaluation {
  readonly graph: Graph;
  readonly today: string | undefined;
  readonly sink: VerdictSink;
  readonly report: ReportDiagnostic;
  readonly reportUnexpectedList: (list: Reading) => void;
  /** Takes mistakes for the policy that is at work. */
  readonly reportMistake: Scope["reportMistake"];
  current: Assignment | undefined;
  /** Ids of the policies that threw. */
  readonly failed: Set<string>;
}

function evaluateNode(evaluation: Evaluation, node: GraphNode, assignments: readonly Assignment[]): void {
  const scopes = new NodeScopes(evaluation, node);
  for (const assignment of assignments) {
    if (assignment.state.hasFailed) continue;
    evaluation.current = assignment;
    const { clock } = evaluation.sink;
    const start = clock?.now() ?? 0;
    try {
      judgeNode(assignment, scopes, evaluation.sink, node);
      clock?.add(assignment.policy.policy.id, start);
    } catch (error) {
      assignment.state.hasFailed = true;
      evaluation.failed.add(assignment.policy.policy.id);
      evaluation.report(failureOf(assignment.policy, node, error));
    }
  }
}

function judgeNode({ policy, cases }: Assignment, scopes: NodeScopes, sink: VerdictSink, node: GraphNode): void {
  let isPass: boolean | undefined;
  for (const { case: each, name } of cases) {
    const passes = judgeCase(policy, each, scopes.of(name, policy.isShipped === true), sink);
    if (passes !== undefined) isPass = passes && isPass !== false;
  }
  if (isPass === true) sink.onPass(policy, node);
  else if (isPass === undefined) sink.onNotApplicable?.(policy, node);
}

function failureOf({ policy }: CompiledPolicy, node: GraphNode, error: unknown): Diagnostic {
  return {
    severity: "error",
    code: "policy-failed",
    message: isDefinedPolicy(policy)
      ? `The policy ${policy.id} could not judge ${node.address}, nor anything after it: ${describeError(error)}`
      : `The policy ${policy.id} could not be evaluated, which is a defect of Lintel: ${describeError(error)}.`,
  };
}

/** The scopes of one node, which policies share that read it under the same name. */
class NodeScopes {
  readonly #roots = new Map<string, ObjectReading>();
  readonly #shipped = new Map<string, Scope>();
  readonly #own = new Map<string, Scope>();
  // Nearly all policies about a node read it under one name.
  #last: Scope | undefined;
  #lastName = "";
  #isLastShipped = false;

  constructor(
    readonly evaluation: Evaluation,
    readonly node: GraphNode,
  ) {}

  /** A list where an object belongs is the manifest's fault where the policy is known to fit what is well-formed. */
  of(name: string, isShipped: boolean): Scope {
    if (this.#last !== undefined && this.#lastName === name && this.#isLastShipped === isShipped) return this.#last;
    const scopes = isShipped ? this.#shipped : this.#own;
    let scope = scopes.get(name);
    if (scope === undefined) scopes.set(name, (scope = this.#make(name, isShipped)));
    this.#lastName = name;
    this.#isLastShipped = isShipped;
    this.#last = scope;
    return scope;
  }

  #make(name: string, isShipped: boolean): Scope {
    const { graph, today, reportMistake, reportUnexpectedList } = this.evaluation;
    let root = this.#roots.get(name);
    if (root === undefined) this.#roots.set(name, (root = memoizeReading(readingAs(this.node, name))));
    const { node } = this;
    return {
      graph,
      node,
      root,
      today,
      reportMistake,
      reportUnexpectedList: isShipped ? reportUnexpectedList : undefined,
      others: undefined,
    };
  }
}
