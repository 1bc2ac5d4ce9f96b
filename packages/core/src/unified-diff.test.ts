import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines } from "./source/line-diff.js";
import { unifiedDiff } from "./unified-diff.js";

const none: ReadonlySet<number> = new Set();
const line = fc.constantFrom("a", "b", "c", "d", "", "é", "x y\r");
const text = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : ""));

it("finds changes that lead from some lines to others, no more than there are", () => {
  fc.assert(
    fc.property(fc.array(line), fc.array(line), (before, after) => {
      const result: string[] = [];
      let at = 0;
      for (const change of diffLines(before, after)) {
        result.push(...before.slice(at, change.start), ...after.slice(change.newStart, change.newEnd));
        at = change.end;
      }
      result.push(...before.slice(at));
      expect(result).toEqual(after);
    }),
  );
  expect(diffLines(["a", "b", "c"], ["a", "c"])).toEqual([{ start: 1, end: 2, newStart: 1, newEnd: 1 }]);
  expect(diffLines(["a", "b"], ["a", "x", "b"])).toEqual([{ start: 1, end: 1, newStart: 1, newEnd: 2 }]);
});

it("leaves out hunks that would show what is hidden, and the others still fit", () => {
  const before = Array.from({ length: 40 }, (_none, index) => `${String(index)}\n`);
  const after = before.map((each) => (each === "5\n" ? "five\nand a half\n" : each === "30\n" ? "thirty\n" : each));
  const file = { path: "a.tf", before: before.join(""), after: after.join("") };
  const { text: diff, hidden } = unifiedDiff([{ ...file, hiddenLines: new Set([8]) }]);
  expect(hidden).toEqual([{ path: "a.tf", line: 3 }]);
  expect(diff).toContain("@@ -28,7 +28,7 @@\n");
  expect(diff).not.toContain("five");
});

const hasGit = spawnSync("git", ["--version"]).status === 0;
const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
if (!hasGit) console.warn("git is not installed: whether it applies our diffs is not tested.");

describe.runIf(hasGit || isRequired)("git apply", () => {
  it("makes of the files before what they are after", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-diff-"));
    try {
      const pairs = fc.sample(fc.tuple(text, text), { numRuns: 150, seed: 7 });
      const names = ["with blank.tf", 'quo"te.tf', "back\\slash.tf", "é.tf"];
      // A diff cannot tell an empty file from none.
      const files = pairs
        .filter(([before, after]) => before !== "" && after !== "" && before !== after)
        .map(([before, after], index) => ({
          path: `d/${String(index)}${names[index % names.length] ?? ""}`,
          before,
          after,
          hiddenLines: none,
        }));
      for (const { path, before } of files) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), before);
      }
      execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: directory, input: unifiedDiff(files).text });
      for (const { path, after } of files) expect(readFileSync(join(directory, path), "utf8")).toBe(after);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
