import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { readingOfAttribute } from "./body-reading.js";
import { providerConfiguration, providerReference, type ProviderConfiguration } from "./provider-configuration.js";
import type { ResourceInstance } from "./resource-block.js";

/** Which providers give every resource labels of its own, and what these are called on either side. */
const defaultLabels: Readonly<Record<string, { readonly block: string | undefined; readonly own: string }>> = {
  aws: { block: "default_tags", own: "tags" },
  google: { block: undefined, own: "labels" },
};

/**
 * Reads `effective`, the tags that a resource really gets: those of its provider's configuration, with its own over them.
 * Undefined for resources of other providers. Each key is located where it is written.
 */
export function effectiveReading(instance: ResourceInstance): Reading | undefined {
  const { declaration, module } = instance.block;
  const type = declaration.type.split("_", 1)[0] ?? "";
  const kind = type === "google" || type === "aws" ? defaultLabels[type] : undefined;
  if (kind === undefined || declaration.mode !== "managed") return undefined;
  const { range } = instance.body;
  const merged = (): Reading => {
    const own = readingOfAttribute(instance.body, kind.own);
    const configuration = providerConfiguration(module, providerReference(declaration));
    const defaults = defaultTags(configuration, kind.block, range);
    return mergeTags(own === undefined ? defaults : [own, ...defaults], range);
  };
  return objectOf(new Map([["tags", merged]]), range);
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
  if (block === undefined) {
    const labels = readingOfAttribute(body, "default_labels");
    return labels === undefined ? [] : [labels];
  }
  const memo = body.blocks(block);
  if (memo === undefined) return [];
  const { items, rest } = body.scope.evaluation.compute(memo);
  const readings = items.flatMap((item) => readingOfAttribute(item, "tags") ?? []);
  return rest === undefined ? readings : [...readings, { ...rest, kind: "unknown", range, isSensitive: false }];
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
