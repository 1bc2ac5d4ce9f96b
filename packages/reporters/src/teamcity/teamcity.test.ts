import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileResult } from "../testing/hostile-text.js";
import { cases, finding, result } from "../testing/results.js";
import { showable } from "../text/untrusted.js";
import { reportTeamcityInspections } from "./inspections.js";
import { reportTeamcity } from "./teamcity.js";

interface Message {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What may stand in the value of an attribute, and what each escape means. */
const value = String.raw`(?:[^|'\[\]\x00-\x1f\x7f-\uffff]|\|[|'\[\]nr]|\|0x[0-9a-f]{4})*`;
const whole = new RegExp(String.raw`^##teamcity\[(\w+)((?: \w+='${value}')*)\]$`);

function unescape(text: string): string {
  return text.replace(/\|(?:0x([0-9a-f]{4})|(.))/g, (_, unit: string | undefined, character: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
    return character === "n" ? "\n" : character === "r" ? "\r" : (character ?? "");
  });
}

/** Reads service messages by the rules of https://www.jetbrains.com/help/teamcity/service-messages.html, and strictly. */
function read(text: string): readonly Message[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [, name, list = ""] = whole.exec(line) ?? [];
      if (name === undefined) throw new Error(`No service message: ${line}`);
      const found = [...list.matchAll(new RegExp(` (\\w+)='(${value})'`, "g"))];
      return { name, attributes: Object.fromEntries(found.map(([, key, text]) => [key ?? "", unescape(text ?? "")])) };
    });
}

describe("the TeamCity report", () => {
  it("starts and finishes each test once, in a suite", () => {
    for (const scanResult of Object.values(cases)) {
      const messages = read(reportTeamcity(scanResult, { showUnknown: true }));
      const named = (wanted: string) =>
        messages.filter(({ name }) => name === wanted).map(({ attributes }) => attributes["name"]);
      expect(named("testStarted")).toHaveLength(scanResult.findings.length);
      expect(new Set(named("testStarted")).size).toBe(scanResult.findings.length);
      expect(named("testFinished")).toEqual(named("testStarted"));
      expect(named("testSuiteStarted")).toEqual(named("testSuiteFinished"));
    }
  });

  it("fails a test for each finding, and ignores what is suppressed, not decided, or advisory", () => {
    const outcomes = (scanResult: ReturnType<typeof result>) =>
      read(reportTeamcity(scanResult, { showUnknown: true })).flatMap(({ name }) =>
        name === "testFailed" || name === "testIgnored" ? [name] : [],
      );
    expect(outcomes(cases["many"] ?? result([]))).toEqual(["testFailed", "testFailed", "testIgnored", "testFailed"]);
    expect(outcomes(cases["suppressed"] ?? result([]))).toEqual(["testIgnored", "testIgnored"]);
    expect(outcomes(result([finding({ enforcement: "advisory" })]))).toEqual(["testIgnored"]);
  });

  it("makes a build problem of what could not be read", () => {
    const messages = read(reportTeamcity(cases["diagnostics"] ?? result([])));
    const problems = messages.filter(({ name }) => name === "buildProblem");
    expect(problems.map(({ attributes }) => attributes["description"])).toHaveLength(1);
    expect(problems[0]?.attributes["description"]).toContain("broken.tf:3:7");
  });

  it("brings any text to its reader", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const failed = read(reportTeamcity(scanResult)).find(({ name }) => name === "testFailed");
        expect(failed?.attributes["name"]).toBe(showable(`${of.policy}(${of.resource.address})`));
        expect(failed?.attributes["message"]).toContain(showable(of.message));
      }),
    );
  });
});

describe("the report of TeamCity inspections", () => {
  it("tells each type once, before its inspections", () => {
    for (const scanResult of Object.values(cases)) {
      const types = new Set<string>();
      for (const { name, attributes } of read(reportTeamcityInspections(scanResult, { showUnknown: true }))) {
        if (name === "inspectionType") {
          expect(types.has(attributes["id"] ?? "")).toBe(false);
          types.add(attributes["id"] ?? "");
          expect(Object.keys(attributes)).toEqual(["id", "name", "category", "description"]);
        } else {
          expect(name).toBe("inspection");
          expect(types.has(attributes["typeId"] ?? "")).toBe(true);
          expect(["ERROR", "WARNING", "WEAK WARNING", "INFO"]).toContain(attributes["SEVERITY"]);
        }
      }
    }
  });

  it("keeps to the lengths that TeamCity allows", () => {
    const long = "x]|é".repeat(3000);
    const messages = read(reportTeamcityInspections(result([finding({ policy: long, title: long, message: long })])));
    const [type, inspection] = messages;
    expect(type?.attributes["id"]?.length).toBe(255);
    expect(type?.attributes["name"]?.length).toBe(255);
    expect(inspection?.attributes["typeId"]).toBe(type?.attributes["id"]);
    expect(inspection?.attributes["message"]?.length).toBe(4000);
  });

  it("brings any text to its reader", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const inspection = read(reportTeamcityInspections(scanResult)).find(({ name }) => name === "inspection");
        expect(inspection?.attributes["file"]).toBe(showable(of.location.file));
        expect(inspection?.attributes["line"]).toBe("3");
        expect(inspection?.attributes["message"]).toContain(showable(of.message));
      }),
    );
  });
});
