import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportCheckstyle } from "./checkstyle.js";
import { hostileResult } from "./testing/hostile-text.js";
import { cases, result } from "./testing/results.js";
import { elementsNamed, readXml, schemaErrors } from "./testing/xml.js";
import { showable } from "./text/untrusted.js";

describe("the Checkstyle report", () => {
  it("follows Checkstyle's form", { timeout: 120_000 }, async () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      const text = reportCheckstyle(scanResult, { showUnknown: true });
      expect(await schemaErrors(text, "checkstyle.xsd"), name).toEqual([]);
    }
    expect(await schemaErrors("<checkstyle><file/></checkstyle>", "checkstyle.xsd")).not.toEqual([]);
  });

  it("names each file once, with what was found in it", () => {
    const root = readXml(reportCheckstyle(cases["many"] ?? result([])));
    const files = elementsNamed(root, "file").map(({ attributes, children }) => [attributes["name"], children.length]);
    expect(files).toEqual([
      ["main.tf", 3],
      ["modules/db/main.tf", 1],
    ]);
  });

  it("has what could not be decided as information only", () => {
    const root = readXml(reportCheckstyle(cases["unknown"] ?? result([]), { showUnknown: true }));
    const severities = elementsNamed(root, "error").map(({ attributes }) => attributes["severity"]);
    expect(severities).toEqual(["info", "info"]);
  });

  it("brings any text to its reader", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const [file] = elementsNamed(readXml(reportCheckstyle(scanResult)), "file");
        const spelled = (text: string) =>
          showable(text).replace(/[\ufffe\uffff]/g, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
        expect(file?.attributes["name"]).toBe(spelled(of.location.file));
        expect(file?.children[0]?.attributes["message"]).toContain(spelled(of.message));
      }),
    );
  });
});
