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

it("leaves out what would show something hidden, has less context beside it, and the rest still fits", () => {
  const before = Array.from({ length: 40 }, (_none, index) => `${String(index)}\n`);
  const changed = new Map([
    ["5\n", "five\nand a half\n"],
    ["15\n", "fifteen\n"],
    ["30\n", "thirty\n"],
  ]);
  const file = {
    path: "a.tf",
    before: before.join(""),
    after: before.map((each) => changed.get(each) ?? each).join(""),
  };
  const beside = unifiedDiff([{ ...file, hiddenLines: new Set([5, 8, 17, 31]), hiddenLinesAfter: none }]);
  expect(beside.hidden).toEqual([
    { path: "a.tf", line: 16 },
    { path: "a.tf", line: 31 },
  ]);
  expect(beside.text).toBe("--- a/a.tf\n+++ b/a.tf\n@@ -6,2 +6,3 @@\n-5\n+five\n+and a half\n 6\n");
  const within = unifiedDiff([{ ...file, hiddenLines: new Set([6]), hiddenLinesAfter: none }]);
  expect(within.hidden).toEqual([{ path: "a.tf", line: 6 }]);
  expect(within.text).toContain("@@ -28,7 +28,7 @@\n");
  expect(within.text).not.toContain("five");
});

function hushed(lines: readonly string[]): ReadonlySet<number> {
  return new Set(lines.flatMap((each, at) => (each.includes("HUSH") ? [at + 1] : [])));
}

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
          hiddenLinesAfter: none,
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

  it("takes what is left where something is hidden, in which that never shows", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-diff-"));
    const line = fc.constantFrom("a", "b", "", "}", "x = HUSH", "yy = HUSH", "z = 1");
    const step = fc.constantFrom("keep", "keep", "keep", "align", "add", "remove");
    try {
      const cases = fc.sample(fc.array(fc.tuple(line, step), { minLength: 1, maxLength: 30 }), {
        numRuns: 200,
        seed: 3,
      });
      const files = cases.flatMap((lines, index) => {
        const left = lines.map(([each]) => `${each}\n`);
        const right = lines.flatMap(([each, how]) => {
          if (how === "align") return [`${each.replace(" =", "   =")}\n`];
          if (how === "remove") return each.includes("HUSH") ? [`${each}\n`] : [];
          return how === "add" ? [`${each}\n`, "added\n"] : [`${each}\n`];
        });
        const file = {
          path: `${String(index)}.tf`,
          before: left.join(""),
          after: right.join(""),
          hiddenLines: hushed(left),
          hiddenLinesAfter: hushed(right.flatMap((each) => each.split(/(?<=\n)/))),
        };
        return file.before === file.after || file.after === "" ? [] : [file];
      });
      for (const { path, before } of files) writeFileSync(join(directory, path), before);
      const { text: diff, hidden } = unifiedDiff(files);
      expect(diff).not.toContain("HUSH");
      execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: directory, input: diff });
      const left = new Set(hidden.map(({ path }) => path));
      expect([left.size > 0, left.size < files.length]).toEqual([true, true]);
      for (const { path, after } of files) {
        if (!left.has(path)) expect(readFileSync(join(directory, path), "utf8")).toBe(after);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
