import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, it } from "vitest";
import { reportCycloneDx } from "./cyclonedx.js";
import { cases, finding, result } from "./testing/results.js";

interface Bom {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string };
  readonly components: readonly { readonly "bom-ref": string; readonly name: string }[];
  readonly vulnerabilities: readonly {
    readonly "bom-ref": string;
    readonly affects: readonly { readonly ref: string }[];
    readonly analysis?: { readonly state: string; readonly response?: readonly string[] };
  }[];
  readonly annotations?: readonly { readonly text: string }[];
}

const parse = (scanResult = result([]), time?: string) =>
  JSON.parse(reportCycloneDx(scanResult, { showUnknown: true, time })) as Bom;

describe("the CycloneDX bill of materials", () => {
  it.each(Object.entries(cases))(
    "of %s is valid by the strict schema, and all it refers to is there",
    async (_name, scanned) => {
      const text = reportCycloneDx(scanned, { showUnknown: true });
      const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
      expect(await validator.validate(text)).toBeNull();
      const { components, vulnerabilities } = parse(scanned);
      const refs = [...components, ...vulnerabilities].map((each) => each["bom-ref"]);
      expect(new Set(refs).size).toBe(refs.length);
      const known = new Set(components.map((each) => each["bom-ref"]));
      expect(vulnerabilities.flatMap(({ affects }) => affects).every(({ ref }) => known.has(ref))).toBe(true);
    },
  );

  it("is refused by the validator where something in it is wrong", async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    const wrong = reportCycloneDx(result([])).replace('"vulnerabilities"', '"vulnerability"');
    expect(await validator.validate(wrong)).not.toBeNull();
  });

  it("names a resource once, however many findings it has", () => {
    const { components, vulnerabilities } = parse(result([finding(), finding({ fingerprint: "2" })]));
    expect(components.map(({ name }) => name)).toEqual(["aws_security_group.web"]);
    expect(vulnerabilities).toHaveLength(2);
  });

  it("tells what became of each", () => {
    const states = (name: string) =>
      parse(cases[name]).vulnerabilities.map(({ analysis }) => [analysis?.state, ...(analysis?.response ?? [])]);
    expect(states("one")).toEqual([[undefined]]);
    expect(states("unknown")).toEqual([["in_triage"], ["in_triage"]]);
    expect(states("passed")).toEqual([["not_affected"]]);
    expect(states("suppressed")).toEqual(Array(2).fill(["exploitable", "will_not_fix"]));
    expect(parse(cases["diagnostics"]).annotations).toHaveLength(2);
  });

  it("has a time only where it is told one, and never a number of its own", () => {
    expect(parse(cases["one"]).metadata.timestamp).toBeUndefined();
    expect(parse(cases["one"], "2030-01-31T12:00:00Z").metadata.timestamp).toBe("2030-01-31T12:00:00Z");
    expect(parse(cases["one"]).serialNumber).toBeUndefined();
  });
});
