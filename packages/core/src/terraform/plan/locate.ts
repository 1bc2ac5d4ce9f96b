import { parseTree, visit, type Node } from "jsonc-parser";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import type { PlannedPath } from "./planned-reading.js";

/** A stretch of a file's text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds resources and their attributes in the text of a plan or state. `JSON.parse` keeps no positions, and hardly any is
 * ever needed: the text is walked once, when the first is, and a resource's part of it when that resource's is.
 */
export class JsonLocator {
  #resources: ReadonlyMap<string, Stretch> | undefined;
  readonly #trees = new Map<string, Node | undefined>();

  /**
   * @param listPath - where the resources are listed: `resource_changes` in a plan
   * @param valuePath - where, inside an entry, its attributes begin: `change`, `after`
   */
  constructor(
    readonly file: SourceFile,
    readonly listName: string,
    readonly valuePath: readonly string[],
  ) {}

  /** Returns the range of an attribute, of the nearest thing around it that is there, or of the file's first line. */
  locate(address: string, path: PlannedPath): SourceRange {
    this.#resources ??= this.#index();
    const stretch = this.#resources.get(address);
    if (stretch === undefined) return { file: this.file, start: 0, end: 0 };
    if (!this.#trees.has(address)) {
      this.#trees.set(address, parseTree(this.file.text.slice(stretch.start, stretch.end)));
    }
    const found = deepest(this.#trees.get(address), [...this.valuePath, ...path], this.valuePath.length);
    if (found === undefined) return { file: this.file, start: stretch.start, end: stretch.start + 1 };
    return { file: this.file, start: stretch.start + found.offset, end: stretch.start + found.offset + found.length };
  }

  /** The entries of the list, by the text of their `address`. */
  #index(): ReadonlyMap<string, Stretch> {
    const found = new Map<string, Stretch>();
    let depth = 0;
    let isInList = false;
    let start = 0;
    let address: string | undefined;
    let property = "";
    visit(this.file.text, {
      onObjectBegin: (offset) => {
        depth++;
        if (isInList && depth === 2) [start, address] = [offset, undefined];
      },
      onObjectEnd: (offset) => {
        if (isInList && depth === 2 && address !== undefined) found.set(address, { start, end: offset + 1 });
        depth--;
      },
      onObjectProperty: (name) => {
        property = name;
        if (depth === 1) isInList = name === this.listName;
      },
      onLiteralValue: (value: unknown) => {
        if (isInList && depth === 2 && property === "address" && typeof value === "string") address ??= value;
      },
    });
    return found;
  }
}

/** Finds places by their path in a document that is small enough to be held as a tree: a state. */
export class DocumentLocator {
  #tree: { readonly root: Node | undefined } | undefined;

  constructor(readonly file: SourceFile) {}

  /** Returns the range of what stands at a path, or at as much of it as is there beyond the first `least` steps. */
  locate(path: PlannedPath, least: number): SourceRange {
    this.#tree ??= { root: parseTree(this.file.text) };
    const found = deepest(this.#tree.root, path, least);
    return { file: this.file, start: found?.offset ?? 0, end: found === undefined ? 0 : found.offset + found.length };
  }
}

/** The property at a path, or at as much of it as is there beyond the first `least` steps. */
function deepest(root: Node | undefined, path: PlannedPath, least: number): Node | undefined {
  let node = root;
  let best: Node | undefined;
  for (const [depth, step] of path.entries()) {
    const next: Node | undefined =
      typeof step === "number"
        ? node?.children?.[step]
        : node?.children?.find((property) => property.children?.[0]?.value === step);
    if (next === undefined) break;
    if (depth >= least) best = next;
    node = next.type === "property" ? next.children?.[1] : next;
  }
  return best;
}
