import { isAlwaysSet } from "../../graph/identity.js";
import type { Reading, UnknownReading } from "../../graph/reading.js";
import {
  booleanArgument,
  elementary,
  listArgument,
  literal,
  parameterValue,
  scalarMatcher,
  textsArgument,
  type CompileContext,
  type Matcher,
  type Operator,
} from "../context.js";
import { describeData, equalsData } from "../literal.js";
import type { Scope, Truth } from "../outcome.js";
import { isDataList, type Data } from "../policy.js";
import { piecesAreFilled, piecesMayBe, type Pieces } from "./pieces.js";

/** Compiles "equals this literal"; null means absent. */
export function equalsMatcher(data: Data, context: CompileContext): Matcher {
  if (data === null) return presence(false, context);
  return elementary(
    context,
    () => describeData(data),
    (reading) => equalsData(reading, data),
  );
}

function oneOf(choices: readonly Data[], context: CompileContext): Matcher {
  return elementary(
    context,
    () => `one of ${choices.map(describeData).join(", ")}`,
    (reading) => {
      let truth: Truth = false;
      for (const choice of choices) {
        const equal = equalsData(reading, choice);
        if (equal === true) return true;
        if (equal === undefined) truth = undefined;
      }
      return truth;
    },
  );
}

function presence(isPresent: boolean, context: CompileContext): Matcher {
  return elementary(
    context,
    () => (isPresent ? "set" : "not set"),
    (reading, scope) => {
      const truth = isThere(reading, scope);
      return truth === undefined ? undefined : truth === isPresent;
    },
  );
}

function isThere(reading: Reading, scope: Scope): Truth {
  if (reading.kind === "absent") return false;
  if (reading.kind === "unknown") return isCertainlySet(reading, scope) ? true : undefined;
  if (reading.kind === "list" && reading.isBlocks && reading.items.length === 0) {
    return reading.rest === undefined ? false : undefined;
  }
  return true;
}

/**
 * Whether an unknown is known not to be null: because whoever read it says so, or because it is what a provider always
 * gives, such as the `arn` of another resource.
 */
function isCertainlySet(reading: UnknownReading, scope: Scope): boolean {
  return reading.isPresent === true || isAlwaysGiven(reading, scope);
}

/** The same of what is not empty either. */
function isAlwaysGiven(reading: UnknownReading, scope: Scope): boolean {
  if (reading.reason !== "known-after-apply" && reading.reason !== "data-source") return false;
  const references = reading.references?.() ?? [];
  return (
    references.length > 0 &&
    references.every(({ address, attribute }) => {
      const node = scope.graph.nodeAt(scope.node.domain, address);
      return node !== undefined && isAlwaysSet(node.type, attribute);
    })
  );
}

function emptiness(isEmpty: boolean, context: CompileContext): Matcher {
  return elementary(
    context,
    () => (isEmpty ? "empty" : "not empty"),
    (reading, scope) => {
      const truth = isBare(reading, scope);
      return truth === undefined ? undefined : truth === isEmpty;
    },
  );
}

function isBare(reading: Reading, scope: Scope): Truth {
  switch (reading.kind) {
    case "absent":
      return true;
    case "unknown":
      if (reading.pieces !== undefined && piecesAreFilled(reading.pieces)) return false;
      return isAlwaysGiven(reading, scope) ? false : undefined;
    case "scalar":
      return reading.value === "";
    case "list":
      if (reading.items.length > 0) return false;
      return reading.rest === undefined ? true : undefined;
    case "object":
      if (reading.keys().length > 0) return false;
      return reading.rest === undefined ? true : undefined;
  }
}

/** Lower case depends on the neighbours of a letter beyond ASCII, so that nothing is said of such pieces. */
function piecesMayBeIgnoringCase(pieces: Pieces, text: string): boolean {
  const isPlain = pieces.every((piece) => /^[^\u0080-\uffff]*$/.test(piece));
  return (
    !isPlain ||
    piecesMayBe(
      pieces.map((piece) => piece.toLowerCase()),
      text.toLowerCase(),
    )
  );
}

/** Whether the value stands in the files that were read, rather than coming from elsewhere at run time. */
function isWrittenDown(reading: Reading): Truth {
  if (reading.kind === "unknown") return reading.reason === "error" ? undefined : false;
  return reading.kind === "scalar" && reading.value !== "";
}

/** Operators about being equal, being one of several, and being there at all. */
export const equalityOperators: Readonly<Record<string, Operator>> = {
  equals: (argument, context) => equalsMatcher(literal(argument, context), context),
  in: (argument, context) => oneOf(listArgument(argument, context), context),
  present: (argument, context) => presence(booleanArgument(argument, context), context),
  empty: (argument, context) => emptiness(booleanArgument(argument, context), context),
  ignoreCase: (argument, context) => {
    const choices = textsArgument(argument, context);
    const lowered = new Set(choices.map((text) => text.toLowerCase()));
    const describe = () => (choices.length === 1 ? "" : "one of ") + choices.map(describeData).join(", ");
    return scalarMatcher(
      context,
      describe,
      (value) => lowered.has(String(value).toLowerCase()),
      (pieces) => (choices.some((text) => piecesMayBeIgnoringCase(pieces, text)) ? undefined : false),
    );
  },
  literal: (argument, context) => {
    const isLiteral = booleanArgument(argument, context);
    return elementary(
      context,
      () => (isLiteral ? "written in the configuration" : "not written in the configuration"),
      (reading) => {
        const truth = isWrittenDown(reading);
        return truth === undefined ? undefined : truth === isLiteral;
      },
    );
  },
  parameter: (argument, context) => {
    const value = parameterValue(argument, context);
    return isDataList(value) ? oneOf(value, context) : equalsMatcher(value, context);
  },
};
