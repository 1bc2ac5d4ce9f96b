import type { Graph } from "../../graph/graph.js";
import type { HclFile } from "../../hcl/syntax.js";
import type { ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import type { PolicyEntry } from "../catalogue.js";
import type { Verdict } from "../evaluate.js";
import type { Suppression } from "../finding.js";
import { locate } from "../assemble.js";
import { Suppressor, type ActiveSuppression } from "./apply.js";
import { admitSuppressions, auditSuppressions } from "./audit.js";
import { suppressionsInHcl, suppressionsInYaml, type FoundSuppressions } from "./comments.js";
import { configuredSuppressions } from "./configured.js";
import { indexCalls } from "./module-calls.js";
import { NamedPolicies } from "./named-policies.js";
import type { SuppressionOptions } from "./suppression.js";

/** What was read, as far as suppressions are about it. */
export interface SuppressionSources {
  readonly graph: Graph;
  /** The files of Terraform's that were parsed. */
  readonly trees: readonly HclFile[];
  /** The policies at hand, whether they are on or not. */
  readonly entries: readonly PolicyEntry[];
  readonly options: SuppressionOptions;
  readonly today: string | undefined;
  readonly workspace: string;
  readonly isReported: (path: string) => boolean;
  readonly report: ReportDiagnostic;
}

/** The suppressions of a scan. */
export class Suppressions {
  readonly #names: NamedPolicies;
  readonly #active: readonly ActiveSuppression[];
  readonly #suppressor: Suppressor;

  constructor(readonly sources: SuppressionSources) {
    const { graph, entries, options } = sources;
    this.#names = new NamedPolicies(entries);
    const { requirements = {} } = options;
    this.#active = admitSuppressions(readSuppressions(sources), { ...sources, names: this.#names, requirements });
    this.#suppressor = new Suppressor(this.#active, indexCalls(graph));
  }

  /** What suppresses a verdict that is located at a range. */
  readonly suppressionOf = (verdict: Verdict, range: SourceRange): Suppression | undefined => {
    const found = this.#suppressor.suppressionOf(verdict, range);
    if (found === undefined) return undefined;
    const { kind, tool, reason = null, owner = null, until = null } = found;
    return { kind, tool: tool === "lintel" ? null : tool, reason, owner, until, location: locate(found.range) };
  };

  /** Reports, once everything has been judged, what suppressions came to nothing. `ran` are the ids of the policies that were run. */
  audit(ran: ReadonlySet<string>): void {
    const { graph, entries, isReported, report } = this.sources;
    const hasPlan = graph.removed.length > 0 || graph.nodes.some(({ change }) => change !== undefined);
    const judged = new Set(
      entries.filter(({ id, isAboutChanges }) => ran.has(id) && (hasPlan || isAboutChanges !== true)).map(({ id }) => id),
    );
    auditSuppressions({ active: this.#active, names: this.#names, ran: judged, isReported }, report);
  }
}

function readSuppressions({ graph, trees, options }: SuppressionSources): FoundSuppressions {
  const manifests = new Set<SourceFile>();
  for (const { kind, range } of graph.nodes) if (kind === "object") manifests.add(range.file);
  const found = [...trees.map(suppressionsInHcl), ...[...manifests].map(suppressionsInYaml)];
  return {
    suppressions: [...found.flatMap(({ suppressions }) => suppressions), ...configuredSuppressions(options.configured ?? [])],
    mistakes: found.flatMap(({ mistakes }) => mistakes),
  };
}
