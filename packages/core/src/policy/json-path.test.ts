import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "../graph/reading.js";
import { SourceFile } from "../source/source-file.js";
import { parseJsonPath } from "./json-path.js";
import { walkJsonPath } from "./json-path-walk.js";
import { readData } from "./literal.js";
import { dataOf } from "./operand.js";
import type { Data } from "./policy.js";

const range = { file: new SourceFile("main.tf", "x"), start: 0, end: 1 };

function select(path: string, root: Reading): unknown {
  const parsed = parseJsonPath(path);
  if (!parsed.ok) return parsed.problem;
  const { items, rest } = walkJsonPath(root, parsed.segments, (pattern, text) => new RegExp(pattern).test(text));
  const found = items.map((item) => dataOf(item) ?? "?");
  return rest === undefined ? found : [...found, rest.reason];
}

/** The store of RFC 9535, section 1.5. */
const store: Data = {
  store: {
    book: [
      { category: "reference", author: "Nigel Rees", title: "Sayings of the Century", price: 8.95 },
      { category: "fiction", author: "Evelyn Waugh", title: "Sword of Honour", price: 12.99 },
      { category: "fiction", author: "Herman Melville", title: "Moby Dick", isbn: "0-553-21311-3", price: 8.99 },
      {
        category: "fiction",
        author: "J. R. R. Tolkien",
        title: "The Lord of the Rings",
        isbn: "0-395-19395-8",
        price: 22.99,
      },
    ],
    bicycle: { color: "red", price: 399 },
  },
};
const authors = ["Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien"];
const titles = ["Sayings of the Century", "Sword of Honour", "Moby Dick", "The Lord of the Rings"];

describe("a JSONPath", () => {
  test.each<[string, unknown]>([
    ["$.store.book[*].author", authors],
    ["$..author", authors],
    ["$.store..price", [399, 8.95, 12.99, 8.99, 22.99]],
    ["$..book[2].title", ["Moby Dick"]],
    ["$..book[2].publisher", []],
    ["$..book[-1].title", ["The Lord of the Rings"]],
    ["$..book[0,1].title", titles.slice(0, 2)],
    ["$..book[:2].title", titles.slice(0, 2)],
    ["$..book[::2].title", ["Sayings of the Century", "Moby Dick"]],
    ["$..book[::-1].title", [...titles].reverse()],
    ["$..book[?@.isbn].title", titles.slice(2)],
    ["$..book[?(@.price<10)].title", ["Sayings of the Century", "Moby Dick"]],
    ["$..book[?@.price < 10 && !@.isbn || @.author == 'Evelyn Waugh']['title']", titles.slice(0, 2)],
    ["$..book[?@.author =~ '^J\\. '].title", ["The Lord of the Rings"]],
    ["$..book[?@.price == $.store.book[0].price].title", ["Sayings of the Century"]],
    ["$.store.*.color", ["red"]],
    ["$.store['bicycle','book'].color", ["red"]],
    ["$.store.bicycle[:].color", ["red"]],
    ["$", [store]],
  ])("%s selects what it says", (path, expected) => {
    const found = select(path, readData(store, range));
    const sorted = path === "$.store..price" ? (found as number[]).sort() : found;
    expect(sorted).toEqual(path === "$.store..price" ? (expected as number[]).sort() : expected);
  });

  test.each([
    "",
    "store",
    "$.",
    "$[",
    "$[]",
    "$['a",
    "$[?]",
    "$[?@.a ==]",
    "$[?1]",
    "$.a b",
    "$[?@.a =~ @.b]",
    "$[?" + "!".repeat(100) + "@.a]",
  ])("%s is malformed", (path) => {
    expect(parseJsonPath(path).ok).toBe(false);
  });

  const unknown: Reading = { kind: "unknown", reason: "no-value", subject: "var.x", range, isSensitive: false };
  const object = (entries: Readonly<Record<string, Reading>>): Reading => ({
    kind: "object",
    keys: () => Object.keys(entries),
    get: (name) => entries[name] ?? { kind: "absent", range, isSensitive: false },
    range,
    isSensitive: false,
  });
  const blocks = (...items: Reading[]): Reading => ({ kind: "list", items, isBlocks: true, range, isSensitive: false });
  const port = (value: Reading): Reading => object({ port: value });
  const number = (value: number): Reading => readData(value, range);

  test("steps by a name through a block that occurs once, and through no other list", () => {
    expect(select("$.rule.port", object({ rule: blocks(port(number(1))) }))).toEqual([1]);
    expect(select("$.rule.port", object({ rule: blocks(port(number(1)), port(number(2))) }))).toEqual([]);
    expect(select("$.rule[:].port", object({ rule: blocks(port(number(1)), port(number(2))) }))).toEqual([1, 2]);
    expect(select("$..port", object({ rule: blocks(port(number(1))) }))).toEqual([1]);
  });

  test("tells what it may select beyond what is known", () => {
    expect(select("$.a.b", object({ a: unknown }))).toEqual(["no-value"]);
    expect(select("$.a", object({ a: unknown }))).toEqual(["?"]);
    expect(select("$.rule[?@.port == 1].port", object({ rule: blocks(port(unknown), port(number(1))) }))).toEqual([
      1,
      "no-value",
    ]);
    expect(select("$.rule[?@.port == 1].port", object({ rule: blocks(port(number(2))) }))).toEqual([]);
  });

  test("comes back from whatever it is asked of", () => {
    let deep: Data = 1;
    for (let level = 0; level < 2000; level += 1) deep = { a: deep };
    expect(select("$..a..a..a..b", readData(deep, range))).toEqual(["error"]);
    const wide = readData(
      Array.from({ length: 400 }, () => ({ a: Array.from({ length: 400 }, () => 1) })),
      range,
    );
    expect(select("$..*..*[?@..*[?$..a]]", wide)).toContain("error");
  });

  test("throws nothing", () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from("$@.[]()?*:,'\"=!<>~&|ab1- ")) });
    fc.assert(
      fc.property(text, fc.jsonValue(), (path, data) => {
        const parsed = parseJsonPath(`$${path}`);
        if (parsed.ok) walkJsonPath(readData(data as Data, range), parsed.segments, () => true);
      }),
    );
  });
});
