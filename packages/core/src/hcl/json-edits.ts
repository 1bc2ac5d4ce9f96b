import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { applyEdits, haveOverlap, sortEdits, type TextEdit } from "../source/text-edit.js";
import {
  isSameScalar,
  isWrittenObject,
  valueOfEntry,
  type Change,
  type NewEntry,
  type Scalar,
  type Stretch,
  type WrittenValue,
} from "../source/written-value.js";
import { parseJsonDocument, type JsonMember, type JsonNode, type JsonObject } from "./json-document.js";
import { indentAt, lineBreakOf, nextLineAt } from "./text-lines.js";
import { escapeMarkers } from "./value-text.js";

/** Whether the strings of a JSON file are templates, in which `${` begins an interpolation. */
export interface JsonDialect {
  readonly hasTemplates: boolean;
}

/** Turns changes of a JSON file into edits of its text, in order and without overlaps. Undefined where a change cannot be made. */
export function editJson(
  file: SourceFile,
  changes: readonly Change[],
  dialect: JsonDialect,
): readonly TextEdit[] | undefined {
  if (!roots.has(file)) roots.set(file, parseWhole(file));
  const root = roots.get(file);
  if (root === undefined) return undefined;
  const editor = new JsonEditor(file, root, dialect);
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const made = editor.editsFor(change);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const sorted = sortEdits(edits);
  if (haveOverlap(sorted)) return undefined;
  if (file.text.length > largestChecked) return sorted;
  return parseWhole(new SourceFile(file.path, applyEdits(file.text, sorted))) === undefined ? undefined : sorted;
}

const roots = new WeakMap<SourceFile, JsonNode | undefined>();

/** Of a larger file the result of every edit is not parsed: there may be thousands. */
const largestChecked = 100_000;

function parseWhole(file: SourceFile): JsonNode | undefined {
  const problems: Diagnostic[] = [];
  const root = parseJsonDocument(file, (problem) => problems.push(problem));
  return problems.length > 0 ? undefined : root;
}

/** A value, and the member of an object that it belongs to, if it does. */
interface Found {
  readonly value: JsonNode;
  readonly member?: JsonMember | undefined;
  readonly object?: JsonObject | undefined;
}

class JsonEditor {
  constructor(
    readonly file: SourceFile,
    readonly root: JsonNode,
    readonly dialect: JsonDialect,
  ) {}

  editsFor(change: Change): readonly TextEdit[] | undefined {
    switch (change.kind) {
      case "set":
        return this.set(change);
      case "insert": {
        const object = this.objectFor(change);
        return object === undefined ? undefined : this.insert(object, change.entries);
      }
      case "remove": {
        const { member, object } = this.candidates(change.at).find((found) => found.member !== undefined) ?? {};
        return member === undefined || object === undefined ? undefined : [this.removal(member, object)];
      }
    }
  }

  set({ at, value, current }: Change & { kind: "set" }): readonly TextEdit[] | undefined {
    const found = this.candidates(at).find((candidate) => current === undefined || isScalar(candidate.value, current));
    if (found === undefined || !this.isLiteral(found.value)) return undefined;
    const indent = indentAt(this.file, found.value.start);
    return [{ start: found.value.start, end: found.value.end, text: this.write(value, indent) }];
  }

  /** The objects that a header may be of: its name's value, itself, and the one whose first member it is. */
  objectFor({ into, keys }: Change & { kind: "insert" }): JsonObject | undefined {
    const objects = this.candidates(into)
      .flatMap(({ value, object }) => [
        value,
        ...(value.kind === "array" && value.items.length === 1 ? value.items : []),
        ...(object === undefined ? [] : [object]),
      ])
      .filter((node) => node.kind === "object");
    return objects.find((object) => hasKeys(object, keys)) ?? objects[0];
  }

  /** What begins at a place, the innermost last. */
  candidates({ start }: Stretch): readonly Found[] {
    const found: Found[] = [];
    let at: Found | undefined = { value: this.root };
    while (at !== undefined) {
      const outer: Found = at;
      const { value }: { value: JsonNode } = outer;
      if (value.start === start || outer.member?.name.start === start) found.push(outer);
      at = undefined;
      if (value.kind === "object") {
        const member: JsonMember | undefined = value.members.find(
          (each) => each.name.start <= start && start < each.value.end,
        );
        if (member !== undefined) at = { value: member.value, member, object: value };
      } else if (value.kind === "array") {
        const item: JsonNode | undefined = value.items.find((each) => each.start <= start && start < each.end);
        if (item !== undefined) at = { value: item };
      }
    }
    return found;
  }

  isLiteral(root: JsonNode): boolean {
    if (root.kind === "object") return root.members.every(({ value }) => this.isLiteral(value));
    if (root.kind === "array") return root.items.every((item) => this.isLiteral(item));
    return root.kind !== "string" || !this.dialect.hasTemplates || !/[$%]\{/.test(root.value);
  }

  insert(object: JsonObject, entries: readonly NewEntry[]): readonly TextEdit[] | undefined {
    const taken = new Set(object.members.map(({ name }) => name.value));
    if (entries.some(({ name }) => taken.has(name))) return undefined;
    const { text } = this.file;
    const lineBreak = lineBreakOf(this.file);
    const last = object.members.at(-1);
    const outer = indentAt(this.file, object.start);
    if (last === undefined) {
      const unit = this.indentUnit();
      const lines = this.lines(entries, outer + unit).map((line) => `${lineBreak}${outer}${unit}${line}`);
      return [{ start: object.start, end: object.end, text: `{${lines.join(",")}${lineBreak}${outer}}` }];
    }
    const end = last.value.end;
    if (!text.slice(object.start, object.end).includes("\n")) {
      const added = entries.map((entry) => `, ${JSON.stringify(entry.name)}: ${this.writeFlat(valueOfEntry(entry))}`);
      return [{ start: end, end, text: added.join("") }];
    }
    const indent = indentAt(this.file, last.name.start);
    const lines = this.lines(entries, indent).map((line) => `,${lineBreak}${indent}${line}`);
    return [{ start: end, end, text: lines.join("") }];
  }

  lines(entries: readonly NewEntry[], indent: string): readonly string[] {
    return entries.map((entry) => `${JSON.stringify(entry.name)}: ${this.write(valueOfEntry(entry), indent)}`);
  }

  removal(member: JsonMember, object: JsonObject): TextEdit {
    const index = object.members.indexOf(member);
    const next = object.members[index + 1];
    const previous = object.members[index - 1];
    if (next !== undefined) return { start: member.name.start, end: next.name.start, text: "" };
    if (previous !== undefined) return { start: previous.value.end, end: member.value.end, text: "" };
    return { start: object.start, end: object.end, text: "{}" };
  }

  /** The blanks by which the file indents: those of its second line. */
  indentUnit(): string {
    const second = nextLineAt(this.file, 0);
    return /^[ \t]+/.exec(this.file.text.slice(second, second + 100))?.[0] ?? "  ";
  }

  write(value: WrittenValue, indent: string): string {
    if (!isWrittenObject(value) || Object.keys(value).length === 0) return this.writeFlat(value);
    const inner = indent + this.indentUnit();
    const lineBreak = lineBreakOf(this.file);
    const lines = Object.entries(value).map(
      ([name, item]) => `${inner}${JSON.stringify(name)}: ${this.write(item, inner)}`,
    );
    return `{${lineBreak}${lines.join(`,${lineBreak}`)}${lineBreak}${indent}}`;
  }

  writeFlat(value: WrittenValue): string {
    if (typeof value === "string") return JSON.stringify(this.dialect.hasTemplates ? escapeMarkers(value) : value);
    if (isWrittenObject(value)) {
      const items = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${this.writeFlat(item)}`);
      return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
    }
    if (typeof value !== "object" || value === null) return String(value);
    return `[${value.map((item) => this.writeFlat(item)).join(", ")}]`;
  }
}

function hasKeys({ members }: JsonObject, keys: readonly string[]): boolean {
  const names = members.map(({ name }) => name.value).filter((name) => name !== "//");
  return names.length === keys.length && names.every((name) => keys.includes(name));
}

function isScalar(node: JsonNode, value: Scalar): boolean {
  switch (node.kind) {
    case "string":
      return isSameScalar(node.value, value);
    case "number":
      return isSameScalar(Number(node.text), Number(value));
    case "true":
    case "false":
      return isSameScalar(node.kind === "true", value);
    default:
      return false;
  }
}
