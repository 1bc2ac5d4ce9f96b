import type { ObjectReading, Reading } from "../../graph/reading.js";
import { isRecord } from "./json.js";
import { branchOf } from "./marks.js";
import { readPlanned, type PlannedOrigin, type PlannedValue } from "./planned-reading.js";

/** Where the plan of a provider has the tags that a resource really gets, and the names under which `effective` has them. */
const effectiveOf = {
  aws: { all: "tags_all", own: "tags", names: ["tags"] },
  google: { all: "effective_labels", own: "labels", names: ["labels", "tags"] },
} as const;

/**
 * Adds `effective` to a planned resource: what the provider itself says that it comes to, in the places that the configuration
 * knows. Where the plan cannot say, the configuration does, which may know a part of it.
 */
export function withEffective(
  type: string,
  reading: ObjectReading,
  planned: PlannedValue,
  origin: PlannedOrigin,
  configured: Reading | undefined,
): ObjectReading {
  const provider = type.startsWith("aws_") ? "aws" : type.startsWith("google_") ? "google" : undefined;
  if (provider === undefined) return reading;
  const get = reading.get.bind(reading);
  const effective = (): Reading => readEffective(effectiveOf[provider], { reading, planned, origin, configured });
  // One closure and no wrapper: a plan has very many resources.
  return Object.assign(reading, {
    get: (name: string) => (name === "effective" ? effective() : get(name)),
  });
}

interface Sources {
  readonly reading: ObjectReading;
  readonly planned: PlannedValue;
  readonly origin: PlannedOrigin;
  readonly configured: Reading | undefined;
}

function readEffective(
  { all, own, names }: (typeof effectiveOf)[keyof typeof effectiveOf],
  { reading, planned, origin, configured }: Sources,
): Reading {
  const known = configured?.kind === "object" ? configured.get("effective") : undefined;
  const isThere = [planned.value, planned.unknown].some((tree) => isRecord(tree) && all in tree);
  const { range } = reading;
  const absent: Reading = { kind: "absent", range, isSensitive: false };
  if (!isThere && known?.kind !== "object" && reading.get(own).kind === "absent") return absent;
  const read = (name: string): Reading => {
    const place = known?.kind === "object" ? known.get(name) : undefined;
    if (!isThere) return place ?? reading.get(own);
    const value = isRecord(planned.value) ? planned.value[all] : undefined;
    const part = { value, unknown: branchOf(planned.unknown, all), sensitive: branchOf(planned.sensitive, all) };
    const told = readPlanned(part, origin, place, [all]);
    return told.kind === "unknown" && place !== undefined ? place : told;
  };
  const isNamed = (name: string): boolean => names.some((each) => each === name);
  return {
    kind: "object",
    range,
    isSensitive: false,
    keys: () => names,
    get: (name) => (isNamed(name) ? read(name) : absent),
  };
}
