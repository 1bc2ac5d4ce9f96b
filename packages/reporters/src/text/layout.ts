import type { Location } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { type Palette, paletteFor } from "./palette.js";
import { showable } from "./untrusted.js";

/** What every part of the text report needs to know about how it is shown. */
export interface Layout {
  readonly palette: Palette;
  /** Columns of a line. */
  readonly width: number;
  readonly displayPath: (file: string) => string;
  /** The lines of what policies say, which is the same for each of their findings, by the text. */
  readonly policyLines: Readonly<Record<"Why" | "Mend", Map<string, readonly string[]>>>;
}

const usualWidth = 100;
const leastWidth = 40;

/** The layout that a caller asks for. */
export function layoutFor({ color, width, displayPath }: ReportOptions): Layout {
  return {
    palette: paletteFor(color === true),
    width: Math.max(leastWidth, width ?? usualWidth),
    displayPath: displayPath ?? ((file) => file),
    policyLines: { Why: new Map(), Mend: new Map() },
  };
}

/** The path of a file as a person can open it, safe to show. */
export function showPath(file: string, layout: Layout): string {
  return showable(layout.displayPath(file));
}

/** `file:line:column`, the form that terminals and editors make clickable. */
export function showLocation(location: Location, layout: Layout): string {
  return `${showPath(location.file, layout)}:${location.start.line}:${location.start.column}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
