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
      undefined,
    ],
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

  test("that is not YAML is an error at its place", async () => {
    expect((await problems("match: [a\ndeny: {}\n")).map(([at]) => at)).toEqual(["2:1"]);
  });

  test("is described by a JSON Schema that knows every operator", () => {
    const text = JSON.stringify(policyJsonSchema());
    for (const name of [...operatorNames, "linked", "exists", "ports", "cases"]) expect(text).toContain(`"${name}":`);
  });
});
