import type { AttributeSelector, SuppressionTool } from "./suppression.js";

/**
 * What a suppression in a comment is about, seen from where the comment stands: what it is written on (`near`), the block or
 * object that it is inside of, what begins below it, or the whole file.
 */
export type Reach = "near" | "near-or-head" | "enclosing" | "below" | "file";

/** A suppression as a comment has it. `start` and `end` are offsets in the text that was read. */
export interface Directive {
  readonly tool: SuppressionTool;
  readonly names: readonly string[] | "all";
  readonly reach: Reach;
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
  readonly workspace?: string | undefined;
  readonly selectors?: readonly AttributeSelector[] | undefined;
  readonly start: number;
  readonly end: number;
}

/** Something that begins like a suppression and cannot be understood. */
export interface BrokenDirective {
  readonly problem: string;
  readonly hint?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Reads suppressions of one syntax: `at` is behind the marker that begins them, and `end` where the line, or the next marker, is. */
export type ReadDirective = (
  text: string,
  marker: { readonly start: number; readonly at: number; readonly word: string },
  end: number,
) => readonly (Directive | BrokenDirective)[];

/** Takes what people put between an id and the words that follow it off a reason. */
export function trimReason(text: string): string | undefined {
  const trimmed = text.replace(/^[\s:,;#/–—-]+/u, "").trim();
  return trimmed === "" ? undefined : trimmed;
}

/** What is wrong with a text where a day should be. */
export function noDay(text: string): { readonly problem: string; readonly hint: string } {
  return { problem: `“${text}” is no day, so that this suppresses nothing.`, hint: "A day is written as 2030-01-31." };
}
