import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { shortTextPattern } from "./short-text-pattern.js";

const piece = fc.constantFrom(
  ...Array.from("abAk_-.^$|():/"),
  "(?:",
  "[ab]",
  "[^a]",
  "[A-Za-z0-9_-]",
  "[.]",
  "\\.",
  "\\$",
  "?",
  "*",
  "+",
  "{2}",
  "\\d",
  "{1,3}",
);
const pattern = fc
  .tuple(fc.constantFrom("", "(?i)"), fc.array(piece, { maxLength: 8 }))
  .map(([flag, pieces]) => flag + pieces.join(""));
const text = fc
  .array(fc.constantFrom(...Array.from("abABkK_-.:/ \n\r\u2028\u212a$^"), "\u{1f600}"), { maxLength: 12 })
  .map((characters) => characters.join(""));

describe("shortTextPattern", () => {
  it("means what RE2 means", () => {
    let translated = 0;
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        const short = shortTextPattern(source);
        if (short === undefined) return;
        translated += 1;
        const compiled = RE2JS.compile(source);
        for (const each of texts) expect(short.test(each)).toBe(compiled.matcher(each).find());
      }),
      { numRuns: 3000 },
    );
    expect(translated).toBeGreaterThan(300);
  });

  it.each(["(a+)+$", "a*b*c*$", "(a|b|ab)*c", "[a-z", "a{1000}", "\\s", "(?P<x>a)", `${"(a|ab)".repeat(20)}c`])(
    "leaves %s to RE2",
    (source) => {
      expect(shortTextPattern(source)).toBeUndefined();
    },
  );

  it.each(["^[a-z-]+:[*]$", "(?i)(^|[_-])(ssm|path|arn)([_-]|$)", "^(https?://)?x[.]com/?$", "[0-9a-f]{40}"])(
    "translates %s",
    (source) => {
      expect(shortTextPattern(source)).toBeInstanceOf(RegExp);
    },
  );
});
