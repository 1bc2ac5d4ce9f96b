import { kindOfFile, type FileKind } from "../../source/file-kind.js";

/** What a plan or a state may be by its name. */
export const planFileKinds: ReadonlySet<FileKind> = new Set(["plan", "state", "json", "other"]);

/** Whether a file of this name may be a plan or a state. */
export function mayNamePlan(name: string): boolean {
  return planFileKinds.has(kindOfFile(name));
}

/** How the JSON of a plan or state begins, as Terraform writes it and as `jq` rewrites it. */
export const beginningOfPlan = /^\uFEFF?\s*\{\s*"(?:format_version|version|terraform_version|errored)"\s*:/;

/** Tells by a few marks whether a JSON text is what `terraform show -json` prints of a plan or a state, or a state itself. */
export function kindOfPlanText(text: string): "plan" | "state" | undefined {
  const start = text.slice(0, 400);
  if (!beginningOfPlan.test(start) || !/"terraform_version"\s*:/.test(start)) return undefined;
  return /"(?:resource_changes|planned_values)"\s*:/.test(text) ? "plan" : "state";
}
