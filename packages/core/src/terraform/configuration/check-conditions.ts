import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { WrittenBlock } from "./content.js";
import type { Module } from "./module.js";
import { referencedNames } from "./referenced-names.js";

/**
 * Reports conditions that would not check anything, which Terraform refuses before it evaluates them: those that refer to
 * nothing, and validations that do not refer to their variable.
 *
 * Source: https://developer.hashicorp.com/terraform/language/validate
 */
export function reportEmptyConditions(module: Module, report: ReportDiagnostic): void {
  const checker = new ConditionChecker(report);
  for (const { content } of module.resources.values()) {
    for (const lifecycle of content.blocksOf("lifecycle")) checker.checkAll(lifecycle.content.blocks);
  }
  for (const { content } of module.outputs.values()) checker.checkAll(content.blocks);
  for (const { content } of module.checks) checker.checkAll(content.blocks);
  for (const { name, content } of module.variables.values()) {
    for (const validation of content.blocksOf("validation")) checker.check(validation, name);
  }
}

/** The blocks with a condition that stand in resources, outputs and checks. */
const conditionBlocks: ReadonlySet<string> = new Set(["precondition", "postcondition", "assert"]);

class ConditionChecker {
  constructor(readonly report: ReportDiagnostic) {}

  checkAll(blocks: readonly WrittenBlock[]): void {
    for (const block of blocks) if (conditionBlocks.has(block.block.type)) this.check(block);
  }

  /** Checks one block; `variable` is the one that a validation must refer to. */
  check(block: WrittenBlock, variable?: string): void {
    const written = block.content.attributes.get("condition");
    if (written === undefined) return;
    const { expression } = written.attribute;
    if (expression.kind === "error") return;
    const names = [...referencedNames(expression)];
    const isSound =
      variable === undefined ? names.length > 0 : names.some(({ root, name }) => root === "var" && name === variable);
    if (isSound) return;
    const message =
      variable === undefined
        ? "This condition refers to nothing, so that it would not check anything."
        : `This condition does not refer to "var.${variable}", so that it would not check the variable's value.`;
    const range = { file: written.file, start: expression.start, end: expression.end };
    this.report({ severity: "warning", code: "invalid-condition", message, range });
  }
}
