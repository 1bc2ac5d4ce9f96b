import type { GraphEdge, GraphNode, UnknownLink } from "../graph/graph.js";
import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import { baseNameOf, directoryOf } from "../source/paths.js";
import type { SourceFile } from "../source/source-file.js";
import { splitDocuments, type DocumentText } from "./documents.js";
import { findDomains } from "./domains.js";
import { withEffectiveLabels } from "./effective-labels.js";
import { nodeOfObject, objectsIn, type KubernetesObject } from "./kubernetes-object.js";
import { isKustomizationFile, readKustomizations } from "./kustomization.js";
import { linkObjects } from "./links.js";
import { withLazyRest } from "./lazy-reading.js";
import { withNamespace } from "./namespace-override.js";
import { hasHelmMarks, looksLikeCustomResourceDefinition, looksLikeManifest } from "./sniff.js";
import { parseDocument, type ParsedDocument } from "./yaml-document.js";

/** Why a YAML or JSON file holds no Kubernetes objects for a scan. */
type ManifestSkipReason = "not-a-manifest" | "helm-template" | "template" | "kustomization" | "kustomize-patch";

/** What is needed to load manifests. */
export interface KubernetesInput {
  /** Every YAML and JSON file that may hold manifests, in code-point order of their paths. */
  readonly files: readonly SourceFile[];
  readonly report: ReportDiagnostic;
  /** Told of each file that holds no object, once, with the reason. */
  readonly skip: (path: string, reason: ManifestSkipReason) => void;
  /** Told how many files were looked at, before each. */
  readonly onFile?: ((done: number) => void) | undefined;
  /** What earlier loads read in files. */
  readonly earlier?: EarlierFiles | undefined;
}

/** What a file holds, and what there is to say of it. */
interface ReadFile {
  /** Whether it was taken for one of a chart's templates, which other files decide. */
  readonly isOfChart: boolean;
  readonly objects: readonly KubernetesObject[] | ManifestSkipReason;
  readonly problems: readonly Diagnostic[];
}

/** Files that were read, by their texts. */
export type EarlierFiles = WeakMap<SourceFile, ReadFile>;

/** The objects of all manifests and the links between them. */
export interface KubernetesManifests {
  /** In the order of the files and of the documents in them. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly unknownLinks: readonly UnknownLink[];
  /** Paths of the files that hold at least one object. */
  readonly files: readonly string[];
}

/** Reads the objects of Kubernetes manifests. What is not a manifest is skipped with a reason; nothing is silently lost. */
export async function loadKubernetes(input: KubernetesInput): Promise<KubernetesManifests> {
  const kustomizations = readKustomizations(input.files);
  const charts = findCharts(input.files);
  const objects: KubernetesObject[] = [];
  const files: string[] = [];
  for (const [index, file] of input.files.entries()) {
    input.onFile?.(index);
    const read = kustomizations.patches.has(file.path) ? "kustomize-patch" : await readOnce(file, charts, input);
    if (typeof read === "string") {
      input.skip(file.path, read);
    } else {
      files.push(file.path);
      const namespaces = kustomizations.namespacesOf(file.path);
      const labels = kustomizations.labelsOf(file.path);
      for (const object of read) {
        const placed = withNamespace(object, namespaces);
        objects.push({ ...placed, reading: withEffectiveLabels(placed.reading, labels) });
      }
    }
  }
  const domains = findDomains(
    objects.map((object) => ({ directory: directoryOf(object.file.path), identity: identityOf(object) })),
  );
  const linked = objects.map((object) => ({
    ...object,
    node: nodeOfObject(object, domains.get(directoryOf(object.file.path)) ?? "."),
  }));
  return { nodes: linked.map(({ node }) => node), ...linkObjects(linked), files };
}

/** Objects that many sets of manifests define alike say nothing about whether these are of one cluster. */
function identityOf({ apiVersion, kind, namespace, name }: KubernetesObject): string | undefined {
  if (name === "" || kind === "Namespace" || kind === "CustomResourceDefinition") return undefined;
  return `${apiVersion.slice(0, apiVersion.indexOf("/") + 1)}${kind}/${namespace ?? ""}/${name}`;
}

/** The directories of the Helm charts among the files. */
function findCharts(files: readonly SourceFile[]): Set<string> {
  return new Set(files.filter(({ path }) => baseNameOf(path) === "Chart.yaml").map(({ path }) => directoryOf(path)));
}

/** Whether a file is one of a chart's templates: what is in it depends on values, even where it is plain YAML as it stands. */
function isChartTemplate({ path, text }: SourceFile, charts: ReadonlySet<string>): boolean {
  if (!text.includes("{{")) return false;
  for (const { index } of path.matchAll(/(?<=^|\/)templates\//g)) {
    if (charts.has(path.slice(0, Math.max(0, index - 1)))) return true;
  }
  return false;
}

async function readOnce(
  file: SourceFile,
  charts: ReadonlySet<string>,
  { earlier, report }: KubernetesInput,
): Promise<ReadFile["objects"]> {
  const isOfChart = isChartTemplate(file, charts);
  let read = earlier?.get(file);
  if (read?.isOfChart !== isOfChart) {
    const problems: Diagnostic[] = [];
    const objects = await readManifestFile(file, isOfChart, (problem) => problems.push(problem));
    read = { isOfChart, objects, problems };
    earlier?.set(file, read);
  }
  read.problems.forEach(report);
  return read.objects;
}

async function readManifestFile(
  file: SourceFile,
  isOfChart: boolean,
  report: ReportDiagnostic,
): Promise<ReadFile["objects"]> {
  if (isKustomizationFile(file.path)) return "kustomization";
  if (!file.text.includes("apiVersion")) return "not-a-manifest";
  const candidates = splitDocuments(file.text).filter(({ start, end }) =>
    looksLikeManifest(file.text.slice(start, end)),
  );
  if (candidates.length === 0) return "not-a-manifest";
  if (isOfChart) return "helm-template";
  const problems: Diagnostic[] = [];
  const objects: KubernetesObject[] = [];
  let isTemplate = false;
  for (const place of candidates) {
    const found = await readDocument(file, place, (problem) => problems.push(problem));
    if (found === "template") isTemplate = true;
    else for (const object of found) objects.push(object);
  }
  problems.forEach(report);
  if (objects.length > 0 || problems.length > 0) return objects;
  if (isTemplate) return hasHelmMarks(file.text) ? "helm-template" : "template";
  return /^apiVersion:[ \t]*["']?kustomize\.config\.k8s\.io\//m.test(file.text) ? "kustomization" : "not-a-manifest";
}

async function readDocument(
  file: SourceFile,
  place: DocumentText,
  report: ReportDiagnostic,
): Promise<KubernetesObject[] | "template"> {
  const text = file.text.slice(place.start, place.end);
  if (looksLikeCustomResourceDefinition(text)) {
    const shallow = readDefinition(file, place, text);
    if (shallow !== undefined) return [shallow];
  }
  let parsed = parseDocument(file, place, undefined, report);
  if (parsed === "needs-recovery") {
    const { parseRecovering } = await import("./yaml-recover.js");
    parsed = parseDocument(file, place, parseRecovering, report);
  }
  if (parsed === "template") return parsed;
  return typeof parsed === "string" ? [] : objectsOf(file, parsed);
}

function objectsOf(file: SourceFile, documents: readonly ParsedDocument[]): KubernetesObject[] {
  return documents.flatMap(({ root, isWhole }) => objectsIn(file, root, isWhole));
}

/**
 * Reads the definition of a custom resource as far as its `spec`, which is most of the bytes of many repositories and which
 * hardly any policy reads. The rest is parsed when it is asked for.
 */
function readDefinition(file: SourceFile, place: DocumentText, text: string): KubernetesObject | undefined {
  const specAt = text.search(/^spec:/m);
  if (specAt === -1) return undefined;
  const silently = () => undefined;
  const head = parseDocument(file, { start: place.start, end: place.start + specAt }, undefined, silently);
  const [object, ...others] = typeof head === "string" ? [] : objectsOf(file, head);
  if (object?.isWhole !== true || others.length > 0) return undefined;
  const whole = () => {
    const parsed = parseDocument(file, place, undefined, silently);
    return typeof parsed === "string" ? undefined : objectsOf(file, parsed)[0]?.reading;
  };
  return { ...object, reading: withLazyRest(object.reading, whole) };
}
