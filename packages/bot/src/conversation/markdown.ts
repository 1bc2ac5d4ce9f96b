import type { ConversationOptions } from "./options.js";

/** Sets a word apart from what hosts make of it: mentions, references to issues, links, quick actions. Nobody sees it. */
const wordJoiner = "\u2060";

/** Characters that act instead of being shown: controls, marks that reorder or hide text, halves of surrogate pairs. */
const acting = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function visible(text: string): string {
  return text.replace(acting, (character) =>
    /\s/.test(character) ? " " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/**
 * Makes text that comes from files, or that somebody wrote, a stretch of prose in Markdown: on one line, without markup, and
 * without effect: mentioning nobody, referring to nothing, linking nowhere, no quick action of GitLab's.
 */
export function prose(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]|~<>]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/([@#!$%^~])(?=[\w"{])|&(?=\d)/g, `$&${wordJoiner}`)
    .replace(/:\/\//g, `:${wordJoiner}//`)
    .replace(/\bG[HL]-(?=\d)/gi, `$&${wordJoiner}`)
    .replace(/\bwww\./gi, `www${wordJoiner}.`)
    .replace(/^(\s*)([-+/>=#]|\d+[.)])/, `$1${wordJoiner}$2`);
}

/** Shows text as code within a line; nothing in it has an effect, also in a table. */
export function code(text: string): string {
  const shown = visible(text).replaceAll("|", "\u2502").trim();
  if (shown === "") return "(empty)";
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Shows lines as a block of code. */
export function codeBlock(lines: readonly string[], language = ""): string {
  const fence = "`".repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...lines.map(visibleLine), fence].join("\n");
}

function visibleLine(line: string): string {
  return line.replace(/\r$/, "").split("\t").map(visible).join("\t");
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/**
 * Shows lines to put in the place of others, which will be taken over as they are; undefined where some cannot be shown so. A line that
 * looks like a quick action cannot: older versions of GitLab take a fence within for the end of the block, and obey what follows.
 */
export function suggestionBlock(lines: readonly string[], fenceName: string): string | undefined {
  return lines.every((line) => visibleLine(line) === line && !/^\s*\/[a-z]/i.test(line))
    ? codeBlock(lines, fenceName)
    : undefined;
}

/** What readers open when they want it; where there is no such thing, it stands open. */
export function details(summary: string, body: string, { hasHtml = true }: Partial<ConversationOptions> = {}): string {
  if (!hasHtml) return `**${summary}**\n\n${body}`;
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A table; the cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What no host takes is cut off; GitHub's limit for a comment is 65,536 characters. */
const maximumLength = 60_000;

/** Cuts at the end of a line, so that no markup is left open half-way. */
export function clip(text: string): string {
  if (text.length <= maximumLength) return text;
  const end = text.lastIndexOf("\n\n", maximumLength);
  return `${text.slice(0, end === -1 ? maximumLength : end)}\n\n…the rest does not fit into one comment.`;
}
