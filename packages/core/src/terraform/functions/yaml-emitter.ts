import { formatNumber } from "../values/number.js";
import type { Value } from "../values/value.js";

/** Lines become no longer than this, where there is a place to break them. */
const bestWidth = 80;
const bestIndent = 2;

/** Keys longer than this (in bytes) are written behind a `?`. */
const longestSimpleKey = 128;

/** Writes a wholly known value as a YAML document, byte for byte as Terraform's emitter does. */
export function emitYaml(value: Value): string {
  const emitter = new YamlEmitter();
  return emitter.emitDocument(value);
}

/**
 * The emitter of libyaml, of which Terraform's is a port, as far as it is used: block style, strings always quoted, or
 * literal where they have line breaks.
 */
class YamlEmitter {
  private readonly parts: string[] = [];
  private column = 0;
  private indent = -1;
  /** Whether the last character was a separation. */
  private isSeparated = true;
  /** Whether there is nothing but indentation in the line yet. */
  private isIndentation = true;

  emitDocument(value: Value): string {
    this.indent = -1;
    this.emitNode(value, false, false);
    this.writeIndent();
    const isPlain = value.kind === "null" || value.kind === "bool" || value.kind === "number";
    if (isPlain) this.parts.push("...\n");
    return this.parts.join("");
  }

  private emitNode(value: Value, isInMapping: boolean, isSimpleKey: boolean): void {
    switch (value.kind) {
      case "null":
        this.writePlain("null");
        return;
      case "bool":
        this.writePlain(String(value.value));
        return;
      case "number":
        this.writePlain(formatNumber(value.value));
        return;
      case "string":
        this.emitString(value.value, isSimpleKey);
        return;
      case "list":
      case "set":
      case "tuple":
        this.emitSequence(value.items, isInMapping);
        return;
      case "map":
      case "object":
        this.emitMapping(value.entries);
        return;
      case "unknown":
        return;
    }
  }

  private emitSequence(items: readonly Value[], isInMapping: boolean): void {
    if (items.length === 0) {
      this.writeIndicator("[]", true, false);
      return;
    }
    const outer = this.indent;
    this.increaseIndent(false, isInMapping && !this.isIndentation);
    for (const item of items) {
      this.writeIndent();
      this.writeIndicator("-", true, true);
      this.emitNode(item, false, false);
    }
    this.indent = outer;
  }

  private emitMapping(entries: ReadonlyMap<string, Value>): void {
    if (entries.size === 0) {
      this.writeIndicator("{}", true, false);
      return;
    }
    const outer = this.indent;
    this.increaseIndent(false, false);
    for (const [key, value] of entries) {
      this.writeIndent();
      if (isSimpleKey(key)) {
        this.emitString(key, true);
        this.writeIndicator(":", false, false);
      } else {
        this.writeIndicator("?", true, true);
        this.emitString(key, false);
        this.writeIndent();
        this.writeIndicator(":", true, true);
      }
      this.emitNode(value, true, false);
    }
    this.indent = outer;
  }

  private emitString(text: string, isKey: boolean): void {
    const outer = this.indent;
    this.increaseIndent(true, false);
    if (!isKey && text.includes("\n") && mayBeLiteral(text)) this.writeLiteral(text);
    else this.writeQuoted(text, !isKey);
    this.indent = outer;
  }

  private increaseIndent(isFlow: boolean, isIndentless: boolean): void {
    if (this.indent < 0) this.indent = isFlow ? bestIndent : 0;
    else if (!isIndentless) this.indent += bestIndent;
  }

  private write(text: string): void {
    this.parts.push(text);
    this.column += text.length;
  }

  private writeBreak(text = "\n"): void {
    this.parts.push(text);
    this.column = 0;
  }

  private writeIndent(): void {
    const indent = Math.max(0, this.indent);
    if (!this.isIndentation || this.column > indent || (this.column === indent && !this.isSeparated)) this.writeBreak();
    if (this.column < indent) this.write(" ".repeat(indent - this.column));
    this.isSeparated = true;
    this.isIndentation = true;
  }

  private writeIndicator(indicator: string, needsSeparation: boolean, isIndentation: boolean): void {
    if (needsSeparation && !this.isSeparated) this.write(" ");
    this.write(indicator);
    this.isSeparated = false;
    this.isIndentation = this.isIndentation && isIndentation;
  }

  private writePlain(text: string): void {
    if (!this.isSeparated) this.write(" ");
    this.write(text);
    this.isSeparated = false;
    this.isIndentation = false;
  }

  private writeQuoted(text: string, mayBreak: boolean): void {
    this.writeIndicator('"', true, false);
    const characters = Array.from(text);
    let isAfterSpace = false;
    for (const [at, character] of characters.entries()) {
      if (character !== " ") {
        this.writeCharacter(character);
        isAfterSpace = false;
        continue;
      }
      const isInside = at > 0 && at < characters.length - 1;
      if (mayBreak && !isAfterSpace && this.column > bestWidth && isInside) {
        this.writeIndent();
        // A space at the beginning of the next line would be lost.
        if (characters[at + 1] === " ") this.write("\\");
      } else {
        this.write(" ");
      }
      isAfterSpace = true;
    }
    this.writeIndicator('"', false, false);
  }

  private writeCharacter(character: string): void {
    if (isPrintable(character) && !lineBreak.test(character) && character !== '"' && character !== "\\") {
      // A character counts as one column, however it is encoded.
      this.parts.push(character);
      this.column += 1;
    } else {
      this.write(escapeOf(character));
    }
  }

  private writeLiteral(text: string): void {
    const startsBlank = text.startsWith(" ") || lineBreak.test(text.charAt(0));
    this.writeIndicator(`|${startsBlank ? String(bestIndent) : ""}${chompingOf(text)}`, true, false);
    this.writeBreak();
    this.isIndentation = true;
    this.isSeparated = true;
    let isLineStart = true;
    for (const character of text) {
      if (lineBreak.test(character)) {
        this.writeBreak(character);
        this.isIndentation = true;
        isLineStart = true;
        continue;
      }
      if (isLineStart) this.writeIndent();
      this.parts.push(character);
      this.column += 1;
      this.isIndentation = false;
      isLineStart = false;
    }
  }
}

const lineBreak = /^[\n\r\u0085\u2028\u2029]$/;
const anyLineBreak = /[\n\r\u0085\u2028\u2029]/;
const utf8 = new TextEncoder();

function isSimpleKey(key: string): boolean {
  return !anyLineBreak.test(key) && utf8.encode(key).length <= longestSimpleKey;
}

/** What is not printed needs escapes, and spaces before a line break or at the end would be lost. */
function mayBeLiteral(text: string): boolean {
  if (/ (?:[\n\u2028\u2029]|$)/.test(text)) return false;
  for (const character of text) if (!isPrintable(character)) return false;
  return true;
}

function chompingOf(text: string): string {
  const last = text.charAt(text.length - 1);
  if (!lineBreak.test(last)) return "-";
  return text.length === 1 || lineBreak.test(text.charAt(text.length - 2)) ? "+" : "";
}

function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  );
}

const shortEscapes: Readonly<Record<number, string>> = {
  0x00: "0",
  0x07: "a",
  0x08: "b",
  0x09: "t",
  0x0a: "n",
  0x0b: "v",
  0x0c: "f",
  0x0d: "r",
  0x1b: "e",
  0x22: '"',
  0x5c: "\\",
  0x85: "N",
  0xa0: "_",
  0x2028: "L",
  0x2029: "P",
};

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const short = shortEscapes[code];
  if (short !== undefined) return `\\${short}`;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
