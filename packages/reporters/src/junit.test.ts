import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportJunit } from "./junit.js";
import { hostileResult } from "./testing/hostile-text.js";
import { cases, finding, result } from "./testing/results.js";
import { elementsNamed, readXml, schemaErrors } from "./testing/xml.js";
import { showable } from "./text/untrusted.js";

describe("the JUnit report", () => {
  it("follows the schema of Jenkins' reader", { timeout: 120_000 }, async () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      expect(await schemaErrors(reportJunit(scanResult, { showUnknown: true }), "junit.xsd"), name).toEqual([]);
    }
    expect(await schemaErrors("<testsuites><testsuite/></testsuites>", "junit.xsd")).not.toEqual([]);
  });

  it("counts what it has, in all and in each suite", () => {
    for (const scanResult of Object.values(cases)) {
      const root = readXml(reportJunit(scanResult, { showUnknown: true }));
      for (const element of [root, ...elementsNamed(root, "testsuite")]) {
        const count = (name: string) => String(elementsNamed(element, name).length);
        expect(element.attributes).toMatchObject({
          tests: count("testcase"),
          failures: count("failure"),
          errors: count("error"),
          skipped: count("skipped"),
        });
      }
    }
  });

  it("has a test, and one that passes, whatever was found", () => {
    const tests = elementsNamed(readXml(reportJunit(result([]))), "testcase");
    expect(tests.map(({ attributes }) => attributes["name"])).toEqual(["scan"]);
  });

  it("gives each test a name of its own within its class", () => {
    const tests = elementsNamed(readXml(reportJunit(result([finding(), finding(), finding()]))), "testcase");
    expect(new Set(tests.map(({ attributes }) => attributes["name"])).size).toBe(4);
  });

  it("lets neither what is suppressed fail, nor what is advisory", () => {
    const root = readXml(reportJunit(result([finding({ enforcement: "advisory" })])));
    expect(elementsNamed(root, "failure")).toEqual([]);
    expect(elementsNamed(root, "skipped")).toHaveLength(1);
    const suppressed = cases["suppressed"] ?? result([]);
    expect(elementsNamed(readXml(reportJunit(suppressed)), "failure")).toEqual([]);
  });

  it("brings any text to its reader", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const test = elementsNamed(readXml(reportJunit(scanResult)), "testcase")[1];
        const spelled = (text: string) =>
          showable(text).replace(/[\ufffe\uffff]/g, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
        expect(test?.attributes["file"]).toBe(spelled(of.location.file));
        expect(test?.attributes["name"]).toBe(spelled(`${of.policy}: ${of.resource.address}`));
        expect(test?.children[0]?.text).toContain(spelled(of.message));
      }),
    );
  });

  it("is well-formed whatever text it holds", { timeout: 120_000 }, async () => {
    const [sample] = fc.sample(fc.array(hostileResult, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: 7 });
    const findings = (sample ?? []).map(({ of }) => of);
    expect(findings).toHaveLength(150);
    expect(await schemaErrors(reportJunit(result(findings)), "junit.xsd")).toEqual([]);
  });
});
