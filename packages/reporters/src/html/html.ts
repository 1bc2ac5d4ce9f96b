import type { ScanResult } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { embedFindings } from "./embedded-findings.js";
import { embedGraph } from "./embedded-graph.js";
import { script, scriptHash, style, styleHash } from "./page-assets.js";
import type { PageData } from "./page-data.js";

/**
 * Writes the report as one page that needs nothing from elsewhere: its program and style are named by their hashes, and nothing
 * else may run or be loaded. What was scanned stands in it as data, which the program puts into the page as text only.
 */
export function reportHtml(result: ScanResult, { graph }: ReportOptions = {}): string {
  const { tool, summary, coverage, frameworks = [], diagnostics, findings } = result;
  const data: PageData = {
    tool,
    summary,
    coverage: coverage ?? null,
    frameworks,
    diagnostics,
    ...embedFindings(findings),
    graph: graph === undefined ? null : embedGraph(graph, findings),
  };
  const security = [
    "default-src 'none'",
    `script-src '${scriptHash}'`,
    `style-src '${styleHash}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${security}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Lintel report: ${String(summary.failed)} failing, ${String(summary.files)} files</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript><p>${String(summary.failed)} failing, ${String(summary.unknown)} unknown and ${String(summary.suppressed)} suppressed findings in ${String(summary.files)} files. The page shows them with JavaScript, which is off; it loads nothing from anywhere.</p></noscript>
<script type="application/json" id="data">${asInertJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/**
 * Writes data as JSON in which nothing can end the element that it stands in, act on who reads the source, or speak to the log
 * of a pipeline that the page is printed to.
 */
function asInertJson(data: PageData): string {
  return JSON.stringify(data).replace(/[<>&\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|#(?=#)/gu, (character) => {
    const units = Array.from({ length: character.length }, (_unit, at) => character.charCodeAt(at));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}
