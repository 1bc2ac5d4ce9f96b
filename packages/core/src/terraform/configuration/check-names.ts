import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceRange } from "../../source/source-file.js";
import type { WrittenBlock } from "./content.js";
import type { Module } from "./module.js";

/** What a module call has arguments for itself, so that no variable can have the name. */
const reservedVariables: ReadonlySet<string> = new Set([
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "lifecycle",
  "depends_on",
  "locals",
]);

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/**
 * Reports names that nothing could refer to, and variables that no call could set.
 *
 * Source: https://developer.hashicorp.com/terraform/language/values/variables#declaring-an-input-variable
 */
export function reportInvalidNames(module: Module, report: ReportDiagnostic): void {
  const declarations = [module.variables, module.outputs, module.resources, module.calls, module.providers];
  const blocks = declarations.flatMap((each) => [...each.values()].map(({ written }) => written));
  for (const block of [...blocks, ...module.checks]) {
    const invalid = block.block.labels.find(({ value }) => !identifier.test(value));
    if (invalid === undefined) continue;
    const range: SourceRange = { file: block.file, start: invalid.start, end: invalid.end };
    const message = `“${invalid.value}” is no name: a letter or underscore is followed by letters, digits, underscores and dashes.`;
    report({ severity: "warning", code: "invalid-name", message, range });
  }
  for (const { name, written } of module.variables.values()) {
    if (reservedVariables.has(name)) reportReserved(name, written, report);
  }
}

function reportReserved(name: string, { range }: WrittenBlock, report: ReportDiagnostic): void {
  const message = `No variable can have the name "${name}", which means something else in a module call.`;
  report({ severity: "warning", code: "invalid-name", message, range });
}
