import { clip } from "../clip.js";
import { showable } from "../text/untrusted.js";

const escapes: Readonly<Record<string, string>> = {
  "|": "||",
  "'": "|'",
  "[": "|[",
  "]": "|]",
  "\n": "|n",
};

const plain = /^[\x20-\x26\x28-\x5a\x5c\x5e-\x7b\x7d\x7e]*$/;

/** TeamCity cuts values that are longer, or leaves the message unread. */
const longestValue = 4000;

/**
 * Writes a TeamCity service message, by the rules of JetBrains' page "Service Messages": a value stands between apostrophes, and
 * whatever is not ASCII is written by number, so that the encoding of the log does not matter.
 */
export function serviceMessage(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  longest: Readonly<Record<string, number>> = {},
): string {
  let written = `##teamcity[${name}`;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value === undefined) continue;
    written += ` ${key}='${typeof value === "number" ? String(value) : escapeValue(clip(value, longest[key] ?? longestValue))}'`;
  }
  return `${written}]`;
}

/** Line breaks are those that stand between our sentences: {@link serviceText} has spelled out all others. */
function escapeValue(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(
    /[|'[\]\n]|[^\x20-\x7e]/g,
    (character) => escapes[character] ?? `|0x${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Lines of text of a scanned file, for the value of an attribute. */
export function serviceText(lines: readonly string[]): string {
  return lines.map(showable).join("\n");
}
