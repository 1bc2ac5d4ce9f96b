import { describe, expect, test } from "vitest";
import type { Finding } from "../policy/finding.js";
import { assessFrameworks } from "./assess.js";
import { bindFramework, policiesOf, withPolicies, type Framework, type MappedPolicy } from "./framework.js";
import { readFramework } from "./read.js";

const text = `
id: demo-1.0
title: Demo
edition: first
publisher: Nobody
link: https://example.com/demo
complete: true
completeness: All of it is listed here.
controls:
  - id: A.1
    title: Something is asked for
    coverage: partial
    why: Half of it is judged.
  - id: A.2
    title: Something else is asked for
    coverage: none
    automatable: false
    why: No file could tell.
`;

async function demo(policies: readonly MappedPolicy[]): Promise<Framework> {
  const { framework, diagnostics } = await readFramework("demo.yaml", text);
  expect(diagnostics).toEqual([]);
  if (framework === undefined) throw new Error("The framework cannot be read.");
  return bindFramework(framework, policies);
}

const one: MappedPolicy = { id: "one", controls: { "demo-1.0": ["A.1"] } };
const two: MappedPolicy = { id: "two", controls: { "demo-1.0": ["A.1"], other: ["A.2"] } };

type Status = Finding["status"];

async function stateWith(
  statuses: readonly Status[],
  passed: number,
  ran: readonly string[] = ["one", "two"],
): Promise<string | undefined> {
  const findings = statuses.map((status) => ({ policy: "one", status }));
  const judged = { findings, passedBy: new Map([["two", passed]]), ran: new Set(ran) };
  const [result] = assessFrameworks([await demo([one, two])], judged);
  return result?.controls[0]?.state;
}

describe("the state of a control", () => {
  test.each([
    [["fail", "unknown", "suppressed"], 1, "fail"],
    [["unknown", "suppressed"], 1, "unknown"],
    [["suppressed"], 1, "excepted"],
    [["pass"], 1, "pass"],
    [[], 1, "pass"],
    [[], 0, "not-applicable"],
  ] as const)("with %j and %i passes is %s", async (statuses, passed, expected) => {
    expect(await stateWith(statuses, passed)).toBe(expected);
  });

  test("is no pass where a policy was not run, and a failure all the same", async () => {
    expect(await stateWith([], 1, ["two"])).toBe("not-judged");
    expect(await stateWith(["suppressed"], 1, ["one"])).toBe("not-judged");
    expect(await stateWith(["fail"], 1, ["one"])).toBe("fail");
  });

  test("is not covered where no policy names it", async () => {
    const [result] = assessFrameworks([await demo([one])], {
      findings: [],
      passedBy: new Map(),
      ran: new Set(["one"]),
    });
    expect(result?.controls.map(({ id, state }) => [id, state])).toEqual([
      ["A.1", "not-applicable"],
      ["A.2", "not-covered"],
    ]);
  });
});

describe("policies of one's own", () => {
  test("judge the controls that they name, beside those that were there", async () => {
    const framework = withPolicies(await demo([one]), [two]);
    expect(framework.controls[0]?.policies).toEqual(["one", "two"]);
    expect([...policiesOf([framework])]).toEqual(["one", "two"]);
  });

  test("take the place of those with their id", async () => {
    const framework = withPolicies(await demo([one, two]), [{ id: "one", controls: {} }]);
    expect(framework.controls[0]?.policies).toEqual(["two"]);
  });
});

describe("the file of a framework", () => {
  const problemsOf = async (changed: string): Promise<readonly (number | undefined)[]> => {
    const { framework, diagnostics } = await readFramework("demo.yaml", changed);
    expect(framework).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(diagnostics.map(() => "framework-invalid"));
    return diagnostics.map(({ range }) => range?.file.positionAt(range.start).line);
  };

  test.each([
    ["lists a control once", (from: string) => from.replace("A.2", "A.1"), [14]],
    ["says why nothing could tell", (from: string) => from.replace("    why: No file could tell.\n", ""), [17]],
    [
      "covers nothing that no file could tell",
      (from: string) => from.replace("coverage: none", "coverage: full"),
      [17, 18],
    ],
    ["has no other names", (from: string) => `${from}more: true\n`, [19]],
    ["is YAML", (from: string) => `${from}: [\n`, [20]],
  ])("%s", async (_name, change, lines) => {
    expect(await problemsOf(change(text))).toEqual(lines);
  });
});
