import { type ScanCoverage, Project, createMemoryHost, loadProject } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { UsageError } from "../command-line/usage-error.js";
import { describeShortage, requiredCoverage } from "./coverage.js";

const coverage = (
  verdictsKnown: number,
  verdicts: number,
  calls: [notLoaded: number, all: number] = [0, 0],
): ScanCoverage => ({
  filesFound: 1,
  filesParsed: 1,
  filesSkipped: {},
  moduleCalls: calls[1],
  modulesNotLoaded: calls[0],
  resources: 1,
  verdictsKnown,
  verdicts,
  unknownReasons: {},
  policiesWithoutTarget: [],
});

const projectOf = (text: string): Promise<Project> => loadProject(createMemoryHost({ "lintel.yaml": text }), ["."]);

describe("required coverage", () => {
  it.each<[string, number]>([
    ["0", 0],
    ["100", 100],
    ["87.5", 87.5],
  ])("may be %s", (text, value) => {
    expect(requiredCoverage(text)).toBe(value);
  });

  it.each(["101", "100.1", "abc", "90%", "1e1", ".5", "0x10", "NaN"])("may not be %s", (text) => {
    expect(() => requiredCoverage(text)).toThrow(UsageError);
  });

  it("is reached by just that share, and by nothing to judge", async () => {
    const project = await projectOf("version: 1\n");
    expect(describeShortage(coverage(9, 10), project, 90)).toBeUndefined();
    expect(describeShortage(coverage(0, 0), project, 100)).toBeUndefined();
    expect(describeShortage(coverage(0, 10), project, undefined)).toBeUndefined();
    expect(describeShortage(coverage(0, 10), project, 0)).toBeUndefined();
  });

  it("is missed by less, and where modules that are not loaded hide everything", async () => {
    const project = await projectOf("version: 1\n");
    expect(describeShortage(coverage(9999, 10_000), project, 100)).toContain("99.9 %");
    expect(describeShortage(coverage(0, 0, [1, 1]), project, 1)).toContain("Nothing was judged");
    expect(describeShortage(coverage(0, 0, [1, 1]), project, 0)).toBeUndefined();
  });

  it("is what the flag says rather than what the configuration does", async () => {
    const project = await projectOf("version: 1\nrequireCoverage: 80\n");
    expect(describeShortage(coverage(7, 10), project, undefined)).toContain("configuration");
    expect(describeShortage(coverage(7, 10), project, 70)).toBeUndefined();
    expect(describeShortage(coverage(7, 10), project, 75)).toContain("--require-coverage");
  });
});
