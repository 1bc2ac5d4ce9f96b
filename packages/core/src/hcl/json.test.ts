import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { type BlockSchema, type BodySchema, jsonStringText, parseHclJson } from "./json.js";
import { parseHcl } from "./parse.js";
import type { Attribute, Block, HclFile } from "./syntax.js";

const leaf: BodySchema = { blocks: new Map() };
const literal: BodySchema = { blocks: new Map(), stringsAreLiteral: true };
const schema: BodySchema = {
  blocks: new Map<string, BlockSchema>([
    ["resource", { labels: 2, body: { blocks: new Map([["lifecycle", { labels: 0, body: leaf }]]) } }],
    ["locals", { labels: 0, body: leaf }],
    ["output", { labels: 1, body: leaf }],
    ["variable", { labels: 1, body: literal }],
  ]),
};

function parse(text: string): { tree: HclFile; diagnostics: Diagnostic[]; found: string[] } {
  const file = new SourceFile("main.tf.json", text);
  const diagnostics: Diagnostic[] = [];
  const tree = parseHclJson(file, schema, (diagnostic) => diagnostics.push(diagnostic));
  const found = diagnostics.map(({ code, range }) => {
    const { line, column } = file.positionAt(range?.start ?? 0);
    return `${line}:${column} ${code}`;
  });
  return { tree, diagnostics, found };
}

function first(text: string): Block {
  const { tree, found } = parse(text);
  expect(found).toEqual([]);
  const [item] = tree.body.items;
  if (item?.kind !== "block") throw new Error("no block");
  return item;
}

function value(text: string): Attribute["expression"] {
  const [item] = first(`{"locals": {"a": ${text}}}`).body.items;
  if (item?.kind !== "attribute") throw new Error("no attribute");
  return item.expression;
}

/** A tree without offsets, to compare the two syntaxes. */
function shape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shape);
  if (typeof node !== "object" || node === null) return node;
  const offsets = new Set(["start", "end", "nameEnd", "nameStart", "headerEnd"]);
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !offsets.has(key))
      .map(([key, inner]) => [key, shape(inner)]),
  );
}

describe("JSON syntax", () => {
  it("gives the tree of native syntax", () => {
    const native = `resource "a" "b" {
      x = "p\${var.q}"
      y = [1, true, null, -2]
      lifecycle {
        z = { "k\${j}" = "$\${no}" }
      }
    }
    `;
    const json = `{"resource": {"a": {"b": {"x": "p\${var.q}", "y": [1, true, null, -2],
      "//": "a comment", "lifecycle": {"z": {"k\${j}": "$\${no}"}}}}}, "//": {"any": "thing"}}`;
    const { body } = parseHcl(new SourceFile("main.tf", native), () => undefined);
    expect(shape(parse(json).tree.body)).toEqual(shape(body));
  });

  it("points into the text", () => {
    const text = '{\n  "resource": {\n    "a": {\n      "b": {"x": "${y}"}\n    }\n  }\n}';
    const block = first(text);
    expect(text.slice(block.start, block.headerEnd)).toBe('"b"');
    expect(text.slice(block.start, block.end)).toBe('"b": {"x": "${y}"}');
    expect(block.labels.map((label) => text.slice(label.start, label.end))).toEqual(['"a"', '"b"']);
    const [item] = block.body.items;
    if (item?.kind !== "attribute") throw new Error("no attribute");
    expect(text.slice(item.start, item.nameEnd)).toBe('"x"');
    expect(text.slice(item.expression.start, item.expression.end)).toBe('"${y}"');
  });

  it("points to the parts of a template, through escapes", () => {
    const text = String.raw`{"locals": {"a": "\"\u0041${"$"}{b[\"c\"]} d"}}`;
    const [item] = first(text).body.items;
    if (item?.kind !== "attribute" || item.expression.kind !== "template") throw new Error("no template");
    const [before, interpolation] = item.expression.parts;
    expect(before).toMatchObject({ kind: "text", value: '"A' });
    expect(text.slice(interpolation?.start, interpolation?.end)).toBe(String.raw`${"$"}{b[\"c\"]}`);
  });

  it("repeats blocks for arrays, and reads arrays of objects as one where there are labels", () => {
    const { tree, found } = parse(
      '{"resource": [{"a": {"b": [{"x": 1}, {"x": 2}]}}, {"a": {"c": {}}}], "locals": null}',
    );
    expect(found).toEqual([]);
    const blocks = tree.body.items.filter((item) => item.kind === "block");
    expect(blocks.map((block) => block.labels.map((label) => label.value).join("."))).toEqual(["a.b", "a.b", "a.c"]);
    expect(parse('[{"locals": {}}, {"locals": [{}, {}]}]').tree.body.items).toHaveLength(3);
  });

  it("makes templates of strings, and keeps their text at hand", () => {
    expect(value('"a"')).toMatchObject({ kind: "string", value: "a" });
    expect(value('"${a}"')).toMatchObject({ kind: "template", isWrapper: true });
    expect(value('"$${a}"')).toMatchObject({ kind: "string", value: "${a}" });
    expect(value('"a\\n\\"\\u00e9\\ud800"')).toMatchObject({ value: 'a\n"é\uFFFD' });
    const file = new SourceFile("a.tf.json", '{"a": "x$${y}\\n", "b": 1}');
    expect(jsonStringText(file, { kind: "string", start: 6, end: 16, value: "", isHeredoc: false })).toBe("x$${y}\n");
    expect(jsonStringText(file, { kind: "number", start: 23, end: 24, text: "1" })).toBeUndefined();
  });

  it("leaves strings alone where they are literal", () => {
    const [item] = first('{"variable": {"v": {"default": {"${k}": "${x}"}}}}').body.items;
    expect(item).toMatchObject({
      expression: { items: [{ key: { kind: "string", value: "${k}" }, value: { kind: "string", value: "${x}" } }] },
    });
  });
});

describe("what is wrong in JSON", () => {
  // Each of these is refused by terraform 1.11 as well.
  it.each([
    ["", ["1:1 json-syntax"]],
    ["1", ["1:1 json-structure"]],
    ['{"locals": {}} x', ["1:16 json-syntax"]],
    ['{"locals": 1}', ["1:12 json-structure"]],
    ['{"locals": [[{}]]}', ["1:13 json-structure"]],
    ['{"locals": {"a": 1, "a": 2}}', ["1:21 hcl-duplicate-argument"]],
    ['{"locals": {"a": {"b": 1, "b": 2}}}', ["1:27 json-structure"]],
    ['{"locals": {"a": 01, "b": tru, "c": 1,}}', ["1:18 json-syntax", "1:27 json-syntax", "1:38 json-syntax"]],
    ['{"locals": {"a": "\t"}}', ["1:19 json-syntax"]],
    ['{"locals": {"a": "${"}}', ["1:21 hcl-syntax"]],
    ['{"resource": {"//": "no comment here"}}', ["1:21 json-structure"]],
    ["{'locals': {}}", ["1:2 json-syntax"]],
    ['{"locals": {} // c\n}', ["1:15 json-syntax"]],
    ['{"locals": {"a": [1, 2', ["1:18 json-syntax"]],
  ])("is told for %s", (text, expected) => {
    expect(parse(text).found).toEqual(expected);
  });

  it("does not keep the rest from being read", () => {
    const { tree, found } = parse('{"locals": {"a": [1 2], "b": x, "c": 3}, "output": {"d" {}, "e": {"value": 1}}}');
    expect(found).toHaveLength(3);
    expect(tree.body.items.map((item) => item.kind)).toEqual(["block", "block"]);
  });

  it("is one diagnostic when it is too deep", () => {
    for (const open of ["[", '{"a":']) expect(parse(open.repeat(100_000)).diagnostics[0]?.code).toBe("hcl-nesting");
  });
});
