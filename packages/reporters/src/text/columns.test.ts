import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { columnsOf } from "./columns.js";

const escape = String.fromCharCode(27);

describe("columns of a text", () => {
  it.each([
    "",
    "plain",
    "größe",
    "e\u0301",
    "データ",
    "ｆｕｌｌ",
    "한국어",
    "漢字",
    "👍",
    "👍🏽",
    "👩‍👩‍👧",
    "❤️",
    "🇩🇪",
    "1️⃣",
    "한",
    "☁",
    "—",
    "…",
  ])("are those of string-width for %j", (text) => {
    expect(columnsOf(text)).toBe(stringWidth(text));
  });

  it("are those of string-width for any mixture of common scripts", () => {
    const ranges: [number, number][] = [
      [0x20, 0x7e],
      [0xa1, 0x24f],
      [0x370, 0x3ff],
      [0x410, 0x44f],
      [0x4e00, 0x9fff],
      [0x3041, 0x3096],
      [0xac00, 0xd7a3],
      [0x1f600, 0x1f64f],
    ];
    const character = fc
      .oneof(...ranges.map(([min, max]) => fc.integer({ min, max })))
      .map((code) => String.fromCodePoint(code))
      .filter((text) => text !== "\u00ad");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 20 }), (characters) => {
        expect(columnsOf(characters.join(""))).toBe(stringWidth(characters.join("")));
      }),
    );
  });

  it("do not count the report's own colors", () => {
    expect(columnsOf(`${escape}[1m${escape}[31mred${escape}[39m${escape}[22m`)).toBe(3);
  });
});
