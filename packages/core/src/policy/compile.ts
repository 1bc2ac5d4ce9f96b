import { parsePath, type AttributePath } from "../graph/path.js";
import { isDefinedPolicy, type DefinedPolicy } from "./code/define-policy.js";
import { compileJudge, type JudgeNode } from "./code/judge-node.js";
import { compileCondition, compileMatcher } from "./condition.js";
import { attempt, inside, reject, type CompileContext, type Observe, type PatternCompiler } from "./context.js";
import type { Enforcement } from "./finding.js";
import { compileFix, type CompiledFix } from "./fix/compiled-fix.js";
import { compileMessage, type Message } from "./message.js";
import { conjunction, quickOf, type Leaf, type Quick, type Test } from "./outcome.js";
import {
  aliasesOf,
  fitsParameter,
  isAboutChanges,
  PolicyError,
  type Data,
  type Each,
  type Policy,
  type PolicyCase,
} from "./policy.js";
import { shortText, shortTextPattern } from "./short-text-pattern.js";

/** What a policy iterates over. */
export interface CompiledEach {
  readonly path: AttributePath;
  /** Elements for which this is false are left out. */
  readonly where: Test | undefined;
  readonly quickWhere: Quick | undefined;
  /** Asks that what there is to iterate over be known. */
  readonly leaf: Leaf;
}

/** A case whose conditions are closures. */
export interface CompiledCase {
  readonly match: readonly string[];
  readonly when: Test | undefined;
  readonly quickWhen: Quick | undefined;
  readonly each: CompiledEach | undefined;
  readonly condition: Test;
  /** The truth of the condition alone. */
  readonly quick: Quick;
  /** Whether the condition being true is the failure (`deny`), or its being false (`require`). */
  readonly isDeny: boolean;
  /** Whether it is about what plans change, and about nothing else. */
  readonly isAboutChanges: boolean;
  readonly message: Message | undefined;
  readonly fix: CompiledFix | undefined;
  /** Reaches the verdicts in place of the condition, where the policy is written as a function. */
  readonly judge?: JudgeNode | undefined;
}

/** A policy whose conditions are closures. */
export interface CompiledPolicy {
  readonly policy: Policy;
  /** What other tools call it, in one list. */
  readonly aliases: readonly string[];
  readonly cases: readonly CompiledCase[];
  /** Whether it comes from a catalogue, where fixtures show that its paths fit what is well-formed. */
  readonly isShipped?: boolean | undefined;
  /** What becomes of its findings; `soft-mandatory` unless said. */
  readonly enforcement?: Enforcement | undefined;
}

/** What policies are compiled with. */
export interface CompileOptions {
  /** Values for the policy's parameters, in place of their defaults. */
  readonly parameters?: Readonly<Record<string, Data>> | undefined;
  /** Compiles the patterns of `matches`; needed by policies for which `usesPatterns` is true. */
  readonly compilePattern?: PatternCompiler | undefined;
  /** Asked for every entry and operator of the conditions who is to be told of its answers. */
  readonly observe?: Observe | undefined;
}

/** Compiles a policy. Throws `PolicyError` for one that means nothing, with everything else that is wrong with it. */
export function compilePolicy(policy: Policy, options: CompileOptions = {}): CompiledPolicy {
  const problems: PolicyError[] = [];
  const context: CompileContext = {
    path: "",
    at: [],
    parameters: parametersOf(policy, options.parameters ?? {}, problems),
    problems,
    compilePattern: options.compilePattern ?? (() => missingPatterns()),
    observe: options.observe,
    isSeveralAbsent: policy.several === "absent",
    compileMatcher,
    compileCondition,
  };
  if (isDefinedPolicy(policy)) return compileDefined(policy, context);
  const cases = policy.cases.flatMap((each, index) => {
    const at = inside(inside(context, "cases"), index);
    return attempt(at, () => [compileCase(each, at)], []);
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new PolicyError(first.message, first.at, first.hint, others);
  return { policy, aliases: aliasesOf(policy), cases };
}

/** Compiles a policy without conditions, of which a function judges every node. */
function compileDefined(policy: DefinedPolicy, context: CompileContext): CompiledPolicy {
  const [problem] = context.problems ?? [];
  if (problem !== undefined) throw problem;
  const judge = compileJudge(policy, context);
  const { isAboutChanges } = policy;
  const absent = { when: undefined, quickWhen: undefined, each: undefined, message: undefined, fix: undefined };
  const condition = conjunction([]);
  const cases = policy.cases.map(({ match }) => ({
    match,
    ...absent,
    condition,
    quick: quickOf(condition),
    isDeny: false,
    isAboutChanges,
    judge,
  }));
  return { policy, aliases: aliasesOf(policy), cases };
}

function compileCase(source: PolicyCase, context: CompileContext): CompiledCase {
  const { each: eachSource, when, message, fix } = source;
  const eachAt = inside(context, "each");
  const each = eachSource === undefined ? undefined : attempt(eachAt, () => compileEach(eachSource, eachAt), undefined);
  const inner = each === undefined ? context : { ...context, path: ownText(each.path) };
  const isDeny = source.deny !== undefined;
  const condition = isDeny ? source.deny : source.require;
  if (condition === undefined || (isDeny && source.require !== undefined)) {
    return reject(context, "A policy needs exactly one of “require” and “deny”.");
  }
  const whenTest = when === undefined ? undefined : compileCondition(when, inside(context, "when"));
  const test = compileCondition(condition, inside(inner, isDeny ? "deny" : "require"));
  return {
    match: source.match,
    when: whenTest,
    quickWhen: whenTest === undefined ? undefined : quickOf(whenTest),
    each,
    condition: test,
    quick: quickOf(test),
    isDeny,
    isAboutChanges: isAboutChanges(source),
    message: message === undefined ? undefined : compileMessage(message, inside(context, "message")),
    fix: fix === undefined ? undefined : compileFix(fix, inside(context, "fix")),
  };
}

function ownText({ text, isFromNode }: AttributePath): string {
  return isFromNode ? text.slice(2) : text;
}

function compileEach(each: Each, context: CompileContext): CompiledEach {
  const isPlain = typeof each === "string";
  const at = isPlain ? context : inside(context, "path");
  const parsed = parsePath(isPlain ? each : each.path);
  if (!parsed.ok) return reject(at, parsed.problem);
  const whereContext = { ...inside(context, "where"), path: ownText(parsed.path) };
  const where = isPlain ? undefined : compileCondition(each.where, whereContext);
  const quickWhere = where === undefined ? undefined : quickOf(where);
  return { path: parsed.path, where, quickWhere, leaf: { path: parsed.path.text, describe: () => "known" } };
}

function parametersOf(
  policy: Policy,
  given: Readonly<Record<string, Data>>,
  problems: PolicyError[],
): ReadonlyMap<string, Data> {
  const values = new Map<string, Data>();
  for (const [name, parameter] of Object.entries(policy.parameters ?? {})) {
    const value = given[name] ?? parameter.default;
    if (!fitsParameter(value, parameter.type)) {
      const owner = policy.id === "" ? "" : ` of ${policy.id}`;
      const problem = `The parameter “${name}”${owner} must be a ${parameter.type}, not ${JSON.stringify(value)}.`;
      problems.push(new PolicyError(problem, ["parameters", name]));
    }
    values.set(name, value);
  }
  for (const name of Object.keys(given)) {
    if (!values.has(name)) problems.push(new PolicyError(`${policy.id} has no parameter “${name}”.`, ["parameters"]));
  }
  return values;
}

function missingPatterns(): never {
  throw new Error("no pattern compiler was given");
}

/** Whether a policy needs the pattern compiler, which is only loaded when one does. */
export function usesPatterns(policy: Policy): boolean {
  return policy.cases.some(mentionsMatches);
}

function mentionsMatches(source: unknown): boolean {
  if (typeof source !== "object" || source === null) return false;
  return Object.entries(source).some(
    ([name, value]) => name === "matches" || name.includes("=~") || mentionsMatches(value),
  );
}

/** Loads RE2, whose patterns take linear time on any text. */
export async function loadPatternCompiler(): Promise<PatternCompiler> {
  const { RE2JS } = await import("re2js");
  return (pattern) => {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  };
}

/** Makes a compiler for patterns that are known to be RE2: each is compiled when it is first asked, most never are. */
export function postponePatterns(compilePattern: PatternCompiler): PatternCompiler {
  return (pattern) => {
    const short = shortTextPattern(pattern);
    let test: ReturnType<PatternCompiler> | undefined;
    return (text) => {
      if (short !== undefined && text.length <= shortText) return short.test(text);
      return (test ??= compilePattern(pattern))(text);
    };
  };
}
