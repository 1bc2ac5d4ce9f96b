/**
 * Walks the text of a JSON document that is known to be valid, without a tree or a token: of a large document a few places
 * are asked for, and everything else is only stepped over. Offsets are of the first character of a value, ends exclusive.
 */

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** One entry of an object or a list: where it begins, the name's quote included, and where its value does. */
export interface JsonEntry {
  readonly name: string | number;
  readonly start: number;
  readonly value: number;
}

/** Returns the offset of the first character from here on that is no white space. */
export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** Returns the end of the value that begins here. */
export function endOfValue(text: string, offset: number): number {
  const first = text.charCodeAt(offset);
  if (first === quote) return endOfText(text, offset);
  if (first !== openBrace && first !== openBracket) return endOfWord(text, offset);
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at) - 1;
    else if (code === openBrace || code === openBracket) depth += 1;
    else if ((code === closeBrace || code === closeBracket) && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Returns the text that is written here, or undefined where something else is. */
export function textAt(text: string, offset: number): string | undefined {
  if (text.charCodeAt(offset) !== quote) return undefined;
  const end = endOfText(text, offset);
  const inside = text.slice(offset + 1, end - 1);
  return inside.includes("\\") ? String(JSON.parse(text.slice(offset, end))) : inside;
}

/** Visits the entries of the object or list that begins here until the visitor returns true; nothing else has any. */
export function visitEntries(text: string, offset: number, visit: (entry: JsonEntry) => boolean): void {
  const first = text.charCodeAt(offset);
  if (first !== openBrace && first !== openBracket) return;
  let at = skipSpace(text, offset + 1);
  for (let index = 0; at < text.length; index += 1) {
    const start = at;
    const name = first === openBrace ? textAt(text, start) : index;
    if (name === undefined || text.charCodeAt(start) === closeBracket) return;
    const value = first === openBrace ? valueAfterName(text, start) : start;
    if (visit({ name, start, value })) return;
    at = skipSpace(text, endOfValue(text, value));
    if (text.charCodeAt(at) !== comma) return;
    at = skipSpace(text, at + 1);
  }
}

function valueAfterName(text: string, start: number): number {
  const at = skipSpace(text, endOfText(text, start));
  return text.charCodeAt(at) === colon ? skipSpace(text, at + 1) : at;
}

function endOfText(text: string, offset: number): number {
  let at = offset;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length;
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
}

/** The end of a number, true, false or null. */
function endOfWord(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isWord(text.charCodeAt(at))) at += 1;
  return at;
}

function isWord(code: number): boolean {
  return code > 0x20 && code !== comma && code !== closeBracket && code !== closeBrace;
}
