import type { ShownGraph } from "@lintel/core";
import type { ReporterName, ReportOptions } from "@lintel/reporters";
import { terminalWidth, wantsColor } from "../output/color.js";
import { displayPathFrom } from "../output/display-path.js";
import type { ReportTarget } from "./report-targets.js";
import type { ScanSettings } from "./scan-settings.js";

/** Formats whose readers demand a time, or at least expect one. */
const timedFormats: ReadonlySet<ReporterName> = new Set(["asff", "cyclonedx", "gitlab-sast"]);

/** What is reported, beside the result. */
interface Reported {
  readonly root: string;
  /** How many failures are not in the result because of their severity. */
  readonly hidden: number;
  /** Reading it evaluates every attribute there is, which only a report does that shows it. */
  readonly readGraph: (() => Promise<ShownGraph>) | undefined;
}

/** Says how a report is to look. Only what goes to a terminal looks at the terminal. */
export async function reportOptionsFor(
  { format, file }: ReportTarget,
  { showUnknown, showSuppressed, isQuiet, isColorForbidden }: ScanSettings,
  { root, hidden, readGraph }: Reported,
): Promise<ReportOptions> {
  if (format === "html") return { showUnknown, graph: await readGraph?.() };
  if (format !== "text") return { showUnknown, ...(await circumstancesOf(format)) };
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

/** What is in a report that is not in the result: when, and for whom. Little of it is ever needed, and read only then. */
async function circumstancesOf(format: ReporterName): Promise<Pick<ReportOptions, "time" | "aws">> {
  if (!timedFormats.has(format)) return {};
  const { reportTime } = await import("../output/report-time.js");
  const time = reportTime(process.env);
  if (format !== "asff") return { time };
  const { awsImport } = await import("../output/aws-import.js");
  return { time, aws: awsImport(process.env) };
}
