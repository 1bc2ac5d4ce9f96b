import type { Expression } from "../../hcl/syntax.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { attributeRange, type WrittenAttribute } from "./content.js";
import type { Module } from "./module.js";
import { configurationAliases } from "./configuration-aliases.js";
import { traversalText } from "./traversal-text.js";

/**
 * Reports references to provider configurations with an alias that a module neither has nor is passed, and `providers` that
 * are no list of such.
 *
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function reportProviderReferences(module: Module, report: ReportDiagnostic): void {
  const checker = new ProviderReferenceChecker(module, report);
  for (const { content } of module.resources.values()) {
    const written = content.attributes.get("provider");
    if (written !== undefined) checker.check(written, written.attribute.expression);
  }
  for (const { content } of module.calls.values()) {
    const written = content.attributes.get("providers");
    if (written !== undefined) checker.checkPassed(written);
  }
}

class ProviderReferenceChecker {
  readonly #passed: ReadonlySet<string>;

  constructor(
    readonly module: Module,
    readonly report: ReportDiagnostic,
  ) {
    this.#passed = configurationAliases(module);
  }

  checkPassed(written: WrittenAttribute): void {
    const { expression } = written.attribute;
    if (expression.kind === "error") return;
    if (expression.kind !== "object") {
      const message = 'The providers of a module are passed as "{ aws = aws.west }".';
      this.report({ severity: "warning", code: "invalid-providers", message, range: attributeRange(written) });
      return;
    }
    const names = new Set<string>();
    for (const { key, value } of expression.items) {
      this.check(written, value);
      const name = traversalText(key);
      if (name !== undefined && names.has(name)) {
        const message = `A provider is passed as "${name}" already.`;
        this.warn("duplicate-declaration", message, written, key);
      }
      if (name !== undefined) names.add(name);
    }
  }

  check(written: WrittenAttribute, expression: Expression): void {
    const name = providerName.exec(traversalText(expression) ?? "")?.[0];
    if (name === undefined || this.module.providers.has(name) || this.#passed.has(name)) return;
    const message = `There is no configuration "${name}" of a provider in this module.`;
    this.warn("undeclared-provider", message, written, expression);
  }

  warn(code: string, message: string, { file }: WrittenAttribute, { start, end }: Expression): void {
    this.report({ severity: "warning", code, message, range: { file, start, end } });
  }
}

/** A reference with an alias; one without always means something, be it an empty configuration. */
const providerName = /^[\w-]+\.[\w-]+/;
