import type { Excerpt, Fix } from "@lintel/core";

/** A line of a change: as it was, as it is to be, or beside it. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** What a fix does in one file. */
export interface FileDiff {
  readonly file: string;
  /** The first line that is shown. */
  readonly line: number;
  /** Whether the lines before are known; else only the new text is shown. */
  readonly isWhole: boolean;
  readonly lines: readonly DiffLine[];
}

type Edit = Fix["edits"][number];

/** What stands in an excerpt for what must not be shown: columns behind it mean nothing. */
const masked = /\(sensitive\)|\*{3}/;

/** Shows a fix as a diff where the excerpt holds the lines that it changes; elsewhere, what is put where. */
export function diffsOf({ edits }: Fix, file: string, excerpt: Excerpt | null): readonly FileDiff[] {
  const files = [...new Set(edits.map(({ location }) => location.file))];
  return files.flatMap((path) => {
    const own = edits.filter(({ location }) => location.file === path);
    const diff = path === file && excerpt !== null ? excerptDiff(path, own, excerpt) : undefined;
    return diff === undefined ? own.map(bareDiff) : [diff];
  });
}

function excerptDiff(file: string, edits: readonly Edit[], { firstLine, lines }: Excerpt): FileDiff | undefined {
  const first = Math.min(...edits.map(({ location }) => location.start.line));
  const last = Math.max(...edits.map(({ location }) => location.end.line));
  if (first < firstLine || last >= firstLine + lines.length) return undefined;
  const before = lines.slice(first - firstLine, last - firstLine + 1);
  if (before.some((line) => masked.test(line))) return undefined;
  const after = applied(before, first, edits);
  if (after === undefined) return undefined;
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const from = first - firstLine + head;
  const to = last - firstLine + 1 - tail;
  const context = (start: number, end: number): DiffLine[] =>
    lines.slice(Math.max(0, start), end).map((text) => ({ mark: " ", text }));
  return {
    file,
    line: firstLine + Math.max(0, from - 2),
    isWhole: true,
    lines: [
      ...context(from - 2, from),
      ...before.slice(head, before.length - tail).map((text): DiffLine => ({ mark: "-", text })),
      ...after.slice(head, after.length - tail).map((text): DiffLine => ({ mark: "+", text })),
      ...context(to, to + 2),
    ],
  };
}

/** The lines after the edits, the last made first; undefined where an edit lies outside of them. */
function applied(lines: readonly string[], first: number, edits: readonly Edit[]): readonly string[] | undefined {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const offsetOf = ({ line, column }: { line: number; column: number }): number =>
    (starts[line - first] ?? NaN) + column - 1;
  let text = lines.join("\n");
  const ordered = [...edits].sort((one, other) => offsetOf(other.location.start) - offsetOf(one.location.start));
  for (const edit of ordered) {
    const start = offsetOf(edit.location.start);
    const end = offsetOf(edit.location.end);
    if (!(start <= end) || end > text.length) return undefined;
    text = text.slice(0, start) + edit.text + text.slice(end);
  }
  return text.split("\n");
}

function bareDiff({ location, text }: Edit): FileDiff {
  const lines = text.replace(/\n$/, "").split("\n");
  const isRemoval = text.trim() === "";
  return {
    file: location.file,
    line: location.start.line,
    isWhole: false,
    lines: isRemoval ? [] : lines.map((line) => ({ mark: "+", text: line })),
  };
}
