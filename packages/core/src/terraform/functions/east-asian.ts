import type { TextCodec } from "./text-encoding.js";

/** The characters of a multi-byte encoding by their bytes, read as one number, and the other way round. */
interface CharacterTable {
  readonly characters: ReadonlyMap<number, string>;
  readonly codes: ReadonlyMap<string, number>;
}

const tables = new Map<string, CharacterTable>();

/** Asks the platform's decoder for every two-byte (and, with 0x8F in front, three-byte) code. */
function tableOf(label: string): CharacterTable {
  const known = tables.get(label);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(label, { fatal: true });
  const characters = new Map<number, string>();
  const codes = new Map<string, number>();
  const add = (bytes: readonly number[]): void => {
    const character = tryDecode(decoder, Uint8Array.from(bytes));
    if (character === undefined || Array.from(character).length !== 1) return;
    const code = bytes.reduce((value, byte) => value * 256 + byte, 0);
    characters.set(code, character);
    if (!codes.has(character)) codes.set(character, code);
  };
  // The euro sign of GB18030 has two bytes, though one is understood as well.
  if (label !== "gb18030") for (let byte = 0x80; byte < 0x100; byte += 1) add([byte]);
  const leads = label === "euc-jp" ? [[], [0x8f]] : [[]];
  for (const lead of leads) {
    for (let first = 0x81; first < 0xff; first += 1) {
      for (let second = 0x40; second < 0xff; second += 1) add([...lead, first, second]);
    }
  }
  const table = { characters, codes };
  tables.set(label, table);
  return table;
}

function tryDecode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesOf(code: number): number[] {
  if (code > 0xffff) return [code >> 16, (code >> 8) & 255, code & 255];
  return code > 0xff ? [code >> 8, code & 255] : [code];
}

/** Makes the codec of an encoding for Chinese, Japanese or Korean; undefined for any other name. */
export function eastAsianCodec(name: string): TextCodec | undefined {
  switch (name) {
    case "gbk":
    case "big5":
    case "shift_jis":
    case "euc-jp":
    case "euc-kr":
      return tableCodec(name);
    case "gb18030":
      return gb18030Codec();
    case "iso-2022-jp":
      return escapedCodec("euc-jp", { in: [0x1b, 0x24, 0x42], out: [0x1b, 0x28, 0x42], isClosed: true });
    case "hz-gb-2312":
      return escapedCodec("gbk", { in: [0x7e, 0x7b], out: [0x7e, 0x7d], isClosed: false });
    default:
      return undefined;
  }
}

function tableCodec(label: string): TextCodec {
  return {
    encode(text) {
      const { codes } = tableOf(label);
      const bytes: number[] = [];
      for (const character of text) {
        const code = character < "\x80" ? character.charCodeAt(0) : codes.get(character);
        if (code === undefined) return undefined;
        bytes.push(...bytesOf(code));
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => decodeWithTable(bytes, tableOf(label)),
  };
}

/** Takes the longest code at each place. */
function decodeWithTable(bytes: Uint8Array, { characters }: CharacterTable): string | undefined {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at += 1;
      continue;
    }
    const pair = first * 256 + (bytes[at + 1] ?? 0);
    const triple = pair * 256 + (bytes[at + 2] ?? 0);
    const length = first === 0x8f && characters.has(triple) ? 3 : characters.has(pair) ? 2 : 1;
    const character = characters.get(length === 3 ? triple : length === 2 ? pair : first);
    if (character === undefined) return undefined;
    text += character;
    at += length;
  }
  return text;
}

/** GB18030 has four-byte codes for everything that GBK lacks. */
function gb18030Codec(): TextCodec {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  let fourByteCodes: Map<string, readonly number[]> | undefined;
  return {
    encode(text) {
      const { codes } = tableOf("gb18030");
      const bytes: number[] = [];
      for (const character of text) {
        const code = character < "\x80" ? character.charCodeAt(0) : codes.get(character);
        if (code !== undefined) {
          bytes.push(...bytesOf(code));
          continue;
        }
        fourByteCodes ??= readFourByteCodes(decoder);
        bytes.push(...(fourByteCodes.get(character) ?? beyondBasicPlane(character)));
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => tryDecode(decoder, bytes),
  };
}

function readFourByteCodes(decoder: TextDecoder): Map<string, readonly number[]> {
  const codes = new Map<string, readonly number[]>();
  for (let index = 0; index < 39420; index += 1) {
    const bytes = fourBytes(index);
    const character = tryDecode(decoder, Uint8Array.from(bytes));
    if (character !== undefined) codes.set(character, bytes);
  }
  return codes;
}

function beyondBasicPlane(character: string): readonly number[] {
  return fourBytes((character.codePointAt(0) ?? 0) - 0x10000 + 189000);
}

function fourBytes(index: number): readonly number[] {
  return [
    0x81 + Math.floor(index / 12600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

interface Escapes {
  readonly in: readonly number[];
  readonly out: readonly number[];
  /** Whether a text that ends in two-byte characters is closed by `out`. */
  readonly isClosed: boolean;
}

/** Seven-bit encodings: escape sequences lead into the two-byte characters of another encoding, and out again. */
function escapedCodec(label: string, escapes: Escapes): TextCodec {
  return {
    encode(text) {
      const { codes } = tableOf(label);
      const bytes: number[] = [];
      let isInside = false;
      for (const character of text) {
        if (character === "~" && label === "gbk") {
          bytes.push(0x7e, 0x7e);
          continue;
        }
        const isAscii = character < "\x80";
        const code = isAscii ? character.charCodeAt(0) : codes.get(character);
        if (code === undefined || (!isAscii && (code < 0xa1a1 || code > 0xffff))) return undefined;
        if (isAscii === isInside) bytes.push(...(isAscii ? escapes.out : escapes.in));
        isInside = !isAscii;
        bytes.push(...(isAscii ? [code] : [(code >> 8) & 127, code & 127]));
      }
      if (isInside && escapes.isClosed) bytes.push(...escapes.out);
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => decodeEscaped(bytes, label, escapes),
  };
}

function decodeEscaped(bytes: Uint8Array, label: string, escapes: Escapes): string | undefined {
  const { characters } = tableOf(label);
  const startsWith = (sequence: readonly number[], at: number): boolean =>
    sequence.every((byte, offset) => bytes[at + offset] === byte);
  let text = "";
  let isInside = false;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return undefined;
    if (startsWith(isInside ? escapes.out : escapes.in, at)) {
      at += (isInside ? escapes.out : escapes.in).length;
      isInside = !isInside;
    } else if (isInside) {
      const character = characters.get(((byte | 128) << 8) | (bytes[at + 1] ?? 0) | 128);
      if (character === undefined) return undefined;
      text += character;
      at += 2;
    } else {
      const isEscapedTilde = label === "gbk" && byte === 0x7e;
      if (byte === 0x1b || (isEscapedTilde && bytes[at + 1] !== 0x7e)) return undefined;
      text += String.fromCharCode(byte);
      at += isEscapedTilde ? 2 : 1;
    }
  }
  return text;
}
