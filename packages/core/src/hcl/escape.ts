import { Character } from "./characters.js";

/** The text of a quoted literal with its escapes resolved, and what is wrong in it, by offset. */
export interface Unescaped {
  readonly value: string;
  readonly problems: readonly { readonly start: number; readonly end: number; readonly message: string }[];
}

/**
 * Resolves the escapes of a literal part of a quoted template, `text` from `start` to `end`: backslash sequences, and `$${`
 * and `%%{`. A wrong sequence is kept as it stands.
 */
export function unescapeQuoted(text: string, start: number, end: number): Unescaped {
  const problems: { start: number; end: number; message: string }[] = [];
  let value = "";
  let copied = start;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === Character.dollar || code === Character.percent) {
      if (isEscapedMarker(text, at, code)) {
        value += text.slice(copied, at + 1);
        copied = at + 2;
        at += 3;
      } else at++;
    } else if (code === Character.backslash) {
      value += text.slice(copied, at);
      const length = escapeLength(text, at, end);
      const resolved = resolveEscape(text, at, length);
      if (resolved.message !== undefined) problems.push({ start: at, end: at + length, message: resolved.message });
      value += resolved.value;
      at += length;
      copied = at;
    } else at++;
  }
  return { value: value + text.slice(copied, end), problems };
}

/** Resolves `$${` and `%%{`, the only escapes of heredocs and of templates in files of their own. */
export function unescapeMarkers(text: string): string {
  if (!text.includes("{")) return text;
  let value = "";
  let copied = 0;
  for (let at = text.indexOf("{"); at !== -1; at = text.indexOf("{", at + 1)) {
    const marker = text.charCodeAt(at - 1);
    if (marker !== Character.dollar && marker !== Character.percent) continue;
    if (at - 2 < copied || text.charCodeAt(at - 2) !== marker) continue;
    value += text.slice(copied, at - 1);
    copied = at;
  }
  return copied === 0 ? text : value + text.slice(copied);
}

/** Whether `$${` or `%%{` begins at `at`, where `code` stands. */
export function isEscapedMarker(text: string, at: number, code: number): boolean {
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === Character.openBrace;
}

function escapeLength(text: string, at: number, end: number): number {
  const letter = text.charAt(at + 1);
  const wanted = letter === "u" ? 4 : letter === "U" ? 8 : 0;
  let length = 2;
  while (length < wanted + 2 && at + length < end && isHexDigit(text.charCodeAt(at + length))) length++;
  return Math.min(length, end - at);
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function resolveEscape(text: string, at: number, length: number): { value: string; message?: string } {
  const source = text.slice(at, at + length);
  switch (text.charAt(at + 1)) {
    case "n":
      return { value: "\n" };
    case "r":
      return { value: "\r" };
    case "t":
      return { value: "\t" };
    case '"':
      return { value: '"' };
    case "\\":
      return { value: "\\" };
    case "u":
    case "U":
      return resolveCodePoint(source);
    default:
      return { value: source, message: `There is no escape sequence ${source}; a backslash itself is written \\\\.` };
  }
}

function resolveCodePoint(source: string): { value: string; message?: string } {
  const wanted = source.charAt(1) === "u" ? 4 : 8;
  if (source.length !== wanted + 2) {
    return {
      value: source,
      message: `\\${source.charAt(1)} must be followed by ${String(wanted)} hexadecimal digits.`,
    };
  }
  const codePoint = Number.parseInt(source.slice(2), 16);
  if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    return { value: source, message: `${source} is not the code of a character.` };
  }
  return { value: String.fromCodePoint(codePoint) };
}
