import { describe, expect, it } from "vitest";
import { isReporterName, loadReporter, reporterNames } from "./index.js";
import { cases } from "./testing/results.js";

describe("the reporters", () => {
  it.each(reporterNames)(
    "%s reports every case as text that ends with a line break, the same each time",
    async (name) => {
      const report = await loadReporter(name);
      for (const scanResult of Object.values(cases)) {
        const text = report(scanResult);
        expect(text.endsWith("\n")).toBe(true);
        expect(text).toBe(report(structuredClone(scanResult)));
        // Halves of surrogate pairs cannot be written to a file.
        expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
      }
    },
  );

  it("know their names and no other", () => {
    expect(reporterNames.every(isReporterName)).toBe(true);
    expect(isReporterName("toString")).toBe(false);
  });
});
