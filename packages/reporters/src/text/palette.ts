import type { Severity } from "@lintel/core";
import picocolors from "picocolors";

type Paint = (text: string) => string;

/** What each part of a report is painted with; without color every paint leaves the text alone. */
export interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly file: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly mark: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
}

/** Makes the palette for a report with or without color. */
export function paletteFor(color: boolean): Palette {
  const paint = picocolors.createColors(color);
  const alarming: Paint = (text) => paint.bold(paint.red(text));
  return {
    severity: {
      critical: (text) => paint.bold(paint.magenta(text)),
      high: alarming,
      medium: (text) => paint.bold(paint.yellow(text)),
      low: (text) => paint.bold(paint.cyan(text)),
      info: (text) => paint.bold(paint.blue(text)),
    },
    file: (text) => paint.bold(paint.underline(text)),
    strong: paint.bold,
    faint: paint.dim,
    mark: paint.red,
    good: paint.green,
    bad: alarming,
    doubtful: paint.yellow,
  };
}
