import type { Finding, ScanResult, Severity } from "@lintel/core";
import { sentence, statementOf } from "../finding-text.js";
import { foreignName } from "../foreign-name.js";
import { lastLineOf, problemsOf, type Problem } from "../listed.js";

/** What a kind of sources is called in Checkov's report. */
export type CheckovFramework = "kubernetes" | "terraform" | "terraform_plan";

/** One check of one resource, as Checkov records it. */
export interface CheckovRecord {
  readonly check_id: string;
  readonly bc_check_id: string;
  readonly check_name: string;
  readonly check_result: {
    readonly result: "PASSED" | "FAILED" | "SKIPPED" | "UNKNOWN";
    readonly evaluated_keys: readonly string[];
    readonly suppress_comment?: string;
  };
  readonly code_block: readonly (readonly [line: number, text: string])[];
  readonly file_path: string;
  readonly file_abs_path: string;
  readonly repo_file_path: string;
  readonly file_line_range: readonly [first: number, last: number];
  readonly resource: string;
  readonly evaluations: null;
  readonly check_class: string;
  readonly fixed_definition: null;
  readonly entity_tags: null;
  readonly caller_file_path: string | null;
  readonly caller_file_line_range: readonly [first: number, last: number] | null;
  readonly resource_address: string | null;
  readonly severity: Uppercase<Severity>;
  readonly bc_category: string;
  readonly benchmarks: Readonly<Record<string, readonly string[]>>;
  readonly description: string;
  readonly short_description: string;
  readonly details: readonly string[];
  readonly guideline: string | null;
  readonly fingerprint: string;
}

/** What Checkov reports of one kind of sources. */
export interface CheckovReport {
  readonly framework: CheckovFramework;
  readonly passed: readonly CheckovRecord[];
  readonly failed: readonly CheckovRecord[];
  readonly skipped: readonly CheckovRecord[];
  readonly unknown: readonly CheckovRecord[];
  /** What could not be read, and what else there is to say. */
  readonly problems: readonly Problem[];
  readonly resourceCount: number;
}

/** How findings become records. */
export interface CheckovOptions {
  readonly showUnknown?: boolean | undefined;
  /** Names of checks that were asked for. */
  readonly asked?: ReadonlySet<string> | undefined;
  /** Turns a file relative to the scan root into one relative to the directory that was scanned. */
  readonly pathOf?: ((file: string) => string) | undefined;
}

const checkId = /^CKV\d*_/;
const order: readonly CheckovFramework[] = ["kubernetes", "terraform", "terraform_plan"];

/** The outcome of a scan in the terms of Checkov, a report for each kind of sources that there is something to say of. */
export function checkovReportsOf(result: ScanResult, options: CheckovOptions = {}): readonly CheckovReport[] {
  const byFramework = new Map<CheckovFramework, Finding[]>();
  for (const finding of result.findings) listOf(byFramework, checkovFrameworkOf(finding)).push(finding);
  const problems = new Map<CheckovFramework, Problem[]>();
  for (const problem of problemsOf(result)) {
    const framework = frameworkOfFile(problem.location?.file ?? "");
    listOf(problems, framework).push(problem);
    listOf(byFramework, framework);
  }
  return order.flatMap((framework) => {
    const findings = byFramework.get(framework);
    if (findings === undefined) return [];
    const records = (status: Finding["status"]): CheckovRecord[] =>
      findings.filter((finding) => finding.status === status).map((finding) => recordOf(finding, options));
    const [failed, skipped] = [records("fail"), records("suppressed")];
    const addresses = new Set(findings.map(({ resource }) => resource.address));
    return [
      {
        framework,
        passed: passedOf(records("pass"), [...failed, ...skipped]),
        failed,
        skipped,
        unknown: options.showUnknown === true ? records("unknown") : [],
        problems: problems.get(framework) ?? [],
        resourceCount: byFramework.size === 1 ? result.summary.resources : addresses.size,
      },
    ];
  });
}

/**
 * Several policies may be one check of Checkov's, which passes once for a resource, and only where none of them says otherwise.
 */
function passedOf(passed: readonly CheckovRecord[], others: readonly CheckovRecord[]): readonly CheckovRecord[] {
  const keyOf = ({ check_id, resource, file_path }: CheckovRecord) => JSON.stringify([check_id, resource, file_path]);
  const known = new Set(others.map(keyOf));
  return passed.filter((record) => {
    const key = keyOf(record);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** What Checkov calls the check that a finding is of: an id of its own where there is one, else that of the policy. */
export function checkovIdOf(finding: Finding, asked?: ReadonlySet<string>): string {
  return foreignName(finding, { pattern: checkId, asked });
}

function listOf<Item>(lists: Map<CheckovFramework, Item[]>, framework: CheckovFramework): Item[] {
  const known = lists.get(framework);
  if (known !== undefined) return known;
  const list: Item[] = [];
  lists.set(framework, list);
  return list;
}

/** What a finding is of. */
export function checkovFrameworkOf({ resource, location }: Finding): CheckovFramework {
  // The types of Kubernetes have a version in them.
  if (resource.type.includes("/")) return "kubernetes";
  return isPlan(location.file) ? "terraform_plan" : "terraform";
}

/** What a file is of, as far as its name tells. */
export function frameworkOfFile(file: string): CheckovFramework {
  if (/\.ya?ml$/i.test(file)) return "kubernetes";
  return isPlan(file) ? "terraform_plan" : "terraform";
}

/** Only a plan is JSON without being configuration. */
function isPlan(file: string): boolean {
  return /\.(json|tfplan)$/i.test(file) && !/\.(tf|tofu|tfvars)\.json$/i.test(file);
}

const results = { pass: "PASSED", fail: "FAILED", suppressed: "SKIPPED", unknown: "UNKNOWN" } as const;

function recordOf(finding: Finding, { asked, pathOf = (file) => file }: CheckovOptions): CheckovRecord {
  const { policy, status, title, suppression, location, resource, severity, excerpt, trace } = finding;
  const caller = trace.at(-1)?.location;
  return {
    check_id: checkovIdOf(finding, asked),
    bc_check_id: policy,
    check_name: title,
    check_result: {
      result: results[status],
      evaluated_keys: [],
      ...(suppression === null ? {} : { suppress_comment: suppression.reason ?? "No comment provided" }),
    },
    code_block: (excerpt?.lines ?? []).map((line, index) => [(excerpt?.firstLine ?? 1) + index, `${line}\n`]),
    file_path: rooted(pathOf(location.file)),
    file_abs_path: location.file,
    repo_file_path: rooted(location.file),
    file_line_range: [location.start.line, lastLineOf(location)],
    resource: resource.address,
    evaluations: null,
    check_class: `lintel.${policy}`,
    fixed_definition: null,
    entity_tags: null,
    caller_file_path: caller === undefined ? null : rooted(pathOf(caller.file)),
    caller_file_line_range: caller === undefined ? null : [caller.start.line, lastLineOf(caller)],
    resource_address: resource.instances[0] ?? null,
    severity: severityWords[severity],
    bc_category: finding.category,
    benchmarks: finding.controls,
    description: finding.description,
    short_description: statementOf(finding),
    details: status === "pass" ? [] : [statementOf(finding), sentence(finding.remediation)],
    guideline: null,
    fingerprint: finding.fingerprint,
  };
}

const severityWords = { critical: "CRITICAL", high: "HIGH", medium: "MEDIUM", low: "LOW", info: "INFO" } as const;

/** Checkov writes files as if the directory that is scanned were the root of all. */
function rooted(file: string): string {
  return `/${file}`;
}
