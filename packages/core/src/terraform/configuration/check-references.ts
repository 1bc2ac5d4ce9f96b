import type { Expression } from "../../hcl/syntax.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { Content, WrittenAttribute } from "./content.js";
import { declarationNamed, isDeclared } from "./declaration-named.js";
import type { Module } from "./module.js";
import { traversalText } from "./traversal-text.js";

/**
 * Reports what `depends_on` and `replace_triggered_by` name that is not declared, and what is said to be removed and is still
 * there. These are references that nobody evaluates.
 */
export function reportLooseReferences(module: Module, report: ReportDiagnostic): void {
  const checker = new ReferenceChecker(module, report);
  for (const { content } of module.resources.values()) {
    checker.checkList(content.attributes.get("depends_on"));
    for (const lifecycle of content.blocksOf("lifecycle")) {
      checker.checkList(lifecycle.content.attributes.get("replace_triggered_by"));
    }
  }
  for (const { content } of module.outputs.values()) checker.checkList(content.attributes.get("depends_on"));
  for (const { content } of module.calls.values()) checker.checkList(content.attributes.get("depends_on"));
  for (const { content } of module.removed) checker.checkRemoved(content);
}

class ReferenceChecker {
  constructor(
    readonly module: Module,
    readonly report: ReportDiagnostic,
  ) {}

  checkList(written: WrittenAttribute | undefined): void {
    const list = written?.attribute.expression;
    if (written === undefined || list?.kind !== "tuple") return;
    for (const item of list.items) {
      const name = declarationNamed(item);
      if (name === undefined || isDeclared(this.module, name)) continue;
      this.warn(written, item, "undeclared-reference", `"${name}" is not declared in this module.`);
    }
  }

  checkRemoved(content: Content): void {
    const from = content.attributes.get("from");
    const name = from === undefined ? undefined : declarationNamed(from.attribute.expression);
    if (from === undefined || name === undefined || !isDeclared(this.module, name)) return;
    const isInside = (traversalText(from.attribute.expression) ?? "") !== name;
    if (isInside) return;
    const message = `"${name}" is said to be removed, but is still declared.`;
    this.warn(from, from.attribute.expression, "removed-still-declared", message);
  }

  warn({ file }: WrittenAttribute, { start, end }: Expression, code: string, message: string): void {
    this.report({ severity: "warning", code, message, range: { file, start, end } });
  }
}
