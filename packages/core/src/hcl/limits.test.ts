import { describe, expect, it } from "vitest";
import { SourceFile } from "../source/source-file.js";
import { parseExpression, parseHcl, parseTemplate } from "./parse.js";
import { projectToHcl2json } from "./projection.js";
import { heightLimit } from "./scanner.js";

const many = 100_000;

function codes(text: string): string[] {
  const found = new Set<string>();
  projectToHcl2json(parseHcl(new SourceFile("main.tf", text), ({ code }) => found.add(code)));
  return [...found];
}

describe("deep input", () => {
  const nested: Readonly<Record<string, [open: string, middle: string, close: string]>> = {
    parentheses: ["(", "1", ")"],
    lists: ["[", "1", "]"],
    objects: ["{a=", "1", "}"],
    keys: ["{(", "1", ")=1}"],
    calls: ["f(", "1", ")"],
    indices: ["a[", "1", "]"],
    templates: ['"${', "1", '}"'],
    negations: ["-", "1", ""],
    conditionals: ["a ? b : ", "c", ""],
    conditions: ["a ? ", "b", " : c"],
    collections: ["[for x in ", "y", " : x]"],
    "values of for": ["{for x in y : x => ", "y", "}"],
    sums: ["1 + ", "1", ""],
    "mixed operators": ["1 * 2 + 3 < 4 && ", "1", ""],
  };

  it.each(Object.entries(nested))("of %s is one diagnostic", (_, [open, middle, close]) => {
    expect(codes(`a = ${open.repeat(many)}${middle}${close.repeat(many)}\n`)).toEqual(["hcl-nesting"]);
  });

  it.each([".b", "[0]", ".0.b", "[*]", ".*.b[0]"])("of traversals with %s is one diagnostic", (step) => {
    expect(codes(`a = a${step.repeat(many)}\n`)).toEqual(["hcl-nesting"]);
  });

  it("of directives and blocks is one diagnostic", () => {
    expect(codes(`a = "${"%{ if a }".repeat(many)}${"%{ endif }".repeat(many)}"\n`)).toEqual(["hcl-nesting"]);
    expect(codes(`a = <<E\n${"%{ for a in b }\n".repeat(many)}${"%{ endfor }\n".repeat(many)}E\n`)).toEqual([
      "hcl-nesting",
    ]);
    expect(codes(`${"a {\n".repeat(many)}${"}\n".repeat(many)}`)).toEqual(["hcl-nesting"]);
  });

  it("that is never closed is reported too", () => {
    for (const open of ["(", "[", "{a=", '"${', "f(", "a[", "-", "<<E\n${"]) {
      expect(codes(`a = ${open.repeat(many)}`)).toContain("hcl-nesting");
    }
  });

  it("is refused in expressions and templates of their own", () => {
    const found: string[] = [];
    parseExpression(new SourceFile("a", "(".repeat(many)), ({ code }) => found.push(code));
    parseTemplate(new SourceFile("a", '${"'.repeat(many)), ({ code }) => found.push(code));
    expect(found).toEqual(["hcl-nesting", "hcl-nesting"]);
  });

  it("up to the limits is read", () => {
    expect(codes(`a = ${"[".repeat(200)}${"]".repeat(200)}\n`)).toEqual([]);
    expect(codes(`a = 1${" + 1".repeat(heightLimit - 1)}\n`)).toEqual([]);
    expect(codes(`a = 1${" + 1".repeat(heightLimit)}\n`)).toEqual(["hcl-nesting"]);
    expect(codes(`${"a {\n".repeat(100)}${"}\n".repeat(100)}`)).toEqual([]);
  });
});

describe("long input", () => {
  /** Texts that invite a parser to look ahead to the end of the file again and again. */
  const long: Readonly<Record<string, (size: number) => string>> = {
    "unclosed comments": (size) => "/* ".repeat(size),
    "unclosed heredocs": (size) => "a = <<E x\n".repeat(size),
    "unclosed lists": (size) => "a = [1 2\n".repeat(size),
    "unclosed strings": (size) => 'a = "x\n'.repeat(size),
    "unclosed interpolations": (size) => 'a = "${\n'.repeat(size),
    "unclosed blocks": (size) => 'resource "a" "b" {\n'.repeat(size),
    "blank lines of a heredoc": (size) => `a = <<E\n${"\n".repeat(size)}E\n`,
    "stray braces": (size) => "}".repeat(size),
    "many attributes": (size) => Array.from({ length: size }, (_, index) => `a${index} = 1\n`).join(""),
  };

  it.each(Object.entries(long))("of %s takes linear time", (_, make) => {
    const time = (text: string) => {
      const start = performance.now();
      codes(text);
      return performance.now() - start;
    };
    time(make(5_000));
    const small = Math.min(time(make(5_000)), time(make(5_000)), time(make(5_000)));
    const large = Math.min(time(make(60_000)), time(make(60_000)));
    // Twelve times the text; squared it would be a hundred and forty times the time.
    expect(large).toBeLessThan(60 * Math.max(small, 2));
  });
});
