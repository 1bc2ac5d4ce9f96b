import { parseJsonDocument, type JsonNode } from "../hcl/json-document.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";

/** The way to a part of a baseline. */
export type BaselinePath = readonly (string | number)[];

/** Something wrong with a baseline. */
export function baselineProblem(message: string, range: SourceRange, hint?: string): Diagnostic {
  return { severity: "error", code: "baseline-invalid", message, range, hint };
}

/** Says why a text is no JSON, and where. */
export function describeSyntax(file: SourceFile): Diagnostic {
  const start = { file, start: 0, end: Math.min(1, file.text.length) };
  if (file.text.trim() === "") {
    const hint = "Restore it, or write it anew with “lintel baseline create --force”.";
    return baselineProblem("The baseline is empty.", start, hint);
  }
  const conflict = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m.exec(file.text);
  if (conflict !== null) {
    const range = { file, start: conflict.index, end: conflict.index + conflict[0].length };
    const hint = "“lintel baseline merge” merges the baselines of both sides.";
    return baselineProblem("A merge left both sides of a conflict in the baseline.", range, hint);
  }
  let first: Diagnostic | undefined;
  parseJsonDocument(file, (diagnostic) => {
    first ??= diagnostic;
  });
  const message = first === undefined ? "" : ` ${first.message}`;
  return baselineProblem(`The baseline is not valid JSON.${message}`, first?.range ?? start);
}

/** Finds parts of a text that is valid JSON: the value at the end of a path, or the nearest thing above that is there. */
export function locateIn(file: SourceFile): (at: BaselinePath) => SourceRange {
  const document = parseJsonDocument(file, () => undefined);
  return (at) => {
    let node: JsonNode = document;
    for (const step of at) {
      const next = stepInto(node, step);
      if (next === undefined) break;
      node = next;
    }
    return { file, start: node.start, end: Math.max(node.start + 1, node.end) };
  };
}

function stepInto(node: JsonNode, step: string | number): JsonNode | undefined {
  if (typeof step === "number") return node.kind === "array" ? node.items[step] : undefined;
  // JSON.parse takes the last of several.
  return node.kind === "object" ? node.members.findLast(({ name }) => name.value === step)?.value : undefined;
}
