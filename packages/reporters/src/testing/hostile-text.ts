import type { Finding, ScanResult } from "@lintel/core";
import fc from "fast-check";
import { at, finding, result } from "./results.js";

const pieces = [
  "::",
  "##vso[",
  "##teamcity[",
  "]]>",
  "%0A",
  "|",
  "'",
  '"',
  "\n",
  "\r",
  "<!--",
  "&amp;",
  "`",
  "@a",
  "#1",
  "\ufffe",
  "\u0000",
  "=",
  ";",
  ",",
  "\\",
  "# SKIP",
];

/** Text that is nothing but trouble, halves of surrogate pairs included. */
const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

/** A finding whose every word is such a text, and the result that has it alone. */
export const hostileResult: fc.Arbitrary<{ readonly of: Finding; readonly result: ScanResult }> = fc
  .tuple(hostileText, hostileText, hostileText, hostileText, hostileText)
  .map(([title, message, file, address, actual]) => {
    const of = finding({
      title,
      message,
      actual,
      location: at(file, 3, 4, { column: 9 }),
      resource: { address, type: "a", instances: [] },
      trace: [{ location: at(file, 1, 1, { column: 2 }), message: title }],
      excerpt: { firstLine: 3, lines: [message] },
    });
    const diagnostic = { severity: "error" as const, code: title, message, hint: null, location: of.location };
    return { of, result: result([of], [diagnostic]) };
  });
