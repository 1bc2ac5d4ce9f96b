import type { Reading } from "../graph/reading.js";
import { describeData, numberOf } from "./literal.js";
import { nearest } from "./nearest.js";
import { decide, undecided, withQuick, type Leaf, type Outcome, type Scope, type Test, type Truth } from "./outcome.js";
import { isDataList, isDataMap, PolicyError, type Data, type PolicyPath } from "./policy.js";

/** A compiled matcher: its test, and a phrase that says what it asks for. */
export interface Matcher {
  readonly test: Test;
  readonly describe: () => string;
}

/** Compiles RE2 patterns to tests for a match anywhere. Throws for what is not RE2. */
export type PatternCompiler = (pattern: string) => (text: string) => boolean;

/** Remembers whether something was used in what was compiled. */
export interface Usage {
  isUsed: boolean;
}

/** Gives what takes the answers of the entry or operator at a place of a policy. */
export type Observe = (at: PolicyPath) => (truth: Truth) => void;

/** Where the compiler is in a policy, and what it compiles against. */
export interface CompileContext {
  /** Attribute path of the thing at hand, from the node. */
  readonly path: string;
  /** Position in the policy. */
  readonly at: PolicyPath;
  readonly parameters: ReadonlyMap<string, Data>;
  readonly compilePattern: PatternCompiler;
  /** Whether the condition compares with another attribute of the thing at hand. */
  readonly operands?: Usage | undefined;
  /** In a condition about another node: whether it speaks of the node that was asked. */
  readonly outer?: Usage | undefined;
  /** Takes what is wrong with the policy, so that all of it is found; the first is thrown where there is none. */
  readonly problems?: PolicyError[] | undefined;
  /** Whether arguments are values that attributes turned out to have, rather than what is written in the policy. */
  readonly isFilled?: boolean | undefined;
  /** Whether a path through several blocks leads to nothing, rather than being a mistake of the policy. */
  readonly isSeveralAbsent?: boolean | undefined;
  /** Asked for every entry and operator, by its place in the policy, who is to be told of its answers. */
  readonly observe?: Observe | undefined;
  readonly compileMatcher: (source: Data, context: CompileContext) => Matcher;
  readonly compileCondition: (source: Data, context: CompileContext) => Test;
}

/** Compiles one operator's argument. */
export type Operator = (argument: Data, context: CompileContext) => Matcher;

/** The context one key further down in the policy. */
export function inside(context: CompileContext, key: string | number): CompileContext {
  return { ...context, at: [...context.at, key] };
}

/** A test that tells whoever observes what it answers. */
export function observed(test: Test, { observe, at }: CompileContext): Test {
  if (observe === undefined) return test;
  const tell = observe(at);
  return (reading, scope) => {
    const outcome = test(reading, scope);
    tell(outcome.truth);
    return outcome;
  };
}

/** A matcher that tells whoever observes what it answers. */
export function observedMatcher(matcher: Matcher, context: CompileContext): Matcher {
  return context.observe === undefined ? matcher : { ...matcher, test: observed(matcher.test, context) };
}

/** Rejects the policy at this position. */
export function reject(context: CompileContext, message: string, hint?: string): never {
  throw new PolicyError(message, context.at, hint);
}

/** Compiles a part of a policy; what is wrong with it is noted, so that what is wrong with other parts is found too. */
export function attempt<T>(context: CompileContext, compile: () => T, otherwise: T): T {
  if (context.problems === undefined) return compile();
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    context.problems.push(error);
    return otherwise;
  }
}

/** Returns an argument with every `{ parameter: name }` replaced by the parameter's value. */
export function literal(argument: Data, context: CompileContext): Data {
  if (context.isFilled === true) return argument;
  if (isDataList(argument)) {
    return argument.flatMap((item, index) => {
      const value = literal(item, inside(context, index));
      return isDataMap(item) && isDataList(value) ? value : [value];
    });
  }
  if (!isDataMap(argument)) return argument;
  const names = Object.keys(argument);
  if (names.length !== 1 || names[0] !== "parameter") return argument;
  return parameterValue(argument["parameter"] ?? null, inside(context, "parameter"));
}

/** Returns the value of the parameter of this name. */
export function parameterValue(name: Data, context: CompileContext): Data {
  if (typeof name !== "string") return reject(context, "A parameter is named by a text.");
  const value = context.parameters.get(name);
  if (value === undefined) {
    return reject(context, `The policy has no parameter “${name}”.`, `Declare it under “parameters”.`);
  }
  return value;
}

/** A literal that must be a text. */
export function textArgument(argument: Data, context: CompileContext): string {
  const value = literal(argument, context);
  if (context.isFilled === true && (typeof value === "number" || typeof value === "boolean")) return String(value);
  return typeof value === "string" ? value : reject(context, `A text is expected here, not ${describeData(value)}.`);
}

/** A literal that must be a number. */
export function numberArgument(argument: Data, context: CompileContext): number {
  const written = literal(argument, context);
  const value = context.isFilled === true && typeof written === "string" ? (numberOf(written) ?? written) : written;
  return typeof value === "number" ? value : reject(context, `A number is expected here, not ${describeData(value)}.`);
}

/** A literal that must be true or false. */
export function booleanArgument(argument: Data, context: CompileContext): boolean {
  const value = literal(argument, context);
  return typeof value === "boolean"
    ? value
    : reject(context, `true or false is expected here, not ${describeData(value)}.`);
}

/** A literal that must be a list of texts; one text is a list of one. */
export function textsArgument(argument: Data, context: CompileContext): readonly string[] {
  const value = literal(argument, context);
  return (isDataList(value) ? value : [value]).map((item, index) =>
    attempt(context, () => textArgument(item, inside(context, index)), ""),
  );
}

/** A literal that must be a list. */
export function listArgument(argument: Data, context: CompileContext): readonly Data[] {
  const value = literal(argument, context);
  return isDataList(value) ? value : reject(context, `A list is expected here, not ${describeData(value)}.`);
}

/** An argument that must be a mapping of some of these names. */
export function mapArgument<Name extends string>(
  argument: Data,
  names: readonly Name[],
  context: CompileContext,
  hint?: string,
): Readonly<Partial<Record<Name, Data>>> {
  if (!isDataMap(argument)) return reject(context, `A mapping of ${names.join(", ")} is expected here.`, hint);
  const unknown = Object.keys(argument).filter((name) => !(names as readonly string[]).includes(name));
  unknown.forEach((name, index) => {
    const near = nearest(name, names);
    const known = near === undefined ? `Use ${names.join(", ")}.` : `Did you mean “${near}”?`;
    const refuse = (): never => reject(inside(context, name), `“${name}” is not known here.`, hint ?? known);
    if (index < unknown.length - 1) attempt(context, refuse, undefined);
    else refuse();
  });
  return argument as Readonly<Partial<Record<Name, Data>>>;
}

/** Makes a matcher of a plain three-valued function. */
export function elementary(
  context: CompileContext,
  describe: () => string,
  test: (reading: Reading, scope: Scope) => Truth,
): Matcher {
  const leaf: Leaf = { path: context.path, describe };
  return { describe, test: withQuick((reading, scope) => outcomeOf(leaf, test(reading, scope), reading), test) };
}

/**
 * Makes a matcher that is false for what is absent, a list or a mapping, and unknown for what is unknown, unless the certain
 * pieces of an unknown text decide.
 */
export function scalarMatcher(
  context: CompileContext,
  describe: () => string,
  test: (value: string | number | boolean) => boolean,
  ofPieces?: (pieces: readonly string[]) => Truth,
): Matcher {
  return elementary(context, describe, (reading) => {
    if (reading.kind === "scalar") return test(reading.digits ?? reading.value);
    if (reading.kind !== "unknown") return false;
    return reading.pieces === undefined ? undefined : ofPieces?.(reading.pieces);
  });
}

/** The outcome of an elementary test; where it is unknown the reading says why. */
export function outcomeOf(leaf: Leaf, truth: Truth, reading: Reading): Outcome {
  return truth === undefined ? undecided(leaf, causeOf(reading), reading) : decide(leaf, truth, reading);
}

/** Why a reading, or a part of it, is not known. */
export function causeOf(reading: Reading): {
  reason: NonNullable<Outcome["cause"]>["reason"];
  subject?: string | undefined;
} {
  return findCause(reading, 8) ?? { reason: "error" };
}

function findCause(reading: Reading, depth: number): Outcome["cause"] {
  if (reading.kind === "unknown") return { reason: reading.reason, subject: reading.subject };
  if (depth === 0 || (reading.kind !== "list" && reading.kind !== "object")) return undefined;
  if (reading.rest !== undefined) return reading.rest;
  const parts = reading.kind === "list" ? reading.items : reading.keys().map((name) => reading.get(name));
  for (const part of parts) {
    const cause = findCause(part, depth - 1);
    if (cause !== undefined) return cause;
  }
  return undefined;
}
