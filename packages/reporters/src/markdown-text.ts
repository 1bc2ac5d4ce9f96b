import { showable } from "./text/untrusted.js";

/** Nothing that is seen: it keeps hosts of Markdown, which look at the finished page, from making links of what follows. */
const nothing = "&#8203;";

const special = /:\/\/|\bwww\.|[@#!](?=\w)|^\s*(?:[-+=]|\d+[.)])|[\\`*_[\]|~@#!&<>"'$]/gi;

/**
 * Makes text of a scanned file stand in Markdown, and in a cell of a table, as it is: neither markup, nor HTML, nor a mention
 * of a person, an issue, or an address.
 */
export function markdownText(text: string): string {
  return showable(text).replace(special, (found) => broken(found) ?? escaped(found));
}

/** Makes text stand in HTML that Markdown leaves alone, such as the summary of a block of details. */
export function markupText(text: string): string {
  return showable(text).replace(/:\/\/|\bwww\.|[@#!](?=\w)|[&<>"'`]/gi, (found) => broken(found) ?? reference(found));
}

/** What hosts would make a link of, with nothing in its middle. */
function broken(found: string): string | null {
  if (found === "://") return `:${nothing}//`;
  if (/^www/i.test(found)) return `${found.slice(0, -1)}${nothing}.`;
  if (/^[@#!]/.test(found)) return `${reference(found)}${nothing}`;
  return null;
}

function escaped(found: string): string {
  if (/[&<>"'$]/.test(found)) return reference(found);
  return `${found.slice(0, -1)}\\${found.slice(-1)}`;
}

function reference(character: string): string {
  return `&#${String(character.charCodeAt(0))};`;
}

/** Makes text stand as code within a line of Markdown: nothing in it means anything, and hosts make no links there. */
export function markdownCode(text: string): string {
  const shown = showable(text);
  const fence = "`".repeat(longestFence([shown]) + 1);
  const padding = shown.trim() === "" || /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A block of code as it is; its fence is longer than any within. */
export function markdownBlock(lines: readonly string[], language: string): string {
  const fence = "`".repeat(Math.max(2, longestFence(lines)) + 1);
  return [`${fence}${language}`, ...lines.map(showable), fence].join("\n");
}

function longestFence(lines: readonly string[]): number {
  return lines.reduce((longest, line) => {
    const runs = line.match(/`+/g) ?? [];
    return runs.reduce((length, run) => Math.max(length, run.length), longest);
  }, 0);
}
