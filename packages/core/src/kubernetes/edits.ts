import { SourceFile } from "../source/source-file.js";
import { editJson } from "../hcl/json-edits.js";
import { indentAt, lineBreakOf, lineStartAt, nextLineAt } from "../hcl/text-lines.js";
import { applyEdits, haveOverlap, sortEdits, type TextEdit } from "../source/text-edit.js";
import {
  isSameScalar,
  isWrittenObject,
  valueOfEntry,
  type Change,
  type NewEntry,
  type Stretch,
  type WrittenValue,
} from "../source/written-value.js";
import { splitDocuments, type DocumentText } from "./documents.js";
import { parseFast } from "./yaml-fast.js";
import type { YamlEntry, YamlMapping, YamlNode } from "./yaml-node.js";
import { writeFlow, writeScalar } from "./yaml-text.js";

/** Edits of a manifest. */
export interface ManifestEdits {
  readonly edits: readonly TextEdit[];
  /** Whether the document has anchors, so that what is changed may stand for other places too. */
  readonly isShared: boolean;
}

/**
 * Turns changes of a manifest into edits of its text, in order and without overlaps: comments, order and style stay. All changes
 * must concern one document. Undefined where a change cannot be made.
 */
export function editManifest(file: SourceFile, changes: readonly Change[]): ManifestEdits | undefined {
  if (file.path.endsWith(".json")) {
    const edits = editJson(file, changes, { hasTemplates: false });
    return edits === undefined ? undefined : { edits, isShared: false };
  }
  const places = changes.map((change) => (change.kind === "insert" ? change.into : change.at));
  const document = documentsOf(file).find(({ place: { start, end } }) =>
    places.every((place) => start <= place.start && place.start < end),
  );
  const editor = document?.editor();
  if (editor === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const made = editor.editsFor(change);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const sorted = sortEdits(edits);
  if (haveOverlap(sorted) || !remainsReadable(file, editor.place, sorted)) return undefined;
  return { edits: sorted, isShared: editor.hasAnchors };
}

/** Of a larger document the result of every edit is not parsed: there may be thousands. */
const largestChecked = 100_000;

function remainsReadable(file: SourceFile, { start, end }: DocumentText, sorted: readonly TextEdit[]): boolean {
  if (end - start > largestChecked) return true;
  const grown = sorted.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), end);
  return parseFast(applyEdits(file.text, sorted).slice(start, grown), 0).ok;
}

interface EditableDocument {
  readonly place: DocumentText;
  readonly editor: () => YamlEditor | undefined;
}

const documents = new WeakMap<SourceFile, readonly EditableDocument[]>();

/** The documents of a file, each parsed once, when it is first edited. */
function documentsOf(file: SourceFile): readonly EditableDocument[] {
  const known = documents.get(file);
  if (known !== undefined) return known;
  const made = splitDocuments(file.text).map((place): EditableDocument => {
    let editor: { readonly made: YamlEditor | undefined } | undefined;
    return { place, editor: () => (editor ??= { made: makeEditor(file, place) }).made };
  });
  documents.set(file, made);
  return made;
}

function makeEditor(file: SourceFile, place: DocumentText): YamlEditor | undefined {
  const parsed = parseFast(file.text.slice(place.start, place.end), place.start);
  return parsed.ok ? new YamlEditor(file, place, parsed.documents) : undefined;
}

/** A value, and the entry and mapping that it belongs to, if it does. */
interface Found {
  readonly node: YamlNode;
  readonly entry?: YamlEntry | undefined;
  readonly mapping?: YamlMapping | undefined;
}

class YamlEditor {
  /** Whether an anchor may stand somewhere, which a text may only seem to hold. */
  readonly hasAnchors: boolean;
  #index: ReadonlyMap<number, readonly Found[]> | undefined;

  constructor(
    readonly file: SourceFile,
    readonly place: DocumentText,
    readonly roots: readonly YamlNode[],
  ) {
    this.hasAnchors = /(?:^|[\s[{,])&[^\s,[\]{}]+/.test(file.text.slice(place.start, place.end));
  }

  editsFor(change: Change): readonly TextEdit[] | undefined {
    switch (change.kind) {
      case "set":
        return this.set(change);
      case "insert": {
        const found = this.mappingFor(change);
        return found === undefined ? undefined : this.insert(found, change.entries);
      }
      case "remove": {
        const { entry, mapping } = this.candidates(change.at).find((found) => found.entry !== undefined) ?? {};
        return entry === undefined || mapping === undefined ? undefined : this.removal(entry, mapping);
      }
    }
  }

  set({ at, value, current }: Change & { kind: "set" }): readonly TextEdit[] | undefined {
    const candidates = this.candidates(at).filter(
      ({ node }) =>
        current === undefined || (node.kind === "scalar" && node.value !== null && isSameScalar(node.value, current)),
    );
    // A mapping begins where its first key does; what is set is the value of a key, wherever there is one.
    const found = candidates.find(({ entry }) => entry !== undefined) ?? candidates[0];
    if (found === undefined) return undefined;
    const { node, entry } = found;
    if (holdsComment(this.file.text.slice(node.start, node.end), node)) return undefined;
    const text = isWrittenObject(value) ? writeFlow(value, false) : this.flat(value);
    if (entry === undefined) return [{ start: node.start, end: node.end, text }];
    if (node.kind === "scalar" && node.value === null) return this.fill(entry, text);
    const alias = aliasAt(this.file.text, entry);
    if (alias !== undefined) return [{ ...alias, text }];
    if (node.start < entry.keyEnd) return undefined;
    const isFlow = node.kind === "scalar" || isFlowCollection(this.file.text, node);
    if (isFlow) return [{ start: node.start, end: node.end, text }];
    // A block collection begins on a line of its own, which what replaces it does not.
    const colon = this.file.text.indexOf(":", entry.keyEnd);
    return this.file.text.slice(colon + 1, node.start).trim() === ""
      ? [{ start: colon + 1, end: node.end, text: ` ${text}` }]
      : undefined;
  }

  /** Writes the value of an entry that has none, or a null. */
  fill({ keyEnd, value }: YamlEntry, text: string): readonly TextEdit[] | undefined {
    const source = this.file.text;
    const colon = source.indexOf(":", keyEnd);
    const end = Math.max(colon + 1, value.end);
    if (/[&!]/.test(source.slice(colon + 1, end))) return undefined;
    const written = /^[ \t]*(?:null|Null|NULL|~)?/.exec(source.slice(colon + 1))?.[0] ?? "";
    const blanks = /^[ \t]*$/.test(written) && /^[ \t]+#/.test(source.slice(colon + 1)) ? written : "";
    return [{ start: colon + 1, end: colon + 1 + written.length, text: ` ${text}${blanks}` }];
  }

  /** The mapping that a header may be of: its key's value, an item, and the one in which the key stands. */
  mappingFor({ into, keys }: Change & { kind: "insert" }): Found | undefined {
    const candidates = this.candidates(into).flatMap((found): Found[] => [
      ...(found.node.kind === "mapping" ? [found] : []),
      ...(found.mapping === undefined ? [] : [{ node: found.mapping }]),
    ]);
    return candidates.find(
      ({ node }) =>
        node.kind === "mapping" &&
        [...node.entries.keys()].every((key) => keys.includes(key)) &&
        keys.every((key) => node.entries.has(key)),
    );
  }

  /** What begins at a place, the outermost first. */
  candidates({ start }: Stretch): readonly Found[] {
    this.#index ??= this.index();
    return this.#index.get(start) ?? [];
  }

  /** Everything by where it begins: an entry at its key, whatever else at itself. */
  index(): ReadonlyMap<number, readonly Found[]> {
    const index = new Map<number, Found[]>();
    const seen = new Set<YamlNode>();
    const visit = (found: Found): void => {
      const { node, entry } = found;
      const start = entry === undefined ? node.start : entry.keyStart;
      const known = index.get(start);
      if (known === undefined) index.set(start, [found]);
      else known.push(found);
      // A node with several aliases is looked into once.
      if (seen.has(node)) return;
      seen.add(node);
      if (node.kind === "sequence") for (const item of node.items) visit({ node: item });
      if (node.kind !== "mapping") return;
      for (const inner of node.entries.values()) visit({ node: inner.value, entry: inner, mapping: node });
    };
    for (const node of this.roots) visit({ node });
    return index;
  }

  insert({ node }: Found, entries: readonly NewEntry[]): readonly TextEdit[] | undefined {
    if (node.kind !== "mapping") return undefined;
    const { text } = this.file;
    const edits: TextEdit[] = [];
    const missing: NewEntry[] = [];
    for (const added of entries) {
      const there = node.entries.get(added.name);
      if (there === undefined) missing.push(added);
      else if (there.value.kind === "scalar" && there.value.value === null) edits.push(...this.fillWith(there, added));
      else return undefined;
    }
    if (missing.length === 0) return edits;
    if (isFlowCollection(text, node)) return [...edits, this.insertIntoFlow(node, missing)];
    const own = [...node.entries.values()].filter(({ keyStart }) => keyStart >= node.start && keyStart < node.end);
    const last = own.at(-1);
    if (last === undefined || keepsTrailingLines(text.slice(last.keyEnd, node.end))) return undefined;
    const column = this.file.positionAt(own[0]?.keyStart ?? node.start).column - 1;
    const indent = indentTo(this.file, own[0]?.keyStart ?? node.start, column);
    const block = missing.map((added) => this.blockText(added, indent)).join("");
    return [...edits, this.lineInsertion(contentEnd(text, node), block)];
  }

  fillWith(entry: YamlEntry, added: NewEntry): readonly TextEdit[] {
    const value = valueOfEntry(added);
    if (!isWrittenObject(value)) return this.fill(entry, this.flat(value)) ?? [];
    return this.fill(entry, writeFlow(value, false)) ?? [];
  }

  insertIntoFlow(node: YamlMapping, entries: readonly NewEntry[]): TextEdit {
    const { text } = this.file;
    const inside = text.slice(node.start + 1, node.end - 1);
    const isJson = /^\s*"/.test(inside);
    const written = entries.map((added) =>
      writeFlow({ [added.name]: valueOfEntry(added) }, isJson)
        .slice(1, -1)
        .trim(),
    );
    if (inside.trim() === "") return { start: node.start, end: node.end, text: `{ ${written.join(", ")} }` };
    const own = [...node.entries.values()].filter(({ keyStart }) => keyStart >= node.start && keyStart < node.end);
    const end = Math.max(...own.map((each) => endOfEntry(text, each)));
    const comma = /^\s*,/.test(text.slice(end, node.end)) ? "" : ",";
    const at = comma === "" ? text.indexOf(",", end) + 1 : end;
    return { start: at, end: at, text: `${comma} ${written.join(", ")}` };
  }

  /** Lines for an entry, every one with its line break. */
  blockText(entry: NewEntry, indent: string): string {
    const lineBreak = lineBreakOf(this.file);
    const key = writeScalar(entry.name, false);
    const value = valueOfEntry(entry);
    if (!isWrittenObject(value) || Object.keys(value).length === 0) {
      return `${indent}${key}: ${this.flat(value)}${lineBreak}`;
    }
    const inner = Object.entries(value).map(([name, item]) =>
      this.blockText({ kind: "attribute", name, value: item }, `${indent}  `),
    );
    return `${indent}${key}:${lineBreak}${inner.join("")}`;
  }

  flat(value: WrittenValue): string {
    return writeFlow(value, false);
  }

  /** New lines below the one on which something ends; what follows it on its line is a comment. */
  lineInsertion(end: number, block: string): TextEdit {
    const { text } = this.file;
    const at = nextLineAt(this.file, end);
    if (at < text.length || text.endsWith("\n")) return { start: at, end: at, text: block };
    const lineBreak = lineBreakOf(this.file);
    return { start: at, end: at, text: `${lineBreak}${block.slice(0, -lineBreak.length)}` };
  }

  /** A mapping in which nothing is left goes with the entry that it is the value of. */
  removalOf(emptied: YamlMapping): readonly TextEdit[] | undefined {
    if (this.hasAnchors) return undefined;
    this.#index ??= this.index();
    for (const found of this.#index.values()) {
      const owner = found.find(({ node, entry }) => node === emptied && entry !== undefined);
      if (owner?.entry === undefined || owner.mapping === undefined) continue;
      const isCommented = this.file.text.slice(owner.entry.keyEnd, emptied.start).includes("#");
      return isCommented ? this.emptying(emptied) : this.removal(owner.entry, owner.mapping);
    }
    return undefined;
  }

  /** Leaves a key without a value, which is as good as absent, so that the comments below it stay. */
  emptying(mapping: YamlMapping): readonly TextEdit[] | undefined {
    const start = lineStartAt(this.file, mapping.start);
    if (this.file.text.slice(start, mapping.start).trim() !== "") return undefined;
    return [{ start, end: nextLineAt(this.file, contentEnd(this.file.text, mapping)), text: "" }];
  }

  /** Comments that are indented further than a key are about what is in it, and would be taken for text of what is above it. */
  behindOwnComments(from: number, keyIndent: number): number {
    let at = from;
    for (;;) {
      const line = this.file.text.slice(at, nextLineAt(this.file, at));
      if (!/^ *#/.test(line) || line.search(/#/) <= keyIndent) return at;
      at += line.length;
    }
  }

  removal(entry: YamlEntry, mapping: YamlMapping): readonly TextEdit[] | undefined {
    const { text } = this.file;
    const own = [...mapping.entries.values()].filter(
      ({ keyStart }) => keyStart >= mapping.start && keyStart < mapping.end,
    );
    const index = own.indexOf(entry);
    const next = own[index + 1];
    const previous = own[index - 1];
    if (index === -1) return undefined;
    if (next === undefined && previous === undefined) return this.removalOf(mapping);
    const end = endOfEntry(text, entry);
    if (isFlowCollection(text, mapping)) {
      if (next !== undefined) return [{ start: entry.keyStart, end: next.keyStart, text: "" }];
      const from = text.lastIndexOf(",", entry.keyStart);
      return [{ start: from, end, text: "" }];
    }
    const start = lineStartAt(this.file, entry.keyStart);
    if (text.slice(start, entry.keyStart).trim() === "") {
      return [{ start, end: this.behindOwnComments(nextLineAt(this.file, end), entry.keyStart - start), text: "" }];
    }
    // The first entry of a list's item stands behind its dash, where the next one takes its place.
    return next === undefined ? undefined : [{ start: entry.keyStart, end: next.keyStart, text: "" }];
  }
}

/** Where an entry ends; the value of an alias stands elsewhere, and that of an empty one nowhere. */
function endOfEntry(text: string, { keyEnd, value }: YamlEntry): number {
  const isElsewhere = value.start < keyEnd || value.start === value.end;
  return isElsewhere ? keyEnd + 1 : contentEnd(text, value);
}

/** Where the last value inside a node ends: a block collection itself only ends where the next thing begins. */
function contentEnd(text: string, node: YamlNode): number {
  let at = node;
  for (;;) {
    if (at.kind === "scalar" || isFlowCollection(text, at)) return at.end;
    const { start } = at;
    if (at.kind === "sequence") {
      const last = at.items.at(-1);
      if (last === undefined || last.start < start || last.start === last.end) return at.end;
      at = last;
      continue;
    }
    const last = [...at.entries.values()].findLast(({ keyStart }) => keyStart >= start);
    if (last === undefined) return at.end;
    if (last.value.start < last.keyEnd || last.value.start === last.value.end) return last.keyEnd + 1;
    at = last.value;
  }
}

/** Whether a comment stands inside of a value, which would be lost with it: of a text only in the header of a block scalar. */
function holdsComment(text: string, { kind }: YamlNode): boolean {
  return (kind === "scalar" ? /^[|>][^\n]*\s#/ : /(?:^|\s)#/).test(text);
}

/** Whether a text has a block scalar to which the blank lines behind it belong. */
function keepsTrailingLines(text: string): boolean {
  return /[|>][0-9]?\+/.test(text);
}

function isFlowCollection(text: string, node: YamlNode): boolean {
  const first = text.charAt(node.start);
  return node.kind !== "scalar" && (first === "{" || first === "[");
}

/** Where the value of an entry is written as an alias. */
function aliasAt(text: string, { keyEnd }: YamlEntry): Stretch | undefined {
  const colon = text.indexOf(":", keyEnd);
  const match = /^(\s+)\*[^\s,[\]{}]+/.exec(text.slice(colon + 1, colon + 400));
  if (match === null) return undefined;
  return { start: colon + 1 + (match[1]?.length ?? 0), end: colon + 1 + match[0].length };
}

/** Blanks up to a column: those of the line, and what stands before the column on it made blank (`- `). */
function indentTo(file: SourceFile, offset: number, column: number): string {
  const blanks = indentAt(file, offset);
  return blanks + " ".repeat(Math.max(0, column - blanks.length));
}
