import type { NodeReference } from "../../graph/reading.js";
import { keepFirst, type Diagnostic, type ReportDiagnostic } from "../../source/diagnostic.js";
import { EvaluationError } from "../evaluate/error.js";
import type { SourceRange } from "../../source/source-file.js";
import { deepMarks } from "../values/marks.js";
import { Marks, type Value } from "../values/value.js";

/** What an evaluation read: something memoised, or an attribute of a resource instance. */
export type Dependency = Memo<unknown> | NodeReference;

/** How deep memoised values may be computed inside one another before the stack is unwound and the innermost goes first. */
const depthLimit = 40;

/** Elements that the loops of one value may go through, and those of all values together. Real configurations need a few thousand. */
const stepsPerValue = 1_000_000;
const stepsPerLoad = 10_000_000;

/** How many steps the loops of a load may still take, in all its root modules together. */
export class StepBudget {
  #spent = 0;

  /** Whether there was one step left, which is taken. */
  spend(): boolean {
    this.#spent += 1;
    return this.#spent <= stepsPerLoad;
  }

  /** Whether so many steps are more than a load may take. */
  static isExceededBy(steps: number): boolean {
    return steps > stepsPerLoad;
  }
}

/**
 * What all evaluation of one root module shares: the chain of what is being computed (to find cycles), what the innermost has read
 * so far (to tell references), and which diagnostics were already reported.
 */
export class Evaluation {
  readonly #report: ReportDiagnostic;
  readonly #budget: StepBudget;
  readonly #reported = new Map<string, Diagnostic>();
  readonly #running: Memo<unknown>[] = [];
  #steps = 0;
  #allSteps = 0;

  constructor(report: ReportDiagnostic, budget: StepBudget = new StepBudget()) {
    this.#report = report;
    this.#budget = budget;
  }

  /** The elements that loops have gone through so far. */
  get steps(): number {
    return this.#allSteps;
  }

  /** Reports a diagnostic, unless one of the same code was reported at the same place: instances share their source. */
  report(diagnostic: Diagnostic): void {
    if (keepFirst(this.#reported, diagnostic)) this.#report(diagnostic);
  }

  /** Whether what is being computed has read something that must not be shown, or may have. */
  hasReadSensitive(): boolean {
    const dependencies = this.#running.at(-1)?.dependencies ?? [];
    return dependencies.some((dependency) => {
      // What a resource's attribute holds is not noted; it may be anything.
      if (!(dependency instanceof Memo)) return true;
      const value = dependency.isDone() ? dependency.result() : undefined;
      return isValue(value) && (deepMarks(value) & (Marks.sensitive | Marks.ephemeral)) !== 0;
    });
  }

  /** Reports a diagnostic in the file of what is being computed. */
  reportHere(diagnostic: Omit<Diagnostic, "range">, start: number, end: number): void {
    const file = this.#running.at(-1)?.range.file;
    this.report({ ...diagnostic, range: file === undefined ? undefined : { file, start, end } });
  }

  /** Counts one element that a loop goes through. Throws `EvaluationError` when there are too many. */
  spendStep(): void {
    this.#steps += 1;
    this.#allSteps += 1;
    const isInBudget = this.#budget.spend();
    if (this.#steps <= stepsPerValue && isInBudget) return;
    const message = `The loops of this value go through too many elements (more than ${String(stepsPerValue)}).`;
    throw new EvaluationError("too-many-steps", message);
  }

  /** Notes that what is being computed depends on something that is known already. */
  depend(memo: Memo<unknown>): void {
    this.#running.at(-1)?.note(memo);
  }

  /** Notes that what is being computed uses an attribute of a resource instance. */
  refer(address: string, attribute: string): void {
    this.#running.at(-1)?.note({ address, attribute });
  }

  /** Returns a memoised value, noting that what is being computed depends on it. */
  read<T>(memo: Memo<T>): T {
    this.depend(memo);
    return this.compute(memo);
  }

  /** Returns a memoised value without noting it as a dependency. */
  compute<T>(memo: Memo<T>): T {
    if (memo.isDone()) return memo.result();
    if (memo.isRunning) return this.#endCycle(memo);
    if (this.#running.length === 0) return this.#drive(memo);
    if (this.#running.length >= depthLimit) throw new Suspension(memo);
    return this.#run(memo);
  }

  /**
   * Computes from an empty stack. A chain of values that is deeper than the stack should be is unwound to here; what it
   * stopped at is computed first, and the outer ones again after it.
   */
  #drive<T>(wanted: Memo<T>): T {
    const pending: Memo<unknown>[] = [wanted];
    const waiting = new Set<Memo<unknown>>(pending);
    for (let memo = pending.at(-1); memo !== undefined; memo = pending.at(-1)) {
      try {
        if (!memo.isDone()) this.#run(memo);
        waiting.delete(memo);
        pending.pop();
      } catch (error) {
        if (!(error instanceof Suspension)) throw error;
        if (waiting.has(error.memo)) error.memo.finish(this.#endCycle(error.memo));
        else {
          waiting.add(error.memo);
          pending.push(error.memo);
        }
      }
    }
    return wanted.result();
  }

  #run<T>(memo: Memo<T>): T {
    memo.isRunning = true;
    memo.forget();
    this.#running.push(memo);
    const stepsBefore = this.#steps;
    this.#steps = 0;
    try {
      memo.finish(memo.compute());
    } finally {
      memo.isRunning = false;
      this.#running.pop();
      this.#steps = stepsBefore;
    }
    return memo.result();
  }

  #endCycle<T>(memo: Memo<T>): T {
    const from = this.#running.indexOf(memo);
    // Of a circle that is longer than the stack, only this is at hand.
    const way = from === -1 ? [memo.subject, "…"] : this.#running.slice(from).map(({ subject }) => subject);
    this.report({
      severity: "warning",
      code: "cycle",
      message: `This value depends on itself, so that it can never be known: ${[...way, memo.subject].join(" → ")}.`,
      range: memo.range,
    });
    return memo.onCycle();
  }
}

/** Unwinds the stack to where it began, to compute `memo` before what needs it. Never leaves this module. */
class Suspension extends Error {
  constructor(readonly memo: Memo<unknown>) {
    // A stack is what there is too much of.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super();
    Error.stackTraceLimit = limit;
  }
}

/** Memoised are values, and expansions and nested blocks, which tell nothing that is sensitive. */
function isValue(result: unknown): result is Value {
  return typeof result === "object" && result !== null && "marks" in result;
}

const nothing: readonly Dependency[] = [];

/** Stands for an outcome that is not there yet. */
const notYet: unique symbol = Symbol("pending");

/** A value computed when it is first asked for. Ask through `Evaluation`, which knows what else is being computed. */
export abstract class Memo<T> {
  #outcome: T | typeof notYet = notYet;
  isRunning = false;
  #dependencies: Dependency[] | undefined;

  /** The name of the value, for messages: `local.cidrs`. */
  abstract readonly subject: string;
  /** Where it is written. */
  abstract readonly range: SourceRange;

  abstract compute(): T;

  /** The value to go on with where it turns out to depend on itself. */
  abstract onCycle(): T;

  /** What the computation read, in order. */
  get dependencies(): readonly Dependency[] {
    return this.#dependencies ?? nothing;
  }

  /** Notes something that the computation reads. */
  note(dependency: Dependency): void {
    (this.#dependencies ??= []).push(dependency);
  }

  /** Forgets what an earlier attempt read. */
  forget(): void {
    this.#dependencies = undefined;
  }

  isDone(): boolean {
    return this.#outcome !== notYet;
  }

  result(): T {
    if (this.#outcome === notYet) throw new Error("A memoised value was read before it was computed.");
    return this.#outcome;
  }

  finish(value: T): void {
    if (this.#outcome === notYet) this.#outcome = value;
  }
}

/** A memoised value that is told by functions. */
export class ComputedMemo<T> extends Memo<T> {
  readonly #compute: () => T;
  readonly #onCycle: () => T;

  constructor(
    readonly subject: string,
    readonly range: SourceRange,
    compute: () => T,
    onCycle: () => T,
  ) {
    super();
    this.#compute = compute;
    this.#onCycle = onCycle;
  }

  compute(): T {
    return this.#compute();
  }

  onCycle(): T {
    return this.#onCycle();
  }
}

/** The resource attributes that a value was computed from, through whatever memoised values lie between; each one once. */
export function referencesOf(dependencies: readonly Dependency[]): readonly NodeReference[] {
  const references = new Map<string, NodeReference>();
  const visited = new Set<Dependency>();
  const pending = [...dependencies].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visited.has(next)) continue;
    visited.add(next);
    if (next instanceof Memo) {
      for (let at = next.dependencies.length - 1; at >= 0; at--) {
        const dependency = next.dependencies[at];
        if (dependency !== undefined) pending.push(dependency);
      }
    } else {
      const key = `${next.address} ${next.attribute}`;
      if (!references.has(key)) references.set(key, { address: next.address, attribute: next.attribute });
    }
  }
  return [...references.values()];
}
