import { describe, expect, test } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { parsePolicy } from "./parse.js";
import { operatorNames } from "./condition.js";
import { policyJsonSchema } from "./schema.js";

const metadata = `id: p
title: T
severity: high
category: exposure
description: D.
remediation: R.
`;

async function problems(text: string): Promise<readonly (readonly [string, string | undefined])[]> {
  const { policy, diagnostics } = await parsePolicy(new SourceFile("p.yaml", metadata + text));
  expect(policy === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ code, range, hint }) => {
    expect(code).toBe("policy-invalid");
    const { line, column } = range === undefined ? { line: 0, column: 0 } : range.file.positionAt(range.start);
    return [`${String(line - 6)}:${String(column)}`, hint];
  });
}

describe("a policy's text", () => {
  test("is a policy whose parts are in cases, wherever they were written", async () => {
    const { policy } = await parsePolicy(new SourceFile("p.yaml", `${metadata}match: a\ndeny: { b: 1 }\nmessage: M\n`));
    expect(policy?.cases).toEqual([{ match: ["a"], deny: { b: 1 }, message: "M" }]);
    const text = `${metadata}cases: [{ match: a, deny: { b: 1 } }, { match: [c], require: { d: 1 }, message: N }]\nmessage: M\n`;
    const several = await parsePolicy(new SourceFile("p.yaml", text));
    expect(several.policy?.cases).toEqual([
      { match: ["a"], deny: { b: 1 }, message: "M" },
      { match: ["c"], require: { d: 1 }, message: "N" },
    ]);
    expect(several.policy?.preset).toBe("recommended");
  });

  test.each<[string, string, string, string | undefined]>([
    ["an unknown name at the top", "macth: a\ndeny: { b: 1 }\n", "1:1", "Did you mean “match”?"],
    ["an unknown operator", "match: a\ndeny:\n  b: { equal: 1 }\n", "3:8", "Did you mean “equals”?"],
    [
      "an unknown operator deep inside",
      "match: a\ndeny:\n  all:\n    - b: { any: { where: { c: { startWith: x } } } }\n",
      "4:33",
      "Did you mean “startsWith”?",
    ],
    [
      "an unknown part of a link",
      "match: a\ndeny: { linked: { from: b, by: c, were: { d: 1 } } }\n",
      "2:35",
      "Did you mean “where”?",
    ],
    [
      "a hop that leads nowhere",
      "match: a\ndeny: { path: { to: b, via: [{ by: c }, { by: d }] } }\n",
      "2:30",
      undefined,
    ],
    [
      "an attribute that is named like a condition",
      "match: a\ndeny: { path: { equals: x } }\n",
      "2:17",
      'An attribute of this name is written ["path"].',
    ],
    ["a count that is none", "match: a\ndeny: { linked: { to: b, by: c, atLeast: -1 } }\n", "2:33", undefined],
    [
      "more than there can be",
      "match: a\ndeny: { linked: { to: b, by: c, atLeast: 2, atMost: 1 } }\n",
      "2:45",
      undefined,
    ],
    [
      "the asking node where none asks",
      "match: a\ndeny: { b: { equals: { attribute: $outer.c } } }\n",
      "2:24",
      undefined,
    ],
    [
      "an operator that compares with no attribute",
      "match: a\ndeny: { b: { matches: { attribute: c } } }\n",
      "2:14",
      undefined,
    ],
    ["a date that is none", "match: a\ndeny: { b: { date: { before: 2026-02-30 } } }\n", "2:22", undefined],
    ["a span that is none", "match: a\ndeny: { b: { date: { olderThan: 90 days } } }\n", "2:22", undefined],
    ["a value in a message that is no path", "match: a\ndeny: { b: 1 }\nmessage: Of {a b}\n", "3:1", undefined],
    ["a wrong kind of argument", "match: a\ndeny: { b: { present: maybe } }\n", "2:14", undefined],
    ["a preset that is none", "preset: urgent\nmatch: a\ndeny: { b: 1 }\n", "1:1", undefined],
    ["neither require nor deny", "match: a\n", "-5:1", undefined],
    ["both require and deny", "match: a\nrequire: { b: 1 }\ndeny: { b: 1 }\n", "-5:1", undefined],
    ["cases beside a match", "match: a\ncases: [{ match: a, deny: { b: 1 } }]\n", "1:1", undefined],
    ["a path that is none", "match: a\ndeny: { b..c: 1 }\n", "2:9", undefined],
    ["a pattern that is not RE2", 'match: a\ndeny: { b: { matches: "(?=x)" } }\n', "2:14", undefined],
    ["a range that is none", "match: a\ndeny: { b: { cidr: { within: [10.0.0.0/33] } } }\n", "2:22", undefined],
    [
      "a parameter that is not declared",
      "match: a\ndeny: { b: { equals: { parameter: c } } }\n",
      "2:24",
      "Declare it under “parameters”.",
    ],
    [
      "a link in both directions",
      "match: a\ndeny: { linked: { from: b, to: c, by: d } }\n",
      "2:9",
      "from: the other refers to this one; to: this one refers to the other.",
    ],
    ["a list as a matcher", "match: a\ndeny: { b: [1] }\n", "2:9", undefined],
    ["a link that is not https", "match: a\ndeny: { b: 1 }\nlinks: [http://x.example]\n", "3:9", undefined],
  ])("%s is one error at its place", async (_what, text, place, hint) => {
    const found = await problems(text);
    expect(found.map(([at]) => at)).toEqual([place]);
    if (hint !== undefined) expect(found[0]?.[1]).toBe(hint);
  });

  test.each([
    ["ranges", "match: a\ndeny: { b: { cidr: { within: [10.0.0.0/33, x], broaderThan: y } } }\n", 3],
    ["ports", "match: a\ndeny: { ports: { covers: [22, 70000, z] } }\n", 2],
    ["dates", "match: a\ndeny: { b: { date: { olderThan: 5q, before: never } } }\n", 2],
    ["names", "match: a\ndeny: { b: { cidr: { wihtin: [], ovrlaps: [] } } }\n", 2],
    ["keys given twice", "match: a\nseverety: low\nmatch: b\ndeny: { b: { equal: 1 } }\n", 3],
  ])("has all wrong %s told", async (_what, text, count) => {
    expect(await problems(text)).toHaveLength(count);
  });

  test.each(["Of {b", "Of b}", "{address {b} }"])("a message with a lone brace, %s, is an error", async (message) => {
    expect(await problems(`match: a\ndeny: { b: 1 }\nmessage: "${message}"\n`)).toEqual([
      ["3:1", "A brace that is meant as such is written twice."],
    ]);
  });

  test("has everything told that is wrong with it", async () => {
    const text = `match: a
severety: low
parameters: { p: { type: list, default: 1, description: D. } }
when: { b: { equal: 1 } }
deny:
  all:
    - c: { matches: "(" }
    - linked: { from: x, by: y..z, where: { d: { parameter: q } } }
    - e: { cidr: { within: [10.0.0.0/33] }, version: { atLeast: x } }
message: "{f g} and {h i}"
`;
    const found = await problems(text);
    expect(found.map(([at]) => at)).toEqual([
      "2:1",
      "3:15",
      "4:14",
      "7:12",
      "8:26",
      "8:50",
      "9:20",
      "9:56",
      "10:1",
      "10:1",
    ]);
  });

  test("that lacks what it needs is told of each thing", async () => {
    const { diagnostics } = await parsePolicy(new SourceFile("p.yaml", "id: p\nseverity: hihg\nmatch: a\n"));
    expect(diagnostics.map(({ hint }) => hint)).toContain("Did you mean “high”?");
    expect(diagnostics.length).toBe(6);
  });

  test.each<[string, string]>([
    [
      "many aliases",
      `match: a\ndeny: { b: 1 }\nx: &x [${"1,".repeat(9)}1]\ny: &y [${"*x,".repeat(99)}*x]\nz: [${"*y,".repeat(99)}*y]\n`,
    ],
    ["an alias of nothing", "match: a\ndeny: { b: *c }\n"],
    ["deep brackets", `match: a\ndeny: ${"{a: ".repeat(10_000)}1${"}".repeat(10_000)}\n`],
    ["deep lists", `match: a\ndeny: { all: ${"[".repeat(10_000)}${"]".repeat(10_000)} }\n`],
    ["deep dashes", `match: a\ndeny:\n  all:\n    ${"- ".repeat(10_000)}a\n`],
    [
      "deep indentation",
      `deny:\n${Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth + 1)}a:`).join("\n")}\n`,
    ],
    ["far too much text", `match: a\ndeny: { b: 1 }\n# ${"x".repeat(1_000_000)}\n`],
    ["a name that is no own property", "match: a\ndeny: { __proto__: { b: 1 } }\n"],
    ["a name that is a list", "match: a\ndeny: { [b]: 1 }\n"],
    ["a tag", "match: a\ndeny: { b: !!js/function x }\n"],
    ["several documents", "match: a\ndeny: { b: 1 }\n---\nid: q\n"],
    ["nothing that is a mapping", "- a\n"],
  ])("with %s is an error and takes no time", async (_what, text) => {
    const start = performance.now();
    expect((await problems(text)).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("that is not YAML is an error at its place", async () => {
    expect((await problems("match: [a\ndeny: {}\n")).map(([at]) => at)).toEqual(["2:1"]);
  });

  test("is described by a JSON Schema that knows every operator", () => {
    const text = JSON.stringify(policyJsonSchema());
    for (const name of [...operatorNames, "linked", "exists", "ports", "cases"]) expect(text).toContain(`"${name}":`);
  });
});
