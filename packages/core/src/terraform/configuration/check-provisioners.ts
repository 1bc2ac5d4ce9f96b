import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { attributeRange, type Content, type WrittenAttribute } from "./content.js";
import type { Module } from "./module.js";
import { referencedNames } from "./referenced-names.js";
import { traversalText } from "./traversal-text.js";

/**
 * Reports provisioners that run when what they could refer to may be gone, and words that say nothing about when they run.
 *
 * Source: https://developer.hashicorp.com/terraform/language/provisioners
 */
export function reportProvisioners(module: Module, report: ReportDiagnostic): void {
  for (const { content } of module.resources.values()) {
    for (const provisioner of content.blocksOf("provisioner")) {
      const inside = provisioner.content;
      checkWord(inside.attributes.get("when"), ["create", "destroy"], report);
      checkWord(inside.attributes.get("on_failure"), ["continue", "fail"], report);
      if (wordOf(inside.attributes.get("when")) !== "destroy") continue;
      reportReferences(inside, report);
      // Without a connection of its own it has the resource's.
      if (inside.blocksOf("connection").length > 0) continue;
      for (const connection of content.blocksOf("connection")) reportReferences(connection.content, report);
    }
  }
  for (const { content } of module.removed) {
    for (const { content: inside, range } of content.blocksOf("provisioner")) {
      if (wordOf(inside.attributes.get("when")) === "destroy") continue;
      const message = 'What is removed has only provisioners with "when = destroy".';
      report({ severity: "warning", code: "invalid-provisioner", message, range });
    }
  }
}

function wordOf(written: WrittenAttribute | undefined): string | undefined {
  return written === undefined ? undefined : traversalText(written.attribute.expression);
}

function checkWord(written: WrittenAttribute | undefined, words: readonly string[], report: ReportDiagnostic): void {
  if (written === undefined || written.attribute.expression.kind === "error") return;
  if (words.includes(wordOf(written) ?? "")) return;
  const message = `"${written.attribute.name}" is one of the words ${words.join(" and ")}.`;
  report({ severity: "warning", code: "invalid-provisioner", message, range: attributeRange(written) });
}

/** What is there whenever the object itself is. */
const lastingRoots: ReadonlySet<string> = new Set(["self", "count", "path", "terraform"]);

function reportReferences({ attributes, blocks }: Content, report: ReportDiagnostic): void {
  for (const [name, written] of attributes) {
    if (name === "when" || name === "on_failure") continue;
    const other = [...referencedNames(written.attribute.expression)].find(
      ({ root, name: part }) => !lastingRoots.has(root) && !(root === "each" && part === "key"),
    );
    if (other === undefined) continue;
    const named = other.name === undefined ? other.root : `${other.root}.${other.name}`;
    const message = `A provisioner that runs on destruction can refer to "self", "count.index" and "each.key" only, not to "${named}".`;
    report({ severity: "warning", code: "invalid-provisioner", message, range: attributeRange(written) });
  }
  for (const { content } of blocks) reportReferences(content, report);
}
