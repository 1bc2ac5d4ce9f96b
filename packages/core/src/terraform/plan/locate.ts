import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { deposedAddress } from "./address.js";
import { endOfValue, skipSpace, textAt, visitEntries, type JsonEntry } from "./json-text.js";
import type { PlannedPath } from "./planned-reading.js";

/**
 * Finds resources and their attributes in the text of a plan. `JSON.parse` keeps no positions, and hardly any is ever
 * needed: the text is walked once, when the first is, and a resource's part of it as far as its places are asked for.
 */
export class JsonLocator {
  #resources: ReadonlyMap<string, number> | undefined;
  #entries = new EntryReader("");
  #address: string | undefined;

  /**
   * @param listName - where the resources are listed: `resource_changes`
   * @param valuePath - where, inside an entry, its attributes begin: `change`, `after`
   */
  constructor(
    readonly file: SourceFile,
    readonly listName: string,
    readonly valuePath: readonly string[],
  ) {}

  /** Returns the range of an attribute, of the nearest thing around it that is there, or of the file's first line. */
  locate(address: string, path: PlannedPath): SourceRange {
    const { file } = this;
    this.#resources ??= this.#index();
    const start = this.#resources.get(address);
    if (start === undefined) return { file, start: 0, end: 0 };
    if (path.length === 0) return { file, start, end: start + 1 };
    // The places of one resource are asked for one after another: no more is kept than what was found of the last.
    if (this.#address !== address) this.#entries = new EntryReader(file.text);
    this.#address = address;
    const found = deepest(this.#entries, start, [...this.valuePath, ...path], this.valuePath.length);
    if (found === undefined) return { file, start, end: start + 1 };
    return { file, start: found.start, end: endOfValue(file.text, found.value) };
  }

  /** Where the entries of the list begin, by address. */
  #index(): ReadonlyMap<string, number> {
    const { text } = this.file;
    const found = new Map<string, number>();
    visitEntries(text, skipSpace(text, 0), (list) => {
      if (list.name !== this.listName) return false;
      visitEntries(text, list.value, ({ value }) => {
        const address = this.#addressIn(value);
        if (address !== undefined) found.set(address, value);
        return false;
      });
      return true;
    });
    return found;
  }

  /** The address of the entry that begins at an offset. */
  #addressIn(start: number): string | undefined {
    const { text } = this.file;
    let address: string | undefined;
    let deposed: string | undefined;
    visitEntries(text, start, ({ name, value }) => {
      if (name === "address") address = textAt(text, value);
      if (name === "deposed") deposed = textAt(text, value);
      // Terraform writes the names first: the values behind them need not be walked.
      return name === "change" && address !== undefined;
    });
    return address === undefined || deposed === undefined ? address : deposedAddress(address, deposed);
  }
}

/** Reads the entries of each object and list of a text once. */
class EntryReader {
  readonly #entries = new Map<number, ReadonlyMap<string | number, JsonEntry>>();

  constructor(readonly text: string) {}

  find(offset: number, name: string | number): JsonEntry | undefined {
    let entries = this.#entries.get(offset);
    if (entries === undefined) this.#entries.set(offset, (entries = this.#read(offset)));
    return entries.get(name);
  }

  #read(offset: number): ReadonlyMap<string | number, JsonEntry> {
    const entries = new Map<string | number, JsonEntry>();
    visitEntries(this.text, offset, (entry) => {
      if (!entries.has(entry.name)) entries.set(entry.name, entry);
      return false;
    });
    return entries;
  }
}

/** The number that an entry at this place is; undefined where there is another value. */
export function textOfEntry({ file, start, end }: SourceRange): string | undefined {
  return /(?:^|:)\s*(-?\d[\d.eE+-]*)$/.exec(file.text.slice(start, end))?.[1];
}

/** Finds places by their path from the top of a document. */
export class DocumentLocator {
  readonly #entries: EntryReader;

  constructor(readonly file: SourceFile) {
    this.#entries = new EntryReader(file.text);
  }

  /** Returns the range of what stands at a path, or at as much of it as is there beyond the first `least` steps. */
  locate(path: PlannedPath, least: number): SourceRange {
    const { file } = this;
    const found = deepest(this.#entries, skipSpace(file.text, 0), path, least);
    return found === undefined
      ? { file, start: 0, end: 0 }
      : { file, start: found.start, end: endOfValue(file.text, found.value) };
  }
}

/** The entry at a path, or at as much of it as is there beyond the first `least` steps. */
function deepest(entries: EntryReader, start: number, path: PlannedPath, least: number): JsonEntry | undefined {
  let value = start;
  let best: JsonEntry | undefined;
  for (const [depth, step] of path.entries()) {
    const next = entries.find(value, step);
    if (next === undefined) break;
    if (depth >= least) best = next;
    value = next.value;
  }
  return best;
}
