/** The character codes that the scanner asks for by name. */
export const Character = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  bang: 33,
  quote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  ampersand: 38,
  apostrophe: 39,
  openParenthesis: 40,
  closeParenthesis: 41,
  star: 42,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  slash: 47,
  digitZero: 48,
  digitNine: 57,
  colon: 58,
  semicolon: 59,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  backtick: 96,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
  tilde: 126,
} as const;

const START = 1;
const CONTINUE = 2;
const DIGIT = 4;

const classes = new Uint8Array(128);
for (let code = 65; code <= 90; code++) classes[code] = START | CONTINUE;
for (let code = 97; code <= 122; code++) classes[code] = START | CONTINUE;
for (let code = 48; code <= 57; code++) classes[code] = CONTINUE | DIGIT;
classes[95] = START | CONTINUE;
classes[45] = CONTINUE;

const unicodeStart = /^\p{ID_Start}/u;
// Unicode 15.1 made four joiners and middle dots continue identifiers; HCL knows an older Unicode.
const unicodeContinue = /^(?![\u200c\u200d\u30fb\uff65])\p{ID_Continue}/u;

/** Whether this is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether this is an ASCII character that begins an identifier. What lies beyond ASCII takes `identifierEnd`. */
export function isAsciiIdentifierStart(code: number): boolean {
  return code < 128 && ((classes[code] ?? 0) & START) !== 0;
}

/**
 * Returns where the identifier that begins at `start` ends, or `start` where none begins. Identifiers are Unicode's
 * `ID_Start` and `ID_Continue`, with `_` anywhere and `-` anywhere but first.
 */
export function identifierEnd(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  if (code < 128) {
    if (((classes[code] ?? 0) & START) === 0) return start;
    at++;
  } else {
    at += unicodeLength(text, at, unicodeStart);
    if (at === start) return start;
  }
  for (;;) {
    code = text.charCodeAt(at);
    if (code < 128) {
      if (((classes[code] ?? 0) & CONTINUE) === 0) return at;
      at++;
    } else {
      const length = unicodeLength(text, at, unicodeContinue);
      if (length === 0) return at;
      at += length;
    }
  }
}

function unicodeLength(text: string, at: number, pattern: RegExp): number {
  const codePoint = text.codePointAt(at);
  if (codePoint === undefined) return 0;
  const character = String.fromCodePoint(codePoint);
  return pattern.test(character) ? character.length : 0;
}

const goSpace = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** Whether this is what Go's `unicode.IsSpace` calls a space, which is what HCL strips and dedents by. */
export function isGoSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return goSpace.test(String.fromCharCode(code));
}

/** Returns the offset of the first character from `start` on that is not a space for Go, or `end`. */
export function skipGoSpaces(text: string, start: number, end = text.length): number {
  let at = start;
  while (at < end && isGoSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Trims on the left as Go's `strings.TrimLeftFunc(text, unicode.IsSpace)`. */
export function trimStart(text: string): string {
  const at = skipGoSpaces(text, 0);
  return at === 0 ? text : text.slice(at);
}

/** Trims on the right as Go's `strings.TrimRightFunc(text, unicode.IsSpace)`. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isGoSpace(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}
