import type { ObjectReading, Reading } from "../graph/reading.js";
import type { KubernetesObject } from "./kubernetes-object.js";
import type { KustomizeNamespace } from "./kustomization.js";

/**
 * Gives an object the namespace that its kustomization gives it. Where several kustomizations build it into different
 * namespaces, an object that names none itself is left where it is, and its namespace reads as unknown.
 */
export function withNamespace(object: KubernetesObject, namespaces: readonly KustomizeNamespace[]): KubernetesObject {
  const [first] = namespaces;
  if (first === undefined || object.namespace === undefined) return object;
  const metadata = object.reading.get("metadata");
  if (metadata.kind !== "object") return object;
  const own = metadata.get("namespace");
  const { range } = own;
  const isSensitive = false;
  if (namespaces.length > 1) {
    if (own.kind !== "absent") return object;
    const subject = "the namespace, which several kustomizations set";
    return {
      ...object,
      reading: replace(object.reading, metadata, { kind: "unknown", reason: "no-value", subject, range, isSensitive }),
    };
  }
  const trace = () => [{ range: first.range, message: "namespace of the kustomization" }];
  const reading = replace(object.reading, metadata, { kind: "scalar", value: first.name, range, isSensitive, trace });
  return { ...object, namespace: first.name, reading };
}

function replace(object: ObjectReading, metadata: ObjectReading, namespace: Reading): ObjectReading {
  const keys = new Set([...metadata.keys(), "namespace"]);
  const replaced: ObjectReading = {
    ...metadata,
    keys: () => [...keys],
    get: (name) => (name === "namespace" ? namespace : metadata.get(name)),
  };
  return { ...object, get: (name) => (name === "metadata" ? replaced : object.get(name)) };
}
