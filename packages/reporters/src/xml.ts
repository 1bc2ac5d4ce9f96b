import { showable } from "./text/untrusted.js";

/** Code points that XML 1.0 has no way to write, not even as references. */
const unwritable = /[\ufffe\uffff]/g;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text that stands as it is, which is most of it. */
const plain = /^[\x20\x21\x24\x25\x28-\x3b\x3d\x3f-\x7e]*$/;

/**
 * Makes text fit to stand between the quotes of an attribute. What acts instead of being shown, and what XML cannot hold, is
 * spelled out; so is what the log of a pipeline would take for a command.
 */
function xmlText(text: string): string {
  if (plain.test(text)) return text;
  return showable(text)
    .replace(unwritable, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => references[character] ?? character)
    .replace(/##(?=\[|vso\[|teamcity\[)/gi, "&#35;#");
}

/** Makes text of several lines fit to stand between tags. */
export function xmlLines(lines: readonly string[]): string {
  return lines.map(xmlText).join("\n");
}

/** Writes an opening tag, or with `isEmpty` a whole element; attributes without a value are left out. */
export function xmlTag(
  name: string,
  attributes: Readonly<Record<string, string | number | null | undefined>>,
  isEmpty = false,
): string {
  let written = `<${name}`;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value === null || value === undefined) continue;
    written += ` ${key}="${typeof value === "number" ? String(value) : xmlText(value)}"`;
  }
  return `${written}${isEmpty ? "/" : ""}>`;
}

/** The first line of an XML document. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>';
