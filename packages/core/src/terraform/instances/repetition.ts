import type { UnknownReason } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type Content, type WrittenAttribute } from "../configuration/content.js";
import { convertValue } from "../values/convert.js";
import { type Type, typeName } from "../values/type.js";
import { Marks, type Value } from "../values/value.js";
import { EvaluationError } from "../evaluate/error.js";
import type { Evaluation } from "./evaluation.js";
import { reportExposed } from "./exposure.js";
import { unknownValue } from "./unknown.js";
import { wholeNumber } from "./whole-number.js";

/** More instances of one block than this are not made: a `count = 1000000` must not fill the memory. */
export const maximumInstances = 10_000;

/** Which instance of its block something is, and what `count` and `each` mean in it. */
export type Repetition =
  | { readonly kind: "single" }
  | { readonly kind: "count"; readonly index: number }
  | { readonly kind: "each"; readonly key: string; readonly value: Value }
  | {
      readonly kind: "unknown";
      readonly via: "count" | "for_each";
      readonly reason: UnknownReason;
      readonly subject: string | undefined;
    };

/** All instances of a block. */
export interface Expansion {
  readonly via: "single" | "count" | "for_each";
  /** Where it is not known how many there are: one that stands for them. */
  readonly repetitions: readonly Repetition[];
  readonly uncertain?: { readonly reason: UnknownReason; readonly subject: string | undefined } | undefined;
}

const singleExpansion: Expansion = { via: "single", repetitions: [{ kind: "single" }] };

/** The part of an instance's address after its block's: `[0]`, `["a"]`, or nothing. */
export function keySuffix(repetition: Repetition): string {
  if (repetition.kind === "count") return `[${String(repetition.index)}]`;
  if (repetition.kind === "each") return `[${quoteKey(repetition.key)}]`;
  return "";
}

/** Writes a key as an expression that gives it: what would begin an interpolation is escaped. */
function quoteKey(key: string): string {
  return JSON.stringify(key).replace(/[$%](?=\{)/g, "$&$&");
}

/** The value of `count.index`. */
export function countIndex(repetition: Repetition): Value | undefined {
  if (repetition.kind === "count") {
    return { kind: "number", value: repetition.index, marks: Marks.none };
  }
  if (repetition.kind !== "unknown" || repetition.via !== "count") return undefined;
  return unknownValue("unknown-count", repetition.subject, { kind: "number" });
}

/** The value of `each.key` or `each.value`. */
export function eachPart(repetition: Repetition, part: "key" | "value"): Value | undefined {
  if (repetition.kind === "each") {
    return part === "value" ? repetition.value : { kind: "string", value: repetition.key, marks: Marks.none };
  }
  if (repetition.kind !== "unknown" || repetition.via !== "for_each") return undefined;
  return unknownValue("unknown-count", repetition.subject, part === "key" ? { kind: "string" } : undefined);
}

/** Tells the instances of a block from its `count` or `for_each`. `valueOf` evaluates an attribute where the block stands. */
export function expandBlock(
  content: Content,
  valueOf: (written: WrittenAttribute) => Value,
  evaluation: Evaluation,
): Expansion {
  const count = content.attributes.get("count");
  const forEach = content.attributes.get("for_each");
  // What an override file adds to the other Terraform lets pass; it takes the count all the same.
  if (forEach !== undefined && count !== undefined && forEach.file === count.file) {
    evaluation.report({
      severity: "warning",
      code: "invalid-repetition",
      message: 'A block has "count" or "for_each", not both; its "for_each" is left out.',
      range: attributeRange(forEach),
    });
  }
  if (count !== undefined) {
    return new Expander("count", attributeRange(count), evaluation).count(keptValue(count, valueOf, evaluation));
  }
  if (forEach !== undefined) {
    return new Expander("for_each", attributeRange(forEach), evaluation).each(keptValue(forEach, valueOf, evaluation));
  }
  return singleExpansion;
}

/** Which instances there are is part of the state, so that nothing ephemeral may decide it. */
function keptValue(
  written: WrittenAttribute,
  valueOf: (written: WrittenAttribute) => Value,
  evaluation: Evaluation,
): Value {
  const value = valueOf(written);
  if ((value.marks & Marks.ephemeral) !== 0)
    reportExposed("ephemeral", `"${written.attribute.name}"`, written, evaluation);
  return value;
}

class Expander {
  constructor(
    readonly via: "count" | "for_each",
    readonly range: SourceRange,
    readonly evaluation: Evaluation,
  ) {}

  count(given: Value): Expansion {
    const value = toNumber(given);
    if (value === undefined) return this.invalid('"count" must be a whole number.');
    if (value.kind === "unknown") return this.unknown(value.reason, value.subject);
    if (value.kind !== "number") return this.invalid('"count" must be a whole number, not null.');
    const count = wholeNumber(value.value);
    if (count === undefined) return this.invalid('"count" must be a whole number.');
    if (count < 0) return this.invalid('"count" must not be negative.');
    const kept = this.bounded(count);
    return { via: "count", repetitions: Array.from({ length: kept }, (_, index) => ({ kind: "count", index })) };
  }

  each(value: Value): Expansion {
    if (value.kind === "unknown") {
      const problem = problemOfType(value.type);
      return problem === undefined ? this.unknown(value.reason, value.subject) : this.invalid(problem);
    }
    if ((value.marks & Marks.sensitive) !== 0) {
      return this.invalid('"for_each" must not be sensitive, since its keys are part of addresses.');
    }
    if (value.kind === "map" || value.kind === "object") {
      const keys = [...value.entries.keys()];
      const repetitions: Repetition[] = [];
      for (const key of keys.slice(0, this.bounded(keys.length))) {
        const element = value.entries.get(key);
        if (element !== undefined) repetitions.push({ kind: "each", key, value: element });
      }
      return { via: "for_each", repetitions };
    }
    if (value.kind === "set") return this.eachOfSet(value.items);
    return this.invalid(`"for_each" must be a map, an object or a set of strings, not ${kindInWords(value)}.`);
  }

  eachOfSet(items: readonly Value[]): Expansion {
    const repetitions: Repetition[] = [];
    const kept = this.bounded(items.length);
    for (const item of items.slice(0, kept)) {
      if (item.kind === "unknown") return this.unknown(item.reason, item.subject);
      if (item.kind !== "string")
        return this.invalid(`"for_each" must be a set of strings, not of ${kindInWords(item)}.`);
      repetitions.push({ kind: "each", key: item.value, value: item });
    }
    return { via: "for_each", repetitions };
  }

  bounded(count: number): number {
    if (count <= maximumInstances) return count;
    this.evaluation.report({
      severity: "warning",
      code: "too-many-instances",
      message: `This block has ${String(count)} instances; only the first ${String(maximumInstances)} are looked at.`,
      range: this.range,
    });
    return maximumInstances;
  }

  invalid(message: string): Expansion {
    this.evaluation.report({ severity: "warning", code: "invalid-repetition", message, range: this.range });
    return this.unknown("error", undefined);
  }

  unknown(reason: UnknownReason, subject: string | undefined): Expansion {
    const repetition: Repetition = { kind: "unknown", via: this.via, reason, subject };
    const uncertain = { reason: reason === "error" ? reason : ("unknown-count" as const), subject };
    return { via: this.via, repetitions: [repetition], uncertain };
  }
}

/** What is wrong with a `for_each` of which the type alone is known. */
function problemOfType(type: Type): string | undefined {
  switch (type.kind) {
    case "dynamic":
    case "map":
    case "object":
      return undefined;
    // Of whatever it is, it may be empty.
    case "set":
      return undefined;
    default:
      return `"for_each" must be a map, an object or a set of strings, not a ${typeName(type)}.`;
  }
}

function toNumber(value: Value): Value | undefined {
  try {
    return convertValue(value, { kind: "number" });
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function kindInWords(value: Value): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "object":
      return "an object";
    default:
      return `a ${value.kind}`;
  }
}
