import { parsePath, visitPath } from "../graph/path.js";
import type { Reading } from "../graph/reading.js";
import { changeParts, readChange, type ChangePart } from "./change.js";
import { attempt, reject, type CompileContext } from "./context.js";
import { describeReading } from "./literal.js";
import type { Scope } from "./outcome.js";

/** Writes a policy's message for one verdict. */
export type Message = (values: MessageValues) => string;

/** What a message can speak of. */
interface MessageValues {
  /** The thing at hand: the element of `each`, or the node. */
  readonly reading: Reading;
  readonly scope: Pick<Scope, "node" | "root">;
  readonly actual: string;
}

type Part = string | ((values: MessageValues) => string);

const own: Readonly<Record<string, (values: MessageValues) => string>> = {
  address: ({ scope }) => scope.node.address,
  type: ({ scope }) => scope.node.type,
  actual: ({ actual }) => actual,
};

const mostValues = 5;

/**
 * Compiles a message in which `{address}`, `{type}`, `{actual}` and any attribute path in braces stand for values, `{$before.path}`,
 * `{$after.path}` and `{$change.action}` for what a plan says; a brace
 * that is meant as such is written twice.
 */
export function compileMessage(text: string, context: CompileContext): Message {
  const parts: Part[] = [];
  const pieces = text.split(/(\{\{|\}\}|\{[^{}]*\})/);
  if (pieces.some(hasLoneBrace)) attempt(context, () => rejectLoneBrace(context), undefined);
  for (const piece of pieces) {
    if (piece === "{{" || piece === "}}") parts.push(piece.charAt(0));
    else if (!isValue(piece)) parts.push(piece);
    else parts.push(attempt(context, () => compileValue(piece.slice(1, -1).trim(), context), ""));
  }
  return (values) => parts.map((part) => (typeof part === "string" ? part : part(values))).join("");
}

/** Whether a piece of text holds a brace that nothing belongs to. */
function hasLoneBrace(piece: string): boolean {
  return piece !== "{{" && piece !== "}}" && !isValue(piece) && /[{}]/.test(piece);
}

function isValue(piece: string): boolean {
  return piece.startsWith("{") && piece.endsWith("}") && piece.length > 1;
}

function rejectLoneBrace(context: CompileContext): never {
  return reject(
    context,
    "A brace in the message has no counterpart.",
    "A brace that is meant as such is written twice.",
  );
}

function compileValue(name: string, context: CompileContext): Part {
  const value = Object.hasOwn(own, name) ? own[name] : undefined;
  if (value !== undefined) return value;
  const parsed = parsePath(name);
  if (!parsed.ok) return reject(context, parsed.problem);
  const { names, isFromNode } = parsed.path;
  const part = changePartOf(names);
  const path = part === undefined ? names : names.slice(names[0] === "$change" ? 2 : 1);
  return ({ reading, scope }) => {
    const found: string[] = [];
    const start = part !== undefined ? readChange(part, scope.node) : isFromNode ? scope.root : reading;
    visitPath(start, path, (value) => found.push(plain(value, path.at(-1))));
    const shown = found.length > mostValues ? [...found.slice(0, mostValues), "…"] : found;
    const isList = part === "attributes" || part === "replacing";
    return shown.length === 0 ? (isList ? "none" : "not set") : shown.join(", ");
  };
}

/** Which part of what a plan says a path begins at: `$before.size`, `$after.size`, `$change.action`. */
function changePartOf([first, second]: readonly string[]): ChangePart | undefined {
  const name = first === "$change" ? second : first?.replace(/^\$(?=before$|after$)/, "");
  return first?.startsWith("$") === true ? changeParts.find((part) => part === name) : undefined;
}

/** A text stands in a sentence without quotes. */
function plain(reading: Reading, name: string | undefined): string {
  const text = describeReading(reading, name);
  return reading.kind === "scalar" && text.startsWith('"') ? text.slice(1, -1) : text;
}
