import { describe, expect, it } from "vitest";
import { ChangeIndex, type LineRange } from "../change/change-set.js";
import { finding } from "../testing/findings.js";
import { suggestFix } from "./suggestion.js";

const text = "a = 1\nencrypted = false # why\nb = 2\n";

function suggest(
  edits: readonly (readonly [start: [number, number], end: [number, number], text: string])[],
  written: LineRange = { first: 1, last: 3 },
  content: string | undefined = text,
) {
  const change = new ChangeIndex({
    base: "a",
    head: "b",
    files: [
      { path: "a.tf", previousPath: undefined, status: "modified", hunks: [{ removed: undefined, added: written }] },
    ],
  });
  const at = ([line, column]: [number, number]) => ({ line, column });
  const located = edits.map(([start, end, inserted]) => ({
    location: { file: "a.tf", start: at(start), end: at(end) },
    text: inserted,
  }));
  return suggestFix(finding({ fix: { safe: true, edits: located } }), change, () => content);
}

describe("a suggestion", () => {
  it("replaces what the fix edits and keeps the rest of the line", () => {
    expect(suggest([[[2, 13], [2, 18], "true"]])).toEqual({
      file: "a.tf",
      first: 2,
      last: 2,
      lines: ["encrypted = true # why"],
    });
  });

  it("makes several edits, whatever their order", () => {
    const edits: Parameters<typeof suggest>[0] = [
      [[1, 5], [1, 6], "10"],
      [[3, 5], [3, 6], "20"],
    ];
    const expected = { file: "a.tf", first: 1, last: 3, lines: ["a = 10", "encrypted = false # why", "b = 20"] };
    expect(suggest(edits)).toEqual(expected);
    expect(suggest(edits.toReversed())).toEqual(expected);
  });

  it("inserts lines behind one", () => {
    expect(suggest([[[2, 24], [2, 24], "\nmore = true"]])?.lines).toEqual(["encrypted = false # why", "more = true"]);
  });

  it("takes away lines", () => {
    expect(suggest([[[2, 1], [3, 1], ""]])).toEqual({ file: "a.tf", first: 2, last: 2, lines: [] });
  });

  it("is none where it would touch lines that the change does not write, or the file cannot be read", () => {
    expect(suggest([[[2, 13], [2, 18], "true"]], { first: 1, last: 1 })).toBeUndefined();
    expect(suggest([[[1, 5], [3, 6], "x"]], { first: 2, last: 3 })).toBeUndefined();
    expect(
      suggestFix(finding({ fix: null }), new ChangeIndex({ base: "", head: "", files: [] }), () => text),
    ).toBeUndefined();
    expect(suggest([[[9, 1], [9, 2], "x"]], { first: 9, last: 9 })).toBeUndefined();
  });
});
