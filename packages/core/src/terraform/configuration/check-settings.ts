import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type Content, type WrittenAttribute, type WrittenBlock } from "./content.js";
import { isOverrideFileName } from "./module-files.js";
import type { Module } from "./module.js";
import { traversalText } from "./traversal-text.js";
import { isVersionConstraint } from "./version-constraint.js";

// With what later versions and OpenTofu have: of two tools, the one that accepts something is right.
const settingArguments: ReadonlySet<string> = new Set(["required_version", "experiments", "language"]);
const settingBlocks: ReadonlySet<string> = new Set([
  "required_providers",
  "backend",
  "cloud",
  "provider_meta",
  "encryption",
  "state_store",
]);

/** What a module has once at most; a backend and HCP Terraform exclude each other. */
const singleBlocks: ReadonlyMap<string, string> = new Map([
  ["required_providers", "required_providers"],
  ["backend", "backend"],
  ["cloud", "backend"],
]);

const providerArguments: ReadonlySet<string> = new Set(["source", "version", "configuration_aliases"]);

const providerSource = /^(?:(?:[^/]+\/)?[^/]+\/)?[^/]+$/;

/**
 * Reports what `terraform` blocks hold that they may not, and what stands in several of them though it may stand in one.
 *
 * Source: https://developer.hashicorp.com/terraform/language/block/terraform
 */
export function reportInvalidSettings(module: Module, report: ReportDiagnostic): void {
  const checker = new SettingsChecker(report);
  for (const { content } of module.settings) checker.checkBlock(content);
  for (const required of module.requiredProviders.values()) checker.checkProvider(required);
}

class SettingsChecker {
  readonly #single = new Map<string, WrittenBlock>();

  constructor(readonly report: ReportDiagnostic) {}

  checkBlock({ attributes, blocks }: Content): void {
    for (const [name, { file, attribute }] of attributes) {
      if (settingArguments.has(name)) continue;
      const message = `An argument named "${name}" is not expected in a block of type "terraform".`;
      this.warn("unsupported-argument", message, { file, start: attribute.start, end: attribute.nameEnd });
    }
    const version = attributes.get("required_version");
    if (version !== undefined) this.checkVersion(version);
    for (const block of blocks) this.checkNested(block);
  }

  checkNested(nested: WrittenBlock): void {
    const { type } = nested.block;
    if (!settingBlocks.has(type)) {
      const message = `Blocks of type "${type}" are not expected in a block of type "terraform".`;
      this.warn("unsupported-block", message, nested.range);
    }
    const single = singleBlocks.get(type);
    // An override file replaces what the others have.
    if (single === undefined || isOverrideFileName(nested.file.path)) return;
    const first = this.#single.get(single);
    this.#single.set(single, first ?? nested);
    if (first === undefined) return;
    const { line } = first.file.positionAt(first.block.start);
    const place = `${first.file.path}:${String(line)}`;
    const message = `A module has one "${first.block.type}" block at most; there is one at ${place}.`;
    this.warn("duplicate-declaration", message, nested.range);
  }

  checkVersion(written: WrittenAttribute): void {
    const { expression } = written.attribute;
    if (expression.kind === "error" || expression.kind === "null") return;
    if (expression.kind === "string" && isVersionConstraint(expression.value)) return;
    const message = "This is no version constraint, as “>= 1.5, < 2.0” is one.";
    this.warn("invalid-version-constraint", message, attributeRange(written));
  }

  checkProvider(written: WrittenAttribute): void {
    const { expression } = written.attribute;
    const { file } = written;
    if (expression.kind === "string" && expression.value.trim() !== "") this.checkVersion(written);
    if (expression.kind !== "object") return;
    for (const { key, value, start, end } of expression.items) {
      const name = traversalText(key);
      if (name !== undefined && !providerArguments.has(name)) {
        const message = `A required provider has "source", "version" and "configuration_aliases", and no "${name}".`;
        this.warn("unsupported-argument", message, { file, start: key.start, end: key.end });
      }
      if (value.kind === "string") this.checkProviderText(name, value.value, { file, start, end });
    }
  }

  checkProviderText(name: string | undefined, text: string, range: SourceRange): void {
    if (name === "version" && text.trim() !== "" && !isVersionConstraint(text)) {
      const message = "This is no version constraint, as “~> 5.0” is one.";
      this.warn("invalid-version-constraint", message, range);
    }
    if (name === "source" && !providerSource.test(text)) {
      this.warn("invalid-provider-source", "A source is written as [host/][namespace/]type.", range);
    }
  }

  warn(code: string, message: string, range: SourceRange): void {
    this.report({ severity: "warning", code, message, range });
  }
}
