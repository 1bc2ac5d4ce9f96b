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

/** Writes what was changed in some files as a unified diff, without the hunks on whose lines something is not to be shown. */
export function unifiedDiff(files: readonly FixedFile[]): UnifiedDiff {
  const parts: string[] = [];
  const hidden: { path: string; line: number }[] = [];
  for (const { path, before, after, hiddenLines } of files) {
    const left = linesOf(before);
    const right = linesOf(after);
    let shift = 0;
    const hunks: string[] = [];
    for (const changes of grouped(diffLines(left, right))) {
      const hunk = hunkOf(changes, left, right);
      const isHidden = left.slice(hunk.start, hunk.end).some((_line, index) => hiddenLines.has(hunk.start + index + 1));
      if (isHidden) {
        hidden.push({ path, line: hunk.start + 1 });
        shift += hunk.newEnd - hunk.newStart - (hunk.end - hunk.start);
      } else hunks.push(showHunk(hunk, shift));
    }
    if (hunks.length > 0) parts.push(`--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n`, ...hunks);
  }
  return { text: parts.join(""), hidden };
}

/** Lines with their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose surroundings meet share a hunk. */
function grouped(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.end;
    if (last !== undefined && end !== undefined && change.start - end <= 2 * contextLines) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

interface Hunk extends LineChange {
  readonly lines: readonly string[];
}

function hunkOf(changes: readonly LineChange[], left: readonly string[], right: readonly string[]): Hunk {
  const [first] = changes;
  const last = changes.at(-1);
  const start = Math.max(0, (first?.start ?? 0) - contextLines);
  const end = Math.min(left.length, (last?.end ?? 0) + contextLines);
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
  return { start, end, newStart, newEnd, lines };
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
