import { describe, expect, it } from "vitest";
import { reportJsonl } from "./jsonl.js";
import { cases } from "./testing/results.js";

describe("the JSON Lines report", () => {
  it.each(Object.entries(cases))("of %s is the scan result, line by line", (_name, scanResult) => {
    const lines = reportJsonl(scanResult)
      .split("\n")
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line));
    const { findings, diagnostics, ...run } = scanResult;
    expect(lines).toEqual([
      { type: "run", ...run },
      ...findings.map((finding) => ({ type: "finding", ...finding })),
      ...diagnostics.map((diagnostic) => ({ type: "diagnostic", ...diagnostic })),
    ]);
  });
});
