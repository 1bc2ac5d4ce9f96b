import { afterEach, describe, expect, it, vi } from "vitest";
import { isReporterName, loadReporter, reporterNames } from "./index.js";
import type { ReportOptions } from "./report.js";
import { expectGolden, strayGoldens } from "./testing/golden.js";
import { cases } from "./testing/results.js";

const acting = /(?![\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** What each case is reported with: it shows what it is about where a format shows that only when asked. */
function optionsFor(name: string): ReportOptions {
  return { showUnknown: name === "unknown", showSuppressed: name === "suppressed" };
}

/** A page's own program and style, which are no part of what it says of a scan, stay out of its golden file. */
function withoutProgram(text: string): string {
  if (!/^<!doctype html>/i.test(text)) return text;
  return text
    .replace(/(<(style|script)\b(?![^>]*\bjson\b)[^>]*>)[^]*?(<\/\2>)/gi, "$1$3")
    .replace(/'sha256-[^']+'/g, "'sha256-…'");
}

afterEach(() => {
  vi.useRealTimers();
});

describe.each(reporterNames)("the format %s", (name) => {
  it.each(Object.entries(cases))("reports %s as agreed", async (caseName, scanResult) => {
    const report = await loadReporter(name);
    expectGolden(`${name}/${caseName}.golden`, withoutProgram(report(scanResult, optionsFor(caseName))));
  });

  it.each(Object.entries(cases))("reports %s in the same bytes at any time", async (caseName, scanResult) => {
    const report = await loadReporter(name);
    vi.useFakeTimers({ now: new Date("2001-02-03T04:05:06Z") });
    const text = report(scanResult, optionsFor(caseName));
    vi.setSystemTime(new Date("2030-12-31T23:59:59Z"));
    expect(report(structuredClone(scanResult), optionsFor(caseName))).toBe(text);
  });

  it.each(Object.entries(cases))("reports %s in text that can be written anywhere", async (caseName, scanResult) => {
    const report = await loadReporter(name);
    const text = report(scanResult, { ...optionsFor(caseName), showUnknown: true });
    // JSON Lines of nothing are no line.
    if (text !== "") expect(text.endsWith("\n")).toBe(true);
    expect(acting.exec(text)).toBeNull();
    expect(text.replaceAll("\r\n", "\n")).not.toContain("\r");
    expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
  });

  it("gives a pipeline no command that stands in a scanned file", async () => {
    const report = await loadReporter(name);
    const { hostile } = cases;
    const text = hostile === undefined ? "" : report(hostile, { showUnknown: true, showSuppressed: true });
    expect(text).not.toMatch(/##\[/);
    expect(text).not.toMatch(/##vso\[task\.setvariable/);
    expect(text).not.toMatch(/##teamcity\[setParameter/);
    expect(text).not.toMatch(/^\s*::(?:set-env|warning::y|error::(?:boom|x))/m);
  });

  it("keeps to files relative to the scan root", async () => {
    const report = await loadReporter(name);
    for (const [caseName, scanResult] of Object.entries(cases)) {
      const options = { ...optionsFor(caseName), displayPath: (file: string) => `/home/ada/${file}` };
      const text = report(scanResult, options);
      expect(text).not.toContain(process.cwd());
      // A person's terminal alone is told where the files lie on this machine.
      if (name !== "text") expect(text).toBe(report(scanResult, optionsFor(caseName)));
    }
  });

  it("says of a finding which policy, what, and where", async () => {
    const report = await loadReporter(name);
    const { one } = cases;
    const text = one === undefined ? "" : report(one);
    expect(text).toContain("aws-security-group-ssh-open");
    expect(text).toMatch(/SSH is open to the internet|Port 22 is reachable from any address/);
    expect(text).toContain("main.tf");
    expect(text).toMatch(/\b5\b/);
  });

  it("does not let a file vanish that could not be read", async () => {
    const report = await loadReporter(name);
    const { diagnostics } = cases;
    const text = diagnostics === undefined ? "" : report(diagnostics);
    expect(text).toContain("is not closed");
    expect(text).toContain("broken.tf");
    expect(text).toContain("not on this machine");
  });

  it("keeps out of the way what could not be decided, unless it is asked", async () => {
    const report = await loadReporter(name);
    const { unknown } = cases;
    if (unknown === undefined) throw new Error("There is no such case.");
    // JSON is the result itself, which has it in any case; the page lists it apart.
    if (!name.startsWith("json") && name !== "html")
      expect(report(unknown)).not.toContain("aws-security-group-ssh-open");
    expect(report(unknown, { showUnknown: true })).toContain("aws-security-group-ssh-open");
  });
});

describe("the formats", () => {
  it("have golden files, and nothing else has", () => {
    const names = reporterNames.flatMap((name) => Object.keys(cases).map((caseName) => `${name}/${caseName}.golden`));
    expect(strayGoldens(new Set(names))).toEqual([]);
  });

  it("know their names and no other", () => {
    expect(reporterNames.every(isReporterName)).toBe(true);
    expect(isReporterName("toString")).toBe(false);
  });
});
