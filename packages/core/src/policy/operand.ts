import type { Reading } from "../graph/reading.js";
import { compilePath, readPath, reportSeveral, type RootedPath } from "./attribute.js";
import { causeOf, inside, literal, type CompileContext, type Matcher, type Operator } from "./context.js";
import { describeReading, equalsData } from "./literal.js";
import {
  decide,
  undecided,
  type Leaf,
  type Outcome,
  type RelatedReading,
  type Scope,
  type Test,
  type UnknownCause,
} from "./outcome.js";
import { isDataList, isDataMap, PolicyError, type Data } from "./policy.js";
import { isSecretName } from "./secret-text.js";

/** What the operators that can compare with another attribute say when the other's value is not told. */
const phrases: Readonly<Record<string, string>> = {
  equals: "",
  in: "one of ",
  lessThan: "less than ",
  atMost: "at most ",
  greaterThan: "greater than ",
  atLeast: "at least ",
  contains: "a value containing ",
  startsWith: "a text that starts with ",
  endsWith: "a text that ends with ",
  ignoreCase: "in whatever case ",
  covers: "a pattern that covers ",
  cidr: "a range of addresses compared with ",
  version: "a version compared with ",
  date: "a date compared with ",
};

/** The names of the operators whose argument may name another attribute. */
export const comparingOperators: readonly string[] = Object.keys(phrases);

/** The path in `{ attribute: path }`. */
function operandOf(data: Data): string | undefined {
  if (!isDataMap(data)) return undefined;
  const { attribute, ...others } = data;
  return typeof attribute === "string" && Object.keys(others).length === 0 ? attribute : undefined;
}

/** Whether an argument names another attribute anywhere. */
export function hasOperand(argument: Data): boolean {
  if (isDataList(argument)) return argument.some(hasOperand);
  if (!isDataMap(argument)) return false;
  return operandOf(argument) !== undefined || Object.values(argument).some(hasOperand);
}

/** An argument with places for the values of other attributes. */
export interface Template {
  readonly paths: readonly RootedPath[];
  readonly fill: (values: readonly Data[]) => Data;
}

type Fill = Template["fill"];

/** Compiles an argument in which `{ attribute: path }` stands for the value of another attribute. */
export function compileTemplate(argument: Data, context: CompileContext): Template {
  const paths: RootedPath[] = [];
  const compile = (data: Data, at: CompileContext): Fill => {
    const operand = operandOf(data);
    if (operand !== undefined) {
      const index = paths.push(compilePath(operand, inside(at, "attribute"))) - 1;
      return (values) => values[index] ?? null;
    }
    if (!hasOperand(data)) {
      const fixed = literal(data, at);
      return () => fixed;
    }
    if (isDataList(data)) {
      const fills = data.map((item, index) => compile(item, inside(at, index)));
      // A list among the values of a list stands for its elements, as a parameter's does.
      return (values) => fills.flatMap((fill) => fill(values));
    }
    const entries = Object.entries(data as Readonly<Record<string, Data>>).map(
      ([name, value]) => [name, compile(value, inside(at, name))] as const,
    );
    return (values) => Object.fromEntries(entries.map(([name, fill]) => [name, fill(values)]));
  };
  const fill = compile(argument, context);
  if (context.operands !== undefined) context.operands.isUsed = true;
  return { paths, fill };
}

/** The values of other attributes, or why one of them is not known. */
export interface OperandValues {
  readonly readings: readonly Reading[];
  /** Undefined where one is not known. */
  readonly values: readonly Data[] | undefined;
  readonly cause: UnknownCause | undefined;
}

/** Reads the attributes that an argument names. */
export function readOperands({ paths }: Template, here: Reading, scope: Scope): OperandValues {
  const readings: Reading[] = [];
  const values: Data[] = [];
  let cause: UnknownCause | undefined;
  for (const path of paths) {
    const found = readPath(path, here, scope);
    if (found.kind === "several") {
      return { readings, values: undefined, cause: reportSeveral(path.text, found.reading, scope) };
    }
    readings.push(found);
    const value = dataOf(found);
    if (value === undefined) cause ??= causeOf(found);
    else values.push(value);
  }
  return { readings, values: cause === undefined ? values : undefined, cause };
}

const deepest = 16;
const mostParts = 10_000;

/** The data that a value stands for; undefined where a part of it is not known. */
export function dataOf(reading: Reading): Data | undefined {
  let partsLeft = mostParts;
  const visit = (part: Reading, depth: number): Data | undefined => {
    partsLeft -= 1;
    if (depth > deepest || partsLeft < 0) return undefined;
    switch (part.kind) {
      case "absent":
        return null;
      case "unknown":
        return undefined;
      case "scalar":
        return part.digits ?? part.value;
      case "list": {
        if (part.rest !== undefined) return undefined;
        const items = part.items.map((item) => visit(item, depth + 1));
        return items.every((item) => item !== undefined) ? items : undefined;
      }
      case "object": {
        if (part.rest !== undefined) return undefined;
        const entries: [string, Data][] = [];
        for (const name of part.keys()) {
          const value = visit(part.get(name), depth + 1);
          if (value === undefined) return undefined;
          entries.push([name, value]);
        }
        return Object.fromEntries(entries);
      }
    }
  };
  return visit(reading, 0);
}

const mostCompiled = 1000;

/** Compiles an argument anew for each of the values that attributes turn out to have; undefined where these mean nothing. */
function compileFilled<T>(
  template: Template,
  context: CompileContext,
  compile: (argument: Data, context: CompileContext) => T,
): (values: readonly Data[]) => T | undefined {
  const filled: CompileContext = { ...context, problems: undefined, isFilled: true };
  const known = new Map<string, { readonly compiled: T | undefined }>();
  const tryCompile = (values: readonly Data[]): T | undefined => {
    try {
      return compile(template.fill(values), filled);
    } catch (error) {
      if (error instanceof PolicyError) return undefined;
      throw error;
    }
  };
  return (values) => {
    const key = JSON.stringify(values);
    let entry = known.get(key);
    if (entry === undefined) {
      if (known.size >= mostCompiled) known.clear();
      known.set(key, (entry = { compiled: tryCompile(values) }));
    }
    return entry.compiled;
  };
}

/** Compiles an operator whose argument names other attributes. */
export function compileComparison(name: string, operator: Operator, argument: Data, context: CompileContext): Matcher {
  const template = compileTemplate(argument, context);
  const label = template.paths.map(({ text }) => text).join(" and ");
  const bare: Leaf = { path: context.path, describe: () => `${phrases[name] ?? ""}the value of ${label}` };
  const compile = compileFilled(template, context, (data, at) => {
    const matcher = operator(data, at);
    const leaf: Leaf = { path: context.path, describe: () => `${matcher.describe()} (${label})` };
    return { matcher, leaf };
  });
  const isSecret = template.paths.some(({ names }) => isSecretName(names.at(-1) ?? ""));
  const test = (reading: Reading, scope: Scope): Outcome => {
    const { readings, values, cause } = readOperands(template, scope.here ?? scope.root, scope);
    const related = relateOperands(template, readings, scope);
    if (values === undefined) return compareUnknown(name, reading, readings, { leaf: bare, related, cause });
    const compiled = compile(values);
    const isHidden = isSecret || readings.some(({ isSensitive }) => isSensitive);
    const leaf = compiled === undefined || isHidden ? bare : compiled.leaf;
    if (compiled === undefined) return decide(leaf, false, reading, related);
    return { ...compiled.matcher.test(reading, scope), leaf, related };
  };
  return { describe: bare.describe, test };
}

/** Compiles an entry of a condition whose argument names other attributes. */
export function compareWithOperands(
  argument: Data,
  context: CompileContext,
  compile: (argument: Data, context: CompileContext) => Test,
): Test {
  const template = compileTemplate(argument, context);
  const label = template.paths.map(({ text }) => text).join(" and ");
  const leaf: Leaf = { path: context.path, describe: () => `as ${label} says` };
  const compiled = compileFilled(template, context, compile);
  return (reading, scope) => {
    const { readings, values, cause } = readOperands(template, reading, scope);
    const related = relateOperands(template, readings, scope);
    if (values === undefined) return undecided(leaf, cause ?? { reason: "error" }, reading, related);
    const outcome = compiled(values)?.(reading, scope);
    return outcome === undefined ? decide(leaf, false, reading, related) : { ...outcome, related };
  };
}

interface Comparing {
  readonly leaf: Leaf;
  readonly related: readonly RelatedReading[];
  readonly cause: UnknownCause | undefined;
}

/** What is absent compares with nothing, whatever the other turns out to be; and equality can be asked either way round. */
function compareUnknown(
  name: string,
  reading: Reading,
  others: readonly Reading[],
  { leaf, related, cause = { reason: "error" } }: Comparing,
): Outcome {
  if (name === "equals") {
    const [other] = others;
    const value = dataOf(reading);
    const mayBeEqual = other === undefined || value === undefined || equalsData(other, value) !== false;
    if (!mayBeEqual) return decide(leaf, false, reading, related);
  } else if (name !== "in" && reading.kind === "absent") return decide(leaf, false, reading, related);
  return undecided(leaf, cause, reading, related);
}

function relateOperands({ paths }: Template, readings: readonly Reading[], scope: Scope): readonly RelatedReading[] {
  return readings.map((reading, index) => {
    const path = paths[index];
    const node = path?.root === "outer" ? (scope.outer?.node ?? scope.node) : scope.node;
    const text = path?.ownText ?? "";
    const owner = node === scope.node ? "" : `${node.address}: `;
    return { node, reading, message: `${owner}${text} is ${describeReading(reading, text)}` };
  });
}
