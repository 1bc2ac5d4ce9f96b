import { describeFixes } from "../fix/describe-fix.js";
import { aliasesOf, matchOf, type Policy } from "../policy.js";

/** A part of a policy's fixture, without its annotations. */
export interface PageExample {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What Lintel prints about it. */
  readonly output?: string | undefined;
}

/** What the page of a policy is made of. */
export interface PageParts {
  readonly policy: Policy;
  /** The text of the policy's file. */
  readonly source: string;
  readonly failing: PageExample | undefined;
  readonly passing: PageExample | undefined;
}

/** Writes the Markdown page of one policy. */
export function policyPage({ policy, source, failing, passing }: PageParts): string {
  const fixes = describeFixes(policy).map((each) =>
    each.replace(
      /^(\S+) (.*)$/s,
      (_all, option: string, rest: string) => `- \`lintel scan ${option}\` ${inline(rest)}`,
    ),
  );
  const sections = [
    `# ${inline(policy.title)}`,
    factsOf(policy),
    policy.description.trim(),
    `## How to mend it\n\n${policy.remediation.trim()}`,
    ...(fixes.length === 0 ? [] : [fixes.join("\n")]),
  ];
  if (failing !== undefined) sections.push("## What fails", ...examplesOf(failing));
  if (passing !== undefined) sections.push("## What passes", ...examplesOf(passing));
  const parameters = Object.entries(policy.parameters ?? {});
  if (parameters.length > 0) {
    const rows = parameters.map(([name, { type, default: value, description }]) =>
      [name, type, `\`${JSON.stringify(value)}\``, description].map(cell),
    );
    sections.push("## Parameters", table(["Name", "Type", "Default", "What it sets"], rows));
  }
  sections.push("## The policy", fenced("yaml", source));
  if (policy.links.length > 0) sections.push("## Read more", policy.links.map((link) => `- <${link}>`).join("\n"));
  return `${sections.join("\n\n")}\n`;
}

/** A policy with the file name of its page. */
export interface IndexEntry {
  readonly policy: Policy;
  readonly page: string;
  /** The heading that it is listed under. */
  readonly group: string;
}

/** Writes the page that lists all pages, grouped, each group in the order of its entries. */
export function policyIndex(entries: readonly IndexEntry[]): string {
  const groups = new Map<string, IndexEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.group);
    if (group === undefined) groups.set(entry.group, [entry]);
    else group.push(entry);
  }
  const sections = [...groups].map(([group, listed]) => {
    const rows = listed.map(({ policy, page }) => [
      `[${policy.id}](${page})`,
      cell(policy.title),
      policy.severity,
      policy.preset,
    ]);
    return `## ${inline(group)}\n\n${table(["Policy", "What is wrong", "Severity", "Preset"], rows)}`;
  });
  const count = `${String(entries.length)} ${entries.length === 1 ? "policy" : "policies"}.`;
  return `${["# Policies", count, ...sections].join("\n\n")}\n`;
}

function factsOf(policy: Policy): string {
  const rows: string[][] = [
    ["Policy", `\`${policy.id}\``],
    ["Severity", policy.severity],
    ["Category", policy.category],
    ["Preset", policy.preset],
    [
      "Reads",
      matchOf(policy)
        .map((type) => `\`${type}\``)
        .join(", "),
    ],
  ];
  if (aliasesOf(policy).length > 0) rows.push(["Aliases", listed(policy.aliases)]);
  if (Object.keys(policy.controls).length > 0) rows.push(["Controls", listed(policy.controls)]);
  if (policy.onUnknown === "report") rows.push(["Unknown", "counts like a failure"]);
  return table(["", ""], rows);
}

function listed(lists: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(lists)
    .filter(([, names]) => names.length > 0)
    .map(([key, names]) => cell(`${key} ${names.join(", ")}`))
    .join("; ");
}

function examplesOf({ files, output }: PageExample): readonly string[] {
  const parts = files.flatMap(({ name, text }) => [
    ...(files.length > 1 ? [`\`${name}\``] : []),
    fenced(/\.(?:tf|tofu)$/.test(name) ? "terraform" : name.endsWith(".json") ? "json" : "yaml", text),
  ]);
  return output === undefined ? parts : [...parts, fenced("text", output)];
}

/** A code block whose fence is longer than any in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([fence]) => fence.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return inline(text).replace(/\|/g, "\\|");
}

/** Text on one line in which nothing is markup. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\<>*_[\]]/g, "\\$&");
}
