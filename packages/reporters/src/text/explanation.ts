import type { ExplainedPolicy, ExplainedSetting, ExplainedValue, Explanation } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { type Layout, layoutFor, showLocation } from "./layout.js";
import { showable, withoutLogCommands } from "./untrusted.js";

/** Shows what configurations say of a place: each setting with the line that decided it, and what that took the place of. */
export function reportExplanation(explanation: Explanation, options: ReportOptions = {}): string {
  const layout = layoutFor(options);
  const { palette } = layout;
  const { path, addresses, files, excludedBy, settings, policies } = explanation;
  const about = [path, ...addresses].map(showable).join(" ");
  const lines = [palette.strong(about), ...describeFiles(files, layout)];
  if (excludedBy !== null) lines.push(`  left out of a scan by ${showLocation(excludedBy, layout)}`);
  lines.push("", ...settings.filter(isTold).flatMap((each) => describeSetting(each, "", layout)));
  for (const policy of policies) lines.push("", ...describePolicy(policy, layout));
  return withoutLogCommands(lines.map((line) => `${line}\n`).join(""));
}

/** Of settings that nobody says anything about, only those that have a value. */
function isTold({ value, decidedBy, flag }: ExplainedSetting): boolean {
  return (
    decidedBy !== null ||
    flag !== null ||
    (value !== null && value !== false && !(Array.isArray(value) && value.length === 0))
  );
}

function describeFiles(files: Explanation["files"], { displayPath, palette }: Layout): string[] {
  if (files.length === 0) return ["  there is no configuration"];
  return files.map(({ file, isOnlyHard }) => {
    const note = isOnlyHard ? palette.faint(" (only what is hard-mandatory)") : "";
    return `  ${showable(displayPath(file))}${note}`;
  });
}

function describePolicy({ id, settings, refused }: ExplainedPolicy, layout: Layout): string[] {
  const attempts = refused.map(
    ({ attempt, at, flag }) => `  refused: to ${showable(attempt)} ${describeOrigin({ decidedBy: at, flag }, layout)}`,
  );
  return [
    layout.palette.strong(showable(id)),
    ...settings.flatMap((each) => describeSetting(each, "  ", layout)),
    ...attempts,
  ];
}

function describeSetting({ name, overrode, ...decided }: ExplainedSetting, indent: string, layout: Layout): string[] {
  const { palette } = layout;
  const before = overrode.map(
    (each) => `${indent}    ${palette.faint(`in place of ${describeValue(each)} ${describeOrigin(each, layout)}`)}`,
  );
  return [
    `${indent}${showable(name)}: ${describeValue(decided)} ${palette.faint(describeOrigin(decided, layout))}`,
    ...before,
  ];
}

function describeValue({ value }: ExplainedValue): string {
  return showable(typeof value === "string" ? value : value === null ? "none" : JSON.stringify(value));
}

function describeOrigin({ decidedBy, flag }: Pick<ExplainedValue, "decidedBy" | "flag">, layout: Layout): string {
  if (flag !== null) return `(${showable(flag)})`;
  return decidedBy === null ? "(default)" : `(${showLocation(decidedBy, layout)})`;
}
