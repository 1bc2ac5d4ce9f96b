import type { ChangeAction, NodeChange } from "../../graph/change.js";
import type { GraphNode } from "../../graph/graph.js";
import type { Reading } from "../../graph/reading.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceFile } from "../../source/source-file.js";
import { parseAddress } from "./address.js";
import { isRecord, listOf, type JsonObject } from "./json.js";
import { JsonLocator } from "./locate.js";
import { PlannedConfiguration } from "./planned-configuration.js";
import { readObject, readPlanned, type PlannedOrigin } from "./planned-reading.js";

/** What a plan or state needs to become nodes. */
export interface PlanSources {
  /** The directory that the nodes belong to, which joins never leave. */
  readonly domain: string;
  /** The node that the configuration has at an address, where the configuration is at hand. */
  configured(address: string): GraphNode | undefined;
}

/** Whether a parsed JSON document is what `terraform show -json` prints for a plan. */
export function isPlan(document: unknown): document is JsonObject {
  return isRecord(document) && typeof document["format_version"] === "string" && "resource_changes" in document;
}

/**
 * Turns a plan into nodes: one for each resource instance that will be there or goes away, with what the plan does to it.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export function nodesOfPlan(
  document: JsonObject,
  file: SourceFile,
  sources: PlanSources,
  report: ReportDiagnostic,
): GraphNode[] {
  const version = String(document["format_version"]);
  if (!version.startsWith("1.")) {
    report({
      severity: "error",
      code: "plan-version",
      message: `This plan has format version ${version}; versions 1.x are understood.`,
      path: file.path,
      hint: "Print the plan with `terraform show -json` of Terraform 0.15 or newer.",
    });
    return [];
  }
  const drift = new Map<string, JsonObject>();
  for (const entry of listOf(document["resource_drift"])) {
    if (isRecord(entry)) drift.set(String(entry["address"]), entry);
  }
  const context: Context = {
    file,
    sources,
    drift,
    configuration: new PlannedConfiguration(document["configuration"]),
    planned: new JsonLocator(file, "resource_changes", ["change", "after"]),
    prior: new JsonLocator(file, "resource_changes", ["change", "before"]),
    drifted: new JsonLocator(file, "resource_drift", ["change", "after"]),
  };
  const nodes: GraphNode[] = [];
  for (const entry of listOf(document["resource_changes"])) {
    // A deposed object is what a replacement left behind; the resource itself has an entry of its own.
    if (isRecord(entry) && typeof entry["address"] === "string" && entry["deposed"] === undefined) {
      nodes.push(nodeOfChange(entry, entry["address"], context));
    }
  }
  return nodes;
}

interface Context {
  readonly file: SourceFile;
  readonly sources: PlanSources;
  readonly drift: ReadonlyMap<string, JsonObject>;
  readonly configuration: PlannedConfiguration;
  readonly planned: JsonLocator;
  readonly prior: JsonLocator;
  readonly drifted: JsonLocator;
}

function nodeOfChange(entry: JsonObject, address: string, context: Context): GraphNode {
  const { block } = parseAddress(address);
  const configured = context.sources.configured(address);
  const isData = entry["mode"] === "data";
  const origin = originOf(address, context.planned, context.configuration);
  const driftEntry = context.drift.get(address);
  let change: NodeChange | undefined;
  let drift: NodeChange | undefined;
  const changeOf = (): JsonObject => (isRecord(entry["change"]) ? entry["change"] : {});
  return {
    address,
    blockAddress: block,
    type: isData ? `data.${String(entry["type"])}` : String(entry["type"]),
    kind: isData ? "data" : "resource",
    domain: context.sources.domain,
    get range() {
      return configured?.range ?? origin.locate([]);
    },
    reading: readObject(
      {
        value: changeOf()["after"],
        unknown: changeOf()["after_unknown"],
        sensitive: changeOf()["after_sensitive"],
      },
      origin,
      configured?.reading,
    ),
    views: configured?.views,
    get hasRecordedSecrets() {
      return holdsTrue(changeOf()["after_sensitive"]);
    },
    get change() {
      change ??= readChange(
        changeOf(),
        origin,
        originOf(address, context.prior, context.configuration),
        configured?.reading,
      );
      return change;
    },
    get drift() {
      if (driftEntry === undefined) return undefined;
      const from = originOf(address, context.drifted, context.configuration);
      drift ??= readChange(isRecord(driftEntry["change"]) ? driftEntry["change"] : {}, from, from, configured?.reading);
      return drift;
    },
  };
}

/** Where the parts of the resource at an address come from. */
function originOf(address: string, locator: JsonLocator, configuration: PlannedConfiguration): PlannedOrigin {
  return {
    address,
    locate: (path) => locator.locate(address, path),
    references: (path) => {
      const { calls, name } = parseAddress(address);
      return configuration.references(calls, name, path);
    },
  };
}

function readChange(
  change: JsonObject,
  origin: PlannedOrigin,
  priorOrigin: PlannedOrigin,
  configured: Reading | undefined,
): NodeChange {
  const after = { value: change["after"], unknown: change["after_unknown"], sensitive: change["after_sensitive"] };
  const before = { value: change["before"], unknown: undefined, sensitive: change["before_sensitive"] };
  let attributes: readonly string[] | undefined;
  return {
    action: actionOf(listOf(change["actions"])),
    get before() {
      return readPlanned(before, priorOrigin, undefined);
    },
    get after() {
      return readPlanned(after, origin, configured);
    },
    get attributes() {
      attributes ??= changedAttributes(before.value, after.value, after.unknown);
      return attributes;
    },
    replacing: listOf(change["replace_paths"]).map(pathText).sort(),
  };
}

function actionOf(actions: readonly unknown[]): ChangeAction {
  if (actions.length === 2) return "replace";
  const [action] = actions;
  switch (action) {
    case "create":
    case "update":
    case "delete":
    case "forget":
    case "read":
      return action;
    default:
      return "no-op";
  }
}

function changedAttributes(before: unknown, after: unknown, unknown: unknown): readonly string[] {
  if (!isRecord(before) && !isRecord(after)) return [];
  const [old, next] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const names = new Set([
    ...Object.keys(old),
    ...Object.keys(next),
    ...(isRecord(unknown) ? Object.keys(unknown) : []),
  ]);
  return [...names]
    .filter((name) => !isSame(old[name], next[name]) || holdsTrue(isRecord(unknown) ? unknown[name] : undefined))
    .sort();
}

function isSame(left: unknown, right: unknown): boolean {
  // Both sides come from one serializer, which writes keys in order, so that equal values have equal texts.
  return left === right || (left ?? null) === (right ?? null) || JSON.stringify(left) === JSON.stringify(right);
}

/** Whether a tree of marks marks anything. */
export function holdsTrue(tree: unknown): boolean {
  if (tree === true) return true;
  if (typeof tree !== "object" || tree === null) return false;
  return Object.values(tree).some(holdsTrue);
}

function pathText(path: unknown): string {
  return listOf(path).reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
