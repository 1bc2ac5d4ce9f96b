import { describe, expect, it } from "vitest";
import { reportJson } from "./json.js";
import { cases } from "./testing/results.js";

describe("the JSON report", () => {
  it.each(Object.entries(cases))("of %s is exactly the scan result", (_name, scanResult) => {
    expect(JSON.parse(reportJson(scanResult))).toEqual(scanResult);
  });

  it("does not depend on the order in which keys were set", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([key, part]) => [key, reversed(part)])
          .reverse(),
      );
    };
    for (const scanResult of Object.values(cases)) {
      expect(reportJson(reversed(scanResult) as typeof scanResult)).toBe(reportJson(scanResult));
    }
  });
});
