import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import type { BodyInstance } from "./body-instance.js";
import { readingOfAttribute } from "./body-reading.js";
import { getsDefaultLabels, type LabellingProvider } from "./labelled-types.js";
import { providerConfiguration, providerReference, type ProviderConfiguration } from "./provider-configuration.js";
import { relocated } from "./relocated-reading.js";
import type { ResourceInstance } from "./resource-block.js";

/** Where a provider has the tags that it gives to every resource, and what these are called on either side. */
interface DefaultTags {
  /** The block that holds `own`; undefined where an attribute does. */
  readonly block: string | undefined;
  readonly own: string;
  /** The names under which `effective` has them. */
  readonly names: readonly string[];
}

const defaultTagsOf: Readonly<Record<LabellingProvider, DefaultTags>> = {
  aws: { block: "default_tags", own: "tags", names: ["tags"] },
  google: { block: undefined, own: "labels", names: ["labels", "tags"] },
};

/**
 * Reads `effective`: the tags or labels that a resource really gets, those of its provider's configuration with its own over
 * them. Undefined for resources that get none. A key of the provider is shown at the resource, with a trace to where it is
 * written.
 */
export function effectiveReading(instance: ResourceInstance): Reading | undefined {
  const { declaration, module } = instance.block;
  const provider = labellingProvider(declaration.type);
  if (provider === undefined || declaration.mode !== "managed") return undefined;
  const { block, own, names } = defaultTagsOf[provider];
  const written = readingOfAttribute(instance.body, own);
  if (written === undefined && !getsDefaultLabels(provider, declaration.type)) return undefined;
  const { range } = instance.body;
  const place = written?.range ?? range;
  let known: Reading | undefined;
  const merged = (): Reading => {
    if (known !== undefined) return known;
    const configuration = providerConfiguration(module, providerReference(declaration));
    const defaults = defaultTags(configuration, block, place);
    const all = mergeTags(written === undefined ? defaults : [written, ...defaults], place);
    known = provider === "aws" ? withoutIgnored(all, configuration) : all;
    return known;
  };
  return objectOf(new Map(names.map((name) => [name, merged])), range);
}

function labellingProvider(type: string): LabellingProvider | undefined {
  if (type.startsWith("aws_")) return "aws";
  return type.startsWith("google_") ? "google" : undefined;
}

/** The tags of a provider's configuration: of its `default_tags` blocks, or of its `default_labels`. */
function defaultTags(
  configuration: ProviderConfiguration,
  block: string | undefined,
  range: SourceRange,
): readonly Reading[] {
  if (configuration.kind === "implied") return [];
  if (configuration.kind === "unknown") {
    return [{ kind: "unknown", reason: "no-value", subject: configuration.subject, range, isSensitive: false }];
  }
  const { body } = configuration;
  const show = (reading: Reading, name: string): Reading =>
    relocated(reading, { range, hops: [] }, `${name} of ${body.subject}`);
  if (block === undefined) {
    const labels = readingOfAttribute(body, "default_labels");
    return labels === undefined ? [] : [show(labels, "default_labels")];
  }
  const { readings, rest } = attributesOfBlocks(body, block, "tags");
  const shown = readings.map((reading) => show(reading, block));
  return rest === undefined ? shown : [...shown, { ...rest, kind: "unknown", range, isSensitive: false }];
}

/** An attribute of each block of a type, and why there may be more blocks. */
function attributesOfBlocks(
  body: BodyInstance,
  block: string,
  name: string,
): { readonly readings: readonly Reading[]; readonly rest: ObjectReading["rest"] } {
  const memo = body.blocks(block);
  if (memo === undefined) return { readings: [], rest: undefined };
  const { items, rest } = body.scope.evaluation.compute(memo);
  return { readings: items.flatMap((item) => readingOfAttribute(item, name) ?? []), rest };
}

/** Leaves out the keys that the provider is told to ignore: Terraform neither keeps nor shows them. */
function withoutIgnored(tags: Reading, configuration: ProviderConfiguration): Reading {
  if (tags.kind !== "object" || configuration.kind !== "configured") return tags;
  const keys = attributesOfBlocks(configuration.body, "ignore_tags", "keys");
  const prefixes = attributesOfBlocks(configuration.body, "ignore_tags", "key_prefixes");
  const readings = [...keys.readings, ...prefixes.readings];
  if (readings.length === 0) return tags;
  const { range } = tags;
  const open = readings.find((reading) => reading.kind === "unknown");
  if (open?.kind === "unknown") {
    return { kind: "unknown", reason: open.reason, subject: open.subject, range, isSensitive: false };
  }
  const names = new Set(keys.readings.flatMap(textsIn));
  const beginnings = prefixes.readings.flatMap(textsIn);
  const isIgnored = (key: string): boolean => names.has(key) || beginnings.some((prefix) => key.startsWith(prefix));
  return {
    ...tags,
    keys: () => tags.keys().filter((key) => !isIgnored(key)),
    get: (key) => (isIgnored(key) ? { kind: "absent", range, isSensitive: false } : tags.get(key)),
  };
}

function textsIn(reading: Reading): readonly string[] {
  if (reading.kind !== "list") return [];
  return reading.items.flatMap((item) => (item.kind === "scalar" ? [String(item.value)] : []));
}

/** Merges maps of tags, the first winning. What is unknown may have any key. */
function mergeTags(layers: readonly Reading[], range: SourceRange): Reading {
  const present = layers.filter(({ kind }) => kind !== "absent");
  if (present.length === 0) return { kind: "absent", range, isSensitive: false };
  const unknown = present.find((layer) => layer.kind === "unknown");
  const rest = unknown?.kind === "unknown" ? { reason: unknown.reason, subject: unknown.subject } : restOf(present);
  const maps = present.filter((layer) => layer.kind === "object");
  if (maps.length === 0 && unknown !== undefined) return unknown;
  return {
    kind: "object",
    range: present[0]?.range ?? range,
    isSensitive: false,
    rest,
    keys: () => [...new Set(maps.flatMap((map) => map.keys()))],
    get: (name) => getMerged(present, name) ?? { kind: "absent", range, isSensitive: false },
  };
}

/** The first layer that has a key decides; one that is unknown before it may have it too. */
function getMerged(layers: readonly Reading[], name: string): Reading | undefined {
  for (const layer of layers) {
    if (layer.kind === "unknown") return layer;
    if (layer.kind !== "object") continue;
    const reading = layer.get(name);
    if (reading.kind !== "absent" || layer.keys().includes(name)) return reading;
  }
  return undefined;
}

function restOf(layers: readonly Reading[]): ObjectReading["rest"] {
  for (const layer of layers) if (layer.kind === "object" && layer.rest !== undefined) return layer.rest;
  return undefined;
}

function objectOf(entries: ReadonlyMap<string, () => Reading>, range: SourceRange): ObjectReading {
  return {
    kind: "object",
    range,
    isSensitive: false,
    keys: () => [...entries.keys()],
    get: (name) => entries.get(name)?.() ?? { kind: "absent", range, isSensitive: false },
  };
}
