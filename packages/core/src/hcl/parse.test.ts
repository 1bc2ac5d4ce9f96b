import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { parseExpression, parseHcl, parseTemplate } from "./parse.js";
import type { Attribute, Block, Expression, HclFile } from "./syntax.js";

function parse(text: string): { tree: HclFile; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const tree = parseHcl(new SourceFile("main.tf", text), (diagnostic) => diagnostics.push(diagnostic));
  return { tree, diagnostics };
}

function expression(text: string): Expression {
  const { tree, diagnostics } = parse(`x = ${text}\n`);
  expect(diagnostics).toEqual([]);
  const [attribute] = tree.body.items;
  if (attribute?.kind !== "attribute") throw new Error("no attribute");
  return attribute.expression;
}

function block(text: string): Block {
  const [item] = parse(text).tree.body.items;
  if (item?.kind !== "block") throw new Error("no block");
  return item;
}

function attribute(text: string): Attribute {
  const [item] = parse(text).tree.body.items;
  if (item?.kind !== "attribute") throw new Error("no attribute");
  return item;
}

/** The text of a heredoc or template whose parts are all literal. */
function literal(text: string): string {
  const node = expression(text);
  if (node.kind !== "string") throw new Error(`a ${node.kind}`);
  return node.value;
}

/** A template as text, interpolations in brackets. */
function template(text: string): string {
  const node = expression(text);
  if (node.kind !== "template") throw new Error(`a ${node.kind}`);
  return node.parts.map((part) => (part.kind === "text" ? part.value : `[${part.kind}]`)).join("");
}

describe("structure", () => {
  it("has the ranges of blocks, headers, labels and bodies", () => {
    const text = 'resource "aws_s3_bucket" logs {\n  bucket = "b" # c\n}\n';
    const node = block(text);
    expect(text.slice(node.start, node.headerEnd)).toBe('resource "aws_s3_bucket" logs');
    expect(text.slice(node.start, node.end)).toBe(text.trim());
    expect(text.slice(node.body.start, node.body.end)).toBe('\n  bucket = "b" # c\n');
    expect(node.labels.map((label) => [label.value, label.isQuoted, text.slice(label.start, label.end)])).toEqual([
      ["aws_s3_bucket", true, '"aws_s3_bucket"'],
      ["logs", false, "logs"],
    ]);
  });

  it("has the range of an attribute from its name to the end of its value", () => {
    const text = "  a-b /* c */ = [1,\n 2] // d\n";
    const node = attribute(text);
    expect(text.slice(node.start, node.nameEnd)).toBe("a-b");
    expect(text.slice(node.start, node.end)).toBe("a-b /* c */ = [1,\n 2]");
  });

  it("records each comment once", () => {
    const text = "# a\r\nx = f /* b */ ( // c\n 1 # d\n)\n/* e */";
    const { tree, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(tree.comments.map((comment) => [comment.style, text.slice(comment.start, comment.end)])).toEqual([
      ["#", "# a"],
      ["/*", "/* b */"],
      ["//", "// c"],
      ["#", "# d"],
      ["/*", "/* e */"],
    ]);
  });

  it("refuses an argument that is set twice, and keeps both", () => {
    const { tree, diagnostics } = parse("a = 1\nb = 2\na = 3\n");
    expect(diagnostics.map(({ code, range }) => [code, range?.start])).toEqual([["hcl-duplicate-argument", 12]]);
    expect(tree.body.items).toHaveLength(3);
    const many = Array.from({ length: 40 }, (_, index) => `a${index} = 1\n`).join("");
    expect(parse(many).diagnostics).toEqual([]);
    expect(parse(`${many}a7 = 1\n`).diagnostics).toHaveLength(1);
  });
});

describe("expressions", () => {
  it("bind operators by precedence, to the left", () => {
    expect(expression("1 + 2 * 3 - 4")).toMatchObject({
      operator: "-",
      left: { operator: "+", left: { text: "1" }, right: { operator: "*" } },
      right: { text: "4" },
    });
    expect(expression("a ? b : c ? d : e")).toMatchObject({ kind: "conditional", alternate: { kind: "conditional" } });
    expect(expression("-a.b")).toMatchObject({ kind: "unary", operand: { kind: "getAttribute" } });
    expect(expression("a-b")).toMatchObject({ kind: "variable", name: "a-b" });
  });

  it("keep what a full splat applies to each element inside it", () => {
    const node = expression("a[*].b[0].c");
    expect(node).toMatchObject({
      kind: "splat",
      style: "full",
      object: { name: "a" },
      steps: [
        { kind: "attribute", name: "b" },
        { kind: "index", key: { text: "0" } },
        { kind: "attribute", name: "c" },
      ],
    });
  });

  it("apply an index behind an attribute-only splat to its result", () => {
    expect(expression("a.*.b.0.c[0]")).toMatchObject({
      kind: "index",
      object: {
        kind: "splat",
        style: "attributeOnly",
        steps: [
          { kind: "attribute", name: "b" },
          { kind: "index", key: { text: "0" } },
          { kind: "attribute", name: "c" },
        ],
      },
      key: { text: "0" },
    });
  });

  it("nest a splat in the steps of another", () => {
    expect(expression("a[*].b[*].c")).toMatchObject({
      steps: [
        { kind: "attribute", name: "b" },
        { kind: "splat", style: "full", steps: [{ kind: "attribute", name: "c" }] },
      ],
    });
    expect(expression("a[*].b.*.c[0]")).toMatchObject({
      steps: [
        { kind: "attribute", name: "b" },
        { kind: "splat", style: "attributeOnly", steps: [{ kind: "attribute", name: "c" }] },
        { kind: "index" },
      ],
    });
  });

  it("tell legacy indices from new ones", () => {
    expect(expression("a.0.b")).toMatchObject({ kind: "getAttribute", object: { kind: "index", isLegacy: true } });
    expect(expression("a[0].b")).toMatchObject({ kind: "getAttribute", object: { kind: "index", isLegacy: false } });
  });

  it("know calls with namespaces and with an expanded last argument", () => {
    expect(expression("provider :: aws::arn (a, b...)")).toMatchObject({
      kind: "call",
      name: "provider::aws::arn",
      arguments: [{ name: "a" }, { name: "b" }],
      expandsFinal: true,
    });
  });

  it("know both forms of for", () => {
    expect(expression("[for v in xs : v if c]")).toMatchObject({
      kind: "forExpression",
      keyName: undefined,
      valueName: "v",
      key: undefined,
      condition: { name: "c" },
      isGrouping: false,
    });
    expect(expression("{\nfor\nk, v in xs :\nk => v...\n}")).toMatchObject({
      keyName: "k",
      valueName: "v",
      key: { name: "k" },
      isGrouping: true,
    });
  });

  it("keep the parentheses of a key", () => {
    expect(expression('{ (a) = 1, b = 2, "c" : 3 }')).toMatchObject({
      kind: "object",
      items: [{ key: { kind: "parentheses" } }, { key: { kind: "variable" } }, { key: { kind: "string" } }],
    });
  });
});

describe("templates", () => {
  it("resolve escapes", () => {
    expect(literal('"\\n\\t\\"\\\\\\u00e9\\U0001F600$${a}%%{b}$$%"')).toBe('\n\t"\\é😀${a}%{b}$$%');
    expect(literal("<<E\n\\n $${a} $$$${ %%{\nE")).toBe("\\n ${a} $$${ %{\n");
  });

  it("are wrappers when they are one interpolation and nothing else", () => {
    expect(expression('"${a}"')).toMatchObject({ kind: "template", isWrapper: true });
    expect(expression('"${~ a ~}"')).toMatchObject({ kind: "template", isWrapper: true });
    expect(expression('"${a} "')).toMatchObject({ kind: "template", isWrapper: false });
    expect(expression("<<E\n${a ~}\nE")).toMatchObject({ kind: "template", isWrapper: false });
  });

  // The values were asked of terraform 1.11.
  it("strip only the literal beside the marker", () => {
    expect(template('"${1 ~}  $  %  $${b}   ${~ 2}"')).toBe("[interpolation]$  %  ${b}[interpolation]");
    expect(template('"${1 ~} \\n $  %%{   ${~ 2}"')).toBe("[interpolation]$  %{[interpolation]");
    expect(template("<<E\n${~ 1 ~}\n  x\nE")).toBe("[interpolation]  x\n");
  });

  it("dedent by the least indented line that is not blank", () => {
    expect(literal("<<-E\n   $ a $\n     $${x} b\n\n      %\n   E")).toBe("$ a $\n  ${x} b\n\n   %\n");
    expect(literal("<<-E\n\ta\n  b\n  E")).toBe("a\n b\n");
    expect(literal("<<-E\n    \n  a\n  E")).toBe("    \na\n");
    expect(template("<<-E\n     a\n   ${1}E\n   E\t")).toBe("  a\n[interpolation]E\n");
    expect(template("<<-E\n  a\n${1}\n  E")).toBe("  a\n[interpolation]\n");
    expect(template("<<-E\n  %{ for x in xs ~}\n  - ${x}\n  %{ endfor }\n  E")).toBe("[for]\n");
  });

  it("strip before they dedent, so that a stripped line break hides the indentation of the next line", () => {
    const node = expression("<<-E\n    %{ for x in xs ~}\n    - ${x}\n    %{ endfor ~}\n    E");
    expect(node).toMatchObject({
      parts: [{ kind: "for", parts: [{ value: "    - " }, { kind: "interpolation" }, { value: "\n" }] }],
    });
  });

  it("nest directives", () => {
    expect(expression('"%{ if a }x%{ else }%{ for b in c }y%{ endfor }%{ endif }"')).toMatchObject({
      parts: [
        {
          kind: "if",
          consequent: [{ value: "x" }],
          alternate: [{ kind: "for", keyName: undefined, valueName: "b", parts: [{ value: "y" }] }],
        },
      ],
    });
  });

  it("have a heredoc end with its marker", () => {
    const text = "x = <<E\na\n  E  \ny = 1\n";
    const node = attribute(text);
    expect(text.slice(node.start, node.end)).toBe("x = <<E\na\n  E  ");
  });
});

describe("parseExpression", () => {
  const problems: Diagnostic[] = [];
  const standalone = (text: string) =>
    parseExpression(new SourceFile("-var", text), (problem) => problems.push(problem));

  it("reads a text that is one expression, over several lines", () => {
    expect(standalone("\n[1,\n 2]\n+ 3 # c\n")).toMatchObject({ kind: "binary" });
    expect(problems).toEqual([]);
  });

  it("refuses anything behind it", () => {
    expect(standalone("a b")).toEqual({ kind: "error", start: 0, end: 3 });
    expect(problems.splice(0).map(({ code, range }) => [code, range?.start])).toEqual([["hcl-syntax", 2]]);
    expect(standalone("")).toMatchObject({ kind: "error" });
    expect(problems.splice(0)).toHaveLength(1);
  });
});

describe("parseTemplate", () => {
  const problems: Diagnostic[] = [];
  const bare = (text: string) => parseTemplate(new SourceFile("a.tftpl", text), (problem) => problems.push(problem));

  it("reads a template without quotes", () => {
    expect(bare('a "b" \\n\r\n$${c}')).toMatchObject({ kind: "string", value: 'a "b" \\n\r\n${c}' });
    expect(bare("")).toMatchObject({ kind: "string", value: "" });
    expect(bare("${a}")).toMatchObject({ kind: "template", isWrapper: true });
    expect(bare("${a ~}\n  \n  x")).toMatchObject({ parts: [{ kind: "interpolation" }, { value: "  \n  x" }] });
    expect(problems).toEqual([]);
  });

  it("reports what is wrong in it", () => {
    expect(bare("x ${a")).toMatchObject({ kind: "error" });
    expect(bare("%{ if a }")).toMatchObject({ kind: "error" });
    expect(problems.map(({ range }) => range?.start)).toEqual([2, 0]);
  });
});
