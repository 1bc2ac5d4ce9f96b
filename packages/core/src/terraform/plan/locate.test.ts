import fc from "fast-check";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../../source/source-file.js";
import { JsonLocator } from "./locate.js";

/** The text of the value or property at a path, by a tree of the whole document. */
function byTree(text: string, path: (string | number)[]): string {
  const root = parseTree(text);
  const found = root === undefined ? undefined : findNodeAtLocation(root, path);
  const node = found?.parent?.type === "property" ? found.parent : found;
  return node === undefined ? "" : text.slice(node.offset, node.offset + node.length);
}

function byLocator(text: string, address: string, path: (string | number)[]): string {
  const locator = new JsonLocator(new SourceFile("plan.json", text), "resource_changes", ["change", "after"]);
  const { start, end } = locator.locate(address, path);
  return text.slice(start, end);
}

function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => inner(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => inner(item, [...path, name]));
}

function inner(value: unknown, path: (string | number)[]): (string | number)[][] {
  return [path, ...pathsOf(value, path)];
}

describe("JsonLocator", () => {
  it("finds every part of every resource where a tree of the document has it", () => {
    const document = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 4 });
    const property = fc.property(document, fc.constantFrom(0, 1, 2), (values, indent) => {
      const changes = values.map((after, index) => ({ address: `a.b["${String(index)}"]`, change: { after } }));
      const text = JSON.stringify({ before: values, resource_changes: changes, values }, null, indent);
      for (const [index, after] of values.entries()) {
        for (const path of pathsOf(after)) {
          const expected = byTree(text, ["resource_changes", index, "change", "after", ...path]);
          expect(byLocator(text, `a.b["${String(index)}"]`, path)).toBe(expected);
        }
      }
    });
    fc.assert(property, { numRuns: 30 });
  });

  it("stays at what is around a part that is not there", () => {
    const text = '{"resource_changes":[{"address":"a\\u003cb","change":{"after":{"x":{"y":1}}}}]}';
    expect(byLocator(text, "a<b", ["x", "z"])).toBe('"x":{"y":1}');
    expect(byLocator(text, "a<b", ["z"])).toBe("{");
    expect(byLocator(text, "other", ["x"])).toBe("");
  });
});
