import type { Graph, GraphNode } from "../graph/graph.js";
import type { ObjectReading, Reading, UnknownReason } from "../graph/reading.js";

/** Kleene's three values; undefined is unknown. */
export type Truth = boolean | undefined;

/** Why something is unknown. */
export interface UnknownCause {
  readonly reason: UnknownReason;
  readonly subject?: string | undefined;
}

/** One elementary test of a policy: what was asked, and of which attribute. Made once, when the policy is compiled. */
export interface Leaf {
  /** Attribute path from the node, without indices; `""` for the node itself. */
  readonly path: string;
  /** What it asks for, as a phrase: `"required"`, `at least 7`, `one of "a", "b"`. */
  readonly describe: () => string;
}

/** A place in another node that has to do with the verdict. */
export interface RelatedReading {
  readonly node: GraphNode;
  readonly reading: Reading;
  readonly message: string;
}

/** The truth of a condition, and the one elementary test that made it so. */
export interface Outcome {
  readonly truth: Truth;
  readonly leaf: Leaf;
  /** The truth of the elementary test, where `truth` may be its negation. */
  readonly leafTruth: Truth;
  /** What was tested: where a finding is shown. Undefined when something about the whole node decided. */
  readonly reading: Reading | undefined;
  readonly cause: UnknownCause | undefined;
  readonly related: readonly RelatedReading[];
  /** What was found, in words, where the reading does not show it. */
  readonly found?: (() => string) | undefined;
  /** The nodes along the way that was found, from the one that was asked to its end. */
  readonly path?: readonly GraphNode[] | undefined;
}

/** What a condition is evaluated against, beside the reading at hand. */
export interface Scope {
  readonly graph: Graph;
  readonly node: GraphNode;
  /** The whole node, in the view that the policy matched. */
  readonly root: ObjectReading;
  /** The thing that the attribute at hand is read of, where a matcher compares with another attribute of it. */
  readonly here?: Reading | undefined;
  /** In a condition about another node: the scope of the node that was asked. */
  readonly outer?: Scope | undefined;
  /** The scopes of other nodes that were asked about, while this one is judged. */
  others?: Map<GraphNode, OtherScope> | undefined;
  /** What was read out of values once for all policies, while the node is judged. */
  readOnce?: Map<Reading, unknown> | undefined;
  /** The day of the scan, `YYYY-MM-DD`; what depends on it is unknown where there is none. */
  readonly today?: string | undefined;
  /** Takes a mistake of the policy that only shows on this node; every sentence once a policy. */
  readonly reportMistake: (message: string, place: Reading) => void;
  /** Takes a list in a manifest where an object belongs; undefined where it may as well be the policy that is mistaken. */
  readonly reportUnexpectedList?: ((list: Reading) => void) | undefined;
}

/** The scope of another node, under the name that it was found by. */
export interface OtherScope {
  readonly name: string;
  readonly scope: Scope;
}

/** A compiled condition or matcher. */
export type Test = (reading: Reading, scope: Scope) => Outcome;

/** A test that only tells its truth, and keeps nothing of what made it so. */
export type Quick = (reading: Reading, scope: Scope) => Truth;

const quickForms = new WeakMap<Test, Quick>();

/** Tells how to get at the truth of a test alone, which is all that is asked of most: nearly everything passes. */
export function withQuick(test: Test, quick: Quick): Test {
  quickForms.set(test, quick);
  return test;
}

/** Returns the quick form of a test; the same answer always. */
export function quickOf(test: Test): Quick {
  return quickForms.get(test) ?? ((reading, scope) => test(reading, scope).truth);
}

const noRelated: readonly RelatedReading[] = [];

/** The outcome of an elementary test with a definite answer. */
export function decide(leaf: Leaf, truth: boolean, reading: Reading | undefined, related = noRelated): Outcome {
  return { truth, leaf, leafTruth: truth, reading, cause: undefined, related };
}

/** The outcome of an elementary test that cannot be answered. */
export function undecided(leaf: Leaf, cause: UnknownCause, reading: Reading | undefined, related = noRelated): Outcome {
  return { truth: undefined, leaf, leafTruth: undefined, reading, cause, related };
}

/** The negation, decided by the same test. */
export function negate(outcome: Outcome): Outcome {
  return outcome.truth === undefined ? outcome : { ...outcome, truth: !outcome.truth };
}

/** Whether an outcome is about something that is written in the source. */
function isWritten(outcome: Outcome): boolean {
  return outcome.reading !== undefined && outcome.reading.kind !== "absent";
}

/**
 * Runs tests until one has the `deciding` truth, which decides. Without one the first unknown decides; without any, all of
 * them decide together, and the last of those that tested something written stands for all, with the places of all.
 */
function combine(tests: readonly Test[], deciding: boolean, reading: Reading, scope: Scope): Outcome {
  let unknown: Outcome | undefined;
  let together: Outcome | undefined;
  let related = noRelated;
  let path: Outcome["path"];
  for (const test of tests) {
    const outcome = test(reading, scope);
    if (outcome.truth === deciding) return outcome;
    if (outcome.truth === undefined) unknown ??= outcome;
    else {
      if (together === undefined || isWritten(outcome)) together = outcome;
      path ??= outcome.path;
      if (outcome.related.length > 0)
        related = related.length === 0 ? outcome.related : [...related, ...outcome.related];
    }
  }
  if (unknown !== undefined || together === undefined) return unknown ?? decide(emptyLeaf, !deciding, undefined);
  return related === together.related && path === together.path ? together : { ...together, related, path };
}

/** Nothing was asked: an empty conjunction is true, an empty disjunction false. */
const emptyLeaf: Leaf = { path: "", describe: () => "" };

/** Kleene's conjunction. */
export function conjunction(tests: readonly Test[]): Test {
  return combination(tests, false);
}

/** Kleene's disjunction. */
export function disjunction(tests: readonly Test[]): Test {
  return combination(tests, true);
}

function combination(tests: readonly Test[], deciding: boolean): Test {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  const quicks = tests.map(quickOf);
  return withQuick(
    (reading, scope) => combine(tests, deciding, reading, scope),
    (reading, scope) => {
      let truth: Truth = !deciding;
      for (const quick of quicks) {
        const answer = quick(reading, scope);
        if (answer === deciding) return deciding;
        if (answer === undefined) truth = undefined;
      }
      return truth;
    },
  );
}

/** The negation of a test. */
export function negation(test: Test): Test {
  const quick = quickOf(test);
  return withQuick(
    (reading, scope) => negate(test(reading, scope)),
    (reading, scope) => {
      const truth = quick(reading, scope);
      return truth === undefined ? undefined : !truth;
    },
  );
}
