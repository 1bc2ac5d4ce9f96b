import type { Evidence } from "@lintel/core";
import { showable } from "../text/untrusted.js";
import { documentOf, type Part } from "./document.js";

/** Writes evidence as Markdown. */
export function evidenceAsMarkdown(evidence: Evidence): string {
  return `${documentOf(evidence).map(show).join("\n\n")}\n`;
}

function show(part: Part): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.level)} ${escape(part.text)}`;
    case "paragraph":
      return escape(part.text);
    case "facts":
      return part.facts.map(([name, value]) => `- **${escape(name)}**: ${escape(value)}`).join("\n");
    case "table":
      return [part.columns, part.columns.map(() => "---"), ...part.rows.map((row) => row.map(escape))]
        .map((cells) => `| ${cells.join(" | ")} |`)
        .join("\n");
  }
}

/** What comes from files must neither end a cell nor be taken for markup. */
function escape(text: string): string {
  return showable(text)
    .replace(/[\\`*_[\]|~#!$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "&#64;")
    .replace(/:\/\//g, "&#58;//");
}
