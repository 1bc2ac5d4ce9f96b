import type { Graph } from "./graph/graph.js";
import type { UnitVerdicts } from "./policy/assemble.js";
import type { SuppressionUses } from "./policy/suppressions/apply.js";
import type { SourceHost } from "./source/host.js";
import type { Recording, RememberingHost } from "./source/remembering-host.js";
import type { SourceFile, SourceRange } from "./source/source-file.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import type { RootMemory } from "./terraform/root-memory.js";

/** What was judged in one domain: the nodes of a root module, the manifests of a cluster, or both where they lie together. */
export interface JudgedUnit {
  readonly verdicts: UnitVerdicts;
  /** What suppressions did in it. */
  readonly uses: SuppressionUses;
}

/** What a domain is made of: as long as that is the same, so are the verdicts. */
interface UnitParts {
  readonly root: RootModule | undefined;
  readonly manifests: string;
}

/** What the verdicts in all domains depend on. */
export interface JudgedParts {
  readonly graph: Graph;
  readonly roots: readonly RootModule[];
  /** What says something of the manifests of others. */
  readonly kustomizations: readonly SourceFile[];
  /** What must not be shown of the files of root modules. */
  readonly sensitive: ReadonlyMap<string, readonly SourceRange[]>;
  /** Whatever else there is, as a text. */
  readonly surroundings: string;
}

/**
 * The verdicts of earlier scans, domain by domain: policies never look from one domain into another. Those of a domain are taken
 * again where nothing has changed that they depend on.
 */
export class JudgedMemory {
  #units = new Map<string, JudgedUnit & UnitParts>();
  #surroundings = "";
  #sensitive: ReadonlyMap<string, string> = new Map();
  #ignoreFiles: Recording | undefined;
  readonly #marks = new WeakMap<SourceFile, number>();
  #lastMark = 0;

  constructor(
    readonly host: RememberingHost,
    readonly roots: RootMemory,
  ) {}

  /** Has everything judged again. */
  forget(): void {
    this.#units.clear();
  }

  /** Where to read the files of suppressions that are about all domains; what is read there is kept in mind. */
  ignoreFiles(): SourceHost {
    if (this.#ignoreFiles?.isStale() === true) this.forget();
    this.#ignoreFiles = this.host.record();
    return this.#ignoreFiles.host;
  }

  /** The domains whose verdicts still hold. */
  stillHolding(parts: JudgedParts): ReadonlyMap<string, JudgedUnit> {
    const { surroundings } = parts;
    if (surroundings !== this.#surroundings) this.forget();
    this.#surroundings = surroundings;
    const sensitive = new Map([...parts.sensitive].map(([file, places]) => [file, describePlaces(places)]));
    const others = [...new Set([...sensitive.keys(), ...this.#sensitive.keys()])].filter(
      (file) => sensitive.get(file) !== this.#sensitive.get(file),
    );
    this.#sensitive = sensitive;
    const now = this.#partsOf(parts);
    const holding = new Map<string, JudgedUnit>();
    for (const [domain, unit] of this.#units) {
      const own = now.get(domain);
      if (own === undefined || own.root !== unit.root || own.manifests !== unit.manifests) continue;
      // What is masked in the excerpts of a file that several root modules share depends on all of them.
      if (others.some((file) => this.roots.hasRead(domain, file))) continue;
      holding.set(domain, unit);
    }
    return holding;
  }

  /** Keeps what was judged now, those domains included that were not judged again. */
  keep(units: ReadonlyMap<string, JudgedUnit>, parts: JudgedParts): void {
    const now = this.#partsOf(parts);
    this.#units = new Map();
    for (const [domain, unit] of units) {
      const own = now.get(domain);
      if (own !== undefined) this.#units.set(domain, { ...unit, ...own });
    }
  }

  #partsOf({ graph, roots, kustomizations }: JudgedParts): ReadonlyMap<string, UnitParts> {
    const marks = new Map<string, Set<number>>();
    for (const { kind, domain, range } of graph.nodes) {
      if (kind !== "object") continue;
      const known = marks.get(domain);
      if (known === undefined) marks.set(domain, new Set([this.#markOf(range.file)]));
      else known.add(this.#markOf(range.file));
    }
    const general = kustomizations.map((file) => this.#markOf(file)).join(" ");
    const parts = new Map<string, UnitParts>(roots.map((root) => [root.domain, { root, manifests: "" }]));
    for (const [domain, files] of marks) {
      parts.set(domain, { root: parts.get(domain)?.root, manifests: `${general}; ${[...files].join(" ")}` });
    }
    return parts;
  }

  #markOf(file: SourceFile): number {
    let mark = this.#marks.get(file);
    if (mark === undefined) this.#marks.set(file, (mark = this.#lastMark += 1));
    return mark;
  }
}

function describePlaces(places: readonly SourceRange[]): string {
  return [...new Set(places.map(({ start, end }) => `${String(start)}-${String(end)}`))].sort().join(" ");
}
