import { describe, expect } from "vitest";
import { directoryWith, lintel, openSecurityGroup } from "./binary.js";
import { onTerminal, withTerminal, withoutColor } from "./terminal.js";

/** A scan that takes a while: the progress line waits for a second. Of one block no more than ten thousand instances are judged. */
const manyGroups = (blocks: number): string =>
  Array.from({ length: blocks }, (_, index) =>
    openSecurityGroup.replace('"web" {\n', `"web${index}" {\n  count = 10000\n  name = "group-\${count.index}"\n`),
  ).join("\n");

const eraseLine = "\r\u001b[2K";
let enough: number | undefined;

/** Makes a directory whose scan takes a while, on this machine. */
function longScan(): string {
  const directoryOf = (blocks: number): string => directoryWith({ "main.tf": manyGroups(blocks) });
  for (let blocks = 3; enough === undefined; blocks += 2) {
    const { stderr } = lintel(directoryOf(blocks), ["scan", ".", "--stats", "-q"]);
    const judging = /judging\s+(\d+(?:\.\d+)?)\s+(ms|s)/.exec(stderr);
    if (Number(judging?.[1]) * (judging?.[2] === "s" ? 1000 : 1) > 1600 || blocks > 8) enough = blocks;
  }
  return directoryOf(enough);
}

describe("progress", () => {
  withTerminal("is a bar with counts on a terminal, and gone in the end", () => {
    const shown = onTerminal(longScan(), ["scan", "."], {}, { columns: 60, shown: "stderr" });
    const lines = shown.split(eraseLine);
    expect(lines[0]).toBe("");
    expect(lines.at(-1)).toBe("");
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.some((line) => /^lintel: judging \[=*>? *\] +\d+\/\d+, \d+ s$/.test(line))).toBe(true);
    for (const line of lines) {
      expect(line.length).toBeLessThan(60);
      expect(line).not.toMatch(/[\r\n]/);
    }
  });

  withTerminal.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["in a pipeline", { CI: "true" }, []],
    ["on a terminal that can erase nothing", { TERM: "dumb" }, []],
    ["where quiet is asked for", {}, ["--quiet"]],
  ])("is not shown %s", (_, environment, args) => {
    expect(onTerminal(longScan(), ["scan", ".", ...args], environment, { shown: "stderr" })).toBe("");
  });

  withTerminal("is not shown where stderr is no terminal", () => {
    expect(lintel(longScan(), ["scan", "."]).stderr).toBe("");
  });
});

describe("a terminal", () => {
  const files = { "main.tf": openSecurityGroup };

  withTerminal("gets color, unless somebody says otherwise", () => {
    const isColored = (args: readonly string[], environment: Readonly<Record<string, string>>): boolean =>
      onTerminal(directoryWith(files), ["scan", ".", ...args], environment).includes("\u001b[");
    expect(isColored([], {})).toBe(true);
    expect(isColored([], { NO_COLOR: "1" })).toBe(false);
    expect(isColored([], { NO_COLOR: "" })).toBe(true);
    expect(isColored([], { TERM: "dumb" })).toBe(false);
    expect(isColored([], { TERM: "dumb", FORCE_COLOR: "1" })).toBe(true);
    expect(isColored([], { FORCE_COLOR: "0" })).toBe(false);
    expect(isColored(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
    expect(isColored(["--output", "/dev/null"], {})).toBe(false);
  });

  withTerminal("is not written beyond its width, which COLUMNS may say too", () => {
    const longest = (environment: Readonly<Record<string, string>>, columns: number): number => {
      const shown = withoutColor(onTerminal(directoryWith(files), ["scan", "."], environment, { columns }));
      // A link, or a name, is not broken.
      const lines = shown.split(/\r?\n/).filter((line) => line.trim().includes(" "));
      return Math.max(...lines.map((line) => line.length));
    };
    expect(longest({}, 70)).toBeLessThanOrEqual(70);
    expect(longest({ COLUMNS: "50" }, 200)).toBeLessThanOrEqual(50);
    expect(longest({ COLUMNS: "zero" }, 70)).toBeLessThanOrEqual(70);
    expect(longest({}, 300)).toBeLessThanOrEqual(120);
  });
});
