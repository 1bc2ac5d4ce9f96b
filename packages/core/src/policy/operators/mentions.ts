import type { Reading } from "../../graph/reading.js";
import { elementary, literal, type Operator } from "../context.js";
import { describeData, equalsData } from "../literal.js";
import type { Truth } from "../outcome.js";
import { isDataList, isDataMap, type Data } from "../policy.js";
import { documentOf } from "./json-text.js";
import { piecesContain } from "./pieces.js";

/** Deeper than this nothing is looked for. */
const deepest = 16;

function anyOf(truths: Iterable<Truth>): Truth {
  let truth: Truth = false;
  for (const each of truths) {
    if (each === true) return true;
    if (each === undefined) truth = undefined;
  }
  return truth;
}

/** What a text stands for where it is a JSON list or object. */
function composite(reading: Reading): Reading | undefined {
  if (reading.kind === "scalar" && typeof reading.value !== "string") return undefined;
  if (reading.kind === "scalar" && reading.decoded === undefined && !/^\s*[[{]/.test(String(reading.value))) {
    return undefined;
  }
  const document = documentOf(reading);
  return document?.kind === "list" || document?.kind === "object" ? document : undefined;
}

function mentionsPart(reading: Reading, part: Data, depth: number): Truth {
  if (depth > deepest) return undefined;
  switch (reading.kind) {
    case "absent":
      return false;
    case "unknown": {
      const document = reading.decoded === undefined ? undefined : composite(reading);
      if (document !== undefined) return mentionsPart(document, part, depth + 1);
      const isPart = reading.pieces !== undefined && typeof part === "string" && piecesContain(reading.pieces, part);
      return isPart === true ? true : undefined;
    }
    case "scalar": {
      const document = composite(reading);
      if (document !== undefined) return mentionsPart(document, part, depth + 1);
      return !isDataList(part) && !isDataMap(part) && String(reading.value).includes(String(part));
    }
    case "list":
      return or(anyOf(reading.items.map((item) => equalsData(item, part))), reading.rest !== undefined);
    case "object": {
      if (typeof part === "string" && reading.keys().includes(part)) return true;
      const inValues = anyOf(values(reading, part, depth + 1));
      return or(inValues, reading.rest !== undefined);
    }
  }
}

function* values(reading: Extract<Reading, { kind: "object" }>, part: Data, depth: number): Generator<Truth> {
  for (const name of reading.keys()) yield mentionsPart(reading.get(name), part, depth);
}

function or(truth: Truth, mayBeMore: boolean): Truth {
  return truth === false && mayBeMore ? undefined : truth;
}

/**
 * `mentions`: a text has this part, a list this element, a map this key or a value that mentions it; a text that is a JSON list
 * or object is read as that.
 */
const mentions: Operator = (argument, context) => {
  const part = literal(argument, context);
  return elementary(
    context,
    () => `a value that mentions ${describeData(part)}`,
    (reading) => mentionsPart(reading, part, 0),
  );
};

/** Operators that look for something anywhere in a value. */
export const mentionOperators: Readonly<Record<string, Operator>> = { mentions };
