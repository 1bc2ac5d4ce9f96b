import { expect, test } from "vitest";
import { at } from "../../testing/results.js";
import { diffsOf, type FileDiff } from "./fix-diff.js";

const excerpt = { firstLine: 4, lines: ["a {", "  b = 1", "  c = 2", "}"] };

const shown = ({ lines }: FileDiff) => lines.map(({ mark, text }) => `${mark}${text}`);

test("a change within the excerpt is a diff with what stands beside it", () => {
  const fix = { safe: true, edits: [{ location: at("m.tf", 5, 7, { column: 8 }), text: "3" }] };
  const [diff] = diffsOf(fix, "m.tf", excerpt);
  expect(diff).toMatchObject({ file: "m.tf", line: 4, isWhole: true });
  expect(diff && shown(diff)).toEqual([" a {", "-  b = 1", "+  b = 3", "   c = 2", " }"]);
});

test("several edits of a file are one diff, whatever their order", () => {
  const edits = [
    { location: at("m.tf", 6, 7, { column: 8 }), text: "5" },
    { location: at("m.tf", 5, 1, { line: 6, column: 1 }), text: "" },
    { location: at("m.tf", 7, 1, { column: 1 }), text: "  d = 4\n" },
  ];
  const [diff, ...others] = diffsOf({ safe: true, edits }, "m.tf", excerpt);
  expect(others).toEqual([]);
  expect(diff && shown(diff)).toEqual([" a {", "-  b = 1", "-  c = 2", "+  c = 5", "+  d = 4", " }"]);
});

test.each([
  ["another file", at("other.tf", 5, 7, { column: 8 }), excerpt],
  ["a line beyond the excerpt", at("m.tf", 9, 7, { column: 8 }), excerpt],
  [
    "a line of which something is hidden",
    at("m.tf", 5, 7, { column: 8 }),
    { firstLine: 5, lines: ["  b = (sensitive)"] },
  ],
  ["no excerpt", at("m.tf", 5, 7, { column: 8 }), null],
])("a change of %s shows the new text alone", (_what, location, around) => {
  const [diff] = diffsOf({ safe: true, edits: [{ location, text: "3\n" }] }, "m.tf", around);
  expect(diff).toEqual({
    file: location.file,
    line: location.start.line,
    isWhole: false,
    lines: [{ mark: "+", text: "3" }],
  });
});
