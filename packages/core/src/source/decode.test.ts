import { describe, expect, it } from "vitest";
import { decodeSource } from "./decode.js";
import type { Diagnostic } from "./diagnostic.js";
import type { SourceFile } from "./source-file.js";

function decode(bytes: readonly number[] | string): { file: SourceFile | undefined; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const array = typeof bytes === "string" ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes);
  const file = decodeSource("a.tf", array, (diagnostic) => diagnostics.push(diagnostic));
  return { file, diagnostics };
}

describe("decodeSource", () => {
  it("reads UTF-8, with or without a byte order mark", () => {
    expect(decode('a = "é😀\uFFFD"\r\n')).toMatchObject({ file: { text: 'a = "é😀\uFFFD"\r\n' }, diagnostics: [] });
    expect(decode("\uFEFFa").file?.text).toBe("a");
    expect(decode("\uFEFF\uFEFFa").file?.text).toBe("\uFEFFa");
    expect(decode("").file?.text).toBe("");
  });

  it("points at the first byte that is not UTF-8, and reads on", () => {
    // "é😀", a replacement character that is really there, then Latin-1.
    const { file, diagnostics } = decode([
      0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xef, 0xbf, 0xbd, 0xe9, 0x20, 0xe9, 0x61,
    ]);
    expect(file?.text).toBe("é😀\uFFFD\uFFFD \uFFFDa");
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "invalid-utf8", range: { start: 4, end: 5 } }]);
    expect(decode([0xef, 0xbb, 0xbf, 0x61, 0xff]).diagnostics).toMatchObject([{ range: { start: 1 } }]);
  });

  it("refuses binary files and other encodings", () => {
    expect(decode([0x50, 0x4b, 0x00, 0x01])).toMatchObject({ file: undefined, diagnostics: [{ code: "binary-file" }] });
    const wide = [0xff, 0xfe, 0x61, 0x00];
    expect(decode(wide)).toMatchObject({ file: undefined, diagnostics: [{ severity: "error", code: "invalid-utf8" }] });
  });
});
