import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeJson, writeUtf8Json } from "./json-text.js";

const acting = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("JSON that can be printed", () => {
  it("holds no character that acts, whichever it is, and every other as it is", () => {
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const text = writeJson(String.fromCodePoint(point));
      if (acting.test(text)) throw new Error(`U+${point.toString(16)} is not escaped.`);
      if (text.startsWith('"\\u')) expect(acting.test(String.fromCodePoint(point))).toBe(true);
    }
  });
});

const half = /\p{Surrogate}/gu;

describe("JSON for readers of UTF-8", () => {
  it("has replacement characters for halves of surrogate pairs, and everything else as it is", () => {
    const text = fc.string({ unit: "binary" });
    const broken = fc.array(fc.oneof(text, fc.constantFrom("\ud800", "\udfff", "\\", "\\ud800", "\u{e0001}", '"')));
    fc.assert(
      fc.property(broken, (parts) => {
        const value = parts.join("");
        expect(JSON.parse(writeUtf8Json({ value }))).toEqual({ value: value.replace(half, "\ufffd") });
        expect(JSON.parse(writeJson({ value }))).toEqual({ value });
      }),
    );
  });
});
