import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { Character, isDigit } from "./characters.js";
import { unexpected } from "./unexpected.js";

/** A JSON value with its place in the text. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonScalar;

export interface JsonObject {
  readonly kind: "object";
  readonly start: number;
  readonly end: number;
  /** In source order; names may repeat. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly name: JsonString;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly kind: "array";
  readonly start: number;
  readonly end: number;
  readonly items: readonly JsonNode[];
}

/** A string; its range has the quotes, its value is decoded. */
export interface JsonString {
  readonly kind: "string";
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** A number (the text as written), `true`, `false`, `null`, or what could not be read and was reported. */
export interface JsonScalar {
  readonly kind: "number" | "true" | "false" | "null" | "error";
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How deep a JSON document may be. */
const depthLimit = 250;

/** Parses a text as one JSON value. What is wrong is reported with code `json-syntax`; what can be read is returned. */
export function parseJsonDocument(file: SourceFile, report: ReportDiagnostic): JsonNode {
  return new JsonParser(file, report).document();
}

/**
 * Returns, for each UTF-16 unit of a JSON string's value and for its end, the offset in the source where it is written.
 * `token` is the string with its quotes, which begins at `start`.
 */
export function jsonStringOffsets(token: string, start: number): (at: number) => number {
  if (!token.includes("\\")) return (at) => start + 1 + at;
  const offsets: number[] = [];
  let at = 1;
  while (at < token.length - 1) {
    offsets.push(start + at);
    if (token.charCodeAt(at) !== Character.backslash) at++;
    else at += token.charAt(at + 1) === "u" ? 6 : 2;
  }
  offsets.push(start + at);
  return (index) => offsets[Math.min(Math.max(index, 0), offsets.length - 1)] ?? start;
}

class JsonParser {
  readonly #text: string;
  #pos = 0;
  #depth = 0;
  #isBroken = false;
  /** Whether it was reported that the text ends too early: once will do. */
  #isUnclosed = false;

  constructor(
    readonly file: SourceFile,
    readonly report: ReportDiagnostic,
  ) {
    this.#text = file.text;
  }

  document(): JsonNode {
    const value = this.#value();
    if (this.#isBroken) return value;
    this.#skipBlank();
    if (this.#pos < this.#text.length) this.#failHere("The text should end after the JSON value");
    return value;
  }

  #skipBlank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#pos);
      if (code === 32 || code === 10 || code === 13 || code === 9) this.#pos++;
      else if (code === Character.slash || code === Character.hash) {
        if (!this.#skipComment()) return;
      } else return;
    }
  }

  #skipComment(): boolean {
    const start = this.#pos;
    const isBlock = this.#text.startsWith("/*", start);
    if (!isBlock && !this.#text.startsWith("//", start) && this.#text.charCodeAt(start) !== Character.hash)
      return false;
    const close = this.#text.indexOf(isBlock ? "*/" : "\n", start);
    this.#pos = close === -1 ? this.#text.length : close + (isBlock ? 2 : 0);
    const hint = 'Use a property named "//" for a comment.';
    this.#complain(start, this.#pos, "JSON has no comments.", hint);
    return true;
  }

  #value(): JsonNode {
    this.#skipBlank();
    const code = this.#text.charCodeAt(this.#pos);
    if (code === Character.quote) return this.#string();
    if (code === Character.openBrace || code === Character.openBracket) {
      if (++this.#depth > depthLimit) return this.#tooDeep();
      const value = code === Character.openBrace ? this.#object() : this.#array();
      this.#depth--;
      return value;
    }
    if (code === Character.minus || isDigit(code)) return this.#number();
    const start = this.#pos;
    for (const kind of ["true", "false", "null"] as const) {
      if (this.#text.startsWith(kind, start) && !/\w/.test(this.#text.charAt(start + kind.length))) {
        this.#pos = start + kind.length;
        return { kind, start, end: this.#pos, text: kind };
      }
    }
    return this.#failHere("A JSON value is expected here");
  }

  #tooDeep(): JsonScalar {
    const start = this.#pos;
    const message = `This is nested more than ${String(depthLimit)} levels deep, which is more than can be read.`;
    this.#complain(start, start + 1, message, undefined, "hcl-nesting");
    this.#isBroken = true;
    this.#isUnclosed = true;
    this.#pos = this.#text.length;
    return { kind: "error", start, end: start + 1, text: "" };
  }

  #object(): JsonObject {
    const start = this.#pos++;
    const members: JsonMember[] = [];
    for (;;) {
      this.#skipBlank();
      if (this.#accept(Character.closeBrace)) break;
      if (members.length > 0 && this.#isTrailing(Character.comma)) continue;
      const member = this.#member();
      if (member !== undefined) members.push(member);
      if (!this.#endItem(Character.closeBrace, "property", start)) break;
    }
    return { kind: "object", start, end: this.#pos, members };
  }

  #member(): JsonMember | undefined {
    if (this.#text.charCodeAt(this.#pos) !== Character.quote) {
      this.#failHere("The name of a property, in double quotes, is expected here");
      return undefined;
    }
    const name = this.#string();
    if (this.#isBroken) return undefined;
    this.#skipBlank();
    if (!this.#accept(Character.colon)) {
      this.#failHere("After the name of a property a colon is expected");
      return undefined;
    }
    const value = this.#value();
    return { name, value };
  }

  #array(): JsonArray {
    const start = this.#pos++;
    const items: JsonNode[] = [];
    for (;;) {
      this.#skipBlank();
      if (this.#accept(Character.closeBracket)) break;
      if (items.length > 0 && this.#isTrailing(Character.comma)) continue;
      items.push(this.#value());
      if (!this.#endItem(Character.closeBracket, "item", start)) break;
    }
    return { kind: "array", start, end: this.#pos, items };
  }

  /** Reports a comma too many. */
  #isTrailing(code: number): boolean {
    if (this.#text.charCodeAt(this.#pos) !== code) return false;
    this.#complain(this.#pos, this.#pos + 1, "There is a comma too many here.");
    this.#pos++;
    return true;
  }

  /** Moves over the comma behind an item; returns false when the collection has ended, its bracket read or missing. */
  #endItem(closing: number, what: string, start: number): boolean {
    if (this.#isBroken) this.#skipItem();
    this.#skipBlank();
    if (this.#accept(Character.comma)) {
      const comma = this.#pos - 1;
      this.#skipBlank();
      if (this.#text.charCodeAt(this.#pos) === closing) {
        this.#complain(comma, comma + 1, "JSON allows no comma after the last of its items.", "Remove the comma.");
      }
      return true;
    }
    if (this.#accept(closing)) return false;
    if (this.#pos >= this.#text.length) {
      const bracket = String.fromCharCode(closing);
      if (!this.#isUnclosed)
        this.#complain(start, start + 1, `What begins here is never closed: ${bracket} is missing.`);
      this.#isUnclosed = true;
      this.#isBroken = true;
      return false;
    }
    const code = this.#text.charCodeAt(this.#pos);
    if (code === Character.closeBrace || code === Character.closeBracket) {
      this.#failHere(`A comma or ${String.fromCharCode(closing)} is expected here`);
      this.#pos++;
      this.#isBroken = false;
      return false;
    }
    this.#failHere(`After this ${what} a comma or ${String.fromCharCode(closing)} is expected`);
    this.#isBroken = code !== Character.quote && code !== Character.openBrace;
    return true;
  }

  /** Moves to the comma or closing bracket that ends a broken item. */
  #skipItem(): void {
    let depth = 0;
    for (; this.#pos < this.#text.length; this.#pos++) {
      const code = this.#text.charCodeAt(this.#pos);
      if (code === Character.quote) {
        const end = stringEnd(this.#text, this.#pos);
        this.#pos = end.isClosed ? end.at - 1 : end.at;
      } else if (code === Character.openBrace || code === Character.openBracket) depth++;
      else if (code === Character.closeBrace || code === Character.closeBracket) {
        if (depth === 0) break;
        depth--;
      } else if (code === Character.comma && depth === 0) break;
    }
    this.#isBroken = false;
  }

  #string(): JsonString {
    const start = this.#pos;
    const { at, isClosed, isPlain } = stringEnd(this.#text, start);
    this.#pos = at;
    if (!isClosed) {
      this.#complain(start, at, 'The closing quote (") of this string is missing.');
      this.#isBroken = true;
      this.#isUnclosed ||= at === this.#text.length;
      return { kind: "string", start, end: at, value: "" };
    }
    const inner = this.#text.slice(start + 1, at - 1);
    return { kind: "string", start, end: at, value: isPlain ? inner : this.#decode(start, at, inner) };
  }

  #decode(start: number, end: number, inner: string): string {
    try {
      const value: unknown = JSON.parse(this.#text.slice(start, end));
      if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "\uFFFD");
    } catch {
      // Reported below.
    }
    const wrong = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u0000-\u001f]/.exec(inner.replaceAll("\\\\", "__"));
    const at = start + 1 + (wrong?.index ?? 0);
    const message = "JSON strings cannot hold this: an unknown escape sequence or a control character.";
    this.#complain(at, at + 1, message, "A backslash itself is written \\\\, a tab \\t.");
    return inner;
  }

  #number(): JsonScalar {
    const start = this.#pos;
    while (/[-+.\w]/.test(this.#text.charAt(this.#pos))) this.#pos++;
    const text = this.#text.slice(start, this.#pos);
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) {
      this.#complain(start, this.#pos, `${text} is not a JSON number.`);
      return { kind: "error", start, end: this.#pos, text };
    }
    return { kind: "number", start, end: this.#pos, text };
  }

  #accept(code: number): boolean {
    if (this.#text.charCodeAt(this.#pos) !== code) return false;
    this.#pos++;
    return true;
  }

  #failHere(expectation: string): JsonScalar {
    const { start, end, message, hint } = unexpected(this.#text, this.#pos, expectation);
    if (!this.#isBroken) this.#complain(start, end, message, hint);
    this.#isBroken = true;
    return { kind: "error", start, end, text: "" };
  }

  #complain(start: number, end: number, message: string, hint?: string, code = "json-syntax"): void {
    this.report({ severity: "error", code, message, range: { file: this.file, start, end }, hint });
  }
}

/** Finds the closing quote of the string at `start`; a line break ends a string that has none. */
function stringEnd(text: string, start: number): { at: number; isClosed: boolean; isPlain: boolean } {
  let isPlain = true;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === Character.quote) return { at: at + 1, isClosed: true, isPlain };
    if (code === Character.lineFeed) return { at, isClosed: false, isPlain };
    if (code < 32) isPlain = false;
    if (code === Character.backslash) {
      isPlain = false;
      at++;
    }
  }
  return { at: text.length, isClosed: false, isPlain };
}
