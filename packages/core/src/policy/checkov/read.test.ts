import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importPolicy, isCheckovText, readPolicy } from "../read.js";

const metadata = `metadata: { id: CKV2_X_1, name: Ensure it, category: GENERAL_SECURITY }\n`;

/** The places of what is wrong with a policy, each with the hint. */
async function problems(text: string): Promise<readonly (readonly [string, string | undefined])[]> {
  const { diagnostics } = await readPolicy("p.yaml", text);
  return diagnostics.map(({ range, hint, severity }) => {
    const { line, column } = range?.file.positionAt(range.start) ?? { line: 0, column: 0 };
    return [`${severity} ${String(line)}:${String(column)}`, hint];
  });
}

async function conditionOf(definition: string): Promise<unknown> {
  const { policy, diagnostics } = await readPolicy("p.yaml", `${metadata}definition:\n${definition}`);
  expect(diagnostics).toEqual([]);
  const [only, ...others] = policy?.cases ?? [];
  expect(others).toEqual([]);
  return only?.require ?? { deny: only?.deny };
}

describe("a policy for Checkov", () => {
  test("has everything told that is wrong with it, where it is wrong", async () => {
    const text = `metadata:
  id: no good
  severity: HIHG
definition:
  and:
    - cond_type: attribut
      resource_types: [a]
    - cond_type: attribute
      resource_types: [a]
      operator: equal
      value: 3
    - cond_type: attribute
      resource_type: [a]
      attribute: x
      operator: jsonpath_lenght_equals
      value: 3
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: length_equals, value: abc }
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: regex_match, value: '(a)\\1' }
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: cidr_range_subset, value: 10.0.0.0/99 }
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: range_includes, value: many }
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: within }
    - { cond_type: connection, resource_types: [a], operator: exist }
    - { cond_type: filter, attribute: name, operator: within, value: [a] }
    - { attribute: x, resource_types: [a], operator: exists }
    - { and: [], or: [] }
`;
    expect(await problems(text)).toEqual([
      ["error 1:1", undefined],
      ["error 1:1", undefined],
      ["error 2:3", undefined],
      ["warning 3:3", "Did you mean “high”?"],
      ["error 6:7", "Did you mean “attribute”?"],
      ["error 8:7", undefined],
      ["error 10:7", "Did you mean “equals”?"],
      ["error 13:7", "Did you mean “resource_types”?"],
      ["error 15:7", "Did you mean “jsonpath_length_equals”?"],
      ["error 17:91", undefined],
      ["error 18:89", undefined],
      ["error 19:95", undefined],
      ["error 20:92", undefined],
      ["error 21:7", undefined],
      ["error 22:7", undefined],
      ["error 22:53", "Did you mean “exists”?"],
      ["error 23:28", undefined],
      ["error 24:7", "Write cond_type: attribute, connection, filter or resource."],
      ["error 25:18", undefined],
    ]);
  });

  test.each([
    ["without a definition", "metadata: { id: A_1, name: n, category: IAM }\n"],
    ["with a definition that is a text", `${metadata}definition: all\n`],
    [
      "whose filters exclude each other",
      `${metadata}definition:
  and:
    - { cond_type: filter, attribute: resource_type, operator: within, value: [b] }
    - { cond_type: attribute, resource_types: [a], attribute: x, operator: exists }
`,
    ],
    [
      "with a path that is none",
      `${metadata}definition: { cond_type: attribute, resource_types: [a], attribute: "x..y", operator: exists }\n`,
    ],
    [
      "with a JSONPath that is none",
      `${metadata}definition: { cond_type: attribute, resource_types: [a], attribute: "$.x[", operator: jsonpath_exists }\n`,
    ],
    [
      "about what takes tags, of nobody",
      `${metadata}definition: { cond_type: attribute, resource_types: [taggable], attribute: x, operator: exists }\n`,
    ],
    ["that is nested without end", `${metadata}definition: ${"{ not: ".repeat(60)}{}${" }".repeat(60)}\n`],
  ])("%s is an error", async (_what, text) => {
    expect((await problems(text)).map(([place]) => place.split(" ")[0])).toContain("error");
  });

  test("is told from one of ours, and from other files", () => {
    expect(isCheckovText(`${metadata}definition: {}\n`)).toBe(true);
    expect(isCheckovText('{"metadata":{"id":"A"},"definition":{}}')).toBe(true);
    expect(isCheckovText("id: a\nmatch: b\nrequire: { definition: 1, metadata: 2 }\n")).toBe(false);
    expect(isCheckovText('{"name":"a","dependencies":{}}')).toBe(false);
  });

  test("has its values read as YAML 1.1, where yes is true", async () => {
    const block = (value: string) =>
      `  { cond_type: attribute, resource_types: [a], attribute: x, operator: equals, value: ${value} }\n`;
    expect(await conditionOf(block("yes"))).toEqual({ x: { ignoreCase: "true" } });
    expect(await conditionOf(block("y"))).toEqual({ x: { ignoreCase: "y" } });
    expect(await conditionOf(block('"yes"'))).toEqual({ x: { ignoreCase: "yes" } });
  });

  test("becomes what a person would write", async () => {
    expect(
      await conditionOf(`  and:
    - { cond_type: attribute, resource_types: [a], attribute: x.y, operator: within, value: [1, 2] }
    - { cond_type: attribute, resource_types: [a], attribute: z, operator: not_exists }
    - not: { cond_type: attribute, resource_types: [a], attribute: any, operator: is_empty }
`),
    ).toEqual({
      all: [
        { "x.y": { in: [1, 2] } },
        { z: { known: true, present: false } },
        { not: { '["any"]': { present: true, empty: true } } },
      ],
    });
  });

  test("is written with its notes where they belong, each once", async () => {
    const block = "{ cond_type: attribute, resource_types: [a], attribute: r.*.x, operator: not_equals, value: 1 }";
    const { text = "", notes } = await importPolicy(
      "p.yaml",
      `${metadata}definition:\n  or:\n    - ${block}\n    - ${block}\n`,
    );
    expect(notes.map(({ range }) => range?.file.positionAt(range.start).line)).toEqual([4]);
    expect(text.split("\n").filter((line) => line.includes("even where the operator is negated"))).toHaveLength(1);
    expect(text.split("\n").findIndex((line) => line.includes("even where"))).toBeGreaterThan(
      text.split("\n").indexOf("match: a"),
    );
  });

  // Where each connection were translated anew for all that come after it, these would not come back.
  test("with connections that depend on each other comes back", async () => {
    const connection = (name: string, other: string) =>
      `    - { cond_type: connection, resource_types: [${name}], connected_resource_types: [${other}], operator: exists }\n`;
    const names = Array.from({ length: 24 }, (_, index) => `t${String(index)}`);
    const chain = names.slice(1).map((name, index) => connection(name, names[index] ?? ""));
    const pairs = Array.from({ length: 24 }, () => connection("a", "b"));
    for (const lines of [chain, pairs]) {
      const { policy, diagnostics } = await readPolicy("p.yaml", `${metadata}definition:\n  and:\n${lines.join("")}`);
      expect((policy === undefined) === diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    }
  });

  test("throws nothing, whatever it holds", async () => {
    const operators = [
      "equals",
      "not_contains",
      "regex_match",
      "length_equals",
      "jsonpath_exists",
      "within",
      "range_includes",
      "subset",
    ];
    const value = fc.jsonValue({ maxDepth: 3 });
    const leaf = fc.record(
      {
        cond_type: fc.constantFrom("attribute", "connection", "filter", "resource"),
        resource_types: fc.oneof(
          fc.constantFrom("all", "taggable", "a", "b_policy"),
          fc.array(fc.constantFrom("a", "b")),
          value,
        ),
        connected_resource_types: fc.constantFrom("all", "a", "c"),
        attribute: fc.oneof(fc.constantFrom("x", "x.*.y", "policy.*.a", "resource_type", "$..a"), fc.string()),
        operator: fc.oneof(fc.constantFrom(...operators, "exists", "not_exists", "one_exists"), value),
        value,
      },
      { requiredKeys: ["cond_type"] },
    );
    const { block } = fc.letrec((tie) => ({
      block: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ and: fc.array(tie("block"), { maxLength: 3 }) }),
        fc.record({ or: fc.array(tie("block"), { maxLength: 3 }) }),
        fc.record({ not: tie("block") }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(
        block,
        fc.oneof(value, fc.constant({ id: "A_1", name: "n", category: "IAM" })),
        async (definition, about) => {
          const text = JSON.stringify({ metadata: about, definition, scope: { provider: "aws" } });
          const { policy, text: written = "" } = await importPolicy("p.json", text);
          if (policy === undefined) return;
          expect((await readPolicy("q.yaml", written)).diagnostics).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
