import type { EdgeKind, Graph, GraphEdge, NodeKind } from "./graph/graph.js";
import { findReferences } from "./graph/references.js";
import { findSources, loadConfigurations, loadSources, type ReportedPaths } from "./loaded-sources.js";
import { locate } from "./policy/assemble.js";
import type { Location, NotedLocation, ReportedDiagnostic } from "./policy/finding.js";
import { nearest } from "./policy/nearest.js";
import { holdsIssuedSecret, isSecretName } from "./policy/secret-text.js";
import type { SourceOptions } from "./scan-options.js";
import { compareCodePoints } from "./source/code-points.js";
import { directoryOf } from "./source/paths.js";
import { addressesOf, evaluateConfiguration } from "./terraform/instances/evaluate-configuration.js";
import {
  dataOfConfiguration,
  dataOfReading,
  dataToJson,
  type EvaluatedData,
} from "./terraform/instances/evaluated-data.js";
import { readAddress } from "./terraform/instances/read-address.js";
import { alwaysSet } from "./terraform/instances/resource-block.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import { moduleAround } from "./terraform/plan/address.js";

/** A value that an address of a configuration names. */
export interface EvaluatedValue {
  readonly address: string;
  readonly data: EvaluatedData;
  /** Where it is written, or the header of what it is. */
  readonly location: Location;
  /** The way to the line to edit, nearest hop first; empty where the value stands at `location`. */
  readonly trace: readonly NotedLocation[];
}

/** A root module whose values can be asked for. Each is evaluated when it is first needed. */
export interface EvaluatedRoot {
  /** Its directory relative to the scan root, which is `"."` itself. */
  readonly directory: string;
  /** The addresses of all variables, locals, outputs and resource instances of it and its modules. */
  addresses(): readonly string[];
  /**
   * Returns the value at an address seen from the root module: `local.x`, `module.a["x"].var.y`, `aws_subnet.a[0].cidr_block`;
   * undefined where there is no such thing.
   */
  read(address: string): EvaluatedValue | undefined;
  /**
   * Evaluates everything and writes it as one JSON object, `{"locals": {…}, "outputs": {…}, "resources": {…}}`: numbers with all
   * digits, an unknown as `{"$unknown": reason}`, a failed value as `{"$error": code}`, a sensitive one as `{"$sensitive": true}`.
   */
  toJson(): string;
}

/** The root modules of a configuration, and what is wrong with it. */
export interface Evaluated {
  /** In order of their directories. */
  readonly roots: readonly EvaluatedRoot[];
  /** What was wrong so far: values that are asked for later may add to it. */
  readonly diagnostics: () => readonly ReportedDiagnostic[];
}

/**
 * Loads the Terraform configurations under the given paths for their values to be asked for. Of a path that is a root module
 * itself, only that is loaded; otherwise all root modules below it.
 */
export async function evaluate(options: SourceOptions): Promise<Evaluated> {
  const sources = await findSources(options);
  const { discovered, log, reported } = sources;
  const own = discovered.filter(({ path, kind }) => kind === "terraform" && isDirectlyIn(reported, path));
  const { roots } = await loadConfigurations({ ...sources, discovered: own.length > 0 ? own : discovered }, options);
  return { roots: roots.map(evaluatedRoot), diagnostics: () => log.sorted() };
}

function isDirectlyIn(reported: ReportedPaths, path: string): boolean {
  return reported.isGiven(path) || reported.isGiven(directoryOf(path));
}

function evaluatedRoot(root: RootModule): EvaluatedRoot {
  return {
    directory: root.domain,
    addresses: () => addressesOf(root),
    read: (address) => {
      const reading = readAddress(root, address);
      if (reading === undefined || (reading.kind === "unknown" && isMisspelt(root, address))) return undefined;
      const trace = reading.trace?.() ?? [];
      const isOfResource = !/(?:^|\.)(?:local|var|output)\./.test(address);
      return {
        address,
        data: withoutSecrets(dataOfReading(reading), isOfResource, lastName.exec(address)?.[1]),
        location: locate(reading.range),
        trace: trace.map(({ range, message }) => ({ location: locate(range), message })),
      };
    },
    toJson: () => {
      const { locals, outputs, resources } = dataOfConfiguration(evaluateConfiguration(root));
      const sections = [
        ["locals", withoutSecrets(locals, false)],
        ["outputs", withoutSecrets(outputs, false)],
        ["resources", withoutSecrets(resources, true)],
      ] as const;
      return dataToJson({ kind: "object", entries: new Map(sections) });
    },
  };
}

const lastName = /\.([^.[\]"]+)(?:\[\d+\])*$/;

/** Whether an attribute is not written, but one with nearly the same name is: without a schema, more cannot be told. */
function isMisspelt(root: RootModule, address: string): boolean {
  const match = /^(.*)\.([\w-]+)$/.exec(address);
  const [, around = "", name = ""] = match ?? [];
  if (match === null || alwaysSet.has(name)) return false;
  const reading = readAddress(root, around);
  if (reading?.kind !== "object") return false;
  const names = reading.keys();
  return !names.includes(name) && nearest(name, names) !== undefined;
}

/**
 * Leaves out what looks like a secret: texts in the formats of known issuers, and in resources, whose attributes have names
 * that mean something, texts whose name says that they are secret.
 */
function withoutSecrets(data: EvaluatedData, isOfResource: boolean, name = ""): EvaluatedData {
  switch (data.kind) {
    case "string": {
      const isSecret = holdsIssuedSecret(data.value) || (isOfResource && data.value !== "" && isSecretName(name));
      return isSecret ? { kind: "sensitive" } : data;
    }
    case "list":
      return { kind: "list", items: data.items.map((item) => withoutSecrets(item, isOfResource, name)) };
    case "object": {
      const entries = [...data.entries].map(([key, entry]) => [key, withoutSecrets(entry, isOfResource, key)] as const);
      return { kind: "object", entries: new Map(entries) };
    }
    default:
      return data;
  }
}

/** A node of a graph as it is shown. */
export interface ShownNode {
  readonly address: string;
  readonly type: string;
  readonly kind: NodeKind;
  /** The root module's directory, or that of a cluster's manifests: addresses are unique in it, and edges never leave it. */
  readonly root: string;
  readonly location: Location;
}

/** An edge of a graph as it is shown. Both ends are addresses in one root. */
export interface ShownEdge {
  readonly kind: EdgeKind;
  readonly root: string;
  readonly from: string;
  readonly to: string;
  /** The attribute of `from` that makes the connection, by its path without indices; empty for what none makes. */
  readonly attribute: string;
  /** The attribute of `to` that a reference takes; empty for the whole, and for other kinds. */
  readonly taken: string;
  /** Where the connection is written. */
  readonly location: Location;
}

/** A graph as data, in a fixed order: nodes by root and address, edges by their ends. */
export interface ShownGraph {
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly ShownEdge[];
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** Loads everything under the given paths and returns the graph that policies see, with every reference as an edge. */
export async function readGraph(options: SourceOptions): Promise<ShownGraph> {
  const { graph, log } = await loadSources(options);
  const nodes = graph.nodes.map(({ address, type, kind, domain, range }): ShownNode => {
    return { address, type, kind, root: domain, location: locate(range) };
  });
  const references = findReferences(graph).map((edge) => shownEdge(edge, edge.taken));
  const others = [...graph.edges, ...structureOf(graph)].map((edge) => shownEdge(edge, ""));
  return {
    nodes: nodes.sort((left, right) => compareBy(["root", "address", "type"], left, right)),
    edges: [...references, ...others].sort((left, right) =>
      compareBy(["root", "from", "to", "kind", "attribute", "taken"], left, right),
    ),
    diagnostics: log.sorted(),
  };
}

/** What lies in which module call, and what is configured by which provider. */
function structureOf(graph: Graph): readonly GraphEdge[] {
  return graph.nodes.flatMap((node) => {
    const edges: GraphEdge[] = [];
    const { domain, range } = node;
    const around = moduleAround(node.address);
    const module = around === undefined ? undefined : graph.nodeAt(domain, around);
    if (module !== undefined) edges.push({ kind: "contains", from: module, to: node, attribute: "", range });
    const configuring = node.configuredBy?.();
    const provider = configuring === undefined ? undefined : graph.nodeAt(domain, configuring);
    if (provider !== undefined) {
      edges.push({ kind: "configuredBy", from: node, to: provider, attribute: "provider", range });
    }
    return edges;
  });
}

function shownEdge({ kind, from, to, attribute, range }: GraphEdge, taken: string): ShownEdge {
  const ends = { root: from.domain, from: from.address, to: to.address };
  return { kind, ...ends, attribute, taken, location: locate(range) };
}

function compareBy<K extends string>(keys: readonly K[], left: Record<K, string>, right: Record<K, string>): number {
  for (const key of keys) {
    const order = compareCodePoints(left[key], right[key]);
    if (order !== 0) return order;
  }
  return 0;
}
