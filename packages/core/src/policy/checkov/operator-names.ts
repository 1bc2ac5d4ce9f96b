/** The operators that the others are negations of, or stand for themselves. */
export type BaseOperator =
  | "equals"
  | "equals_ignore_case"
  | "exists"
  | "any"
  | "contains"
  | "within"
  | "starting_with"
  | "ending_with"
  | "regex_match"
  | "greater_than"
  | "greater_than_or_equal"
  | "less_than"
  | "less_than_or_equal"
  | LengthOperator
  | WordsOperator
  | "is_empty"
  | "is_true"
  | "intersects"
  | "subset"
  | "range_includes"
  | "cidr_range_subset";

/** How a count is compared. */
type CountComparison = "equals" | "greater_than" | "greater_than_or_equal" | "less_than" | "less_than_or_equal";
export type LengthOperator = `length_${CountComparison}`;
export type WordsOperator = `number_of_words_${CountComparison}`;

/** An operator of an attribute block, taken apart. */
export interface KnownOperator {
  /** As it is written. */
  readonly written: string;
  readonly base: BaseOperator;
  /** Whether it is the plain negation of the base. */
  readonly isNegated: boolean;
  /** Whether the attribute is a JSONPath. */
  readonly isJsonPath: boolean;
  readonly needsValue: boolean;
}

const counts = ["equals", "greater_than", "greater_than_or_equal", "less_than", "less_than_or_equal"] as const;

const withoutValue: ReadonlySet<BaseOperator> = new Set<BaseOperator>(["exists", "any", "is_empty", "is_true"]);

/** Each base operator, with the name of its negation where there is one. */
const negations: readonly (readonly [base: BaseOperator, negation?: string])[] = [
  ["equals", "not_equals"],
  ["equals_ignore_case", "not_equals_ignore_case"],
  ["exists", "not_exists"],
  ["any"],
  ["contains", "not_contains"],
  ["within", "not_within"],
  ["starting_with", "not_starting_with"],
  ["ending_with", "not_ending_with"],
  ["regex_match", "not_regex_match"],
  ["greater_than"],
  ["greater_than_or_equal"],
  ["less_than"],
  ["less_than_or_equal"],
  ...counts.map((name) => countPair(`length_${name}`)),
  ...counts.map((name) => countPair(`number_of_words_${name}`)),
  ["is_empty", "is_not_empty"],
  ["is_true", "is_false"],
  ["intersects", "not_intersects"],
  ["subset", "not_subset"],
  ["range_includes", "range_not_includes"],
  ["cidr_range_subset", "cidr_range_not_subset"],
];

function countPair(base: LengthOperator | WordsOperator): readonly [BaseOperator, string?] {
  return base.endsWith("_equals") ? [base, base.replace(/equals$/, "not_equals")] : [base];
}

const operators = new Map<string, Pick<KnownOperator, "base" | "isNegated">>();
for (const [base, negation] of negations) {
  operators.set(base, { base, isNegated: false });
  if (negation !== undefined) operators.set(negation, { base, isNegated: true });
}

/** The names of all operators of attribute blocks, without their variants for JSONPaths. */
export const operatorNames: readonly string[] = [...operators.keys()];

const jsonPathPrefix = "jsonpath_";
const longEnding = "_attribute_solver";

/** Takes the name of an operator apart; gives the names there are where it is none of them. */
export function describeOperator(written: string): KnownOperator | { readonly known: readonly string[] } {
  const isJsonPath = written.startsWith(jsonPathPrefix);
  const name = isJsonPath ? written.slice(jsonPathPrefix.length) : written;
  const short = name.startsWith("cidr_") && name.endsWith(longEnding) ? name.slice(0, -longEnding.length) : name;
  const found = operators.get(short);
  if (found === undefined) {
    return { known: isJsonPath ? operatorNames.map((each) => `${jsonPathPrefix}${each}`) : operatorNames };
  }
  return { ...found, written, isJsonPath, needsValue: !withoutValue.has(found.base) };
}
