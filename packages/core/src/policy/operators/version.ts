import {
  booleanArgument,
  inside,
  mapArgument,
  reject,
  scalarMatcher,
  textArgument,
  type CompileContext,
  type Operator,
} from "../context.js";
import { describeData } from "../literal.js";
import type { Data } from "../policy.js";

interface Version {
  readonly numbers: readonly number[];
  /** Empty for a release. */
  readonly preRelease: string;
}

interface Constraint {
  readonly operator: string;
  readonly version: Version;
}

const versionSyntax = /^v?(\d{1,9}(?:\.\d{1,9})*)(?:-([0-9A-Za-z.~-]+))?(?:\+[0-9A-Za-z.~-]+)?$/;
const constraintSyntax = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/;

function parseVersion(text: string): Version | undefined {
  const match = versionSyntax.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  return { numbers: match[1].split(".").map(Number), preRelease: match[2] ?? "" };
}

/**
 * Parses constraints separated by commas, in Terraform's syntax.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
function parseConstraints(text: string): readonly Constraint[] | undefined {
  const constraints: Constraint[] = [];
  for (const part of text.split(",")) {
    const match = constraintSyntax.exec(part.trim());
    const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
    if (version === undefined) return undefined;
    constraints.push({ operator: match?.[1] ?? "=", version });
  }
  return constraints;
}

/** Compares number by number, missing ones being 0; a pre-release comes before its release. */
function compareVersions(left: Version, right: Version): number {
  const length = Math.max(left.numbers.length, right.numbers.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.preRelease === right.preRelease) return 0;
  if (left.preRelease === "") return 1;
  if (right.preRelease === "") return -1;
  return left.preRelease < right.preRelease ? -1 : 1;
}

/** `~> 1.2` allows only the last number to rise: below 2; `~> 1.2.3` below 1.3. `~> 1` has no bound but that of its kind, 2. */
function pessimisticLimit(version: Version): Version {
  const kept = version.numbers.slice(0, Math.max(1, version.numbers.length - 1));
  const last = kept.pop() ?? 0;
  return { numbers: [...kept, last + 1], preRelease: "" };
}

function admits({ operator, version }: Constraint, candidate: Version): boolean {
  const order = compareVersions(candidate, version);
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default:
      return order >= 0 && compareVersions(candidate, pessimisticLimit(version)) < 0;
  }
}

const bounding = new Set(["=", "<", "<=", "~>"]);

function constraintTest(holds: (constraints: readonly Constraint[]) => boolean): (text: string) => boolean {
  return (text) => {
    const constraints = parseConstraints(text);
    return constraints !== undefined && holds(constraints);
  };
}

function versionArgument(argument: Data, context: CompileContext): Version {
  const text = textArgument(argument, context);
  return parseVersion(text) ?? reject(context, `${describeData(text)} is not a version.`);
}

function versionTest(bound: Version, holds: (order: number) => boolean): (text: string) => boolean {
  return (text) => {
    const version = parseVersion(text);
    return version !== undefined && holds(compareVersions(version, bound));
  };
}

const names = ["pinned", "exact", "admits", "valid", "lessThan", "atMost", "greaterThan", "atLeast"] as const;

function compileTest(name: (typeof names)[number], argument: Data, context: CompileContext): (text: string) => boolean {
  switch (name) {
    case "pinned":
    case "exact": {
      const isBound = (constraint: Constraint) =>
        name === "exact" ? constraint.operator === "=" : bounding.has(constraint.operator);
      const wanted = booleanArgument(argument, context);
      const test = constraintTest((constraints) => constraints.some(isBound));
      return (text) => test(text) === wanted;
    }
    case "valid": {
      const wanted = booleanArgument(argument, context);
      return (text) => (parseConstraints(text) !== undefined) === wanted;
    }
    case "admits": {
      const candidate = versionArgument(argument, context);
      return constraintTest((constraints) => constraints.every((constraint) => admits(constraint, candidate)));
    }
    case "lessThan":
      return versionTest(versionArgument(argument, context), (order) => order < 0);
    case "atMost":
      return versionTest(versionArgument(argument, context), (order) => order <= 0);
    case "greaterThan":
      return versionTest(versionArgument(argument, context), (order) => order > 0);
    case "atLeast":
      return versionTest(versionArgument(argument, context), (order) => order >= 0);
  }
}

function describeVersionTests(argument: Data, tests: Readonly<Partial<Record<(typeof names)[number], Data>>>): string {
  if (tests.pinned === true) return "a version constraint with an upper bound";
  if (tests.exact === true) return "one exact version";
  return `a version ${describeData(argument)}`;
}

const version: Operator = (argument, context) => {
  const given = mapArgument(argument, names, context);
  const tests: ((text: string) => boolean)[] = [];
  for (const name of names) {
    const value = given[name];
    if (value !== undefined) tests.push(compileTest(name, value, inside(context, name)));
  }
  return scalarMatcher(
    context,
    () => describeVersionTests(argument, given),
    (value) => tests.every((test) => test(String(value))),
  );
};

/** Operators about versions and version constraints. */
export const versionOperators: Readonly<Record<string, Operator>> = { version };
