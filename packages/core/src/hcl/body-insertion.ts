import type { TextEdit } from "../source/text-edit.js";
import type { NewEntry } from "../source/written-value.js";
import type { Attribute, Block, HclFile } from "./syntax.js";
import { beginsLine, indentAt, lineBreakOf, lineStartAt, nextLineAt } from "./text-lines.js";
import { alignedLines, writeExpression } from "./value-text.js";

/** Arguments that stand before all others, and those that stand behind them. */
const heads: ReadonlySet<string> = new Set(["count", "for_each", "provider", "source", "version"]);
const tails: ReadonlySet<string> = new Set(["tags", "labels", "depends_on", "providers"]);

/** Nested blocks that close a resource. */
const lastBlocks: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection", "timeouts"]);

type NewBlock = NewEntry & { readonly kind: "block" };

/**
 * Adds attributes below those that a block has, and nested blocks below its nested blocks. Undefined where one of the
 * attributes is there already.
 */
export function insertIntoBody(
  tree: HclFile,
  block: Block,
  entries: readonly NewEntry[],
): readonly TextEdit[] | undefined {
  const { file } = tree;
  const { items } = block.body;
  const taken = new Set(items.map((item) => (item.kind === "attribute" ? item.name : item.type)));
  if (entries.some(({ kind, name }) => taken.has(name) && (kind === "attribute" || hasAttribute(items, name)))) {
    return undefined;
  }
  const close = block.end - 1;
  const base = indentAt(file, block.start);
  if (!file.text.slice(block.headerEnd, close).includes("\n")) return openUp(tree, block, entries, base);
  const first = items.find((item) => beginsLine(file, item.start));
  const indent = first === undefined ? `${base}  ` : indentAt(file, first.start);
  const writer = new BodyWriter(indent, lineBreakOf(file));
  const attributes = entries.filter(({ kind }) => kind === "attribute");
  const blocks = entries.filter((entry) => entry.kind === "block");
  const edits: TextEdit[] = [];
  if (attributes.length > 0) edits.push(attributeEdit(tree, block, writer, attributes));
  if (blocks.length > 0) edits.push(blockEdit(tree, block, writer, blocks));
  return joinedInsertions(edits);
}

function hasAttribute(items: Block["body"]["items"], name: string): boolean {
  return items.some((item) => item.kind === "attribute" && item.name === name);
}

/** Both may be added at one place: attributes come first, with a blank line between. */
function joinedInsertions(edits: readonly TextEdit[]): readonly TextEdit[] {
  const [first, second] = edits;
  if (first === undefined || second === undefined || first.start !== second.start) return edits;
  return [{ ...first, text: first.text + second.text }];
}

/**
 * Puts what a block holds on one line, or an empty one, on several lines. What is there stays where it is, and so out of the
 * edits: it may be something that must not be shown.
 */
function openUp(
  { file, comments }: HclFile,
  block: Block,
  entries: readonly NewEntry[],
  base: string,
): readonly TextEdit[] | undefined {
  const close = block.end - 1;
  if (comments.some(({ start }) => start >= block.headerEnd && start < close)) return undefined;
  const lineBreak = lineBreakOf(file);
  const indent = `${base}  `;
  const edits: TextEdit[] = [];
  let at = block.body.start;
  for (const { start, end } of block.body.items) {
    edits.push({ start: at, end: start, text: lineBreak + indent });
    at = end;
  }
  const added = new BodyWriter(indent, lineBreak).write(entries);
  const hasBlank = block.body.items.length > 0 && entries.every(({ kind }) => kind === "block");
  return [...edits, { start: at, end: close, text: lineBreak + (hasBlank ? lineBreak : "") + added + base }];
}

function attributeEdit({ file }: HclFile, block: Block, writer: BodyWriter, entries: readonly NewEntry[]): TextEdit {
  const anchor = lastPlainAttribute(file.text, block);
  if (anchor !== undefined) {
    const at = nextLineAt(file, Math.max(anchor.start, lastCharacter(file.text, anchor)));
    const isHead = heads.has(anchor.name);
    return insertion(at, `${isHead ? writer.lineBreak : ""}${writer.write(entries)}`);
  }
  const at = nextLineAt(file, block.headerEnd);
  const [next] = block.body.items;
  const needsBlank = next?.kind === "block" && !startsBlank(file.text, at);
  return insertion(at, writer.write(entries) + (needsBlank ? writer.lineBreak : ""));
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** The last attribute on one line, before those that go last and before the nested blocks, below which more may stand. */
function lastPlainAttribute(text: string, block: Block): Attribute | undefined {
  let anchor: Attribute | undefined;
  for (const item of block.body.items) {
    if (item.kind === "block") break;
    if (tails.has(item.name)) continue;
    const isOnOneLine = !text.slice(item.start, lastCharacter(text, item)).includes("\n");
    if (isOnOneLine || anchor === undefined) anchor = item;
  }
  return anchor;
}

/** Where the text of an attribute ends, without the line break that a heredoc ends in. */
function lastCharacter(text: string, { start, end }: Attribute): number {
  return start + text.slice(start, end).trimEnd().length;
}

function blockEdit({ file }: HclFile, block: Block, writer: BodyWriter, blocks: readonly NewBlock[]): TextEdit {
  const text = blocks.map((entry) => writer.write([entry])).join(writer.lineBreak);
  const { items } = block.body;
  const last = items.findLast((item) =>
    item.kind === "block" ? !lastBlocks.has(item.type) : item.name !== "depends_on" && item.name !== "providers",
  );
  if (last === undefined) {
    const at = nextLineAt(file, block.headerEnd);
    return insertion(at, text + (items.length > 0 && !startsBlank(file.text, at) ? writer.lineBreak : ""));
  }
  const end = last.kind === "attribute" ? lastCharacter(file.text, last) : last.end;
  const at = nextLineAt(file, end);
  const isLast = lineStartAt(file, block.end - 1) === at;
  return insertion(at, writer.lineBreak + text + (isLast || startsBlank(file.text, at) ? "" : writer.lineBreak));
}

function startsBlank(text: string, at: number): boolean {
  return /^[ \t]*\r?\n/.test(text.slice(at, at + 200));
}

/** Writes the lines of a body. */
class BodyWriter {
  constructor(
    readonly indent: string,
    readonly lineBreak: string,
  ) {}

  /** Writes attributes, then nested blocks with a blank line before each, every line with its line break. */
  write(entries: readonly NewEntry[]): string {
    const attributes = entries.flatMap((entry) => (entry.kind === "attribute" ? [entry] : []));
    const written = attributes.map(({ name, value }) => ({
      key: name,
      text: writeExpression(value, this.indent, this.lineBreak),
    }));
    const parts = alignedLines(written).map((line) => `${this.indent}${line}${this.lineBreak}`);
    for (const entry of entries) {
      if (entry.kind !== "block") continue;
      if (parts.length > 0) parts.push(this.lineBreak);
      parts.push(this.#block(entry));
    }
    return parts.join("");
  }

  #block({ name, entries }: NewBlock): string {
    if (entries.length === 0) return `${this.indent}${name} {}${this.lineBreak}`;
    const inside = new BodyWriter(`${this.indent}  `, this.lineBreak);
    return `${this.indent}${name} {${this.lineBreak}${inside.write(entries)}${this.indent}}${this.lineBreak}`;
  }
}
