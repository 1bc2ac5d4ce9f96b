import type { Graph, GraphNode } from "../../graph/graph.js";
import type { HclFile } from "../../hcl/syntax.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceHost } from "../../source/host.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import type { PolicyEntry } from "../catalogue.js";
import type { Verdict } from "../evaluate.js";
import type { Suppression } from "../finding.js";
import { locate } from "../assemble.js";
import type { ActiveSuppression } from "./active-suppression.js";
import { Suppressor, type SuppressionUses } from "./apply.js";
import { admitSuppressions, auditSuppressions } from "./audit.js";
import { suppressionsInAnnotations } from "./annotations.js";
import { suppressionsInHcl, suppressionsInYaml } from "./comments.js";
import { configuredSuppressions } from "./configured.js";
import { indexCalls } from "./module-calls.js";
import { NamedPolicies } from "./named-policies.js";
import { suppressionsInIgnoreFiles } from "./ignore-files.js";
import type { FoundSuppressions, SuppressionOptions } from "./suppression.js";

/** What was read, as far as suppressions are about it. */
export interface SuppressionSources {
  readonly host: SourceHost;
  /** The paths that were given, and what else findings are reported of. */
  readonly reported: {
    readonly paths: Iterable<string>;
    readonly has: (path: string) => boolean;
    readonly add: (path: string) => void;
  };
  readonly graph: Graph;
  /** The files of Terraform's that were parsed. */
  readonly trees: readonly HclFile[];
  /** The policies at hand, whether they are on or not. */
  readonly entries: readonly PolicyEntry[];
  readonly options: SuppressionOptions;
  readonly today: string | undefined;
  readonly workspace: string;
  readonly report: ReportDiagnostic;
}

/** Reads all suppressions there are. */
export async function readSuppressions(sources: SuppressionSources): Promise<Suppressions> {
  const inFiles = await suppressionsInIgnoreFiles(sources.host, sources.reported.paths);
  // They count whether they lie among what is scanned or around it.
  for (const { range } of [...inFiles.suppressions, ...inFiles.mistakes]) sources.reported.add(range.file.path);
  const { graph, trees, options } = sources;
  const manifests = new Set<SourceFile>();
  for (const { kind, range } of graph.nodes) if (kind === "object") manifests.add(range.file);
  const found = [
    ...trees.map(suppressionsInHcl),
    ...[...manifests].map(suppressionsInYaml),
    suppressionsInAnnotations(graph, trees),
    { suppressions: configuredSuppressions(options.configured ?? []), mistakes: [] },
    inFiles,
  ];
  return new Suppressions(sources, {
    suppressions: found.flatMap(({ suppressions }) => suppressions),
    mistakes: found.flatMap(({ mistakes }) => mistakes),
  });
}

/** The suppressions of a scan. */
export class Suppressions {
  readonly #names: NamedPolicies;
  readonly #active: readonly ActiveSuppression[];
  readonly #suppressor: Suppressor;

  constructor(
    readonly sources: SuppressionSources,
    found: FoundSuppressions,
  ) {
    const { graph, entries, options, reported } = sources;
    this.#names = new NamedPolicies(entries);
    const { requirements = {} } = options;
    const isReported = reported.has;
    this.#active = admitSuppressions(found, { ...sources, names: this.#names, requirements, isReported });
    this.#suppressor = new Suppressor(this.#active, indexCalls(graph));
  }

  /** What suppresses a verdict that is located at a range. */
  readonly suppressionOf = (verdict: Verdict, range: SourceRange): Suppression | undefined => {
    const found = this.#suppressor.suppressionOf(verdict, range);
    if (found === undefined) return undefined;
    const { kind, tool, reason = null, owner = null, until = null } = found;
    return { kind, tool: tool === "lintel" ? null : tool, reason, owner, until, location: locate(found.range) };
  };

  /** What they did so far, by domain. */
  get uses(): ReadonlyMap<string, SuppressionUses> {
    return this.#suppressor.uses;
  }

  /** Takes over what they did in domains that are not judged again. */
  takeOver(uses: ReadonlyMap<string, SuppressionUses>): void {
    this.#suppressor.takeOver(uses);
  }

  /**
   * Reports, once everything has been judged, what suppressions came to nothing. `ran` are the ids of the policies that were run,
   * and `isOn` tells whether one is on for a node.
   */
  audit(ran: ReadonlySet<string>, isOn: (id: string, node: GraphNode) => boolean): void {
    if (this.#active.length === 0) return;
    const { graph, entries, reported, report } = this.sources;
    const hasPlan = graph.removed.length > 0 || graph.nodes.some(({ change }) => change !== undefined);
    const judged = new Set(
      entries
        .filter(({ id, isAboutChanges }) => ran.has(id) && (hasPlan || isAboutChanges !== true))
        .map(({ id }) => id),
    );
    const nodes = new Map<string, GraphNode[]>();
    for (const node of graph.nodes) append(nodes, node.range.file.path, node);
    const isOnIn = (id: string, file: string): boolean => {
      const inFile = nodes.get(file);
      return judged.has(id) && (inFile === undefined || inFile.some((node) => isOn(id, node)));
    };
    auditSuppressions({ active: this.#active, names: this.#names, isOnIn, isReported: reported.has }, report);
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
