import type { Graph } from "../../graph/graph.js";
import { compilePolicy, type CompileOptions } from "../compile.js";
import { differencesOf, type ExpectedVerdict } from "../fixtures.js";
import { isDataMap, PolicyError, type Data, type Policy } from "../policy.js";
import { changesAnswer, partAt } from "./default-effect.js";
import { judge, type Judgement } from "./judge.js";
import { mutantsOf, type Mutant } from "./mutants.js";

/** How many mutants of a policy there are, and those that its fixture does not notice. */
export interface Mutation {
  readonly mutants: number;
  readonly survivors: readonly Mutant[];
}

/** What mutants are tried on: a fixture, or the part of one for which the policy's parameters are the same. */
export interface Trial {
  readonly graph: Graph;
  readonly expected: readonly ExpectedVerdict[];
  /** Values for the policy's parameters, in place of their defaults. */
  readonly parameters: Readonly<Record<string, Data>>;
  readonly compilePattern: CompileOptions["compilePattern"];
  /** The day that the fixture is judged on. */
  readonly today: string | undefined;
}

/**
 * Judges the nodes of a fixture by every mutant of its policy. A mutant is noticed when the annotations of a part contradict it,
 * and when it decides otherwise on something that the policy decides: what is unknown kills no mutant, nor does a mere change of
 * place, except of a test that may be there to say where.
 */
export function findSurvivors(policy: Policy, trials: readonly Trial[]): Mutation {
  const judges = trials.flatMap((trial) => judgeOf(policy, trial) ?? []);
  const seen = new Set([textOf(policy)]);
  const survivors: Mutant[] = [];
  let mutants = 0;
  for (const mutant of mutantsOf(policy)) {
    const text = textOf(mutant.policy);
    if (seen.has(text)) continue;
    seen.add(text);
    const answers = judges.map((notices) => notices(mutant));
    // What cannot be a policy, or is the same in other words, is found out without a fixture.
    if (answers.length === 0 || answers.includes("no mutant")) continue;
    mutants += 1;
    if (!answers.includes("noticed")) survivors.push(mutant);
  }
  return { mutants, survivors };
}

function textOf({ cases, parameters }: Policy): string {
  return JSON.stringify([cases, parameters]);
}

type Notice = "noticed" | "not noticed" | "no mutant";

/** Returns what tells whether a part of the fixture notices a mutant; undefined where the policy cannot be compiled. */
function judgeOf(policy: Policy, trial: Trial): ((mutant: Mutant) => Notice) | undefined {
  const original = judgeBy(policy, trial);
  if (original === undefined) return undefined;
  const unclear = new Set(original.judgements.flatMap(({ status, address }) => (status === "unknown" ? address : [])));
  const decided = decisions(original.judgements, unclear);
  return (mutant) => {
    const outcome = judgeBy(mutant.policy, trial);
    if (outcome === undefined) return "no mutant";
    if (!changesAnswer(mutant.at, policy, mutant.policy, trial.graph, trial.compilePattern)) return "no mutant";
    if (outcome.hasProblems && !original.hasProblems) return "noticed";
    const isOther = saysWhere(policy, mutant) || !haveSame(decided, decisions(outcome.judgements, unclear));
    return isOther && differencesOf(trial.expected, outcome.judgements).length > 0 ? "noticed" : "not noticed";
  };
}

/** Whether the mutant is one of `{ present: true }`: such a test is often the last of several to say where a finding is shown. */
function saysWhere(policy: Policy, { at }: Mutant): boolean {
  const part = partAt(policy.cases, at.slice(1));
  return isDataMap(part) && part["present"] === true && Object.keys(part).length === 1;
}

interface Outcome {
  readonly judgements: readonly Judgement[];
  readonly hasProblems: boolean;
}

function judgeBy(policy: Policy, { graph, compilePattern, parameters, today }: Trial): Outcome | undefined {
  try {
    let hasProblems = false;
    const compiled = compilePolicy(policy, { compilePattern, parameters });
    const judgements = judge(
      graph,
      compiled,
      () => {
        hasProblems = true;
      },
      today,
    );
    return { judgements, hasProblems };
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

function decisions(judgements: readonly Judgement[], unclear: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    judgements.flatMap(({ thing, address, status }) => (unclear.has(address) ? [] : `${thing} ${status}`)),
  );
}

function haveSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
