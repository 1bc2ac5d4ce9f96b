import { describe, expect, it } from "vitest";
import { outlineOf } from "./outline.js";

describe("the outline of a file", () => {
  it("is the outermost blocks of Terraform, however deep they go", () => {
    const text = 'locals { a = "}" }\n\nresource "x" "y" {\n  b {\n  }\n  c = <<EOT\n}\nEOT\n}\n# end\n';
    expect(outlineOf("main.tf", text)).toEqual([
      { first: 1, last: 1 },
      { first: 3, last: 9 },
    ]);
  });

  it("is the documents of YAML", () => {
    expect(outlineOf("a.yaml", "a: 1\nb: 2\n---\nc: 3\n")).toMatchObject([{ first: 1 }, { last: 4 }]);
  });

  it("is empty for what is neither, and what is there of files that are broken", () => {
    expect(outlineOf("a.json", "{}")).toEqual([]);
    expect(outlineOf("a.tf", "")).toEqual([]);
    expect(outlineOf("a.tf", 'resource "x" {\n')).toHaveLength(1);
  });
});
