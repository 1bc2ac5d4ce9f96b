import type { GraphNode } from "../../graph/graph.js";
import type { NodeReference } from "../../graph/reading.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceFile } from "../../source/source-file.js";
import { parseAddress } from "./address.js";
import { isRecord, listOf, type JsonObject } from "./json.js";
import { DocumentLocator } from "./locate.js";
import { holdsTrue, type PlanSources } from "./plan.js";
import { readObject, type PlannedOrigin, type PlannedPath } from "./planned-reading.js";

/** One resource instance of a state, wherever its format keeps it. */
interface StateInstance {
  readonly address: string;
  readonly mode: unknown;
  readonly type: unknown;
  readonly values: unknown;
  readonly sensitive: unknown;
  /** Where the attributes stand in the document. */
  readonly path: PlannedPath;
}

/** Whether a parsed JSON document is a state: a `terraform.tfstate`, or what `terraform show -json` prints of one. */
export function isState(document: unknown): document is JsonObject {
  if (!isRecord(document) || typeof document["terraform_version"] !== "string") return false;
  if (typeof document["format_version"] === "string") return isRecord(document["values"]);
  return typeof document["version"] === "number" && Array.isArray(document["resources"]);
}

/**
 * Turns a state into nodes, one for each resource instance.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function nodesOfState(
  document: JsonObject,
  file: SourceFile,
  sources: PlanSources,
  report: ReportDiagnostic,
): GraphNode[] {
  const version = document["version"];
  if (version !== undefined && version !== 4) {
    report({
      severity: "error",
      code: "state-version",
      message: `This state has version ${JSON.stringify(version)}; version 4 is understood.`,
      path: file.path,
      hint: "Run any `terraform plan` of Terraform 0.12 or newer: it upgrades the state.",
    });
    return [];
  }
  const instances = version === undefined ? shownInstances(document) : storedInstances(document);
  const locator = new DocumentLocator(file);
  return instances.map((instance) => nodeOf(instance, locator, sources));
}

function nodeOf(instance: StateInstance, locator: DocumentLocator, sources: PlanSources): GraphNode {
  const { address, path } = instance;
  const configured = sources.configured(address);
  const isData = instance.mode === "data";
  const origin: PlannedOrigin = {
    address,
    locate: (inside) => locator.locate([...path, ...inside], path.length - 1),
    references: () => noReferences,
  };
  return {
    address,
    blockAddress: parseAddress(address).block,
    type: isData ? `data.${String(instance.type)}` : String(instance.type),
    kind: isData ? "data" : "resource",
    domain: sources.domain,
    get range() {
      return configured?.range ?? origin.locate([]);
    },
    reading: readObject(
      { value: instance.values, unknown: undefined, sensitive: instance.sensitive },
      origin,
      configured?.reading,
    ),
    views: configured?.views,
    get hasRecordedSecrets() {
      return holdsTrue(instance.sensitive);
    },
  };
}

/** A state holds values alone: what they were computed from shows in equal ids and names. */
const noReferences: readonly NodeReference[] = [];

/** The instances of `terraform show -json`, where modules are nested. */
function shownInstances(document: JsonObject): StateInstance[] {
  const found: StateInstance[] = [];
  const values = document["values"];
  const pending: { module: unknown; path: PlannedPath }[] = [
    { module: isRecord(values) ? values["root_module"] : undefined, path: ["values", "root_module"] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { module, path } = next;
    if (!isRecord(module)) continue;
    for (const [index, resource] of listOf(module["resources"]).entries()) {
      if (!isRecord(resource) || typeof resource["address"] !== "string") continue;
      found.push({
        address: resource["address"],
        mode: resource["mode"],
        type: resource["type"],
        values: resource["values"],
        sensitive: resource["sensitive_values"],
        path: [...path, "resources", index, "values"],
      });
    }
    const children = listOf(module["child_modules"]).map((child, index) => ({
      module: child,
      path: [...path, "child_modules", index],
    }));
    pending.push(...children.reverse());
  }
  return found;
}

/** The instances of a `terraform.tfstate`, grouped by resource, with sensitive attributes as a list of paths. */
function storedInstances(document: JsonObject): StateInstance[] {
  const found: StateInstance[] = [];
  for (const [index, resource] of listOf(document["resources"]).entries()) {
    if (!isRecord(resource)) continue;
    const prefix = typeof resource["module"] === "string" ? `${resource["module"]}.` : "";
    const name = `${String(resource["type"])}.${String(resource["name"])}`;
    const address = `${prefix}${resource["mode"] === "data" ? "data." : ""}${name}`;
    for (const [at, instance] of listOf(resource["instances"]).entries()) {
      if (!isRecord(instance) || instance["deposed"] !== undefined) continue;
      const key = instance["index_key"];
      found.push({
        address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
        mode: resource["mode"],
        type: resource["type"],
        values: instance["attributes"],
        sensitive: sensitiveTree(listOf(instance["sensitive_attributes"])),
        path: ["resources", index, "instances", at, "attributes"],
      });
    }
  }
  return found;
}

/** The tree of sensitive parts that a list of cty paths describes: `[[{type: "get_attr", value: "password"}]]`. */
function sensitiveTree(paths: readonly unknown[]): JsonObject {
  const tree: Record<string, unknown> = {};
  for (const path of paths) {
    const [first] = listOf(path);
    // An index into a set has no position, so what is sensitive inside an attribute makes the attribute so.
    if (isRecord(first) && typeof first["value"] === "string") tree[first["value"]] = true;
  }
  return tree;
}
