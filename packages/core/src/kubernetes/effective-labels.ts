import type { ObjectReading, Reading } from "../graph/reading.js";
import type { KustomizeLabel, LabelsOfBuild } from "./kustomize-labels.js";

/**
 * Adds `effective.labels` to an object: its own labels, and over them those that kustomizations give it, each shown at the
 * object with a trace to where it is written. What several builds do differently is unknown.
 */
export function withEffectiveLabels(object: ObjectReading, builds: readonly LabelsOfBuild[] = []): ObjectReading {
  let effective: Reading | undefined;
  return {
    ...object,
    get: (name) => {
      const own = object.get(name);
      return name === "effective" && own.kind === "absent" ? (effective ??= readEffective(object, builds)) : own;
    },
  };
}

function readEffective(object: ObjectReading, builds: readonly LabelsOfBuild[]): ObjectReading {
  const metadata = object.get("metadata");
  const own = metadata.kind === "object" ? metadata.get("labels") : metadata;
  const { range } = object;
  const labels = builds.some((build) => build.size > 0) ? mergeLabels(own, builds) : own;
  return {
    kind: "object",
    range,
    isSensitive: false,
    keys: () => ["labels"],
    get: (name) => (name === "labels" ? labels : { kind: "absent", range, isSensitive: false }),
  };
}

function mergeLabels(own: Reading, builds: readonly LabelsOfBuild[]): ObjectReading {
  const { range } = own;
  const ownNames = own.kind === "object" ? own.keys() : [];
  const names = new Set([...ownNames, ...builds.flatMap((build) => [...build.keys()])]);
  const everywhere = [...names].filter((name) => ownNames.includes(name) || builds.every((build) => build.has(name)));
  const isOpen = everywhere.length < names.size || own.kind === "unknown";
  return {
    kind: "object",
    range,
    isSensitive: false,
    rest: isOpen ? { reason: "no-value", subject: "the labels, which several kustomizations set" } : undefined,
    keys: () => everywhere,
    get: (name) => labelOf(name, ownLabel(own, name), builds),
  };
}

function ownLabel(own: Reading, name: string): Reading {
  if (own.kind === "object") return own.get(name);
  return own.kind === "unknown" ? own : { kind: "absent", range: own.range, isSensitive: false };
}

/** The one value that every build comes to. */
function labelOf(name: string, own: Reading, builds: readonly LabelsOfBuild[]): Reading {
  const { range } = own;
  const ownValue = own.kind === "scalar" ? String(own.value) : undefined;
  const given = builds.map((build) => build.get(name));
  const first = given.find((label) => label !== undefined);
  if (first === undefined) return own;
  const isSame = given.every((label) => (label?.value ?? ownValue) === first.value);
  if (isSame) return labelReading(first, own);
  const subject = `the label ${name}, which several kustomizations set`;
  return { kind: "unknown", reason: "no-value", subject, range, isSensitive: false };
}

function labelReading({ value, range }: KustomizeLabel, own: Reading): Reading {
  const trace = () => [{ range, message: "label of the kustomization" }];
  return { kind: "scalar", value, range: own.range, isSensitive: false, trace };
}
