import type { BaselineOptions } from "./baseline/apply.js";
import type { Framework, FrameworkCatalogue } from "./compliance/framework.js";
import type { PolicyCatalogue, PresetChoice } from "./policy/catalogue.js";
import type { PolicyEngine } from "./policy/engine.js";
import type { NotApplicable } from "./policy/finding.js";
import type { Data, Policy } from "./policy/policy.js";
import type { SuppressionOptions } from "./policy/suppressions/suppression.js";
import type { ParserChoice } from "./parsed-files.js";
import type { Project } from "./project/project.js";
import type { StatisticsOptions } from "./statistics.js";
import type { ShownGraph } from "./shown-graph.js";
import type { SourceHost } from "./source/host.js";

/** A value for variables of root modules: `-var-file`, whose text need not lie below the scan root, or `-var`. */
export type VariableInput =
  | { readonly kind: "file"; readonly path: string; readonly text: string }
  | {
      readonly kind: "value";
      readonly name: string;
      readonly text: string;
      /** Where the text comes from, for messages: the command line unless said otherwise. */
      readonly origin?: string | undefined;
    };

/** The stages of a scan, in order. With several scenarios, and where manifests lie beside Terraform, one may come up again. */
export type ScanStage = "discover" | "parse" | "load" | "compile" | "evaluate";

/** How far a scan has come: files parsed of all files, nodes judged of all nodes; 0 of 0 where nothing is counted. */
export interface ScanProgress {
  readonly stage: ScanStage;
  readonly done: number;
  readonly total: number;
}

/** What to load, and how. */
export interface SourceOptions {
  /** Where files are read. In Node it may be left out: the file system, below the scan root of the paths. */
  readonly host?: SourceHost | undefined;
  /** Files and directories, relative to the host's root (to the working directory where there is no host). */
  readonly paths: readonly string[];
  /** Values for variables in the order of the command line, the later winning. */
  readonly variables?: readonly VariableInput[] | undefined;
  /** Environment variables, of which `TF_VAR_*` are values for variables; none unless given. */
  readonly environmentVariables?: Readonly<Record<string, string | undefined>> | undefined;
  /** The value of `terraform.workspace`; `default` unless given. */
  readonly workspace?: string | undefined;
  /** Where the configuration lies that named plans were made from; beside each plan unless given. */
  readonly sourceDirectory?: string | undefined;
  readonly parser?: ParserChoice | undefined;
  /** Patterns in the syntax of `.gitignore`, of what is not scanned. */
  readonly exclude?: readonly string[] | undefined;
  /**
   * The configuration of the paths, as `loadProject` finds it; none unless given. What is said here beats what it says, except that
   * nothing weakens what is hard-mandatory.
   */
  readonly project?: Project | undefined;
  /** The names of the configuration's scenarios that are judged; all of them unless given. */
  readonly scenarios?: readonly string[] | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** What to scan, and how. */
export interface ScanOptions extends SourceOptions {
  /** Catalogues of policies, of which the preset is run, and policies of one's own, which are run in any case. */
  readonly policies?: PolicyCatalogue | readonly (PolicyCatalogue | Policy)[] | undefined;
  /** `recommended` unless said otherwise; `all` is `recommended` and `strict`. */
  readonly preset?: PresetChoice | undefined;
  /**
   * Frameworks whose controls the result is to tell about. The policies that judge them are run whatever their preset, and unless
   * a preset is given too, no others.
   */
  readonly frameworks?: readonly Framework[] | undefined;
  /** Where the presets of a configuration are looked up that are frameworks. */
  readonly frameworkCatalogue?: FrameworkCatalogue | undefined;
  /** Ids, aliases, or globs of ids: run these and no others, whatever their preset. */
  readonly policy?: readonly string[] | undefined;
  /** Ids, aliases, or globs of ids to leave out. */
  readonly skipPolicy?: readonly string[] | undefined;
  /** Policies in languages of their own, which are run in any case, as one's own are. */
  readonly engines?: readonly PolicyEngine[] | undefined;
  /** Values for the parameters of policies, by policy and name. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, Data>>>> | undefined;
  /** The day of the scan in UTC, `YYYY-MM-DD`. What depends on it is unknown unless it is given: nothing looks at a clock. */
  readonly today?: string | undefined;
  /** Suppressions beside those in comments, annotations and ignore files, and what is asked of all of them. */
  readonly suppressions?: SuppressionOptions | undefined;
  /** Findings that are known and accepted for the time being, which are suppressed. */
  readonly baseline?: BaselineOptions | undefined;
  /** Whether passes are findings of the result too. */
  readonly includePassed?: boolean | undefined;
  /** Told at the end what policies are not about, though they are about resources of its type. */
  readonly onNotApplicable?: ((places: readonly NotApplicable[]) => void) | undefined;
  /** Given at the end what reads the graph that was judged, as it is shown. Reading it evaluates every attribute there is. */
  readonly onGraph?: ((read: () => Promise<ShownGraph>) => void) | undefined;
  /** Has the scan measured, which costs it some time. */
  readonly statistics?: StatisticsOptions | undefined;
}
