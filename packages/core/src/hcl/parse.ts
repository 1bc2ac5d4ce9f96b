import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { StructureParser } from "./structure-parser.js";
import type { Expression, HclFile } from "./syntax.js";

/** How many errors of one file are reported one by one. */
const mostErrors = 100;

/**
 * Parses a file in HCL native syntax. Whatever the text, it returns a tree; what is wrong goes to `report` as errors of
 * code `hcl-syntax` or a more specific `hcl-…`, at most one for each broken item, in the order of the text.
 */
export function parseHcl(file: SourceFile, report: ReportDiagnostic): HclFile {
  const diagnostics: Diagnostic[] = [];
  let parser = new StructureParser(file, (diagnostic) => diagnostics.push(diagnostic));
  let parsed = parser.fileBody();
  if (parser.isUnclosed && parser.hasOutdentedBlock) {
    // A brace is missing, and every block after it was taken for a part of the one before: let the layout decide.
    diagnostics.length = 0;
    parser = new StructureParser(file, (diagnostic) => diagnostics.push(diagnostic));
    parser.closesAtOutdentedBlock = true;
    parsed = parser.fileBody();
  }
  reportSome(diagnostics, report);
  return { file, body: parsed.body, comments: parsed.comments, isJson: false };
}

/**
 * Parses a text that is one expression and nothing else, such as the value of a variable on the command line. Returns an
 * `ErrorExpression` over the whole text, and reports why, when it is not.
 */
export function parseExpression(file: SourceFile, report: ReportDiagnostic): Expression {
  return new StructureParser(file, report).wholeExpression();
}

/**
 * Parses a text that is a template without quotes, as `templatefile` reads it. The result is a `StringLiteral`, a `Template`,
 * or an `ErrorExpression` when something is wrong, which is reported.
 */
export function parseTemplate(file: SourceFile, report: ReportDiagnostic): Expression {
  return new StructureParser(file, report).wholeTemplate();
}

/** Reports in the order of the text, and of a file that is wrong all over only the beginning. */
function reportSome(diagnostics: Diagnostic[], report: ReportDiagnostic): void {
  diagnostics.sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
  for (const diagnostic of diagnostics.slice(0, mostErrors)) report(diagnostic);
  const next = diagnostics[mostErrors];
  if (next === undefined) return;
  const more = diagnostics.length - mostErrors;
  report({ ...next, message: `There are ${more} more errors in this file, from here on.`, hint: undefined });
}
