import { stringValue } from "../values/construct.js";
import { stringType } from "../values/type.js";
import { textAt } from "./arguments.js";
import { decodeBase64, encodeBase64 } from "./base64.js";
import { define, parameter } from "./define.js";
import { encodingNames, singleByteTables } from "./encoding-tables.js";
import { eastAsianCodec } from "./east-asian.js";
import { argumentError } from "./failure.js";
import { decodeUtf8, encodeUtf8 } from "./utf8.js";

/** Turns text into bytes and back; undefined where it cannot. */
export interface TextCodec {
  encode(text: string): Uint8Array | undefined;
  decode(bytes: Uint8Array): string | undefined;
}

const codecs = new Map<string, TextCodec>();

function codecFor(name: string): TextCodec | undefined {
  const wanted = name.toLowerCase();
  const line = encodingNames.find((names) => names.split(" ").includes(wanted));
  const canonical = line?.split(" ")[0];
  if (canonical === undefined) return undefined;
  const known = codecs.get(canonical);
  if (known !== undefined) return known;
  const codec = makeCodec(canonical);
  if (codec !== undefined) codecs.set(canonical, codec);
  return codec;
}

function makeCodec(canonical: string): TextCodec | undefined {
  const table = singleByteTables.get(canonical);
  if (table !== undefined) return singleByteCodec(table);
  switch (canonical) {
    case "utf-8":
      return { encode: encodeUtf8, decode: decodeUtf8 };
    case "utf-16":
      return utf16WithMark;
    case "utf-16be":
      return utf16(false);
    case "utf-16le":
      return utf16(true);
    default:
      return eastAsianCodec(canonical);
  }
}

function singleByteCodec(table: string): TextCodec {
  const characters = Array.from({ length: 256 }, (_, byte) => {
    if (table.length === 256) return table.charAt(byte);
    const upper = table.charAt(byte - 128);
    return byte < 128 ? String.fromCharCode(byte) : upper === "?" ? "" : upper;
  });
  const bytes = new Map<string, number>();
  for (const [byte, character] of characters.entries()) if (character !== "") bytes.set(character, byte);
  return {
    encode(text) {
      const encoded = Array.from(text, (character) => bytes.get(character));
      return encoded.includes(undefined) ? undefined : Uint8Array.from(encoded, (byte) => byte ?? 0);
    },
    decode(input) {
      const decoded = Array.from(input, (byte) => characters[byte] ?? "");
      return decoded.includes("") ? undefined : decoded.join("");
    },
  };
}

function utf16(isLittleEndian: boolean): TextCodec {
  return {
    encode(text) {
      const bytes = new DataView(new ArrayBuffer(text.length * 2));
      for (let at = 0; at < text.length; at += 1) bytes.setUint16(at * 2, text.charCodeAt(at), isLittleEndian);
      return new Uint8Array(bytes.buffer);
    },
    decode(input) {
      if (input.length % 2 !== 0) return undefined;
      const bytes = new DataView(input.buffer, input.byteOffset, input.byteLength);
      let text = "";
      for (let at = 0; at < input.length; at += 2) text += String.fromCharCode(bytes.getUint16(at, isLittleEndian));
      return /\p{Surrogate}/u.test(text) ? undefined : text;
    },
  };
}

const bigEndian = utf16(false);
const littleEndian = utf16(true);

/** A byte order mark is written, and looked for when reading. */
const utf16WithMark: TextCodec = {
  encode: (text) => bigEndian.encode(`\ufeff${text}`),
  decode: (bytes) => {
    const hasMark = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
    const codec = bytes[0] === 0xff && bytes[1] === 0xfe ? littleEndian : bigEndian;
    return codec.decode(hasMark ? bytes.subarray(2) : bytes);
  },
};

const encoding = parameter("encoding", stringType);

function unknownEncoding(): Error {
  return argumentError(1, "The encoding is not one of those that Terraform knows by their IANA names.");
}

/** https://developer.hashicorp.com/terraform/language/functions/textencodebase64 */
export const textencodebase64 = define({
  name: "textencodebase64",
  parameters: [parameter("string", stringType), encoding],
  returns: stringType,
  call: (args) => {
    const codec = codecFor(textAt(args, 1));
    if (codec === undefined) throw unknownEncoding();
    const bytes = codec.encode(textAt(args, 0));
    if (bytes === undefined) throw argumentError(0, "The text has characters that the encoding does not have.");
    return stringValue(encodeBase64(bytes));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/textdecodebase64 */
export const textdecodebase64 = define({
  name: "textdecodebase64",
  parameters: [parameter("source", stringType), encoding],
  returns: stringType,
  call: (args) => {
    const codec = codecFor(textAt(args, 1));
    if (codec === undefined) throw unknownEncoding();
    const bytes = decodeBase64(textAt(args, 0));
    if (bytes === undefined) throw argumentError(0, "The text is not valid base 64.");
    const decoded = codec.decode(bytes);
    if (decoded === undefined || decoded.includes("\ufffd")) {
      throw argumentError(0, "What the text stands for is not valid in the encoding.");
    }
    return stringValue(decoded);
  },
});
