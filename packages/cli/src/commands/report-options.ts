import type { ReportOptions } from "@lintel/reporters";
import { terminalWidth, wantsColor } from "../output/color.js";
import { displayPathFrom } from "../output/display-path.js";
import type { ReportTarget } from "./report-targets.js";
import type { ScanSettings } from "./scan-settings.js";

/** Says how a report is to look. Only what goes to a terminal looks at the terminal. */
export async function reportOptionsFor(
  { format, file }: ReportTarget,
  root: string,
  { showUnknown, showSuppressed, isQuiet, isColorForbidden }: ScanSettings,
  hidden: number,
): Promise<ReportOptions> {
  if (format !== "text") return { showUnknown };
  return {
    showUnknown,
    showSuppressed,
    hidden,
    quiet: isQuiet,
    color: file === undefined && (await wantsColor(isColorForbidden, process.env)),
    width: file === undefined ? await terminalWidth(process.env) : undefined,
    displayPath: displayPathFrom(root),
  };
}
