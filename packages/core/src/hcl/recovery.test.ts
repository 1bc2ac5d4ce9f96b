import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { parseHcl } from "./parse.js";
import type { Attribute, Block, Body } from "./syntax.js";

function parse(text: string): { errors: string[]; items: readonly string[] } {
  const file = new SourceFile("main.tf", text);
  const errors: string[] = [];
  const { body } = parseHcl(file, ({ code, range }) => {
    const position = range && file.positionAt(range.start);
    errors.push(`${position?.line ?? 0}:${position?.column ?? 0} ${code}`);
  });
  return { errors, items: body.items.map(summary) };
}

function summary(item: Attribute | Block): string {
  if (item.kind === "attribute") return item.expression.kind === "error" ? `${item.name}?` : item.name;
  return `${[item.type, ...item.labels.map((label) => label.value)].join(" ")} { ${inner(item.body)} }`;
}

function inner(body: Body): string {
  return body.items.map(summary).join(" ");
}

describe("after a syntax error", () => {
  it("parsing goes on with the next argument", () => {
    const text = "a = 'x'\nb = 1\nc = [1 2]\nd = {\n  e 1\n}\nf = 2\ng = \"x\nh = 3 +\ni = 4\n";
    expect(parse(text)).toEqual({
      errors: ["1:5 hcl-syntax", "3:8 hcl-syntax", "5:5 hcl-syntax", "8:5 hcl-syntax", "9:8 hcl-syntax"],
      items: ["a?", "b", "c?", "d?", "f", "g?", "h?", "i"],
    });
  });

  it("a forgotten bracket costs no more than its argument", () => {
    const text = 'a "b" {\n  c = [1, 2\n  d {\n    e = 1\n  }\n  f = "x"\n  g = (1\n  h = 2\n}\ni "j" {\n}\n';
    expect(parse(text)).toEqual({
      errors: ["3:3 hcl-syntax", "8:3 hcl-syntax"],
      items: ["a b { c? d { e } f g? h }", "i j {  }"],
    });
  });

  it("a forgotten brace does not swallow the blocks behind it", () => {
    const text = 'a "b" {\n  c = 1\n\nd "e" {\n  f = 2\n}\n\ng "h" {\n  i {\n  j = 3\n}\n';
    expect(parse(text)).toEqual({
      errors: ["1:1 hcl-unclosed-block", "8:1 hcl-unclosed-block"],
      items: ["a b { c }", "d e { f }", "g h { i { j } }"],
    });
  });

  it("a brace too many is one error", () => {
    expect(parse("a {\n}\n}\nb = 1\n")).toEqual({ errors: ["3:1 hcl-syntax"], items: ["a {  }", "b"] });
  });

  it("a broken header costs its block only", () => {
    expect(parse('a "b" = {\n  c = 1\n}\nd = 1\n')).toEqual({ errors: ["1:7 hcl-syntax"], items: ["d"] });
  });

  it("brackets in strings, comments and heredocs do not mislead", () => {
    const text = 'a = [ ; "]" /* ] */ # ]\n, <<E\n]\nE\n]\nb = 1\n';
    expect(parse(text)).toEqual({ errors: ["1:7 hcl-syntax"], items: ["a?", "b"] });
  });

  it("a block that holds too much on its line keeps what can be read", () => {
    expect(parse("a { b = 1, c = 2 }\nd = 1\n")).toEqual({ errors: ["1:10 hcl-syntax"], items: ["a { b }", "d"] });
  });

  it("an unclosed heredoc is one error", () => {
    expect(parse("a = 1\nb = <<E\nc = 2\n\nd {\n")).toEqual({ errors: ["2:5 hcl-syntax"], items: ["a", "b?"] });
  });

  it("no more than a hundred errors are told one by one", () => {
    expect(parse("a b c\n".repeat(1000)).errors).toHaveLength(101);
  });

  it("nothing throws and ranges stay in the text, whatever it is", () => {
    const pieces = fc.constantFrom(
      ...[
        "a",
        " ",
        "\n",
        "=",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        '"',
        "${",
        "%{",
        "<<E\n",
        "\nE\n",
        "for",
        "in",
        ":",
        ",",
        ".",
        "*",
      ],
      ...["\\", "#", "/*", "*/", "if", "1", "?", "-", "~", "\r", "é", "\u0000", "%{ if a }", "%{ endif }", "=>", "..."],
    );
    const property = fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const { body, comments } = parseHcl(new SourceFile("main.tf", text), ({ range }) => {
        expect(range?.start).toBeLessThanOrEqual(text.length);
        expect(range?.end).toBeLessThanOrEqual(text.length);
      });
      for (const item of body.items) expect(item.end).toBeLessThanOrEqual(text.length);
      for (const [index, comment] of comments.entries()) {
        expect(comment.start).toBeGreaterThanOrEqual(comments[index - 1]?.end ?? 0);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 3000 });
  });
});
