import type { Diagnostic, Finding } from "./report.js";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;" };

/** Makes of text that a file contains one line in which Markdown sees nothing but text: no link, no mention, no HTML. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\\`*_{}[\]()#+!|~$:]/g, "\\$&")
    .replace(/[&<>@]/g, (character) => entities[character] ?? character)
    .trim();
}

/** What is told of a finding on its line. */
export function describeFinding({ policy, severity, title, message, remediation, resource }: Finding): string {
  const mend = remediation === undefined ? "" : ` ${plain(remediation)}`;
  return `**${plain(title)}** (${plain(severity)}, ${plain(policy)}): ${plain(resource.address)}. ${plain(message)}${mend}`;
}

/** What is told of a file that could not be read. */
export function describeDiagnostic({ code, message }: Diagnostic): string {
  return `**Lintel could not read all of this** (${plain(code)}): ${plain(message)}`;
}

/** How many findings there are of each severity, as a table. */
export function summarize(findings: readonly Finding[], severities: readonly string[]): string {
  const rows = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`| ${severity} | ${String(count)} |`];
  });
  return ["### Lintel", "", "| severity | findings |", "| --- | ---: |", ...rows].join("\n");
}
