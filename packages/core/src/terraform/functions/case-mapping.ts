/**
 * Unicode's simple case mappings, which give one character for one, as Terraform uses them. JavaScript's own are the full
 * ones: `ß` becomes `SS` there and stays `ß` here.
 */

/** Maps every character to upper case. */
export function toUpper(text: string): string {
  return mapCharacters(text, upperOf);
}

/** Maps every character to lower case. */
export function toLower(text: string): string {
  return mapCharacters(text, lowerOf);
}

/** Maps the first character of every word to title case. A word starts after anything that is no letter, digit or `_`. */
export function toTitle(text: string): string {
  let result = "";
  let isStart = true;
  for (const character of text) {
    result += isStart ? titleOf(character) : character;
    isStart = isSeparator(character);
  }
  return result;
}

const ascii = /^[\0-\x7f]*$/;

function mapCharacters(text: string, map: (character: string) => string): string {
  if (ascii.test(text)) return map === upperOf ? text.toUpperCase() : text.toLowerCase();
  let result = "";
  for (const character of text) result += map(character);
  return result;
}

function upperOf(character: string): string {
  const full = character.toUpperCase();
  return isOne(full) ? full : simpleGreekUpper(character);
}

function lowerOf(character: string): string {
  const full = character.toLowerCase();
  // Only U+0130 has a longer full mapping; its simple one is the plain letter.
  return isOne(full) ? full : "i";
}

/** Greek letters with iota subscript have a simple upper case of their own; what else grows has none. */
function simpleGreekUpper(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
  return character;
}

function titleOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x1c4 && code <= 0x1cc) || (code >= 0x1f1 && code <= 0x1f3)) return digraphTitle(code);
  // Georgian has capitals, but no title case.
  if ((code >= 0x10d0 && code <= 0x10fa) || (code >= 0x10fd && code <= 0x10ff)) return character;
  return upperOf(character);
}

/** `dž`, `lj`, `nj` and `dz` have a title case between their upper and lower case. */
function digraphTitle(code: number): string {
  if (code >= 0x1f1) return "\u01f2";
  return String.fromCodePoint(0x1c5 + 3 * Math.floor((code - 0x1c4) / 3));
}

const wordCharacter = /^[\p{L}\p{Nd}_]$/u;
const space = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u;

function isSeparator(character: string): boolean {
  if (character <= "\x7f") return !/^[0-9A-Za-z_]$/.test(character);
  return !wordCharacter.test(character) && space.test(character);
}

function isOne(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}
