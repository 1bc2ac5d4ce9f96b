import type { PolicyChoice } from "../policy/choice.js";
import type { SelectablePolicy } from "../policy/catalogue.js";
import type { Severity } from "../policy/finding.js";
import type { SuppressionOptions } from "../policy/suppressions/suppression.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceHost } from "../source/host.js";
import { directoryOf, joinPath, normalizePath } from "../source/paths.js";
import { SourceFile } from "../source/source-file.js";
import { checkPaths } from "./check-paths.js";
import { choosePolicies, type ChoiceFlags, type PolicyKnowledge } from "./choose.js";
import { pathBelow, type ConfigurationFile, type MentioningFile } from "./configuration-file.js";
import { byDefault, overriding, type Decision, type Origin } from "./decision.js";
import { ConfigurationReader, directoriesDownTo, isConfigurationPath, readConfiguration } from "./find.js";
import { CompiledConfiguration, type Layer, type Place } from "./layers.js";
import { runSettingNames, settleRun, type RunSettings } from "./run-settings.js";
import { presetsOf } from "./policy-decisions.js";
import type { FailOn } from "./settings.js";
import { suppressionsOf } from "./suppressions.js";

/** A configuration that a flag names, which may lie anywhere. */
export interface NamedConfiguration {
  /** Relative to the scan root; with `..` in front where it lies elsewhere. */
  readonly path: string;
  readonly text: string;
  /** Reads what it names by paths that lead out of the scan root; without it, nothing is read there. */
  readonly readFile?: SourceHost["readFile"] | undefined;
}

/** Which configurations count. */
export interface ProjectOptions {
  /** The text of a configuration that counts in place of those that are found, as `--config` names it. */
  readonly file?: NamedConfiguration | undefined;
  /** Let nothing count of the configurations that are found, except what is hard-mandatory in them: `--no-config`. */
  readonly isIgnored?: boolean | undefined;
}

/** What decides whether a finding is shown, and whether it fails the run. */
export interface Thresholds {
  readonly severity: Decision<Severity>;
  /** Undefined where it is what is shown. */
  readonly failOn: Decision<FailOn | undefined>;
}

/** Everything that is about a place. */
export interface PlaceLayers {
  /** The same for places that have the same layers. */
  readonly key: string;
  readonly layers: readonly Layer[];
  /** Who leaves the place out of the scan, by the file's place in the chain. */
  readonly excluded: { readonly depth: number; readonly origin: Origin } | undefined;
}

/**
 * The configuration of a scan: every `lintel.yaml` from the scan root down to the paths that are scanned, and those below them,
 * which are added while files are discovered.
 */
export class Project {
  readonly #files = new Map<string, CompiledConfiguration>();
  readonly #chains = new Map<string, readonly CompiledConfiguration[]>();
  readonly #places = new Map<string, PlaceLayers>();
  readonly #hardParts = new Map<CompiledConfiguration, CompiledConfiguration>();
  readonly #problems: Diagnostic[] = [];
  readonly #notes: Diagnostic[] = [];
  readonly #rejected: MentioningFile[] = [];
  #nameProblems: readonly Diagnostic[] = [];
  #valueProblems: readonly Diagnostic[] = [];
  readonly #reader: ConfigurationReader;
  #named: CompiledConfiguration | undefined;
  #run: RunSettings | undefined;

  /** Use {@link loadProject}. */
  constructor(
    host: SourceHost,
    readonly given: readonly string[],
    readonly options: ProjectOptions,
  ) {
    const isWanted = options.isIgnored !== true && options.file === undefined;
    this.#reader = new ConfigurationReader(
      host,
      (diagnostic) => {
        this.#take(diagnostic);
      },
      (mentions) => {
        if (isWanted) this.#rejected.push(mentions);
      },
    );
  }

  /** What is wrong with the configurations: with any of it, nothing is scanned. */
  get problems(): readonly Diagnostic[] {
    return [...this.#problems, ...this.#valueProblems, ...this.#nameProblems];
  }

  /** What else there is to say of them. */
  get notes(): readonly Diagnostic[] {
    return this.#notes;
  }

  /** The configurations that were read, the outermost first. */
  get files(): readonly ConfigurationFile[] {
    const found = [...this.#files.values()].map(({ source }) => source);
    return this.#named === undefined ? found : [...found, this.#named.source];
  }

  /**
   * What all configurations say of policies and presets, those with mistakes too; nothing where that may be policies which are
   * not loaded because of the mistakes.
   */
  get mentions(): readonly MentioningFile[] {
    const { externalPolicies, plugins, rego } = this.run;
    const brings =
      [...externalPolicies, ...plugins, ...rego].length > 0 || this.#rejected.some((each) => each.bringsPolicies);
    if (brings && this.#problems.length > 0) return [];
    return [...this.files, ...this.#rejected];
  }

  /** What is the same for the whole run: what the files around everything that is scanned say of it. */
  get run(): RunSettings {
    return (this.#run ??= settleRun(this.#chain(commonDirectory(this.given)).map(({ source }) => source)));
  }

  /** What the configurations say of suppressions. */
  get suppressions(): SuppressionOptions {
    return suppressionsOf(this.files, this.run);
  }

  /** Reads the configurations of some directories, and those above them. */
  async add(directories: Iterable<string>): Promise<void> {
    const all = new Set([...directories].flatMap(directoriesDownTo));
    const sorted = [...all].filter((directory) => !this.#files.has(directory)).sort(byLength);
    for (const found of await this.#reader.inDirectories(sorted)) {
      if (this.#files.has(found.base)) continue;
      const isOnlyHard = this.options.isIgnored === true || this.options.file !== undefined;
      this.#files.set(found.base, new CompiledConfiguration({ ...found, isOnlyHard }));
      const isAroundAll = pathBelow(found.base, commonDirectory(this.given)) !== undefined;
      if (!isAroundAll && !isOnlyHard) this.#noteIneffective(found);
    }
    this.#chains.clear();
    this.#places.clear();
  }

  /** Takes a configuration that was named, in place of those that are found. */
  async addNamed({ path, text }: NamedConfiguration): Promise<void> {
    const directory = directoryOf(path);
    const common = commonDirectory(this.given);
    const base = normalizePath(directory) === directory && pathBelow(directory, common) !== undefined ? directory : "";
    const file = new SourceFile(path, text.replace(/^\uFEFF/, ""));
    const configuration = await readConfiguration(
      file,
      { base, isNamed: true },
      (diagnostic) => this.#problems.push(diagnostic),
      (mentions) => this.#rejected.push(mentions),
    );
    if (configuration !== undefined) this.#named = new CompiledConfiguration(configuration);
  }

  /** Whether a path is left out of the scan. What is hard-mandatory further up than whoever leaves it out is judged all the same. */
  isSkipped(path: string, isDirectory: boolean): boolean {
    // It says itself what is left out.
    if (!isDirectory && isConfigurationPath(path)) return false;
    const chain = this.#chain(isDirectory ? path : directoryOf(path));
    const depth = this.#exclusion(chain, path, { isDirectory, given: this.given });
    return depth !== undefined && !chain.slice(0, depth).some(({ hasHard }) => hasHard);
  }

  /** What is said about a place. */
  at(place: Place): PlaceLayers {
    const chain = this.#chain(directoryOf(place.path));
    const needsAddresses = chain.some(({ asksForAddresses }) => asksForAddresses);
    const memo = needsAddresses ? `${place.path}\n${(place.addresses ?? []).join("\n")}` : place.path;
    const known = this.#places.get(memo);
    if (known !== undefined) return known;
    const depth = this.#exclusion(chain, place.path, { isDirectory: false, given: this.given });
    const key = [String(depth), ...chain.map((each) => `${each.source.file.path} ${each.keyOf(place)}`)].join("\n");
    const same = this.#places.get(`\n${key}`);
    const by = depth === undefined ? undefined : chain[depth];
    const layers: PlaceLayers = same ?? {
      key,
      layers: chain.flatMap((each, index) => each.layers(place, index)),
      excluded: depth === undefined || by === undefined ? undefined : { depth, origin: by.exclusionOrigin },
    };
    this.#places.set(`\n${key}`, layers);
    this.#places.set(memo, layers);
    return layers;
  }

  /** Who leaves a file out of a scan that does not name it. */
  exclusionOf({ path }: Place): Origin | undefined {
    const chain = this.#chain(directoryOf(path));
    const depth = this.#exclusion(chain, path, { isDirectory: false, given: [] });
    return depth === undefined ? undefined : chain[depth]?.exclusionOrigin;
  }

  /** The configurations that are about a place, the outermost first. */
  filesAbout({ path }: Place): readonly ConfigurationFile[] {
    return this.#chain(directoryOf(path)).map(({ source }) => source);
  }

  /** The thresholds that hold for what is found at a place. */
  thresholdsAt(place: Place): Thresholds {
    let severity = byDefault<Severity>("info");
    let failOn = byDefault<FailOn | undefined>(undefined);
    for (const { scope, originOf, isOnlyHard } of this.at(place).layers) {
      if (isOnlyHard) continue;
      if (scope.severity !== undefined)
        severity = overriding(severity, { value: scope.severity, origin: originOf(["severity"]) });
      if (scope.failOn !== undefined)
        failOn = overriding(failOn, { value: scope.failOn, origin: originOf(["failOn"]) });
    }
    return { severity, failOn };
  }

  /** A place about which nothing is said but what holds for the whole run. */
  get generalPlace(): Place {
    const directory = commonDirectory(this.given);
    return { path: joinPath(directory, ".") };
  }

  /** The presets that the configurations name. */
  get presetNames(): ReadonlySet<string> {
    const scopes = this.mentions.flatMap(({ settings }) => [settings, ...(settings.overrides ?? [])]);
    return new Set(scopes.flatMap(({ preset }) => (preset === undefined ? [] : presetsOf(preset))));
  }

  /** Chooses among the policies at hand; names that mean none of them are problems from then on. */
  choose(policies: readonly SelectablePolicy[], presets: PolicyKnowledge, flags: ChoiceFlags): PolicyChoice {
    const chosen = choosePolicies(this, policies, presets, flags);
    this.#nameProblems = chosen.problems;
    return chosen.choice;
  }

  /** Looks whether what the configurations name for the whole run is there. */
  checkPaths(host: SourceHost): void {
    this.#problems.push(...checkPaths(this.run, host));
  }

  /** Takes what is wrong with the files of variables that the configurations name, in place of what was said of them before. */
  complain(problems: readonly Diagnostic[]): void {
    this.#valueProblems = problems;
  }

  #take(diagnostic: Diagnostic): void {
    // With --no-config the files were not asked for: one that cannot be read has nothing to say.
    const isWanted = this.options.isIgnored !== true && this.options.file === undefined;
    if (diagnostic.severity !== "error") this.#note(diagnostic);
    else if (isWanted) this.#problems.push(diagnostic);
    else this.#note({ ...diagnostic, severity: "warning" });
  }

  #note(diagnostic: Diagnostic): void {
    this.#notes.push(diagnostic);
  }

  #noteIneffective({ settings, rangeOf }: ConfigurationFile): void {
    for (const name of runSettingNames) {
      if (settings[name] === undefined) continue;
      this.#note({
        severity: "warning",
        code: "configuration-not-in-effect",
        message: `“${name}” is the same for a whole scan, so that it has no effect here: this directory lies below what is scanned.`,
        hint: "Move it further up, or scan this directory alone.",
        range: rangeOf([name]),
      });
    }
  }

  /** The configurations that are about a directory, the outermost first. */
  #chain(directory: string): readonly CompiledConfiguration[] {
    const known = this.#chains.get(directory);
    if (known !== undefined) return known;
    const found = directoriesDownTo(directory).flatMap((each) => this.#files.get(each) ?? []);
    const root = found.findLastIndex(({ source }) => source.settings.root === true);
    const chain = found.map((each, index) => (index < root ? this.#hardPartOf(each) : each));
    if (this.#named !== undefined) chain.push(this.#named);
    this.#chains.set(directory, chain);
    return chain;
  }

  #hardPartOf(configuration: CompiledConfiguration): CompiledConfiguration {
    if (configuration.source.isOnlyHard) return configuration;
    let part = this.#hardParts.get(configuration);
    if (part === undefined) {
      part = new CompiledConfiguration({ ...configuration.source, isOnlyHard: true });
      this.#hardParts.set(configuration, part);
    }
    return part;
  }

  /** The outermost configuration that leaves a path out. */
  #exclusion(
    chain: readonly CompiledConfiguration[],
    path: string,
    { isDirectory, given }: { readonly isDirectory: boolean; readonly given: readonly string[] },
  ): number | undefined {
    const depth = chain.findIndex((each) => !each.source.isOnlyHard && each.excludes(path, isDirectory, given));
    return depth === -1 ? undefined : depth;
  }
}

function byLength(left: string, right: string): number {
  return left.length - right.length;
}

/** Finds and reads the configuration of some paths, relative to the host's root. Nothing throws: {@link Project.problems}. */
export async function loadProject(
  host: SourceHost,
  paths: readonly string[],
  options: ProjectOptions = {},
): Promise<Project> {
  const given = paths.flatMap((path) => normalizePath(path) ?? []);
  const project = new Project(host, given, options);
  const directories = given.map((path) => {
    const kind = host.kindOf(path);
    return kind.ok && kind.value === "directory" ? path : directoryOf(path);
  });
  if (options.file !== undefined) await project.addNamed(options.file);
  await project.add(directories.length === 0 ? [""] : directories);
  project.checkPaths(host);
  return project;
}

/** The directory around all of some paths. */
function commonDirectory(paths: readonly string[]): string {
  const [first, ...others] = paths;
  if (first === undefined) return "";
  return others.reduce((common, path) => {
    let shared = common;
    while (pathBelow(shared, path) === undefined) shared = directoryOf(shared);
    return shared;
  }, first);
}
