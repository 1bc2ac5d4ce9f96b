import type { Finding } from "@lintel/core";
import { factsOf, placeText } from "../facts.js";
import { headlineOf, statementOf } from "../finding-text.js";
import { markdownBlock, markdownCode, markdownText, markupText } from "../markdown-text.js";
import { clip } from "../clip.js";

/** Longer lines of source would push everything else out of sight. */
const longestLine = 200;

/** What names and places are shown as code. */
const codeFacts: ReadonlySet<string> = new Set(["Where", "Resource", "Path", "Controls", "Fingerprint"]);

/** A finding as a line that unfolds: the statement, the source, then each fact. */
export function detailsOf(finding: Finding): string {
  const { location, policy } = finding;
  const summary = `${markupText(headlineOf(finding))} <code>${markupText(placeText(location))}</code>`;
  const facts = factsOf(finding).map(
    ([label, text]) => `- **${label}**: ${codeFacts.has(label) ? markdownCode(text) : markdownText(text)}`,
  );
  return [
    `<details>\n<summary>${summary}</summary>`,
    markdownText(statementOf(finding)),
    ...excerptOf(finding),
    [`- **Policy**: ${markdownCode(policy)}`, ...facts].join("\n"),
    "</details>",
  ].join("\n\n");
}

function excerptOf({ excerpt, location }: Finding): string[] {
  if (excerpt === null || excerpt.lines.length === 0) return [];
  const lines = excerpt.lines.map((line) => clip(line, longestLine));
  return [markdownBlock(lines, /\.tf(?:vars)?$/.test(location.file) ? "hcl" : "")];
}
