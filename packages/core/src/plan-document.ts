import { sensitiveText } from "./document-data.js";
import { isRecord, listOf, type JsonObject } from "./terraform/plan/json.js";

const shortestSecret = 3;

/**
 * Returns the JSON of a plan without its sensitive values: what the plan marks as sensitive, variables and outputs declared so,
 * and wherever the configuration that it holds repeats one of those.
 */
export function maskedPlan(document: JsonObject): JsonObject {
  const secrets = new Set<string>();
  const masked: Record<string, unknown> = { ...document };
  for (const list of ["resource_changes", "resource_drift", "deferred_changes"]) {
    if (Array.isArray(document[list])) masked[list] = listOf(document[list]).map((entry) => maskEntry(entry, secrets));
  }
  if (isRecord(document["output_changes"])) {
    masked["output_changes"] = mapValues(document["output_changes"], (change) => maskChange(change, secrets));
  }
  masked["planned_values"] = maskValues(document["planned_values"], secrets);
  const prior = document["prior_state"];
  if (isRecord(prior)) masked["prior_state"] = { ...prior, values: maskValues(prior["values"], secrets) };
  masked["variables"] = maskVariables(document["variables"], document["configuration"], secrets);
  masked["configuration"] = maskRepeated(maskDefaults(document["configuration"]), secrets);
  return Object.fromEntries(Object.entries(masked).filter(([, value]) => value !== undefined));
}

function maskEntry(entry: unknown, secrets: Set<string>): unknown {
  if (!isRecord(entry)) return entry;
  // A deferred change wraps an entry of the usual shape.
  if (isRecord(entry["resource_change"])) {
    return { ...entry, resource_change: maskEntry(entry["resource_change"], secrets) };
  }
  return { ...entry, change: maskChange(entry["change"], secrets) };
}

function maskChange(change: unknown, secrets: Set<string>): unknown {
  if (!isRecord(change)) return change;
  const masked: Record<string, unknown> = { ...change };
  for (const side of ["before", "after"]) {
    if (side in change) masked[side] = maskMarked(change[side], change[`${side}_sensitive`], secrets);
  }
  return masked;
}

function maskValues(values: unknown, secrets: Set<string>): unknown {
  if (!isRecord(values)) return values;
  const masked: Record<string, unknown> = { ...values };
  if (isRecord(values["outputs"])) {
    masked["outputs"] = mapValues(values["outputs"], (output) =>
      isRecord(output) && output["sensitive"] === true
        ? { ...output, value: maskMarked(output["value"], true, secrets) }
        : output,
    );
  }
  masked["root_module"] = maskModule(values["root_module"], secrets);
  return masked;
}

function maskModule(module: unknown, secrets: Set<string>): unknown {
  if (!isRecord(module)) return module;
  const masked: Record<string, unknown> = { ...module };
  if (Array.isArray(module["resources"])) {
    masked["resources"] = listOf(module["resources"]).map((resource) =>
      isRecord(resource)
        ? { ...resource, values: maskMarked(resource["values"], resource["sensitive_values"], secrets) }
        : resource,
    );
  }
  if (Array.isArray(module["child_modules"])) {
    masked["child_modules"] = listOf(module["child_modules"]).map((child) => maskModule(child, secrets));
  }
  return masked;
}

function maskVariables(variables: unknown, configuration: unknown, secrets: Set<string>): unknown {
  if (!isRecord(variables)) return variables;
  const root = isRecord(configuration) ? configuration["root_module"] : undefined;
  const declared = isRecord(root) && isRecord(root["variables"]) ? root["variables"] : {};
  const entries = Object.entries(variables).map(([name, variable]): [string, unknown] => {
    const declaration = declared[name];
    // Without a declaration nothing says that it may be shown.
    const isShown = isRecord(declaration) && declaration["sensitive"] !== true;
    if (isShown || !isRecord(variable)) return [name, variable];
    return [name, { ...variable, value: maskMarked(variable["value"], true, secrets) }];
  });
  return Object.fromEntries(entries);
}

/** Masks the defaults of variables that are declared sensitive, in the root module and in every called one. */
function maskDefaults(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(maskDefaults);
  if (!isRecord(part)) return part;
  if (part["sensitive"] === true && "default" in part) return { ...part, default: sensitiveText };
  return mapValues(part, maskDefaults);
}

/** Masks what the marks say, a structure of `true` at sensitive places, and remembers the texts among it. */
function maskMarked(value: unknown, marks: unknown, secrets: Set<string>): unknown {
  if (value === null || value === undefined || marks === undefined || marks === false) return value;
  if (marks === true) {
    remember(value, secrets);
    return sensitiveText;
  }
  if (Array.isArray(value) && Array.isArray(marks)) {
    return value.map((item, index) => maskMarked(item, marks[index], secrets));
  }
  if (!isRecord(value) || !isRecord(marks)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, maskMarked(part, marks[name], secrets)]),
  );
}

function remember(value: unknown, secrets: Set<string>): void {
  if (typeof value === "string") {
    if (value.length >= shortestSecret) secrets.add(value);
  } else if (Array.isArray(value)) for (const item of value) remember(item, secrets);
  else if (isRecord(value)) for (const part of Object.values(value)) remember(part, secrets);
}

function maskRepeated(part: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof part === "string") return secrets.has(part) ? sensitiveText : part;
  if (Array.isArray(part)) return part.map((item) => maskRepeated(item, secrets));
  return isRecord(part) ? mapValues(part, (value) => maskRepeated(value, secrets)) : part;
}

function mapValues(record: JsonObject, map: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
