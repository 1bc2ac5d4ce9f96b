import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawProgress } from "./progress.js";

describe("the progress line", () => {
  it("has a bar and counts", () => {
    expect(drawProgress({ what: "judging", done: 50, total: 100 }, 2500, 80)).toBe(
      `lintel: judging [${"=".repeat(15)}>${" ".repeat(14)}]  50/100, 2 s`,
    );
    expect(drawProgress({ what: "judging", done: 100, total: 100 }, 2500, 80)).toBe(
      `lintel: judging [${"=".repeat(30)}] 100/100, 2 s`,
    );
  });

  it("tells only what is done where nothing is counted, and has no bar where there is no room", () => {
    expect(drawProgress({ what: "loading", done: 0, total: 0 }, 1000, 80)).toBe("lintel: loading, 1 s");
    expect(drawProgress({ what: "judging", done: 1, total: 9 }, 1000, 30)).toBe("lintel: judging 1/9, 1 s");
  });

  it("never wraps, at any width", () => {
    const count = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(count, count, fc.nat({ max: 200 }), (done, total, columns) => {
        const line = drawProgress({ what: "looking for files", done, total }, 123_456, columns);
        expect(line.length).toBeLessThan(Math.max(columns, 1));
        expect(line).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
