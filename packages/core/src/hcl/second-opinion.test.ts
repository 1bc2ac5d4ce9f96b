import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { parseHcl } from "./parse.js";
import { projectToHcl2json } from "./projection.js";
import { type RejectedFile, resolveRejected } from "./second-opinion.js";
import type { Block } from "./syntax.js";

function rejected(text: string): RejectedFile {
  const diagnostics: Diagnostic[] = [];
  const tree = parseHcl(new SourceFile("dir/main.tf", text), (diagnostic) => diagnostics.push(diagnostic));
  return { tree, diagnostics };
}

/** A file as if our parser had not understood some of its blocks. */
function misread(text: string, keep: (block: Block) => boolean): RejectedFile {
  const { tree } = rejected(text);
  const items = tree.body.items.filter((item) => item.kind === "block" && keep(item));
  const range = { file: tree.file, start: 0, end: 1 };
  return {
    tree: { ...tree, body: { ...tree.body, items } },
    diagnostics: [{ severity: "error", code: "hcl-syntax", message: "A mistake of ours.", range }],
  };
}

describe("the second opinion", () => {
  it("puts the first error into HashiCorp's words and keeps the others", async () => {
    const file = rejected("a = 'x'\nb = [1 2]\n");
    const { trees, diagnostics } = await resolveRejected([file]);
    expect(trees).toEqual([file.tree]);
    expect(diagnostics.map(({ code, range }) => [code, range?.start])).toEqual([
      ["hcl-syntax", 4],
      ["hcl-syntax", 15],
    ]);
    expect(diagnostics[0]?.message).toContain("Single quotes are not valid");
    expect(diagnostics[0]?.hint).toBe(file.diagnostics[0]?.hint);
    expect(diagnostics[1]).toBe(file.diagnostics[1]);
  });

  it("takes a file that only we reject from HashiCorp's JSON", async () => {
    const text = [
      'resource "a" "kept" {',
      "  x = f(1)",
      "}",
      'resource "a" "lost" {',
      '  tags = { n = "${var.n}-1" }',
      "  ports = [22, -1]",
      "  nested {",
      "    y = true",
      "  }",
      '  dynamic "z" {',
      "    for_each = var.zs",
      "    content { w = null }",
      "  }",
      "}",
      "",
    ].join("\n");
    const file = misread(text, (block) => block.labels[1]?.value === "kept");
    const { trees, diagnostics } = await resolveRejected([file]);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "parser-disagreement" }]);
    const [tree] = trees;
    if (tree === undefined) throw new Error("no tree");
    const [kept, lost] = tree.body.items;
    expect(kept).toBe(file.tree.body.items[0]);
    if (lost?.kind !== "block") throw new Error("no block");
    expect(text.slice(lost.start, lost.headerEnd)).toBe('resource "a" "lost"');
    expect(lost.body.items.map((item) => (item.kind === "block" ? `${item.type} {}` : item.name)).sort()).toEqual([
      "dynamic {}",
      "nested {}",
      "ports",
      "tags",
    ]);
    const tags = lost.body.items.find((item) => item.kind === "attribute" && item.name === "tags");
    expect(text.slice(tags?.start, tags?.end)).toBe('tags = { n = "${var.n}-1" }');
    expect(tags).toMatchObject({ expression: { items: [{ key: { value: "n" }, value: { kind: "template" } }] } });
  });

  it("leaves a file alone that both accept and that has no JSON", async () => {
    const text = 'a "b" {\n}\na {\n}\n';
    const file = misread(text, () => true);
    expect(projectToHcl2json(file.tree)).toBeUndefined();
    const { trees, diagnostics } = await resolveRejected([file]);
    expect(trees).toEqual([file.tree]);
    expect(diagnostics).toMatchObject([{ code: "parser-disagreement" }]);
  });

  it("does not ask about what is too long, too deep or would take it minutes", async () => {
    const long = rejected(`a = 'x'\n# ${"x".repeat(8_000_000)}\n`);
    const deep = rejected(`a = ${"(".repeat(100_000)}`);
    const slow = rejected("a = 'x'\nb = 1e-300000000\n");
    const { diagnostics } = await resolveRejected([long, deep, slow]);
    expect(diagnostics).toEqual([...long.diagnostics, ...deep.diagnostics, ...slow.diagnostics]);
  });
});
