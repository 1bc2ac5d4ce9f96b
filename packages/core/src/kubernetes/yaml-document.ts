import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { DocumentText } from "./documents.js";
import { hasHelmMarks } from "./sniff.js";
import { parseFast } from "./yaml-fast.js";
import type { YamlNode } from "./yaml-node.js";
import type { parseRecovering, RecoveredDocument, YamlProblem } from "./yaml-recover.js";

/** A document that was read, and whether all of it was. */
export interface ParsedDocument {
  readonly root: YamlNode;
  /** False where something was wrong in its text, so that what seems absent may only have been lost. */
  readonly isWhole: boolean;
}

/** The recovering parser, which is only loaded when a text needs it. */
export type RecoveringParser = typeof parseRecovering;

/** What became of a document that gave no values: it is a template, or the recovering parser must look at it. */
export type UnparsedDocument = "template" | "needs-recovery";

/** The recovering parser takes up to two seconds for this many characters; beyond that the first error must do. */
const maxRecoverable = 500_000;

/** A document may not become much larger by its aliases than it is. */
const maxExpandedNodes = 200_000;

const maxReportedProblems = 5;

/**
 * Parses one document of a file. What is wrong with it is reported; a template is not YAML, and nobody's mistake. Without
 * a recovering parser, nothing is reported of a document that needs one.
 */
export function parseDocument(
  file: SourceFile,
  place: DocumentText,
  recover: RecoveringParser | undefined,
  report: ReportDiagnostic,
): ParsedDocument[] | UnparsedDocument {
  const text = file.text.slice(place.start, place.end);
  const fast = parseFast(text, place.start);
  if (fast.ok)
    return bounded(
      file,
      fast.documents.map((root) => ({ root, isWhole: true })),
      report,
    );
  if (fast.isTooDeep) {
    reportProblem(file, { kind: "too-deep", message: "", start: fast.offset, end: fast.offset }, report);
    return [];
  }
  const mayBeTemplate = text.includes("{{") || /<%|\{%/.test(text);
  if (mayBeTemplate && (hasHelmMarks(text) || text.length > maxRecoverable)) return "template";
  if (text.length > maxRecoverable) {
    reportProblem(file, { kind: "syntax", message: "", start: fast.offset, end: fast.offset }, report);
    return [];
  }
  if (recover === undefined) return "needs-recovery";
  const recovered = recover(text, place.start);
  if (mayBeTemplate && recovered.some(isTemplate)) return "template";
  for (const document of recovered) {
    for (const problem of document.problems.slice(0, maxReportedProblems)) reportProblem(file, problem, report);
  }
  return bounded(
    file,
    recovered.map((document) => ({ root: document.root, isWhole: !document.problems.some(isLoss) })),
    report,
  );
}

function isTemplate(document: RecoveredDocument): boolean {
  return document.hasComplexKey || document.problems.some(isLoss);
}

function isLoss(problem: YamlProblem): boolean {
  return problem.kind !== "duplicate-key";
}

function bounded(file: SourceFile, documents: ParsedDocument[], report: ReportDiagnostic): ParsedDocument[] {
  return documents.filter(({ root }) => {
    if (root.size <= maxExpandedNodes || root.size <= (root.end - root.start) / 2) return true;
    report({
      severity: "error",
      code: "yaml-alias-bomb",
      message: "With its aliases written out this document would be millions of values long, so it is not scanned.",
      range: { file, start: root.start, end: root.start },
    });
    return false;
  });
}

function reportProblem(file: SourceFile, problem: YamlProblem, report: ReportDiagnostic): void {
  const range = { file, start: problem.start, end: problem.end };
  switch (problem.kind) {
    case "duplicate-key":
      report({
        severity: "warning",
        code: "yaml-duplicate-key",
        message: `The key ${problem.message} stands here a second time; only this last one counts.`,
        range,
        hint: "Remove one of the two.",
      });
      return;
    case "too-deep":
      report({
        severity: "error",
        code: "yaml-too-deep",
        message: "This document is nested too deeply to be read, so it is not scanned.",
        range,
      });
      return;
    case "syntax": {
      const detail = problem.message === "" ? "" : `: ${problem.message.replace(/\.$/, "")}`;
      report({
        severity: "error",
        code: "yaml-syntax",
        message: `This is not valid YAML${detail}.`,
        range,
        hint: "What could be read of this document is scanned, but its failures are reported as unknown.",
      });
    }
  }
}
