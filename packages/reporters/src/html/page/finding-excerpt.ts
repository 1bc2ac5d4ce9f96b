import type { PageFinding } from "../page-data.js";
import { el } from "./dom.js";

/** Most of a line that is shown. */
const longest = 400;

/** The lines around a finding, with what decided underlined. */
export function showExcerpt({ excerpt, location }: PageFinding): HTMLElement | null {
  if (excerpt === null || excerpt.lines.length === 0) return null;
  const lines = excerpt.lines.map((text, index) => {
    const number = excerpt.firstLine + index;
    const [start, end] = markedColumns(number, text, location);
    const cut = text.slice(0, Math.max(longest, Math.min(end, start + longest)));
    const marked = cut.slice(start, end);
    return el(
      "span",
      { class: marked === "" ? "line" : "line hit" },
      el("span", { class: "number", "aria-hidden": "true" }, String(number)),
      el(
        "span",
        { class: "source" },
        cut.slice(0, start),
        marked === "" ? null : el("mark", {}, marked),
        cut.slice(Math.max(start, end)),
        cut.length < text.length ? "…" : null,
      ),
    );
  });
  const label = `Lines ${String(excerpt.firstLine)} to ${String(excerpt.firstLine + excerpt.lines.length - 1)} of ${location.file}`;
  return el("pre", { class: "code", tabindex: 0, role: "region", "aria-label": label }, el("code", {}, lines));
}

/** The part of a line that decided, without blanks at its edges. */
function markedColumns(line: number, text: string, { start, end }: PageFinding["location"]): [number, number] {
  if (line < start.line || line > end.line) return [0, 0];
  const from = line === start.line ? start.column - 1 : text.length - text.trimStart().length;
  const to = line === end.line ? end.column - 1 : text.trimEnd().length;
  return [Math.max(0, from), Math.max(from, Math.min(to, text.length))];
}
