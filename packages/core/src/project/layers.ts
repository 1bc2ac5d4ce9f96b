import type { PolicyPath } from "../policy/policy.js";
import { pathBelow, type ConfigurationFile } from "./configuration-file.js";
import type { Origin } from "./decision.js";
import { compileAddressGlob, compilePathGlob } from "../graph/path-glob.js";
import type { WrittenOverride, WrittenScope } from "./settings.js";

/** What one file, or one override in it, says of a place. */
export interface Layer {
  readonly scope: WrittenScope;
  /** The place of its file in the chain of files that are about the place: the outermost is 0. */
  readonly depth: number;
  /** Whether nothing of it counts but what is hard-mandatory. */
  readonly isOnlyHard: boolean;
  readonly originOf: (at: PolicyPath) => Origin;
}

/** A place in the files that are scanned: a file, and what is in it. */
export interface Place {
  /** Relative to the scan root. */
  readonly path: string;
  /** The addresses of a resource or object, with instance keys and without. */
  readonly addresses?: readonly string[] | undefined;
}

/** A configuration with its globs compiled. */
export class CompiledConfiguration {
  readonly #exclude: readonly ((path: string) => boolean)[];
  readonly #include: readonly ((path: string) => boolean)[] | undefined;
  readonly #overrides: readonly CompiledOverride[];
  /** Whether anything in it is hard-mandatory. */
  readonly hasHard: boolean;
  /** Whether it tells resources and objects of one file apart. */
  readonly asksForAddresses: boolean;

  constructor(readonly source: ConfigurationFile) {
    const { include, exclude = [], overrides = [] } = source.settings;
    this.#exclude = exclude.map(compilePathGlob);
    this.#include = include?.map(compilePathGlob);
    this.#overrides = overrides.map((written, index) => new CompiledOverride(written, index));
    this.hasHard = [source.settings, ...overrides].some(hasHardPolicy);
    this.asksForAddresses = this.#overrides.some(({ asksForAddresses }) => asksForAddresses);
  }

  /** Whether this configuration leaves a path out; `given` are the paths that were asked for, which no pattern leaves out as a whole. */
  excludes(path: string, isDirectory: boolean, given: readonly string[]): boolean {
    const below = pathBelow(this.source.base, path);
    if (below === undefined || below === "") return false;
    const asked = given
      .filter((each) => each === path || pathBelow(each, path) !== undefined)
      .map((each) => pathBelow(this.source.base, each) ?? "");
    const leavesOut = (matches: (path: string) => boolean): boolean =>
      matches(below) && !asked.some((each) => each !== "" && matches(each));
    if (this.#exclude.some(leavesOut)) return true;
    // A directory that is not included itself may hold what is.
    if (isDirectory || this.#include === undefined || asked.includes(below)) return false;
    return !this.#include.some((matches) => matches(below));
  }

  /** Where it is written what is left out. */
  get exclusionOrigin(): Origin {
    const { settings, rangeOf } = this.source;
    return { kind: "file", range: rangeOf([settings.exclude === undefined ? "include" : "exclude"]) };
  }

  /** What the file says of a place: its own settings, and then those of its overrides that are about the place. */
  layers(place: Place, depth: number): readonly Layer[] {
    const { settings, base, isOnlyHard, rangeOf } = this.source;
    const below = pathBelow(base, place.path) ?? place.path;
    const originAt =
      (before: PolicyPath) =>
      (at: PolicyPath): Origin => ({ kind: "file", range: rangeOf([...before, ...at]) });
    const own = { scope: settings, depth, isOnlyHard, originOf: originAt([]) };
    const others = this.#overrides.filter((each) => each.isAbout(below, place.addresses));
    return [
      own,
      ...others.map(({ written, index }) => ({
        scope: written,
        depth,
        isOnlyHard,
        originOf: originAt(["overrides", index]),
      })),
    ];
  }

  /** Tells which overrides are about a place: places with the same answer have the same layers. */
  keyOf(place: Place): string {
    if (this.#overrides.length === 0) return "";
    const below = pathBelow(this.source.base, place.path) ?? place.path;
    return this.#overrides.map((each) => (each.isAbout(below, place.addresses) ? "1" : "0")).join("");
  }
}

class CompiledOverride {
  readonly #paths: readonly ((path: string) => boolean)[] | undefined;
  readonly #addresses: readonly ((address: string) => boolean)[] | undefined;

  constructor(
    readonly written: WrittenOverride,
    readonly index: number,
  ) {
    this.#paths = written.paths?.map(compilePathGlob);
    this.#addresses = written.addresses?.map(compileAddressGlob);
  }

  get asksForAddresses(): boolean {
    return this.#addresses !== undefined;
  }

  /** Both the path and the address must be meant, where both are said. */
  isAbout(path: string, addresses: readonly string[] = []): boolean {
    if (this.#paths !== undefined && !this.#paths.some((matches) => matches(path))) return false;
    return this.#addresses === undefined || addresses.some((each) => this.#addresses?.some((matches) => matches(each)));
  }
}

function hasHardPolicy({ policies = {} }: WrittenScope): boolean {
  return Object.values(policies).some((each) => typeof each === "object" && each.enforcement === "hard-mandatory");
}
