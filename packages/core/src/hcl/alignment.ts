import { applyEdits, sortEdits, type TextEdit } from "../source/text-edit.js";
import { innerExpressions } from "./locate-syntax.js";
import type { Body, Expression, HclFile, ObjectItem } from "./syntax.js";

/** Where the blanks before an equals sign or a trailing comment begin and end, and how many `terraform fmt` would put there. */
export interface Spacing {
  readonly start: number;
  readonly end: number;
  readonly wanted: number;
}

/** The lines that are aligned with each other, which are neighbours: the number of the first and of the last. */
export interface Chain {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly spacings: readonly Spacing[];
}

/** An attribute or an item that begins a line and whose value has as many closing as opening brackets on it. */
interface AssignmentLine {
  readonly line: number;
  /** The last line of its value, another one for a heredoc. */
  readonly lastLine: number;
  readonly leadStart: number;
  readonly leadEnd: number;
  readonly equals: number;
}

/**
 * Tells how `terraform fmt` aligns a file of native syntax: the equals signs of neighbouring lines, and then the comments that
 * end neighbouring lines. Lines are counted from 1.
 */
function alignmentOf(tree: HclFile): readonly Chain[] {
  const assignments = assignmentLines(tree);
  const spacings = new Map<number, number>();
  const chains: Chain[] = [];
  for (const chain of neighbours(assignments)) {
    const width = Math.max(...chain.map(({ leadStart, leadEnd }) => columns(tree, leadStart, leadEnd)));
    const wanted = chain.map(({ line, leadStart, leadEnd, equals }) => {
      const blanks = width - columns(tree, leadStart, leadEnd) + 1;
      spacings.set(line, blanks - (equals - leadEnd));
      return { start: leadEnd, end: equals, wanted: blanks };
    });
    chains.push(makeChain(chain, wanted));
  }
  return [...chains, ...commentChains(tree, spacings)];
}

function makeChain(
  lines: readonly { readonly line: number; readonly lastLine: number }[],
  spacings: readonly Spacing[],
): Chain {
  return { firstLine: lines[0]?.line ?? 0, lastLine: lines.at(-1)?.lastLine ?? 0, spacings };
}

/** `moved` is by how much the equals sign of a line is yet to be moved, which moves its comment as well. */
function commentChains(tree: HclFile, moved: ReadonlyMap<number, number>): readonly Chain[] {
  const { file } = tree;
  const lines = tree.comments.flatMap(({ start, style }) => {
    const { line, column } = file.positionAt(start);
    const before = (file.lineText(line) ?? "").slice(0, column - 1);
    if (style === "/*" || before.trim() === "") return [];
    const textEnd = start - (before.length - before.trimEnd().length);
    return [{ line, lastLine: line, leadStart: start - before.length, leadEnd: textEnd, equals: start }];
  });
  return [...neighbours(lines)].map((chain) => {
    const widths = chain.map(
      ({ line, leadStart, leadEnd }) => columns(tree, leadStart, leadEnd) + (moved.get(line) ?? 0),
    );
    const width = Math.max(...widths);
    const spacings = chain.map(({ leadEnd, equals }, index) => ({
      start: leadEnd,
      end: equals,
      wanted: width - (widths[index] ?? width) + 1,
    }));
    return makeChain(chain, spacings);
  });
}

function* neighbours<T extends { readonly line: number; readonly lastLine: number }>(
  lines: readonly T[],
): Generator<readonly T[]> {
  let chain: T[] = [];
  for (const line of lines) {
    const last = chain.at(-1);
    if (last !== undefined && last.lastLine + 1 !== line.line) {
      yield chain;
      chain = [];
    }
    chain.push(line);
  }
  if (chain.length > 0) yield chain;
}

/** How many columns some text of one line takes. */
function columns({ file }: HclFile, start: number, end: number): number {
  const text = file.text.slice(start, end);
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...new Intl.Segmenter("en").segment(text)].length;
}

function assignmentLines(tree: HclFile): readonly AssignmentLine[] {
  const found: AssignmentLine[] = [];
  const visitBody = (body: Body): void => {
    for (const item of body.items) {
      if (item.kind === "block") visitBody(item.body);
      else {
        add(tree, item, item.nameEnd, item.expression, found);
        visitExpression(item.expression);
      }
    }
  };
  const visitExpression = (root: Expression): void => {
    for (const pending = [root]; pending.length > 0;) {
      const expression = pending.pop();
      if (expression === undefined) return;
      if (expression.kind === "object") for (const item of expression.items) addItem(tree, item, found);
      pending.push(...childrenOf(expression));
    }
  };
  visitBody(tree.body);
  return found.sort((left, right) => left.line - right.line);
}

function addItem(tree: HclFile, item: ObjectItem, found: AssignmentLine[]): void {
  add(tree, item, item.key.end, item.value, found);
}

function add(
  { file }: HclFile,
  { start, end }: { readonly start: number; readonly end: number },
  nameEnd: number,
  value: Expression,
  found: AssignmentLine[],
): void {
  const { text } = file;
  const { line, column } = file.positionAt(start);
  const lineStart = start - column + 1;
  if (text.slice(lineStart, start).trim() !== "") return;
  const equals = text.indexOf("=", nameEnd);
  if (equals === -1 || equals > value.start || text.slice(nameEnd, equals).trim() !== "") return;
  const isHeredoc = (value.kind === "string" || value.kind === "template") && value.isHeredoc;
  const last = file.positionAt(lastCharacter(text, start, end)).line;
  if (last !== line && !isHeredoc) return;
  const rest = isHeredoc ? "" : restOfLine(text, end);
  if (!/^\s*,?\s*(?:#|\/\/|\/\*|$)/.test(rest)) return;
  found.push({ line, lastLine: last, leadStart: lineStart, leadEnd: nameEnd, equals });
}

/** The range of a heredoc may hold the line break behind its end marker. */
function lastCharacter(text: string, start: number, end: number): number {
  let last = end - 1;
  while (last > start && /\s/.test(text.charAt(last))) last -= 1;
  return last;
}

function restOfLine(text: string, from: number): string {
  const lineBreak = text.indexOf("\n", from);
  return text.slice(from, lineBreak === -1 ? text.length : lineBreak).trimEnd();
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "tuple") return expression.items;
  if (expression.kind === "object") return expression.items.map(({ value }) => value);
  return innerExpressions(expression);
}

/**
 * Completes edits that turned one tree into the other: equals signs and comments of the lines that they touch are aligned with
 * their neighbours, where these were aligned before. Returns all edits, of the text as it was.
 */
export function realign(before: HclFile, after: HclFile, edits: readonly TextEdit[]): readonly TextEdit[] {
  const map = new OffsetMap(edits);
  const touched = map.linesTouched(after);
  const untidy = untidyLines(before);
  const moves: TextEdit[] = [];
  for (const { firstLine, lastLine, spacings } of alignmentOf(after)) {
    if (!touched.some((line) => line >= firstLine - 1 && line <= lastLine + 1)) continue;
    const isUntidy = spacings.some(({ start }) => {
      const offset = map.offsetBefore(start);
      return offset !== undefined && untidy.has(before.file.positionAt(offset).line);
    });
    if (isUntidy) continue;
    for (const { start, end, wanted } of spacings) {
      if (end - start !== wanted) moves.push({ start, end, text: " ".repeat(wanted) });
    }
  }
  return map.combine(sortEdits(moves));
}

/** Lines on which an equals sign or a comment is not where `terraform fmt` would put it. */
function untidyLines(tree: HclFile): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { spacings } of alignmentOf(tree)) {
    for (const { start, end, wanted } of spacings) {
      if (end - start !== wanted) lines.add(tree.file.positionAt(start).line);
    }
  }
  return lines;
}

/** The way between offsets before and after some edits. */
class OffsetMap {
  readonly #edits: readonly { readonly edit: TextEdit; readonly start: number; readonly end: number }[];

  constructor(edits: readonly TextEdit[]) {
    let moved = 0;
    this.#edits = edits.map((edit) => {
      const start = edit.start + moved;
      moved += edit.text.length - (edit.end - edit.start);
      return { edit, start, end: start + edit.text.length };
    });
  }

  /** The lines, after the edits, that they changed or that meet where they removed something. */
  linesTouched({ file }: HclFile): readonly number[] {
    return this.#edits.flatMap(({ start, end }) => {
      const first = file.positionAt(start).line;
      const last = file.positionAt(Math.max(start, end - 1)).line;
      return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
    });
  }

  /** Where an offset was before; undefined inside of what is new. */
  offsetBefore(offset: number): number | undefined {
    let moved = 0;
    for (const { edit, start, end } of this.#edits) {
      if (offset < start) break;
      if (offset < end) return undefined;
      moved = end - edit.end;
    }
    return offset - moved;
  }

  /** Makes one list of these edits and later ones, each of which lies inside the text of one of these or outside of all. */
  combine(later: readonly TextEdit[]): readonly TextEdit[] {
    const combined = this.#edits.map(({ edit, start, end }) => {
      const own = later.filter((move) => move.start >= start && move.end <= end && end > start && move.start < end);
      const shifted = own.map((move) => ({ ...move, start: move.start - start, end: move.end - start }));
      return { ...edit, text: applyEdits(edit.text, shifted) };
    });
    for (const move of later) {
      const start = this.offsetBefore(move.start);
      if (start !== undefined) combined.push({ start, end: start + move.end - move.start, text: move.text });
    }
    return sortEdits(combined);
  }
}
