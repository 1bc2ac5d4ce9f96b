import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { DiscoveredFile } from "../../source/discover.js";
import type { FileKind } from "../../source/file-kind.js";
import { SourceFile } from "../../source/source-file.js";
import { beginningOfPlan } from "./kind-of-plan.js";
import { isZip, readBinaryPlan, startOfZip } from "./binary-plan.js";
import { isRecord, type JsonObject } from "./json.js";
import { endOfValue, skipSpace } from "./json-text.js";
import { isPlan } from "./plan.js";
import { recordedSecrets } from "./recorded-secrets.js";
import { isState } from "./state.js";

/** A plan or a state, read from a file. */
export interface PlanFile {
  readonly kind: "plan" | "state";
  readonly document: JsonObject;
  /** What findings point into where no configuration is at hand; empty for a binary plan. */
  readonly file: SourceFile;
  /** The configuration that a binary plan carries, by path below the root module's directory. */
  readonly configuration: ReadonlyMap<string, Uint8Array>;
  /** The values that the plan was made with, by variable. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** Whether a text is one that must not be shown, wherever it stands. */
  readonly isSecret: (text: string) => boolean;
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Reads a plan or a state that was named: JSON of `terraform show`, a `terraform.tfstate`, or a file of `terraform plan -out`.
 * Returns undefined for a file that can only be one and cannot be read, which is reported, and `"other"` for one that may be
 * something else.
 */
export function readPlanFile(
  { path, kind }: Pick<DiscoveredFile, "path" | "kind">,
  bytes: Uint8Array,
  report: ReportDiagnostic,
): PlanFile | "other" | undefined {
  if (isZip(bytes) || isBeginningOfZip(bytes)) return readZip(path, bytes, report);
  const isOther = kind === "json" ? isOtherJson(bytes) : kind === "other" && !beginsLikePlan(bytes);
  return isOther ? "other" : readJson(path, kind, bytes, report);
}

/** Whether this is a binary plan that was cut off after its first bytes. */
function isBeginningOfZip(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte, at) => byte === startOfZip[at]);
}

/** Whether a file whose name says nothing is one of which nothing is left, or begins like the JSON of a plan. */
function beginsLikePlan(bytes: Uint8Array): boolean {
  return bytes.length === 0 || mayBePlan(textOf(bytes.subarray(0, 400)));
}

function mayBePlan(text: string): boolean {
  return beginningOfPlan.test(text) || /"terraform_version"\s*:/.test(text);
}

/** Whether JSON says that it is a Kubernetes object, of which more is said elsewhere. */
function isOtherJson(bytes: Uint8Array): boolean {
  const start = textOf(bytes.subarray(0, 4096));
  return !mayBePlan(start) && start.includes('"apiVersion"');
}

function textOf(bytes: Uint8Array): string {
  // PowerShell writes what is redirected into a file so.
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

function readZip(path: string, bytes: Uint8Array, report: ReportDiagnostic): PlanFile | undefined {
  const plan = readBinaryPlan(bytes);
  if (plan === undefined) {
    report({
      severity: "error",
      code: "plan-unreadable",
      message: "This archive is not a plan that can be read, or part of it is missing.",
      path,
      hint: "Write the plan again with `terraform plan -out`, or print it with `terraform show -json`.",
    });
    return undefined;
  }
  const { document, configuration, variables } = plan;
  const isSecret = recordedSecrets(document);
  return { kind: "plan", document, configuration, variables, isSecret, file: new SourceFile(path, "") };
}

function readJson(
  path: string,
  kind: FileKind,
  bytes: Uint8Array,
  report: ReportDiagnostic,
): PlanFile | "other" | undefined {
  const file = new SourceFile(path, textOf(bytes));
  const parsed = parseJson(file, kind, report);
  if (parsed === undefined || parsed === "other") return parsed;
  const { document } = parsed;
  if (isState(document)) {
    const isSecret = recordedSecrets(document);
    return { kind: "state", document, configuration: nothing, variables: nothing, isSecret, file };
  }
  if (isPlan(document)) {
    const read = withoutRest(document);
    const isSecret = recordedSecrets(read);
    return { kind: "plan", document: read, configuration: nothing, variables: variablesOf(read), isSecret, file };
  }
  if (kind === "json" && !mayBePlan(file.text.slice(0, 400)) && !isEmpty(document)) return "other";
  report({
    severity: "error",
    code: "plan-unreadable",
    message: isEmpty(document) ? "There is nothing in this file." : "This is neither a plan nor a state.",
    path,
    hint: "Print the plan with `terraform show -json`.",
  });
  return undefined;
}

/** What is read of a plan. The rest, above all the planned values, which the changes tell again, is a third of it or more. */
function withoutRest(document: JsonObject): JsonObject {
  const names = ["format_version", "variables", "resource_drift", "resource_changes", "output_changes"];
  const kept = [...names, "prior_state", "configuration"].map((name) => [name, document[name]] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function isEmpty(document: unknown): boolean {
  return isRecord(document) && Object.keys(document).length === 0;
}

function parseJson(
  file: SourceFile,
  kind: FileKind,
  report: ReportDiagnostic,
): { readonly document: unknown } | "other" | undefined {
  const { path, text } = file;
  const hint = "Print the plan or the state again with `terraform show -json`.";
  const start = skipSpace(text, 0);
  if (start === text.length) {
    report({ severity: "error", code: "plan-unreadable", message: "This file is empty.", path, hint });
    return undefined;
  }
  try {
    return { document: JSON.parse(text) };
  } catch {
    const isMaybePlan = mayBePlan(text.slice(0, 400));
    const isCutOff = endOfValue(text, start) === text.length;
    if (kind === "json" && !isMaybePlan && !isCutOff) return "other";
    // What V8 says of the position differs between its versions; where a plan was cut off is always its end.
    const end = text.trimEnd().length;
    const what = isMaybePlan ? "This plan or state" : "This";
    report({
      severity: "error",
      code: "plan-syntax",
      message: `${what} is not valid JSON, perhaps because it was cut off: nothing of it was read.`,
      range: { file, start: Math.max(0, end - 1), end },
      hint,
    });
    return undefined;
  }
}

/** The variables whose values are not just their defaults, which the configuration tells better: with their line. */
function variablesOf(document: JsonObject): ReadonlyMap<string, unknown> {
  const variables = document["variables"];
  if (!isRecord(variables)) return nothing;
  const given = new Map<string, unknown>();
  for (const [name, entry] of Object.entries(variables)) {
    if (!isRecord(entry) || !("value" in entry)) continue;
    const declared = at(document["configuration"], "root_module", "variables", name);
    const isDefault = isRecord(declared) && JSON.stringify(declared["default"]) === JSON.stringify(entry["value"]);
    if (!isDefault) given.set(name, entry["value"]);
  }
  return given;
}

function at(value: unknown, ...names: string[]): unknown {
  return names.reduce((found, name) => (isRecord(found) ? found[name] : undefined), value);
}
