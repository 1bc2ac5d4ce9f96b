import type { ReportedDiagnostic } from "@lintel/core";
import { skippedReasonText, unknownReasonText } from "../../text/reasons.js";
import { counted, el, number, type Child } from "./dom.js";
import { placeText } from "./labels.js";
import type { Model } from "./model.js";

const weights = { error: 0, warning: 1, info: 2 } as const;

/** What was looked at and what was not, and what there was to say about reading it. */
export function showCoverage({ data }: Model): HTMLElement {
  const { summary, coverage, diagnostics } = data;
  const skipped = coverage?.filesSkipped ?? summary.skipped;
  const reasons = coverage?.unknownReasons ?? summary.unknownReasons;
  return el(
    "section",
    { class: "coverage", "aria-label": "Coverage and diagnostics" },
    el("h1", {}, "Coverage"),
    el(
      "div",
      { class: "columns" },
      el("section", {}, el("h2", {}, "What was looked at"), facts(factsOf(data))),
      reasonsList("Files skipped", skipped, (reason) => skippedReasonText.get(reason) ?? reason),
      reasonsList("Verdicts unknown", reasons, (reason) => `because of ${textOfReason(reason)}`),
      withoutTarget(coverage?.policiesWithoutTarget ?? []),
    ),
    el(
      "section",
      {},
      el("h2", {}, "Diagnostics", el("span", { class: "count" }, number(diagnostics.length))),
      showDiagnostics(diagnostics),
    ),
  );
}

function factsOf({ summary, coverage }: Model["data"]): readonly (readonly [string, string])[] {
  if (coverage === null) {
    return [
      ["Files parsed", number(summary.files)],
      ["Resources", number(summary.resources)],
      ["Policies", number(summary.policies)],
    ];
  }
  const { filesFound, filesParsed, moduleCalls, modulesNotLoaded, resources, verdicts, verdictsKnown } = coverage;
  const share = verdicts === 0 ? "" : ` (${String(Math.floor((1000 * verdictsKnown) / verdicts) / 10)}%)`;
  return [
    ["Files parsed", `${number(filesParsed)} of ${number(filesFound)}`],
    ["Module calls loaded", `${number(moduleCalls - modulesNotLoaded)} of ${number(moduleCalls)}`],
    ["Resources", number(resources)],
    ["Policies", number(summary.policies)],
    ["Verdicts known", `${number(verdictsKnown)} of ${number(verdicts)}${share}`],
  ];
}

function facts(entries: readonly (readonly [string, string])[]): HTMLElement {
  return el(
    "dl",
    { class: "facts" },
    entries.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

function textOfReason(reason: string): string {
  return new Map<string, string>(Object.entries(unknownReasonText)).get(reason) ?? reason;
}

function reasonsList(
  title: string,
  counts: Readonly<Record<string, number>>,
  describe: (reason: string) => string,
): Child {
  const entries = Object.entries(counts).sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  if (entries.length === 0) return null;
  return el(
    "section",
    {},
    el("h2", {}, title),
    el(
      "ul",
      { class: "reasons" },
      entries.map(([reason, count]) => el("li", {}, el("b", {}, number(count)), ` ${describe(reason)}`)),
    ),
  );
}

function withoutTarget(policies: readonly string[]): Child {
  if (policies.length === 0) return null;
  return el(
    "section",
    {},
    el("h2", {}, "Policies that found nothing to judge"),
    el(
      "details",
      {},
      el("summary", {}, counted(policies.length, "policy", "policies")),
      el(
        "ul",
        { class: "plain" },
        policies.map((policy) => el("li", {}, el("code", {}, policy))),
      ),
    ),
  );
}

function showDiagnostics(diagnostics: readonly ReportedDiagnostic[]): HTMLElement {
  if (diagnostics.length === 0) return el("p", { class: "quiet" }, "There is nothing to say about reading the files.");
  const ordered = [...diagnostics].sort((one, other) => weights[one.severity] - weights[other.severity]);
  return el(
    "ul",
    { class: "diagnostics" },
    ordered.map(({ severity, code, message, hint, location }) =>
      el(
        "li",
        { class: severity },
        el("p", {}, el("span", { class: `level ${severity}` }, severity), " ", el("code", {}, code), " ", message),
        hint === null ? null : el("p", {}, hint),
        location === null ? null : el("p", { class: "place" }, el("code", { class: "quiet" }, placeText(location))),
      ),
    ),
  );
}
