import type { TflintIssue } from "./report.js";

/** Issues by file and line, as tflint's JSON, JUnit and default formats have them. */
export function byPlace(issues: readonly TflintIssue[]): readonly TflintIssue[] {
  return [...issues].sort((one, other) => compareFiles(one, other) || compareStarts(one, other));
}

/** Issues by file and rule, as its other formats have them. */
export function byRule(issues: readonly TflintIssue[]): readonly TflintIssue[] {
  return [...issues].sort(
    (one, other) => compareFiles(one, other) || compare(one.rule.name, other.rule.name) || compareStarts(one, other),
  );
}

function compareFiles({ range: one }: TflintIssue, { range: other }: TflintIssue): number {
  return compare(one.filename, other.filename);
}

function compareStarts({ range: one }: TflintIssue, { range: other }: TflintIssue): number {
  return one.start.line - other.start.line || one.start.column - other.start.column;
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
