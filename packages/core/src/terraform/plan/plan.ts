import type { ChangeAction, NodeChange } from "../../graph/change.js";
import type { GraphNode } from "../../graph/graph.js";
import type { NodeReference, ObjectReading, Reading } from "../../graph/reading.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import { compareCodePoints } from "../../source/code-points.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { deposedAddress, parseAddress } from "./address.js";
import { isRecord, listOf, type JsonObject } from "./json.js";
import { JsonLocator, textOfEntry } from "./locate.js";
import { eitherMarked, holdsTrue } from "./marks.js";
import { PlannedConfiguration } from "./planned-configuration.js";
import { withEffective } from "./planned-effective.js";
import { readObject, readPlanned, type PlannedOrigin, type PlannedPath, type PlannedValue } from "./planned-reading.js";

/** What a plan or state needs to become nodes. */
export interface PlanSources {
  /** The directory that the nodes belong to, which joins never leave. */
  readonly domain: string;
  /** The node that the configuration has at an address, where the configuration is at hand. */
  configured(address: string): GraphNode | undefined;
  /** Whether a text is one that must not be shown, wherever it stands. */
  readonly isSecret: (text: string) => boolean;
}

/** Whether a parsed JSON document is what `terraform show -json` prints for a plan. */
export function isPlan(document: unknown): document is JsonObject {
  if (!isRecord(document) || typeof document["format_version"] !== "string") return false;
  // Where nothing changes there is no list of changes.
  return "resource_changes" in document || "planned_values" in document;
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
    // What was only moved is no drift, but a binary plan lists it.
    if (isRecord(entry) && actionOf(changeOf(entry)) !== "no-op") drift.set(addressOf(entry), entry);
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
    if (!isRecord(entry) || typeof entry["address"] !== "string") continue;
    const node = new PlannedNode(entry, entry["address"], context);
    // What an earlier replacement left behind is nobody's to edit: all that can be judged is that it goes.
    if (entry["deposed"] === undefined || isRemoval(node)) nodes.push(node);
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

/** A resource instance of a plan. A class, because a plan has very many, of which most are only asked for a name or two. */
class PlannedNode implements GraphNode {
  readonly address: string;
  readonly blockAddress: string;
  readonly kind: "data" | "resource";
  readonly type: string;
  readonly domain: string;
  readonly views: GraphNode["views"];
  readonly #configured: GraphNode | undefined;
  #reading: ObjectReading | undefined;
  #change: NodeChange | undefined;
  #drift: NodeChange | undefined;

  constructor(
    readonly entry: JsonObject,
    instance: string,
    readonly context: Context,
  ) {
    const { block } = parseAddress(instance);
    this.address = entry["deposed"] === undefined ? instance : addressOf(entry);
    // Most have no key: two equal texts would be kept for each.
    this.blockAddress = block === instance ? instance : block;
    const isData = entry["mode"] === "data";
    this.kind = isData ? "data" : "resource";
    this.type = isData ? `data.${String(entry["type"])}` : String(entry["type"]);
    this.domain = context.sources.domain;
    this.#configured = context.sources.configured(instance);
    this.views = this.#configured?.views;
  }

  /** Of what is removed all that there is to read is what it was. */
  get reading(): ObjectReading {
    if (this.#reading !== undefined) return this.#reading;
    const { planned, prior } = this.context;
    const change = changeOf(this.entry);
    const isGone = isRemoval(this);
    const value = isGone ? valueBefore(change) : valueAfter(change);
    const origin = this.#originIn(isGone ? prior : planned);
    const configured = isGone ? undefined : this.#configured?.reading;
    const reading = readObject(value, origin, configured);
    this.#reading = this.kind === "data" ? reading : withEffective(this.type, reading, value, origin, configured);
    return this.#reading;
  }

  get range(): SourceRange {
    return this.#configured?.range ?? this.context.planned.locate(this.address, []);
  }

  get hasRecordedSecrets(): boolean {
    const { after_sensitive: after, before_sensitive: before } = changeOf(this.entry);
    return holdsTrue(after) || holdsTrue(before);
  }

  get change(): NodeChange {
    const { planned, prior } = this.context;
    this.#change ??= new PlannedChange(
      this.entry,
      this.#originIn(planned),
      this.#originIn(prior),
      this.#configured?.reading,
    );
    return this.#change;
  }

  get drift(): NodeChange | undefined {
    const entry = this.context.drift.get(this.address);
    if (entry === undefined) return undefined;
    const from = this.#originIn(this.context.drifted);
    this.#drift ??= new PlannedChange(entry, from, from, this.#configured?.reading);
    return this.#drift;
  }

  #originIn(locator: JsonLocator): PlannedOrigin {
    const { configuration, sources } = this.context;
    return new ResourceOrigin(this.address, locator, configuration, sources.isSecret);
  }
}

/** Whether a plan leaves nothing of a node. */
export function isRemoval({ change }: Pick<GraphNode, "change">): boolean {
  return change?.action === "delete" || change?.action === "forget";
}

function addressOf({ address, deposed }: JsonObject): string {
  return typeof deposed === "string" ? deposedAddress(String(address), deposed) : String(address);
}

function changeOf(entry: JsonObject): JsonObject {
  return isRecord(entry["change"]) ? entry["change"] : {};
}

/** Where the parts of the resource at an address come from. */
class ResourceOrigin implements PlannedOrigin {
  constructor(
    readonly address: string,
    readonly locator: JsonLocator,
    readonly configuration: PlannedConfiguration,
    readonly isSecret: PlanSources["isSecret"],
  ) {}

  locate(path: PlannedPath): SourceRange {
    return this.locator.locate(this.address, path);
  }

  textOf(path: PlannedPath): string | undefined {
    return textOfEntry(this.locate(path));
  }

  references(path: PlannedPath): readonly NodeReference[] {
    const { calls, name } = parseAddress(this.address);
    return this.configuration.references(calls, name, path);
  }
}

/** What a plan changes, each part read when it is asked for. */
class PlannedChange implements NodeChange {
  readonly action: ChangeAction;
  readonly #change: JsonObject;
  #attributes: readonly string[] | undefined;

  constructor(
    readonly entry: JsonObject,
    readonly origin: PlannedOrigin,
    readonly priorOrigin: PlannedOrigin,
    readonly configured: Reading | undefined,
  ) {
    this.#change = changeOf(entry);
    this.action = actionOf(this.#change);
  }

  get before(): Reading {
    return readPlanned(valueBefore(this.#change), this.priorOrigin, undefined);
  }

  get after(): Reading {
    return readPlanned(valueAfter(this.#change), this.origin, this.configured);
  }

  get attributes(): readonly string[] {
    const { before, after, after_unknown: unknown } = this.#change;
    this.#attributes ??= changedAttributes(before, after, unknown);
    return this.#attributes;
  }

  get replacing(): readonly string[] {
    return listOf(this.#change["replace_paths"]).map(pathText).sort(compareCodePoints);
  }

  get movedFrom(): string | undefined {
    const { previous_address: previous, address } = this.entry;
    return typeof previous === "string" && previous !== address ? previous : undefined;
  }
}

/** What a plan makes sensitive must not be shown as it was before either. */
function valueBefore({ before: value, before_sensitive: before, after_sensitive: after }: JsonObject): PlannedValue {
  return { value, unknown: undefined, sensitive: eitherMarked(before, after) };
}

function valueAfter({ after: value, after_unknown: unknown, after_sensitive: sensitive }: JsonObject): PlannedValue {
  return { value, unknown, sensitive };
}

function actionOf(change: JsonObject): ChangeAction {
  const actions = listOf(change["actions"]);
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
    .sort(compareCodePoints);
}

function isSame(left: unknown, right: unknown): boolean {
  // Both sides come from one serializer, which writes keys in order, so that equal values have equal texts.
  return left === right || (left ?? null) === (right ?? null) || JSON.stringify(left) === JSON.stringify(right);
}

function pathText(path: unknown): string {
  return listOf(path).reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
