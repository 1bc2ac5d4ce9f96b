import type { GraphNode } from "../graph/graph.js";
import type { ObjectReading, Reading } from "../graph/reading.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { borrowsBuiltInName, isBuiltInKind, isNamespacedKind } from "./kinds.js";
import { podTemplateOf, readPodView } from "./pod-view.js";
import { nodeAt, textAt, type YamlMapping, type YamlNode } from "./yaml-node.js";
import { headerOfObject, readObject } from "./yaml-reading.js";

/** An object of a cluster as it stands in a manifest. */
export interface KubernetesObject {
  readonly file: SourceFile;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where it is not given (`generateName`). */
  readonly name: string;
  /** Undefined for what lives in none. */
  readonly namespace: string | undefined;
  readonly range: SourceRange;
  readonly reading: ObjectReading;
  /** False where its text has an error, so that parts of it may be lost. */
  readonly isWhole: boolean;
}

const apiVersionPattern = /^(?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?v[0-9]+(?:(?:alpha|beta)[0-9]+)?$/;
const kindPattern = /^[A-Z][A-Za-z0-9]*$/;

/** Groups whose documents look like objects, but configure a program: no cluster stores them. */
const configurationGroup =
  /(?:^|\.)(?:config\.k8s\.io|kubeadm\.k8s\.io|kustomize\.config\.k8s\.io|audit\.k8s\.io|kind\.x-k8s\.io|client\.authentication\.k8s\.io|imagepolicy\.k8s\.io)$|^(?:skaffold|backstage\.io|eksctl\.io|k3d\.io|ctlptl\.dev|builtin)$/;

/** Finds the objects of a document, those inside a list included; none where it is something else. */
export function objectsIn(file: SourceFile, root: YamlNode, isWhole: boolean): KubernetesObject[] {
  const found: KubernetesObject[] = [];
  const pending: { node: YamlNode; defaults?: { apiVersion: string; kind: string } }[] = [{ node: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, defaults } = next;
    if (node.kind !== "mapping") continue;
    const apiVersion = textAt(node, "apiVersion") ?? defaults?.apiVersion;
    const kind = textAt(node, "kind") ?? defaults?.kind;
    if (apiVersion === undefined || kind === undefined) continue;
    const items = kind.endsWith("List") ? nodeAt(node, "items") : undefined;
    if (items?.kind === "sequence") {
      const itemKind = kind.slice(0, -"List".length);
      for (const item of [...items.items].reverse()) {
        pending.push(itemKind === "" ? { node: item } : { node: item, defaults: { apiVersion, kind: itemKind } });
      }
    } else if (isObject(node, apiVersion, kind)) {
      found.push(makeObject(file, node, apiVersion, kind, isWhole));
    }
  }
  return found;
}

function isObject(node: YamlMapping, apiVersion: string, kind: string): boolean {
  if (!apiVersionPattern.test(apiVersion) || !kindPattern.test(kind)) return false;
  const slash = apiVersion.indexOf("/");
  if (slash !== -1 && configurationGroup.test(apiVersion.slice(0, slash))) return false;
  if (isBuiltInKind(apiVersion, kind)) return true;
  const metadata = nodeAt(node, "metadata");
  return nodeAt(metadata, "name") !== undefined || nodeAt(metadata, "generateName") !== undefined;
}

function makeObject(
  file: SourceFile,
  node: YamlMapping,
  apiVersion: string,
  kind: string,
  isWhole: boolean,
): KubernetesObject {
  const metadata = nodeAt(node, "metadata");
  const namespace = nameAt(metadata, "namespace");
  const isNamespaced = isNamespacedKind(apiVersion, kind);
  return {
    file,
    apiVersion,
    kind,
    name: nameAt(metadata, "name") ?? "",
    namespace: isNamespaced ? (namespace ?? "default") : undefined,
    range: headerOfObject(file, node),
    reading: readObject(file, node),
    isWhole,
  };
}

/** A name that is a number stays one for the reader, although no cluster would take it. */
function nameAt(metadata: YamlNode | undefined, key: string): string | undefined {
  const node = nodeAt(metadata, key);
  return node?.kind === "scalar" && node.value !== null && node.value !== "" ? String(node.value) : undefined;
}

/** Makes the node of an object, whose `domain` is the directory of its cluster's manifests. */
export function nodeOfObject(object: KubernetesObject, domain: string): GraphNode {
  const address = addressOf(object);
  return {
    address,
    blockAddress: address,
    type: `${object.apiVersion}/${object.kind}`,
    kind: "object",
    domain,
    range: object.range,
    reading: object.reading,
    views: viewsOfObject(object.apiVersion, object.kind, object.reading),
    uncertain: object.isWhole ? undefined : { reason: "error", subject: "the document, which is not valid YAML" },
  };
}

/** `Kind/namespace/name`, or `Kind/name` where there is no namespace. */
function addressOf({ kind, namespace, name, reading }: KubernetesObject): string {
  const shown = name === "" ? generatedName(reading.get("metadata")) : name;
  return namespace === undefined ? `${kind}/${shown}` : `${kind}/${namespace}/${shown}`;
}

function generatedName(metadata: Reading): string {
  const prefix = metadata.kind === "object" ? metadata.get("generateName") : metadata;
  return prefix.kind === "scalar" ? `${prefix.value}*` : "*";
}

/** The further names under which policies may match an object: its kind alone, and `pod` where it has a pod template. */
export function viewsOfObject(
  apiVersion: string,
  kind: string,
  reading: ObjectReading,
): ReadonlyMap<string, () => ObjectReading> {
  const views = new Map<string, () => ObjectReading>();
  if (!borrowsBuiltInName(apiVersion, kind)) views.set(kind, () => reading);
  const template = podTemplateOf(reading, kind, isBuiltInKind(apiVersion, kind));
  if (template !== undefined) {
    let view: ObjectReading | undefined;
    views.set("pod", () => (view ??= readPodView(reading, template)));
  }
  return views;
}
