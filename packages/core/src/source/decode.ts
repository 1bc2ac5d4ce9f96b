import type { ReportDiagnostic } from "./diagnostic.js";
import { SourceFile } from "./source-file.js";

const replacement = "\uFFFD";

/**
 * Turns the bytes of a file into text: strips one UTF-8 byte order mark, and replaces what is not UTF-8 by U+FFFD, with
 * the diagnostic `invalid-utf8` at the first such place. Returns undefined, with the diagnostic `binary-file`, for bytes
 * that are not text at all.
 *
 * `invalid-utf8` is a warning: Terraform accepts any bytes in a comment, and where a replaced character stands elsewhere, the
 * parser of the language says so.
 */
export function decodeSource(path: string, bytes: Uint8Array, report: ReportDiagnostic): SourceFile | undefined {
  const hint = "Save the file as UTF-8.";
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const message = `The file is encoded as ${wide}, and only UTF-8 can be read: nothing in it was scanned.`;
    report({ severity: "error", code: "invalid-utf8", message, path, hint });
    return undefined;
  }
  if (bytes.includes(0)) {
    const message = "The file has NUL bytes, so it is binary and not text: nothing in it was scanned.";
    report({
      severity: "error",
      code: "binary-file",
      message,
      path,
      hint: "Remove the file, or exclude it from the scan.",
    });
    return undefined;
  }
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  const file = new SourceFile(path, text);
  const at = firstInvalid(bytes, text);
  if (at !== undefined) {
    const range = { file, start: at, end: at + 1 };
    const message = "This is not valid UTF-8; the characters that could not be read count as U+FFFD.";
    report({ severity: "warning", code: "invalid-utf8", message, path, range, hint });
  }
  return file;
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "UTF-16 (little endian)";
  if (first === 0xfe && second === 0xff) return "UTF-16 (big endian)";
  return undefined;
}

/** Returns the offset in the text of the first U+FFFD that the decoder put there, told from one that the file really has. */
function firstInvalid(bytes: Uint8Array, text: string): number | undefined {
  let at = text.indexOf(replacement);
  if (at === -1 || isValidUtf8(bytes)) return undefined;
  // The bytes up to a genuine U+FFFD are valid; up to an invented one they are not.
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let from = 0;
  while (at !== -1) {
    byte += utf8Length(text, from, at);
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
    byte += 3;
    from = at + 1;
    at = text.indexOf(replacement, from);
  }
  return undefined;
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function utf8Length(text: string, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code <= 0xdbff) {
      length += 4;
      at++;
    } else length += 3;
  }
  return length;
}
