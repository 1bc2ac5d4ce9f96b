import type { PolicyEntry } from "@lintel/core";

/** Lists the checks that there are, a row for each id that Checkov has, or the id of the policy where it has none. */
export function listChecks(entries: readonly PolicyEntry[]): string {
  const rows = entries.flatMap((entry) => {
    const ids = entry.aliases.filter((alias) => alias.startsWith("CKV"));
    const entity = entry.match.join(", ");
    const kind = /^(kubernetes|pod)/.test(entry.id) ? "Kubernetes" : "Terraform";
    return (ids.length === 0 ? [entry.id] : ids).map((id) => [id, entity, entry.title, kind, entry.severity, entry.id]);
  });
  rows.sort(([one = ""], [other = ""]) => (one < other ? -1 : one === other ? 0 : 1));
  const lines = [
    ["", "Id", "Entity", "Policy", "IaC", "Severity", "Lintel"],
    ["---", "---", "---", "---", "---", "---", "---"],
    ...rows.map((row, index) => [String(index), ...row]),
  ];
  return lines.map((line) => `| ${line.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`).join("");
}
