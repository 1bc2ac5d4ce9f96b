import type { Evidence } from "@lintel/core";
import { showable } from "../text/untrusted.js";
import { documentOf, type Part } from "./document.js";

const style = `
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #bbb; } h3 { font-size: 1.05rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; }
th, td { border: 1px solid #ccc; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f2f2f2; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.state { white-space: nowrap; font-weight: 600; }
.fail { color: #a40000; } .unknown, .not-judged, .excepted { color: #7a4b00; } .pass { color: #00602b; } .not-applicable, .not-covered { color: #555; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  h2 { break-before: page; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; }
}
`;

/** Writes evidence as one HTML page that needs nothing from elsewhere, runs nothing, and prints well. */
export function evidenceAsHtml(evidence: Evidence): string {
  const parts = documentOf(evidence);
  const title = parts.find(({ kind }) => kind === "heading");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title?.kind === "heading" ? title.text : "Evidence")}</title>
<style>${style}</style>
</head>
<body>
${parts.map(show).join("\n")}
</body>
</html>
`;
}

function show(part: Part): string {
  switch (part.kind) {
    case "heading": {
      const tag = `h${String(part.level)}`;
      return `<${tag} id="${escape(part.anchor)}">${escape(part.text)}</${tag}>`;
    }
    case "paragraph":
      return `<p>${escape(part.text)}</p>`;
    case "facts":
      return `<dl>\n${part.facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join("\n")}\n</dl>`;
    case "table":
      return `<table>
<thead><tr>${part.columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("")}</tr></thead>
<tbody>
${part.rows.map((row) => showRow(row, part.stateColumn)).join("\n")}
</tbody>
</table>`;
  }
}

function showRow(row: readonly string[], stateColumn: number | undefined): string {
  const cells = row.map((cell, index) => {
    const of = index === stateColumn ? ` class="state ${cell.toLowerCase().replace(/\W+/g, "-")}"` : "";
    return `<td${of}>${escape(cell)}</td>`;
  });
  return `<tr>${cells.join("")}</tr>`;
}

function escape(text: string): string {
  return showable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}
