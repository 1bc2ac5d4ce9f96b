import type { Finding } from "@lintel/core";
import { columnsOf } from "./columns.js";
import type { Palette } from "./palette.js";
import { showable } from "./untrusted.js";

/** Source text kept to the left of a mark that lies beyond the width, so that it is seen in context. */
const contextBefore = 24;

/** A line of source, cut so that it can be shown: never more than a screen of it, whatever the length of the file's line. */
interface ShownLine {
  readonly text: string;
  /** Columns before the marked part, and of the marked part itself. */
  readonly before: number;
  readonly marked: number;
}

/**
 * Shows the lines around a finding with their numbers. The deciding part of a line is underlined; where it runs over several
 * lines the first is underlined and a bracket at the left joins the rest.
 */
export function showExcerpt(finding: Finding, width: number, palette: Palette): string[] {
  const { excerpt, location } = finding;
  if (excerpt === null || excerpt.lines.length === 0) return [];
  const lastShown = excerpt.firstLine + excerpt.lines.length - 1;
  const lastMarked = lastMarkedLine(location);
  const isMultiLine = lastMarked > location.start.line;
  const digits = String(lastShown).length;
  const room = Math.max(20, width - digits - (isMultiLine ? 5 : 3));
  const gutter = (label: string) => palette.faint(`${label.padStart(digits)} |`);
  const output: string[] = [];
  for (const [index, source] of excerpt.lines.entries()) {
    const number = excerpt.firstLine + index;
    // The empty text after a file's last line break, and other blank lines at the edges, show nothing.
    const isEdge = index === 0 || index === excerpt.lines.length - 1;
    if (isEdge && source.trim() === "" && (number < location.start.line || number > lastMarked)) continue;
    const isFirst = number === location.start.line;
    const mark = isFirst ? { start: location.start.column, end: isMultiLine ? Infinity : location.end.column } : null;
    const line = cutLine(source, mark, room);
    const bracket = bracketAt(number, location.start.line, lastMarked, isMultiLine);
    output.push(`${gutter(String(number))}${bracket === "" ? "" : palette.mark(bracket)} ${line.text}`.trimEnd());
    if (isFirst) {
      const underline = `${isMultiLine ? " |" : ""} ${" ".repeat(line.before)}${"^".repeat(Math.max(1, line.marked))}`;
      output.push(`${gutter("")}${palette.mark(underline)}`);
    }
  }
  return output;
}

/** A range that ends before the first column of a line does not touch that line. */
function lastMarkedLine({ start, end }: Finding["location"]): number {
  return end.column <= 1 && end.line > start.line ? end.line - 1 : end.line;
}

function bracketAt(line: number, first: number, last: number, isMultiLine: boolean): string {
  if (!isMultiLine) return "";
  if (line < first || line > last) return "  ";
  if (line === first) return " /";
  return line === last ? " \\" : " |";
}

/** Cuts a line to the room there is, around the mark, and measures the mark. Columns count from 1, the end is exclusive. */
function cutLine(source: string, mark: { start: number; end: number } | null, room: number): ShownLine {
  const text = source.replace(/\s+$/, "");
  if (mark === null) {
    const { shown, isCut } = take(text, room);
    return { text: isCut ? `${shown}…` : shown, before: 0, marked: 0 };
  }
  const start = Math.max(0, mark.start - 1);
  const end = Math.max(start, Math.min(mark.end - 1, text.length));
  const isFar = start > room / 2;
  const leading = isFar
    ? text.slice(start - contextBefore, start).replace(/^[\udc00-\udfff]/, "")
    : text.slice(0, start);
  const prefix = `${isFar ? "…" : ""}${showable(leading)}`;
  const marked = take(text.slice(start, end), Math.max(1, room - columnsOf(prefix)));
  const rest = take(marked.isCut ? "" : text.slice(end), Math.max(0, room - columnsOf(prefix + marked.shown)));
  const ellipsis = marked.isCut || rest.isCut ? "…" : "";
  return {
    text: `${prefix}${marked.shown}${rest.shown}${ellipsis}`,
    before: columnsOf(prefix),
    marked: columnsOf(marked.shown),
  };
}

/** Takes as much from the start of a text as fits, made showable; looks at no more of it than can fit. */
function take(text: string, room: number): { shown: string; isCut: boolean } {
  const start = text.slice(0, room + 1);
  let shown = showable(start);
  if (shown.length <= room && columnsOf(shown) <= room) return { shown, isCut: start.length < text.length };
  shown = "";
  let columns = 0;
  for (const character of start) {
    const piece = showable(character);
    columns += columnsOf(piece);
    if (columns > room - 1) break;
    shown += piece;
  }
  return { shown, isCut: true };
}
