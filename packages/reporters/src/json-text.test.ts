import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeJson, writeUtf8Json } from "./json-text.js";

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
