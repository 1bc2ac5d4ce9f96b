import { showable, withoutLogCommands } from "../text/untrusted.js";
import type { CheckovReport } from "./report.js";

const columns = ["check_id", "file", "resource", "check_name", "guideline"];

/** Writes reports as `checkov --output github_failed_only` does: a table in Markdown of what failed. */
export function checkovFailedTable(reports: readonly CheckovReport[]): string {
  const rows = reports
    .flatMap(({ failed }) => failed)
    .map((record) => [
      record.check_id,
      `${record.file_path}:${String(record.file_line_range[0])}`,
      record.resource,
      record.check_name,
      record.details.at(-1) ?? "",
    ]);
  const numbered = rows.map((row, index) => [String(index), ...row.map(cell)]);
  const lines = [["", ...columns], ["---", ...columns.map(() => "---")], ...numbered];
  return withoutLogCommands(lines.map((line) => `| ${line.join(" | ")} |\n`).join(""));
}

/** Text that Markdown shows as it is, on one line. */
function cell(text: string): string {
  return showable(text)
    .replace(/[\\|`*_[\]~#@]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
