import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { attributeRange, type Content } from "./content.js";
import { isLocalSource } from "./module-source.js";
import type { Module } from "./module.js";
import { isVersionConstraint } from "./version-constraint.js";

/**
 * Reports what calls of modules and configurations of providers hold that no module and no provider could ask for.
 *
 * Source: https://developer.hashicorp.com/terraform/language/block/module
 */
export function reportMisshapenCalls(module: Module, report: ReportDiagnostic): void {
  for (const { content } of module.calls.values()) {
    reportBlocks(content, "module", callBlocks, report);
    reportVersion(content, report);
  }
  for (const { content, alias } of module.providers.values()) {
    reportReservedArguments(content, alias !== undefined, report);
    for (const type of providerBlocks) {
      for (const { range } of content.blocksOf(type)) {
        const message = `Blocks of type "${type}" are not expected in a block of type "provider".`;
        report({ severity: "warning", code: "unsupported-block", message, range });
      }
    }
  }
}

/** OpenTofu's; a module asks for arguments only. */
const callBlocks: ReadonlySet<string> = new Set(["lifecycle"]);

const providerBlocks = ["lifecycle", "locals"] as const;

function reportBlocks(
  { blocks }: Content,
  type: string,
  expected: ReadonlySet<string>,
  report: ReportDiagnostic,
): void {
  for (const { block, range } of blocks) {
    if (expected.has(block.type)) continue;
    const message = `Blocks of type "${block.type}" are not expected in a block of type "${type}".`;
    report({ severity: "warning", code: "unsupported-block", message, range });
  }
}

function reportVersion({ attributes }: Content, report: ReportDiagnostic): void {
  const version = attributes.get("version");
  const source = attributes.get("source")?.attribute.expression;
  if (version === undefined) return;
  const range = attributeRange(version);
  if (source?.kind === "string" && isLocalSource(source.value)) {
    const message = "Only a module of a registry has versions, not one in a directory.";
    report({ severity: "warning", code: "unsupported-argument", message, range });
    return;
  }
  const { expression } = version.attribute;
  if (expression.kind !== "string" || isVersionConstraint(expression.value)) return;
  const message = "This is no version constraint, as “~> 5.0” is one.";
  report({ severity: "warning", code: "invalid-version-constraint", message, range });
}

/** Reserved by Terraform; OpenTofu takes `for_each` where there is an alias. */
function reportReservedArguments({ attributes }: Content, hasAlias: boolean, report: ReportDiagnostic): void {
  for (const name of ["count", "depends_on", "source", ...(hasAlias ? [] : ["for_each"])]) {
    const written = attributes.get(name);
    if (written === undefined) continue;
    const message = `An argument named "${name}" is not expected in a block of type "provider".`;
    report({ severity: "warning", code: "unsupported-argument", message, range: attributeRange(written) });
  }
}
