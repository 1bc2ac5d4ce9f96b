import type { Reading, TraceStep } from "../../graph/reading.js";
import type { Expression } from "../../hcl/syntax.js";
import type { SourceRange } from "../../source/source-file.js";
import { originAt } from "../instances/origin.js";
import { readingOfValue } from "../instances/reading-of-value.js";
import { type Place, probe } from "../trace/place.js";
import { walk } from "../trace/walk.js";
import { readPolicyDocument } from "./policy-reading.js";

/**
 * Finds the structure that the JSON text at a place is written from: the argument of a `jsonencode`, or the blocks of an
 * `aws_iam_policy_document`. Undefined where there is neither.
 *
 * @param range - where the text is shown to be
 * @param before - the hops that led from there to the place
 */
export function decodedAt(start: Place, range: SourceRange, before: readonly TraceStep[]): (() => Reading) | undefined {
  const { hops, end, crossed } = walk(start, before, (place) => encodedArgument(place) !== undefined);
  const argument = encodedArgument(end);
  if (argument !== undefined) return () => readEncoded({ ...end, expression: argument }, range, hops);
  if (crossed?.instance.block.declaration.address.startsWith("data.aws_iam_policy_document.") !== true)
    return undefined;
  if (crossed.attribute !== "json" && crossed.attribute !== "minified_json") return undefined;
  const { body } = crossed.instance;
  // The last hop says that the attribute is not set there; the parts of the document have hops of their own.
  return () => readPolicyDocument(body, { range, hops: hops.slice(0, -1) });
}

function encodedArgument({ expression, path }: Place): Expression | undefined {
  const isEncoding = expression.kind === "call" && expression.name.replace(/^core::/, "") === "jsonencode";
  return isEncoding && path.length === 0 && !expression.expandsFinal ? expression.arguments[0] : undefined;
}

/** Reads what is encoded; in place, where the encoding stands in the attribute itself. */
function readEncoded(place: Place, range: SourceRange, hops: readonly TraceStep[]): Reading {
  const { value } = probe(place, place.expression);
  if (value === undefined) return { kind: "unknown", reason: "error", range, isSensitive: false };
  return readingOfValue(value, originAt(place, range, hops), hops.length === 0 ? place.expression : undefined);
}
