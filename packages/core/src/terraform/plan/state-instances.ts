import { isRecord, listOf, type JsonObject } from "./json.js";
import { treeOfPaths } from "./marks.js";
import type { PlannedPath } from "./planned-reading.js";

/** One resource instance of a state, wherever its format keeps it. */
export interface StateInstance {
  readonly address: string;
  readonly mode: unknown;
  readonly type: unknown;
  readonly values: unknown;
  readonly sensitive: unknown;
  /** Where the attributes stand in the document. */
  readonly path: PlannedPath;
}

/** The resource instances of a state, stored or shown. `around` is where it stands in its document. */
export function instancesOf(state: JsonObject, around: PlannedPath = []): readonly StateInstance[] {
  return state["version"] === undefined ? shownInstances(state, around) : storedInstances(state);
}

/** The instances of `terraform show -json`, where modules are nested. */
function shownInstances(document: JsonObject, around: PlannedPath): StateInstance[] {
  const found: StateInstance[] = [];
  const values = document["values"];
  const pending: { module: unknown; path: PlannedPath }[] = [
    { module: isRecord(values) ? values["root_module"] : undefined, path: [...around, "values", "root_module"] },
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
        values: withoutTypes(instance["attributes"]),
        sensitive: treeOfPaths(listOf(instance["sensitive_attributes"]).map(pathOf)),
        path: ["resources", index, "instances", at, "attributes"],
      });
    }
  }
  return found;
}

/** A path of cty: `[{type: "get_attr", value: "tags"}, {type: "index", value: {value: "x", type: "string"}}]`. */
function pathOf(path: unknown): readonly (string | number)[] {
  return listOf(path).map((step) => {
    const value = isRecord(step) ? step["value"] : undefined;
    const key = isRecord(value) ? value["value"] : value;
    return typeof key === "number" ? key : String(key);
  });
}

/** Where a schema leaves the type open, a stored state has the value beside its type. */
function withoutTypes(attributes: unknown): unknown {
  if (!isRecord(attributes)) return attributes;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isTyped(value) ? value["value"] : value]),
  );
}

function isTyped(value: unknown): value is JsonObject {
  if (!isRecord(value) || Object.keys(value).length !== 2 || !("value" in value)) return false;
  const { type } = value;
  if (typeof type === "string") return /^(?:string|number|bool|dynamic)$/.test(type);
  return Array.isArray(type) && type.length === 2 && /^(?:object|tuple|list|map|set)$/.test(String(type[0]));
}
