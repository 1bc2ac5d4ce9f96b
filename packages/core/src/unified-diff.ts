import type { FixedFile } from "./editable-sources.js";
import { diffLines, type LineChange } from "./source/line-diff.js";

/** A diff, and what had to be left out of it. */
export interface UnifiedDiff {
  /** What `patch -p1` and `git apply` take. */
  readonly text: string;
  /** Places that would have to show something that must not be shown: a file and the first line of the hunk. */
  readonly hidden: readonly { readonly path: string; readonly line: number }[];
}

const contextLines = 3;

/**
 * Writes what was changed in some files as a unified diff. Lines that are not to be shown are not in it: hunks have less context
 * beside them, and what changes such lines is left out.
 */
export function unifiedDiff(files: readonly FixedFile[]): UnifiedDiff {
  const parts: string[] = [];
  const hidden: { path: string; line: number }[] = [];
  for (const { path, before, after, hiddenLines, hiddenLinesAfter } of files) {
    const left = linesOf(before);
    const right = linesOf(after);
    const isHidden = (index: number): boolean => hiddenLines.has(index + 1);
    const isHiddenAfter = (index: number): boolean => hiddenLinesAfter.has(index + 1);
    let shift = 0;
    const hunks: string[] = [];
    for (const changes of grouped(diffLines(left, right), isHidden)) {
      const hunk = hunkOf(changes, left, right, isHidden);
      const showsHidden = changes.some(({ newStart, newEnd }) => hasHidden(newStart, newEnd, isHiddenAfter));
      if (hunk.isPossible && !showsHidden) hunks.push(showHunk(hunk, shift));
      else {
        hidden.push({ path, line: (changes[0]?.start ?? 0) + 1 });
        shift += hunk.newEnd - hunk.newStart - (hunk.end - hunk.start);
      }
    }
    if (hunks.length > 0) parts.push(`--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n`, ...hunks);
  }
  return { text: parts.join(""), hidden };
}

type IsHidden = (index: number) => boolean;

/** Lines with their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose surroundings meet share a hunk, unless something between or in one of them must not be shown. */
function grouped(changes: readonly LineChange[], isHidden: IsHidden): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    const isNear = previous !== undefined && change.start - previous.end <= 2 * contextLines;
    if (last !== undefined && isNear && !hasHidden(previous.start, change.end, isHidden)) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hasHidden(start: number, end: number, isHidden: IsHidden): boolean {
  for (let index = start; index < end; index += 1) if (isHidden(index)) return true;
  return false;
}

interface Hunk extends LineChange {
  readonly lines: readonly string[];
  /** Whether it shows nothing of what was there that must not be shown, and can be applied: git asks for some line, and below it unless the file ends. */
  readonly isPossible: boolean;
}

function hunkOf(
  changes: readonly LineChange[],
  left: readonly string[],
  right: readonly string[],
  isHidden: IsHidden,
): Hunk {
  const [first] = changes;
  const last = changes.at(-1);
  let start = first?.start ?? 0;
  for (let rest = contextLines; rest > 0 && start > 0 && !isHidden(start - 1); rest -= 1) start -= 1;
  const lastEnd = last?.end ?? 0;
  let end = lastEnd;
  for (let rest = contextLines; rest > 0 && end < left.length && !isHidden(end); rest -= 1) end += 1;
  const isAnchored = (end > lastEnd || end === left.length) && (end > start || left.length === 0);
  const isPossible = isAnchored && !hasHidden(first?.start ?? 0, lastEnd, isHidden);
  const lines: string[] = [];
  let at = start;
  for (const change of changes) {
    lines.push(...left.slice(at, change.start).map((line) => shown(" ", line)));
    lines.push(...left.slice(change.start, change.end).map((line) => shown("-", line)));
    lines.push(...right.slice(change.newStart, change.newEnd).map((line) => shown("+", line)));
    at = change.end;
  }
  lines.push(...left.slice(at, end).map((line) => shown(" ", line)));
  const newStart = (first?.newStart ?? 0) - ((first?.start ?? 0) - start);
  const newEnd = (last?.newEnd ?? 0) + (end - (last?.end ?? 0));
  return { start, end, newStart, newEnd, lines, isPossible };
}

function shown(mark: string, line: string): string {
  return line.endsWith("\n") ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

/** `shift` is by how much the hunks that were left out would have moved this one. */
function showHunk({ start, end, newStart, newEnd, lines }: Hunk, shift: number): string {
  return `@@ -${range(start, end)} +${range(newStart - shift, newEnd - shift)} @@\n${lines.join("")}`;
}

/** A range without lines is named by the line before it. */
function range(start: number, end: number): string {
  return `${String(end === start ? start : start + 1)},${String(end - start)}`;
}

/** A path with characters that would end it is written as git writes it. */
function quoted(path: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(path)) return path.includes(" ") ? `${path}\t` : path;
  const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
  const escaped = path.replace(
    /["\\\u0000-\u001f\u007f]/g,
    (character) => escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return `"${escaped}"`;
}
