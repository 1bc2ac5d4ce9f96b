import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../../graph/reading.js";
import { Graph } from "../../graph/graph.js";
import { SourceFile } from "../../source/source-file.js";
import { compileCondition, compileMatcher } from "../condition.js";
import { loadPatternCompiler } from "../compile.js";
import type { Data } from "../policy.js";
import type { Scope } from "../outcome.js";

const range = { file: new SourceFile("main.tf", "x\n"), start: 0, end: 1 };
const compilePattern = await loadPatternCompiler();

function compile(matcher: Data): (reading: Reading) => boolean | undefined {
  const parameters = new Map<string, Data>();
  const context = { path: "a", at: [], parameters, compilePattern, compileMatcher, compileCondition };
  const { test: run } = compileMatcher(matcher, context);
  const root: Reading = { kind: "object", keys: () => [], get: () => root, range, isSensitive: false };
  const node = { address: "t.a", blockAddress: "t.a", type: "t", kind: "resource", domain: ".", range, reading: root };
  const scope: Scope = {
    graph: new Graph({ nodes: [] }),
    node: node as Scope["node"],
    root,
    reportMistake: () => undefined,
  };
  return (reading) => run(reading, scope).truth;
}

function partly(...pieces: string[]): Reading {
  return { kind: "unknown", reason: "no-value", pieces, isPresent: true, range, isSensitive: false };
}

describe("a text with parts that are not known", () => {
  const cases: readonly [Data, string[], boolean | undefined][] = [
    [{ endsWith: "::aws:policy/Admin" }, ["arn:", ":iam::aws:policy/Admin"], true],
    [{ endsWith: "::aws:policy/Admin" }, ["arn:", "/Other"], false],
    [{ endsWith: "::aws:policy/Admin" }, ["arn:", "Admin"], undefined],
    [{ startsWith: "arn:aws:" }, ["arn:aws:iam::", ":root"], true],
    [{ startsWith: "arn:aws:" }, ["http", ""], false],
    [{ contains: ":root" }, ["", ":root:", "x"], true],
    [{ contains: "nothing" }, ["", ":root:", "x"], undefined],
    ["*", ["arn:", ""], false],
    ["*", ["", ""], undefined],
    [{ in: ["abc", "b"] }, ["a", "d"], false],
    [{ ignoreCase: "ABC" }, ["a", "C"], undefined],
    [{ ignoreCase: "ABC" }, ["b", ""], false],
    [{ empty: false }, ["", "/32"], true],
    [{ cidr: "public" }, ["", "/32"], false],
    [{ cidr: "public" }, ["", "/0"], undefined],
    [{ cidr: "public" }, ["", "2"], undefined],
    [{ matches: "[*]$" }, ["arn:", ":role/*"], true],
    [{ matches: "[*]$" }, ["arn:", ":role/x"], false],
    [{ matches: "^(repo:)?[*]" }, ["repo:org/", ":*"], false],
    [{ matches: "^(repo:)?[*]" }, ["repo:", ":*"], undefined],
    [{ matches: "^arn:|^x" }, ["arn:", ""], undefined],
    [{ matches: "^[0-9a-f]{2}$" }, ["v1.", "0"], false],
    [{ matches: "." }, ["", "x"], true],
    [{ matches: "a\\b" }, ["a", ""], undefined],
  ];
  test.each(cases)("%j of %j is %s", (matcher, pieces, expected) => {
    expect(compile(matcher)(partly(...pieces))).toBe(expected);
  });

  const text = fc.string({ unit: fc.constantFrom("a", "B", "b", "*", "/", "1", "2"), maxLength: 4 });
  const pattern = fc
    .array(fc.constantFrom("a", "b", "[a*]", "(a|bb)", ".", "/", "a?", "b*", "(?:ab){1,2}", "\\*"), { maxLength: 4 })
    .map((parts) => parts.join(""));
  const matcher = fc.oneof(
    fc.record({ startsWith: text }),
    fc.record({ endsWith: text }),
    fc.record({ contains: text }),
    fc.record({ ignoreCase: text }),
    fc.record({ equals: text }),
    fc.constant({ cidr: "public" }),
    fc.constant({ empty: true }),
    fc.tuple(fc.constantFrom("", "^", "(?i)", "(?i)^"), pattern, fc.constantFrom("", "$", "|b")).map((parts) => ({
      matches: parts.join(""),
    })),
  );

  test("is judged as it would be whatever the parts turn out to be", () => {
    const made = fc.record({
      matcher,
      pieces: fc.array(text, { minLength: 2, maxLength: 4 }),
      gaps: fc.array(text, { minLength: 3, maxLength: 3 }),
    });
    fc.assert(
      fc.property(made, ({ matcher: source, pieces, gaps }) => {
        const run = compile(source);
        const truth = run(partly(...pieces));
        const value = pieces.map((piece, at) => (at === 0 ? "" : (gaps[at - 1] ?? "")) + piece).join("");
        expect([undefined, run({ kind: "scalar", value, range, isSensitive: false })]).toContain(truth);
      }),
      { numRuns: 3000 },
    );
  });
});
