import type { SourceFile } from "../../source/source-file.js";
import { noDay } from "./directive.js";
import { belowDirectoryOf } from "./ignore-files.js";
import { isDay, type FoundSuppressions, type SuppressionMistake, type WrittenSuppression } from "./suppression.js";

/** Whether an id is that of a vulnerability, which is none of our business. */
function isVulnerability(id: string): boolean {
  return /^(?:CVE|GHSA|[A-Z]{2,5}SA|DLA|ALAS\w*|TEMP|PRISMA|NSWG)-/i.test(id);
}

/** Reads a `.trivyignore`: an id on each line, perhaps with `exp:2030-01-31`; a comment above it is the reason. */
export function readTrivyIgnore(file: SourceFile): FoundSuppressions {
  const suppressions: WrittenSuppression[] = [];
  const mistakes: SuppressionMistake[] = [];
  let said: string | undefined;
  let start = 0;
  for (const line of file.text.split("\n")) {
    const [written = "", ...comment] = line.split("#");
    const words = written.trim().split(/\s+/);
    const [id = ""] = words;
    const range = { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    if (id === "") {
      said = comment.length === 0 ? undefined : comment.join("#").trim() || undefined;
      continue;
    }
    if (isVulnerability(id)) continue;
    const until = words.find((word) => word.startsWith("exp:"))?.slice("exp:".length);
    if (until !== undefined && !isDay(until)) {
      const { problem, hint } = noDay(until);
      mistakes.push({ message: problem, hint, range });
      continue;
    }
    const reason = comment.join("#").trim() || said;
    suppressions.push({
      kind: "ignore-file",
      tool: "trivy",
      names: [id],
      scope: { kind: "matching", matches: belowDirectoryOf(file, undefined) },
      reason,
      until,
      range,
    });
  }
  return { suppressions, mistakes };
}
