import type { GraphNode } from "./graph/graph.js";
import { JudgedMemory } from "./judged-memory.js";
import type { EarlierFiles } from "./kubernetes/load.js";
import type { TerraformObjects } from "./kubernetes/terraform-view.js";
import type { LoadedManifests } from "./loaded-sources.js";
import { ParsedCache } from "./parsed-files.js";
import type { RunValues } from "./project-variables.js";
import type { Project } from "./project/project.js";
import type { ScanOptions } from "./scan-options.js";
import { RootPlaces } from "./sensitive-places.js";
import type { Diagnostic } from "./source/diagnostic.js";
import type { RememberingHost } from "./source/remembering-host.js";
import type { SourceFile } from "./source/source-file.js";
import { StepBudget } from "./terraform/instances/evaluation.js";
import { RootMemory } from "./terraform/root-memory.js";

/** The manifests of an earlier scan, and what there was to say of their files. */
export interface EarlierManifests {
  readonly files: readonly SourceFile[];
  readonly manifests: LoadedManifests;
  readonly diagnostics: readonly Diagnostic[];
  readonly skipped: readonly (readonly [path: string, reason: string])[];
}

/** Options that say how a scan goes, not what comes of the judging; the project and the values are compared by what is in them. */
const withoutEffect: ReadonlySet<string> = new Set([
  "host",
  "project",
  "variables",
  "baseline",
  "onProgress",
  "onGraph",
  "onNotApplicable",
  "statistics",
]);

/** Options that are plain data, which may be made anew for each scan. */
const plainData: ReadonlySet<string> = new Set(["parameters", "suppressions", "environmentVariables"]);

/**
 * What one scan of a session leaves for the next. Texts and trees are good for as long as the files are the same; root modules and
 * verdicts only as long as the options and the configuration are, too.
 */
export class ScanMemory {
  readonly parsed = new ParsedCache();
  readonly roots: RootMemory;
  readonly judged: JudgedMemory;
  readonly places = new RootPlaces();
  /** Nodes of root modules as policies about Kubernetes see them. */
  readonly views = new WeakMap<readonly GraphNode[], TerraformObjects>();
  readonly manifestFiles: EarlierFiles = new WeakMap();
  manifests: EarlierManifests | undefined;
  #values: RunValues | undefined;
  #options: ScanOptions | undefined;
  #configuration = "";

  constructor(host: RememberingHost) {
    this.roots = new RootMemory(host);
    this.judged = new JudgedMemory(host, this.roots);
  }

  /** Has everything loaded and judged again. */
  forget(): void {
    this.roots.forget();
    this.judged.forget();
  }

  /**
   * Whether a scan has to be made again, with nothing of what was loaded and judged before: where verdicts are in doubt, or where the
   * loops of all root modules together took more steps than they may, of which the last ones are cut off.
   */
  mustStartAgain(isDoubtful: boolean): boolean {
    const isExceeded = StepBudget.isExceededBy(this.roots.steps);
    const isAgain = isDoubtful || (isExceeded && this.roots.areSomeTakenAgain);
    if (isDoubtful || isExceeded) this.forget();
    return isAgain;
  }

  /** Takes note of the options of the next scan. */
  useOptions(options: ScanOptions): void {
    if (this.#options === undefined || !areSameOptions(this.#options, options)) this.forget();
    this.#options = options;
  }

  /** Takes note of the configuration of the next scan, all files of which are read. */
  useConfiguration(project: Project | undefined): void {
    const configuration = JSON.stringify([
      project?.files.map(({ file }) => [file.path, file.text]),
      // Nothing is judged by a configuration that is wrong.
      project?.problems.map(({ code, message }) => [code, message]),
    ]);
    if (configuration !== this.#configuration) this.forget();
    this.#configuration = configuration;
  }

  /** Takes note of the values of the next scan, and returns the earlier ones where they are the same. */
  useValues(values: RunValues): RunValues {
    if (this.#values !== undefined && JSON.stringify(this.#values) === JSON.stringify(values)) return this.#values;
    this.forget();
    this.#values = values;
    return values;
  }
}

function areSameOptions(one: ScanOptions, other: ScanOptions): boolean {
  const left = new Map(Object.entries(one));
  const right = new Map(Object.entries(other));
  return [...new Set([...left.keys(), ...right.keys()])].every(
    (name) => withoutEffect.has(name) || isSame(left.get(name), right.get(name), plainData.has(name)),
  );
}

function isSame(one: unknown, other: unknown, isPlain: boolean): boolean {
  if (one === other) return true;
  if (isPlain) return JSON.stringify(one) === JSON.stringify(other);
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
