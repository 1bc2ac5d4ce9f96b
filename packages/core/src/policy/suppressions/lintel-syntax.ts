import { nearest } from "../nearest.js";
import type { ReadDirective } from "./directive.js";
import { readTerms } from "./lintel-terms.js";

const words = ["ignore", "ignore-file"];

/** Reads `lintel:ignore …` and `lintel:ignore-file …`. */
export const readLintel: ReadDirective = (text, { start, at, word }, end) => {
  const written = word.slice("lintel:".length);
  if (!words.includes(written)) {
    const near = nearest(written, words);
    if (near === undefined) return [];
    const problem = `“${word}” means nothing, so that this suppresses nothing.`;
    return [{ problem, hint: `Did you mean “lintel:${near}”?`, start, end: at }];
  }
  if (/\S/.test(text.charAt(at))) {
    const problem = `A blank must follow “${word}”, so that this suppresses nothing.`;
    return [{ problem, hint: `Write “${word} ” and then the policy.`, start, end }];
  }
  const terms = readTerms(text, at, end);
  if ("problem" in terms) return [{ ...terms, start, end: trimmedEnd(text, start, end) }];
  return [
    {
      ...terms,
      names: terms.names.includes("all") ? "all" : terms.names,
      tool: "lintel",
      reach: written === "ignore" ? "near-or-head" : "file",
      start,
      end: trimmedEnd(text, start, end),
    },
  ];
};

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
