import type { GraphNode } from "../../graph/graph.js";
import type { NodeReference } from "../../graph/reading.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceFile } from "../../source/source-file.js";
import { parseAddress } from "./address.js";
import { isRecord, type JsonObject } from "./json.js";
import { DocumentLocator, textOfEntry } from "./locate.js";
import { holdsTrue } from "./marks.js";
import type { PlanSources } from "./plan.js";
import { readObject, type PlannedOrigin } from "./planned-reading.js";
import { instancesOf, type StateInstance } from "./state-instances.js";

const namesOfEmpty: ReadonlySet<string> = new Set(["format_version", "terraform_version", "checks"]);

/** Whether a parsed JSON document is a state: a `terraform.tfstate`, or what `terraform show -json` prints of one. */
export function isState(document: unknown): document is JsonObject {
  if (!isRecord(document)) return false;
  if (typeof document["format_version"] === "string") {
    // Of an empty state the version is all that is shown.
    return isRecord(document["values"]) || Object.keys(document).every((name) => namesOfEmpty.has(name));
  }
  if (typeof document["version"] !== "number" || typeof document["terraform_version"] !== "string") return false;
  return Array.isArray(document["resources"]) || Array.isArray(document["modules"]);
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
  const version = document["version"] ?? document["format_version"];
  const isShown = document["version"] === undefined;
  if (isShown ? !/^(?:0|1)\./.test(String(version)) : version !== 4) {
    report({
      severity: "error",
      code: "state-version",
      message: `This state has version ${JSON.stringify(version)}; version 4 is understood, and version 1.x of what is shown.`,
      path: file.path,
      hint: "Run any `terraform plan` of Terraform 0.12 or newer, which upgrades the state, and show it again.",
    });
    return [];
  }
  const locator = new DocumentLocator(file);
  return instancesOf(document).map((instance) => nodeOf(instance, locator, sources));
}

/**
 * The data sources that were read while a plan was made, which are not among its changes: their values are in the state that
 * the plan begins with.
 */
export function nodesOfPriorData(document: JsonObject, file: SourceFile, sources: PlanSources): GraphNode[] {
  const prior = document["prior_state"];
  if (!isRecord(prior)) return [];
  const locator = new DocumentLocator(file);
  return instancesOf(prior, ["prior_state"])
    .filter(({ mode }) => mode === "data")
    .map((instance) => nodeOf(instance, locator, sources));
}

function nodeOf(instance: StateInstance, locator: DocumentLocator, sources: PlanSources): GraphNode {
  const { address, path } = instance;
  const configured = sources.configured(address);
  const isData = instance.mode === "data";
  const origin: PlannedOrigin = {
    address,
    locate: (inside) => locator.locate([...path, ...inside], path.length - 1),
    textOf: (inside) => textOfEntry(locator.locate([...path, ...inside], path.length - 1)),
    references: () => noReferences,
    isSecret: sources.isSecret,
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
