import { compileGlob } from "../../graph/glob.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { directoryOf } from "../../source/paths.js";
import { placeOfSuppression, type ActiveSuppression } from "./active-suppression.js";
import type { NamedPolicies } from "./named-policies.js";
import type { FoundSuppressions, SuppressionRequirements, WrittenSuppression } from "./suppression.js";

/** What suppressions are held to. */
export interface SuppressionTerms {
  readonly names: NamedPolicies;
  readonly requirements: SuppressionRequirements;
  readonly today: string | undefined;
  readonly workspace: string;
  /** Whether what is wrong in a file is reported. */
  readonly isReported: (path: string) => boolean;
  readonly report: ReportDiagnostic;
}

/** Leaves the suppressions that hold today; reports what keeps the others from it. */
export function admitSuppressions(found: FoundSuppressions, terms: SuppressionTerms): readonly ActiveSuppression[] {
  const { isReported, report } = terms;
  for (const { message, hint, range, isFatal } of found.mistakes) {
    const severity = isFatal === true ? "error" : "warning";
    if (isReported(range.file.path)) report({ severity, code: "suppression-malformed", message, hint, range });
  }
  const foreign = new Map<string, Set<string>>();
  const active: ActiveSuppression[] = [];
  for (const written of found.suppressions) {
    const policies = lookUp(written, terms, foreign);
    if (policies.size === 0 || !isOfWorkspace(written, terms.workspace)) continue;
    const problem = problemOf(written, terms);
    if (problem === undefined) active.push({ written, policies, used: new Set(), refused: new Set() });
    else if (isReported(written.range.file.path)) report({ severity: "warning", ...problem, range: written.range });
  }
  reportForeign(foreign, report);
  if (terms.today === undefined && active.some(({ written }) => written.until !== undefined)) {
    report({
      severity: "info",
      code: "suppression-expiry-unknown",
      message: "Nobody said what day it is, so that suppressions hold whatever day they end on.",
    });
  }
  return active;
}

function lookUp(
  written: WrittenSuppression,
  { names, isReported, report }: SuppressionTerms,
  foreign: Map<string, Set<string>>,
): ReadonlySet<string> {
  const { tool, range } = written;
  if (written.names === "all") return names.allOf(tool);
  const policies = new Set<string>();
  for (const name of written.names) {
    const meant = names.meantBy(tool, name);
    for (const id of meant ?? []) policies.add(id);
    if (meant !== undefined || !isReported(range.file.path)) continue;
    if (tool === "lintel") {
      const near = names.nearest(name);
      const message = `There is no policy “${name}”, so that this suppresses nothing of it.`;
      const hint = near === undefined ? "See `lintel policy list`." : `Did you mean “${near}”?`;
      report({ severity: "warning", code: "suppression-unknown-policy", message, hint, range });
    } else {
      const unknown = foreign.get(tool);
      if (unknown === undefined) foreign.set(tool, new Set([name]));
      else unknown.add(name);
    }
  }
  return policies;
}

/** What other tools look at and we do not is said once, however often it is suppressed. */
function reportForeign(foreign: ReadonlyMap<string, ReadonlySet<string>>, report: ReportDiagnostic): void {
  if (foreign.size === 0) return;
  const counts = [...foreign].sort().map(([tool, ids]) => `${String(ids.size)} of ${tool}`);
  const total = [...foreign.values()].reduce((sum, ids) => sum + ids.size, 0);
  report({
    severity: "info",
    code: "suppression-not-covered",
    message: `Suppressions name ${String(total)} ${total === 1 ? "check" : "checks"} of other tools that no policy covers: ${counts.join(", ")}.`,
  });
}

function isOfWorkspace({ workspace }: WrittenSuppression, current: string): boolean {
  return workspace === undefined || compileGlob(workspace)(current);
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function problemOf(written: WrittenSuppression, { requirements, today }: SuppressionTerms): Problem | undefined {
  const { until, kind } = written;
  if (until !== undefined && today !== undefined && until < today) {
    return {
      code: "suppression-expired",
      message: `This suppression held until ${until}; what it suppressed is reported again.`,
      hint: "Mend what it is about, or set a later day.",
    };
  }
  const lacking = kind === "baseline" ? undefined : lackOf(written, requirements, today);
  if (lacking === undefined) return undefined;
  return {
    code: "suppression-incomplete",
    message: `${lacking}, so that it suppresses nothing.`,
    hint: "The configuration asks for it.",
  };
}

function lackOf(
  { reason, owner, until }: WrittenSuppression,
  { requireReason, requireOwner, maximumDays }: SuppressionRequirements,
  today: string | undefined,
): string | undefined {
  if (requireReason === true && reason === undefined) return "This suppression gives no reason";
  if (requireOwner === true && owner === undefined) return "This suppression names no owner";
  if (maximumDays === undefined) return undefined;
  if (until === undefined)
    return `This suppression has no last day, which may be ${String(maximumDays)} days ahead at most`;
  if (today === undefined) return undefined;
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  if (days <= maximumDays) return undefined;
  return `This suppression ends in ${String(days)} days, of which ${String(maximumDays)} are allowed`;
}

/** What is known when everything has been judged. */
export interface SuppressionOutcome {
  readonly active: readonly ActiveSuppression[];
  readonly names: NamedPolicies;
  /** Whether a policy was run, and is on in a file, so that a suppression of it that did nothing there is of no use. */
  readonly isOnIn: (id: string, file: string) => boolean;
  readonly isReported: (path: string) => boolean;
}

/** Reports suppressions that did nothing, and those that must not do what they would. */
export function auditSuppressions(outcome: SuppressionOutcome, report: ReportDiagnostic): void {
  for (const suppression of asWritten(outcome.active)) {
    const { range } = suppression.written;
    if (!outcome.isReported(range.file.path)) continue;
    const refused = [...suppression.refused].sort();
    if (refused.length > 0) {
      report({
        severity: "warning",
        code: "suppression-refused",
        message: `Findings of ${refused.join(", ")} cannot be suppressed, since the configuration makes it mandatory.`,
        hint: "Mend what is found, or change the enforcement where it is set.",
        range,
      });
    }
    const unused = isInScope(suppression, outcome) ? unusedNames(suppression, outcome) : [];
    if (unused.length > 0) reportUnused(suppression.written, unused, report);
  }
}

/** What is written once and is about several resources, as an annotation in a module is, is of use where one of them uses it. */
function asWritten(active: readonly ActiveSuppression[]): Iterable<ActiveSuppression> {
  const places = new Map<string, ActiveSuppression>();
  for (const suppression of active) {
    const place = placeOfSuppression(suppression);
    const known = places.get(place);
    if (known === undefined) {
      places.set(place, { ...suppression, used: new Set(suppression.used), refused: new Set(suppression.refused) });
    } else {
      for (const id of suppression.used) known.used.add(id);
      for (const id of suppression.refused) known.refused.add(id);
    }
  }
  return places.values();
}

/**
 * What other tools wrote down by themselves is theirs to keep up. A configuration is about its directory, and so is a list of what to ignore;
 * that it leaves out some files whole is no suppression of anything in particular.
 */
function isInScope(
  { written: { kind, range, names } }: ActiveSuppression,
  { isReported }: SuppressionOutcome,
): boolean {
  if (kind === "ignore-file" && names === "all") return false;
  if (kind === "configuration" || kind === "ignore-file") return isReported(directoryOf(range.file.path));
  return kind !== "baseline";
}

function unusedNames(
  { written, policies, used, refused }: ActiveSuppression,
  { names, isOnIn }: SuppressionOutcome,
): readonly string[] {
  const { tool, scope } = written;
  const file = scope.kind === "place" ? scope.range.file.path : scope.kind === "matching" ? "" : scope.file;
  const isUnused = (ids: ReadonlySet<string>): boolean =>
    [...ids].some((id) => isOnIn(id, file)) && ![...ids].some((id) => used.has(id) || refused.has(id));
  if (written.names === "all") return isUnused(policies) ? ["all"] : [];
  return written.names.filter((name) => isUnused(names.meantBy(tool, name) ?? new Set()));
}

function reportUnused({ tool, range }: WrittenSuppression, names: readonly string[], report: ReportDiagnostic): void {
  report({
    severity: tool === "lintel" ? "warning" : "info",
    code: "suppression-unused",
    message: `There is nothing here that this suppression of ${names.join(", ")} would suppress.`,
    hint: "Remove it, or move it to what it is about.",
    range,
  });
}
