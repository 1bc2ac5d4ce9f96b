import { severities, type Finding, type ReportedDiagnostic, type ScanCoverage } from "@lintel/core";
import type { PlannedChanges } from "../review/planned-changes.js";
import type { NotReviewed, Review, ReviewedFinding } from "../review/review.js";
import { commandUsage } from "../commands/parse-command.js";
import { clip, code, details, prose, table } from "./markdown.js";
import type { ConversationOptions } from "./options.js";

/** How many entries a list has before the rest is only counted. */
const listed = 50;

/** Writes the one comment that says it all at a glance. */
export function writeSummary(review: Review, options: ConversationOptions): string {
  const { added, fixed, suppressedNow, unknownNow, diagnostics, notReviewed, planned } = review;
  const parts = [
    `### Lintel: ${headline(review)}`,
    verdict(review),
    ...(added.length + fixed.length === 0 ? [] : [bySeverity(review)]),
    ...section("What this change brings", added, (each) => describeNew(each, options)),
    ...missing(notReviewed, diagnostics),
    ...(planned === undefined ? [] : describePlan(planned)),
    ...folded("mended by this change", fixed, describeFinding, options),
    ...folded("suppressed by this change", suppressedNow, describeSuppressed, options),
    ...folded("not decidable any more", unknownNow, describeUnknown, options),
    ...mentions(added, options),
    footer(review, options),
  ];
  return clip(parts.filter((part) => part !== "").join("\n\n"));
}

/** Says in a few words what came of a review: also the title of the check. */
export function headline({ added, fixed, conclusion, notReviewed, diagnostics }: Review): string {
  const blocking = added.filter(({ isBlocking }) => isBlocking).length;
  const news = added.length === 0 ? "nothing new" : count(added.length, "new finding");
  const blocks = blocking === 0 ? "" : blocking === added.length ? ", blocking" : `, ${blocking} of them blocking`;
  const mended = fixed.length === 0 ? "" : `, ${fixed.length} mended`;
  const isPartial = notReviewed.length > 0 || diagnostics.some(({ severity }) => severity === "error");
  return `${news}${blocks}${mended}${conclusion !== "success" && isPartial ? ", not all reviewed" : ""}`;
}

function verdict({ unchanged, base, head }: Review): string {
  const [number, one] = [unchanged.length, unchanged.length === 1];
  const before =
    number === 0
      ? "Nothing was found before that is still there."
      : `${count(number, "finding")} ${one ? "was" : "were"} there before and ${one ? "stays" : "stay"}; this review leaves ${one ? "it" : "them"} alone.`;
  const compared = `Compared ${code(head.slice(0, 10))} with ${code(base.slice(0, 10))}.`;
  return `${compared} ${before}`;
}

function bySeverity({ added, fixed }: Review): string {
  const countOf = (findings: readonly Finding[], severity: string): string =>
    String(findings.filter((finding) => finding.severity === severity).length);
  const present = severities.filter((severity) =>
    [...added.map(({ finding }) => finding), ...fixed].some((finding) => finding.severity === severity),
  );
  return table(
    ["", ...present],
    [
      [
        "new",
        ...present.map((severity) =>
          countOf(
            added.map(({ finding }) => finding),
            severity,
          ),
        ),
      ],
      ["mended", ...present.map((severity) => countOf(fixed, severity))],
    ],
  );
}

function describeNew(
  { finding, placement, isBlocking, owners }: ReviewedFinding,
  options: ConversationOptions,
): string {
  const weight = `**${finding.severity}**${isBlocking ? " (blocking)" : ""}`;
  const where =
    placement.kind === "lines"
      ? place({ ...placement, line: placement.first }, options)
      : place({ file: finding.location.file, line: finding.location.start.line, side: "head" }, options);
  const elsewhere = placement.kind === "lines" ? "" : ", which no changed line decides alone";
  const named = owners.length === 0 || options.mentionOwners ? "" : ` (${owners.map(code).join(", ")})`;
  return `${weight} ${whatIsWrong(finding)} ${where}${elsewhere} · ${code(finding.policy)}${named}`;
}

function place(
  { file, line, side }: { readonly file: string; readonly line: number; readonly side: "head" | "base" },
  { linkTo }: ConversationOptions,
): string {
  const shown = code(`${file}:${line}`);
  return linkTo === undefined ? shown : `[${shown}](${linkTo({ file, line, side })})`;
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${whatIsWrong(finding)} · ${code(finding.policy)}`;
}

function whatIsWrong({ message, resource }: Finding): string {
  return `${code(resource.address)}: ${prose(message)}${/[.!?]$/.test(message) ? "" : "."}`;
}

function describeSuppressed(finding: Finding): string {
  const { reason, until, owner, location } = finding.suppression ?? noSuppression;
  const why = reason === null ? "no reason given" : `“${prose(reason)}”`;
  const how = [
    why,
    ...(until === null ? [] : [`until ${prose(until)}`]),
    ...(owner === null ? [] : [`by ${code(owner)}`]),
  ];
  const at = location ?? finding.location;
  return `${describeFinding(finding)}: ${how.join(", ")}, in ${code(`${at.file}:${at.start.line}`)}`;
}

const noSuppression = { reason: null, until: null, owner: null, location: null };

function describeUnknown({ finding }: ReviewedFinding): string {
  const why = finding.reason === null ? "" : ` (${finding.reason})`;
  return `${describeFinding(finding)}${why}`;
}

function missing(notReviewed: readonly NotReviewed[], diagnostics: readonly ReportedDiagnostic[]): string[] {
  const lines = [
    ...notReviewed.map(({ what, location }) => `${prose(what)}${at(location)}`),
    ...diagnostics.map(({ severity, message, location }) => `${severity}: ${prose(message)}${at(location)}`),
  ];
  return section("What could not be reviewed", lines, (line) => line);
}

function at(location: ReportedDiagnostic["location"] | undefined): string {
  return location === undefined || location === null ? "" : ` ${code(`${location.file}:${location.start.line}`)}`;
}

function describePlan({ counts, losses, drift }: PlannedChanges): string[] {
  const all = Object.entries(counts).filter(([action]) => action !== "no-op");
  const total =
    all.length === 0
      ? "The plan changes nothing."
      : `${all.map(([action, number]) => `${number} to ${prose(action)}`).join(", ")}.`;
  const lost = losses
    .slice(0, listed)
    .map(({ address, action, forcedBy }) => [code(address), action, forcedBy.map(code).join(", ")]);
  const drifted = drift
    .slice(0, listed)
    .map(({ address, action, attributes }) => [code(address), prose(action), attributes.map(code).join(", ")]);
  return [
    "#### The plan",
    total,
    ...(lost.length === 0 ? [] : [table(["destroyed or replaced", "action", "forced by"], lost), ...rest(losses)]),
    ...(drifted.length === 0
      ? []
      : [table(["altered outside Terraform", "how", "attributes"], drifted), ...rest(drift)]),
  ];
}

function mentions(added: readonly ReviewedFinding[], { mentionOwners }: ConversationOptions): string[] {
  const owners = [...new Set(added.flatMap((each) => each.owners))];
  return mentionOwners && owners.length > 0 ? [`For ${owners.slice(0, 10).join(", ")}, who own what is affected.`] : [];
}

function footer({ summary, coverage }: Review, { hasHtml = true, hasCommands = true }: ConversationOptions): string {
  const looked = coverage === undefined ? `${count(summary.files, "file")} parsed` : describeCoverage(coverage);
  const commands = commandUsage.map(code).join(", ");
  const text = hasCommands ? `${looked}. Commands: ${commands}.` : `${looked}.`;
  return hasHtml ? `<sub>${text}</sub>` : text;
}

function describeCoverage(coverage: ScanCoverage): string {
  const { filesFound, filesParsed, moduleCalls, modulesNotLoaded, resources, verdicts, verdictsKnown } = coverage;
  const files = `${filesParsed} of ${count(filesFound, "file")} parsed`;
  const modules = modulesNotLoaded === 0 ? "" : `, ${modulesNotLoaded} of ${count(moduleCalls, "module")} not loaded`;
  return `${files}${modules}, ${count(resources, "resource")}, ${verdictsKnown} of ${count(verdicts, "verdict")} known`;
}

function section<T>(title: string, entries: readonly T[], describe: (entry: T) => string): string[] {
  if (entries.length === 0) return [];
  return [`#### ${title}`, list(entries, describe), ...rest(entries)];
}

function folded<T>(
  what: string,
  entries: readonly T[],
  describe: (entry: T) => string,
  options: ConversationOptions,
): string[] {
  if (entries.length === 0) return [];
  return [details(`${entries.length} ${what}`, [list(entries, describe), ...rest(entries)].join("\n\n"), options)];
}

/** What reads alike, as of two containers of one pod, is one entry. */
function list<T>(entries: readonly T[], describe: (entry: T) => string): string {
  const times = new Map<string, number>();
  for (const line of entries.slice(0, listed).map(describe)) times.set(line, (times.get(line) ?? 0) + 1);
  return [...times].map(([line, number]) => `- ${line}${number === 1 ? "" : ` (${number} times)`}`).join("\n");
}

function rest(entries: readonly unknown[]): string[] {
  return entries.length <= listed ? [] : [`…and ${entries.length - listed} more.`];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
