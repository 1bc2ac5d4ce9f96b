import type { Reading } from "../../graph/reading.js";
import type { CompileContext } from "../context.js";
import type { Scope } from "../outcome.js";
import type { Data } from "../policy.js";
import type { Viewing } from "./attribute.js";
import { createContext, PolicyCodeError, type CodeJudgement, type PolicyVerdict } from "./context.js";
import type { DefinedPolicy } from "./define-policy.js";
import { viewNode } from "./node.js";

/** Judges the node of a scope with a policy's function: what it does not pass in. Throws what the function throws. */
export type JudgeNode = (scope: Scope) => readonly CodeJudgement[];

/** Makes the judge of a policy that is written as a function. */
export function compileJudge(policy: DefinedPolicy, compileContext: CompileContext): JudgeNode {
  const parameters: Readonly<Record<string, Data>> = Object.freeze(Object.fromEntries(compileContext.parameters));
  return (scope) => {
    const read: Reading[] = [];
    const viewing: Viewing = { scope, compileContext, onRead: (reading) => read.push(reading) };
    const judgements = new Map<unknown, CodeJudgement | undefined>();
    const context = createContext({
      viewing,
      parameters,
      mask: (text) => maskSensitive(text, read),
      onVerdict: (verdict, judgement) => judgements.set(verdict, judgement),
    });
    const given: unknown = policy.evaluate(viewNode(viewing), context);
    return verdictsIn(given).flatMap((verdict) => {
      if (!judgements.has(verdict)) throw new PolicyCodeError(describeNonsense(verdict));
      return judgements.get(verdict) ?? [];
    });
  };
}

function verdictsIn(given: unknown): readonly unknown[] {
  if (given === undefined || given === null) return [];
  return Array.isArray(given) ? (given as readonly PolicyVerdict[]) : [given];
}

function describeNonsense(given: unknown): string {
  let what = `a ${typeof given}`;
  if (given instanceof Promise) what = "a promise, and policies cannot wait";
  else if (typeof given === "object") what = "an object that the context did not make";
  return `evaluate gave back ${what}. Give back what context.pass, context.fail or context.unknown made, or nothing.`;
}

const shortestSecret = 3;
const deepest = 16;

/** Nothing that a policy says may hold a value that must not be shown. */
function maskSensitive(text: string, read: readonly Reading[]): string {
  const secrets = new Set<string>();
  for (const reading of read) addSecrets(reading, reading.isSensitive, secrets, deepest);
  const longestFirst = [...secrets].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "(sensitive)"), text);
}

function addSecrets(reading: Reading, isSensitive: boolean, secrets: Set<string>, depth: number): void {
  if (depth === 0) return;
  if (reading.kind === "scalar") {
    const text = reading.digits ?? String(reading.value);
    if ((isSensitive || reading.isSensitive) && text.length >= shortestSecret) secrets.add(text);
    return;
  }
  const parts =
    reading.kind === "list"
      ? reading.items
      : reading.kind === "object"
        ? reading.keys().map((name) => reading.get(name))
        : [];
  for (const part of parts) addSecrets(part, isSensitive || reading.isSensitive, secrets, depth - 1);
}
