import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { SourceFile } from "../../source/source-file.js";
import { beginningOfPlan } from "./kind-of-plan.js";
import { isZip, readBinaryPlan } from "./binary-plan.js";
import { isRecord, type JsonObject } from "./json.js";
import { isPlan } from "./plan.js";
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
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** Whether a file may be a plan or a state, judged by how it begins. */
export function maybePlan(bytes: Uint8Array): boolean {
  if (isZip(bytes)) return true;
  const text = new TextDecoder().decode(bytes.subarray(0, 400));
  return beginningOfPlan.test(text) || /"terraform_version"\s*:/.test(text);
}

/** Reads a plan or a state: JSON of `terraform show`, a `terraform.tfstate`, or a file of `terraform plan -out`. */
export function readPlanFile(path: string, bytes: Uint8Array, report: ReportDiagnostic): PlanFile | undefined {
  return isZip(bytes) ? readZip(path, bytes, report) : readJson(path, bytes, report);
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
  return { kind: "plan", document, configuration, variables, file: new SourceFile(path, "") };
}

function readJson(path: string, bytes: Uint8Array, report: ReportDiagnostic): PlanFile | undefined {
  const file = new SourceFile(path, new TextDecoder().decode(bytes));
  let document: unknown;
  try {
    document = JSON.parse(file.text);
  } catch {
    // What V8 says of the position differs between its versions; where a plan was cut off is always its end.
    const end = file.text.trimEnd().length;
    report({
      severity: "error",
      code: "plan-syntax",
      message: "This plan or state is not valid JSON, perhaps because it was cut off: nothing of it was read.",
      range: { file, start: Math.max(0, end - 1), end },
      hint: "Print it again with `terraform show -json`.",
    });
    return undefined;
  }
  if (isState(document)) return { kind: "state", document, configuration: nothing, variables: nothing, file };
  if (isPlan(document)) {
    return { kind: "plan", document, configuration: nothing, variables: variablesOf(document), file };
  }
  report({
    severity: "error",
    code: "plan-unreadable",
    message: "This file begins like a plan or a state and is neither.",
    path,
    hint: "Print the plan with `terraform show -json`.",
  });
  return undefined;
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
