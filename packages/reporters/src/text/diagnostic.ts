import type { ReportedDiagnostic } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { type Layout, layoutFor, showLocation } from "./layout.js";
import { showable, withoutLogCommands } from "./untrusted.js";
import { wrapBehind } from "./wrap.js";

/** Shows a diagnostic the way compilers do: place, severity, what is wrong; below it what to do. */
export function showDiagnostic(diagnostic: ReportedDiagnostic, layout: Layout): string[] {
  const { palette } = layout;
  const paint = { error: palette.bad, warning: palette.doubtful, info: palette.faint }[diagnostic.severity];
  const place = diagnostic.location === null ? "" : `${palette.strong(showLocation(diagnostic.location, layout))}: `;
  const code = palette.faint(`[${showable(diagnostic.code)}]`);
  const lines = [`${place}${paint(diagnostic.severity)}: ${showable(diagnostic.message)} ${code}`];
  if (diagnostic.hint !== null) lines.push(...wrapBehind("  ", showable(diagnostic.hint), layout.width));
  return lines;
}

/** Writes diagnostics alone. */
export function reportDiagnostics(diagnostics: readonly ReportedDiagnostic[], options: ReportOptions = {}): string {
  const layout = layoutFor(options);
  const lines = diagnostics.flatMap((diagnostic) => showDiagnostic(diagnostic, layout));
  return withoutLogCommands(lines.map((line) => `${line}\n`).join(""));
}
