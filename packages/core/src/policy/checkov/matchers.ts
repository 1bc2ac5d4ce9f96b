import { numberOf } from "../literal.js";
import { parseAddressRange } from "../operators/address-range.js";
import { isDataList, isDataMap, type Data, type DataMap } from "../policy.js";
import type { PatternCompiler } from "../context.js";
import type { BaseOperator, LengthOperator, WordsOperator } from "./operator-names.js";
import { patternFromStart } from "./pattern.js";

/** What a base operator asks of an attribute that is there, as one of our matchers; it is false for one that is missing. */
export interface Asked {
  readonly matcher: DataMap;
  /** Whether it answers for an attribute whose value is not known, though not for one whose parent is not. */
  readonly isAboutUnknown?: boolean | undefined;
  /** Whether a missing attribute is what is asked for. */
  readonly holdsWhenMissing?: boolean | undefined;
  /** What is odd about Checkov's meaning. */
  readonly note?: string | undefined;
}

/** A value that an operator cannot take; the message says what it would. */
export class UnfitValue extends Error {}

const notes = {
  equals:
    "Checkov compares texts and booleans as lower-case text, so that “Enabled” equals “enabled”; ignoreCase says so.",
  ignoreCase: "Checkov takes a value that is not known to be equal here.",
  exists: "Checkov takes an attribute to exist that is written, even where its value is not known.",
  contains:
    "Checkov’s “contains” looks for a part of a text, an element of a list, and a key or anything within the values of a map; mentions does the same.",
  order:
    "Checkov compares numbers where both are numbers, and otherwise texts by their order; a bound in quotes means the same.",
  length: "Checkov counts a map as one thing, however many keys it has.",
  pattern: "Checkov matches a pattern from the start of the text, and not necessarily to its end.",
  none: "Checkov matches the pattern against “None” where the attribute is missing, and it does match.",
  notTrue: "Checkov’s “is_true” wants the boolean true; the text “true” is false to it.",
} as const;

/** Translates a base operator with its value. @throws UnfitValue for a value that it cannot take. */
export function askedBy(operator: Exclude<BaseOperator, "any">, value: Data, compilePattern: PatternCompiler): Asked {
  switch (operator) {
    case "equals":
      return equals(value);
    case "equals_ignore_case":
      return {
        matcher: { or: [{ known: false }, { ignoreCase: textOf(value) }] },
        isAboutUnknown: true,
        note: notes.ignoreCase,
      };
    case "exists":
      return { matcher: { or: [{ present: true }, { known: false }] }, isAboutUnknown: true, note: notes.exists };
    case "contains":
      return { ...unlessEmpty(value, true, { mentions: fit(value) }), note: notes.contains };
    case "within":
      return unlessEmpty(value, false, { in: isDataList(value) ? value : [fit(value)] });
    case "starting_with":
      return unlessEmpty(value, true, { kind: "text", startsWith: textOf(value) });
    case "ending_with":
      return unlessEmpty(value, true, { kind: "text", endsWith: textOf(value) });
    case "regex_match":
      return matchesPattern(value, compilePattern);
    case "greater_than":
      return { ...unlessEmpty(value, true, { greaterThan: boundOf(value) }), note: notes.order };
    case "greater_than_or_equal":
      return { ...unlessEmpty(value, true, { atLeast: boundOf(value) }), note: notes.order };
    case "less_than":
      return { ...unlessEmpty(value, false, { lessThan: boundOf(value) }), note: notes.order };
    case "less_than_or_equal":
      return { ...unlessEmpty(value, false, { atMost: boundOf(value) }), note: notes.order };
    case "is_empty":
      return { matcher: { present: true, empty: true } };
    case "is_true":
      return { matcher: { kind: "boolean", equals: true }, note: notes.notTrue };
    case "intersects":
      return isDataList(value)
        ? { matcher: { intersects: value } }
        : unlessEmpty(value, true, { contains: fit(value) });
    case "subset":
      return unlessEmpty(value, false, { subsetOf: isDataList(value) ? value : [fit(value)] });
    case "range_includes":
      return { matcher: { rangeIncludes: rangesOf(value) } };
    case "cidr_range_subset":
      return { matcher: { present: true, every: { cidr: { within: networksOf(value) } } } };
    default:
      return operator.startsWith("length_")
        ? length(operator as LengthOperator, value)
        : { matcher: { words: countMatcher(operator, value) } };
  }
}

function equals(value: Data): Asked {
  if (value === "") return { matcher: { known: true, equals: "" }, isAboutUnknown: true };
  if (typeof value === "number" || isDataList(value) || isDataMap(value)) return { matcher: { equals: fit(value) } };
  const text = textOf(value);
  return text.toLowerCase() === text.toUpperCase()
    ? { matcher: { equals: text } }
    : { matcher: { ignoreCase: text }, note: notes.equals };
}

/** Where the value is the empty text Checkov judges what is not known, as a text that is not empty. */
function unlessEmpty(value: Data, holdsForText: boolean, matcher: DataMap): Asked {
  if (value !== "") return { matcher };
  return {
    matcher: holdsForText ? { or: [{ known: false }, matcher] } : { all: [{ known: true }, matcher] },
    isAboutUnknown: true,
  };
}

function matchesPattern(value: Data, compilePattern: PatternCompiler): Asked {
  const { matches, refused } = patternFromStart(textOf(value));
  const compile = (pattern: string): ((text: string) => boolean) => {
    try {
      return compilePattern(pattern);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw new UnfitValue(`This pattern is not one of RE2, which take linear time: ${problem}.`);
    }
  };
  const isMatch = compile(matches);
  const isRefused = refused.map(compile);
  const holdsWhenMissing = isMatch("None") && !isRefused.some((test) => test("None"));
  const note = holdsWhenMissing ? notes.none : notes.pattern;
  if (value === "") return { ...unlessEmpty(value, true, { present: true }), holdsWhenMissing, note };
  const parts: readonly DataMap[] = [...refused.map((pattern) => ({ not: { matches: pattern } })), { matches }];
  return { matcher: parts.length === 1 ? { matches } : { all: parts }, holdsWhenMissing, note };
}

const counters = {
  equals: { name: "equals", holdsForOne: (bound: number) => bound === 1 },
  greater_than: { name: "greaterThan", holdsForOne: (bound: number) => bound < 1 },
  greater_than_or_equal: { name: "atLeast", holdsForOne: (bound: number) => bound <= 1 },
  less_than: { name: "lessThan", holdsForOne: (bound: number) => bound > 1 },
  less_than_or_equal: { name: "atMost", holdsForOne: (bound: number) => bound >= 1 },
} as const;

function counterOf(operator: LengthOperator | WordsOperator): (typeof counters)[keyof typeof counters] {
  return counters[operator.replace(/^(?:length|number_of_words)_/, "") as keyof typeof counters];
}

function countMatcher(operator: LengthOperator | WordsOperator, value: Data): DataMap {
  return { [counterOf(operator).name]: wholeNumberOf(value) };
}

function length(operator: LengthOperator, value: Data): Asked {
  const counted: DataMap = { kind: ["text", "list", "block"], length: countMatcher(operator, value) };
  if (!counterOf(operator).holdsForOne(wholeNumberOf(value))) return { matcher: counted, note: notes.length };
  return { matcher: { or: [{ kind: "map" }, counted] }, note: notes.length };
}

function wholeNumberOf(value: Data): number {
  const number = isDataList(value) || isDataMap(value) || value === null ? undefined : numberOf(value);
  if (number === undefined) throw new UnfitValue("The value must be a number.");
  return number;
}

function boundOf(value: Data): string {
  if (typeof value !== "string" && typeof value !== "number")
    throw new UnfitValue("The value must be a number or a text.");
  return String(value);
}

function textOf(value: Data): string {
  if (value === null || isDataList(value) || isDataMap(value)) throw new UnfitValue("The value must be a text.");
  return String(value);
}

/** A value that would mean something else in our language cannot be written in it. */
function fit(value: Data): Data {
  const names = isDataMap(value) ? Object.keys(value) : [];
  if (names.length === 1 && (names[0] === "parameter" || names[0] === "attribute")) {
    throw new UnfitValue(`A map with nothing but “${names[0]}” in it cannot be compared with.`);
  }
  return value;
}

function rangesOf(value: Data): Data {
  const list = isDataList(value) ? value : [value];
  for (const item of list) {
    const text = textOf(item).trim();
    if (text !== "*" && numberOf(text) === undefined && !/^\d+\s*-\s*\d+$/.test(text)) {
      throw new UnfitValue("The value must be a number, a range like 20-30, or a list of these.");
    }
  }
  return isDataList(value) ? list : (list[0] ?? null);
}

function networksOf(value: Data): readonly string[] {
  return (isDataList(value) ? value : [value]).map((item) => {
    const text = textOf(item).trim();
    if (parseAddressRange(text) === undefined) throw new UnfitValue(`“${text}” is not a range of addresses.`);
    return text;
  });
}
