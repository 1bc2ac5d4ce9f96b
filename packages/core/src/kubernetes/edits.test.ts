import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCollection, isMap, isPair, isScalar, parse, parseDocument } from "yaml";
import { SourceFile } from "../source/source-file.js";
import { applyEdits } from "../source/text-edit.js";
import type { Change, NewEntry, WrittenValue } from "../source/written-value.js";
import { editManifest } from "./edits.js";

function edit(text: string, change: (text: string) => Change, path = "a.yaml"): string | undefined {
  const made = editManifest(new SourceFile(path, text), [change(text)]);
  return made === undefined ? undefined : applyEdits(text, made.edits);
}

/** The place of a key, as readings have it. */
function at(text: string, key: string): { start: number; end: number } {
  const start = text.indexOf(key);
  return { start, end: start + key.length };
}

const attribute = (name: string, value: WrittenValue): NewEntry => ({ kind: "attribute", name, value });

describe("setting a value in a manifest", () => {
  const set = (key: string, value: WrittenValue) => (text: string) => ({
    kind: "set" as const,
    at: at(text, key),
    value,
  });

  it.each([
    ["a: false # c\n", "a: true # c\n"],
    ["a: 'false'\n", "a: true\n"],
    ["a: !!bool false\n", "a: !!bool true\n"],
    ["a: &x false\nb: *x\n", "a: &x true\nb: *x\n"],
    ["b: &x false\na: *x # c\n", "b: &x false\na: true # c\n"],
    ["a:\n", "a: true\n"],
    ["a: # c\nb: 1\n", "a: true # c\nb: 1\n"],
    ["a: null\n", "a: true\n"],
    ["a: ~ # c\n", "a: true # c\n"],
    ["a:\n  - x\n  - y\nb: 1\n", "a: true\nb: 1\n"],
    ["a:\n- x\n- y\nb: 1\n", "a: true\nb: 1\n"],
    ["{a: [1, 2], b: 1}\n", "{a: true, b: 1}\n"],
    ["a: |\n  text\nb: 1\n", "a: true\nb: 1\n"],
    ["a: false", "a: true"],
    ["a: false\r\nb: 1\r\n", "a: true\r\nb: 1\r\n"],
  ])("turns %j into %j", (before, after) => {
    expect(edit(before, set("a:", true))).toBe(after);
  });

  it.each(["a:\n  - x # c\n  - y\n", "a: # c\n  b: 1\n", "a: | # c\n  text\n", "{a: [1, # c\n2]}\n"])(
    "leaves %j alone, whose comment would be lost",
    (text) => {
      expect(edit(text, set("a:", true))).toBeUndefined();
    },
  );

  it("quotes what YAML would read as something else", () => {
    for (const value of [
      "true",
      "1",
      "1.5",
      "null",
      "",
      "yes",
      "a: b",
      "- a",
      "*x",
      "# c",
      "0x1f",
      "1_000",
      "é",
      "a\nb",
    ]) {
      const after = edit("a: x\n", set("a:", value)) ?? "";
      expect(parse(after)).toEqual({ a: value });
      expect(parse(after, { version: "1.1" })).toEqual({ a: value });
    }
  });
});

describe("removing an entry of a manifest", () => {
  const remove = (key: string) => (text: string) => ({ kind: "remove" as const, at: at(text, key) });

  it.each([
    ["a: 1\nb: 2 # c\nc: 3\n", "a: 1\nc: 3\n"],
    ["- b:\n    x: 1\n  c: 3\n", "- c: 3\n"],
    ["{a: 1, b: 2, c: 3}\n", "{a: 1, c: 3}\n"],
    ["{a: 1, b: 2}\n", "{a: 1}\n"],
    ["a:\n  b: 1\nc: 3\n", "c: 3\n"],
    ["a:\n  # why\n  b: 1\nc: 3\n", "a:\n  # why\nc: 3\n"],
    ["x:\n- a:\n    b: 1\n  c: 3\n", "x:\n- c: 3\n"],
    ["a: |\n  text\nb:\n  - 1\n  # last\n# next\nc: 3\n", "a: |\n  text\n# next\nc: 3\n"],
  ])("turns %j into %j", (before, after) => {
    expect(edit(before, remove("b:"))).toBe(after);
  });
});

type Tree = string | number | boolean | null | Tree[] | { [key: string]: Tree };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.boolean(),
      fc.integer(),
      fc.constantFrom("text", "a b", "", "multi\nline", "x: y", "# no"),
      fc.constant(null),
    ),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d e", "f.g/h"), tie("tree"), { minKeys: 0, maxKeys: 4 }),
  ),
}));

const layout = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20),
  flow: fc.nat(),
  comments: fc.array(fc.nat(), { maxLength: 4 }),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  isEnded: fc.boolean(),
});

/** Writes a mapping in some layout, with comments, and some of its collections in flow style. */
function write(value: Tree, given: typeof layout extends fc.Arbitrary<infer T> ? T : never): string {
  const document = parseDocument("{}");
  document.contents = document.createNode(value) as typeof document.contents;
  const { indent, indentSeq, lineWidth } = given;
  const collections: { flow?: boolean | undefined; comment?: string | null | undefined }[] = [];
  const collect = (node: unknown): void => {
    if (isCollection(node)) {
      collections.push(node);
      for (const item of node.items as unknown[]) collect(item);
    } else if (isPair(node)) collect(node.value);
    else if (isScalar(node)) collections.push(node);
  };
  collect(document.contents);
  for (const [index, comment] of given.comments.entries()) {
    const node = collections[comment % Math.max(1, collections.length)];
    if (node !== undefined) node.comment = ` comment ${String(index)}`;
  }
  const inner = collections[given.flow % Math.max(1, collections.length)];
  if (inner !== undefined && "flow" in inner && inner !== collections[0]) inner.flow = true;
  const text = document.toString({ indent, indentSeq, lineWidth });
  const ended = given.isEnded ? text : text.replace(/\n$/, "");
  return ended.replaceAll("\n", given.lineBreak);
}

type Path = readonly (string | number)[];

/** The mappings of a value by their path. */
function mappingsIn(value: Tree, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    mappingsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inner : [path, ...inner];
}

function commentsIn(text: string): number {
  return text.match(/# comment [0-9]/g)?.length ?? 0;
}

/** What a path leads to, which is a mapping. */
function mappingAt(value: Tree, path: Path): Record<string, Tree> {
  let found: Tree | undefined = value;
  for (const step of path) {
    found =
      typeof found === "object" && found !== null
        ? (found as Record<string, Tree | undefined>)[String(step)]
        : undefined;
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) throw new Error("There is no mapping.");
  return found;
}

/** Where each key of a mapping of a text begins, and where the mapping itself does. */
function placesIn(text: string, path: Path): { readonly start: number; readonly keys: ReadonlyMap<string, number> } {
  const document = parseDocument(text);
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(node)) throw new Error("There is no mapping.");
  const keys = new Map(
    node.items.flatMap(({ key }) => (isScalar(key) && key.range ? [[String(key.value), key.range[0]] as const] : [])),
  );
  return { start: node.range?.[0] ?? 0, keys };
}

/** Where a reading of a mapping is located: at its key, or at itself in a list, where its first key is. */
function headerOf(text: string, path: Path): number {
  const last = path.at(-1);
  if (typeof last === "string") return placesIn(text, path.slice(0, -1)).keys.get(last) ?? 0;
  const { start, keys } = placesIn(text, path);
  return text.charAt(start) === "{" ? start : Math.min(...keys.values(), text.length);
}

/** Whether an item of a list and the value of its first key, which begin at one place, have the same keys. */
function isAmbiguous(value: Tree, path: Path): boolean {
  const keysAt = (at: Path): string => Object.keys(mappingAt(value, at)).sort().join("\n");
  const last = path.at(-1);
  const [first] = Object.entries(mappingAt(value, path));
  const isSame = (outer: Path, inner: Path): boolean =>
    typeof outer.at(-1) !== "string" && keysAt(outer) === keysAt(inner);
  const holdsSame = isPlainMapping(first?.[1]) && isSame(path, [...path, first?.[0] ?? ""]);
  return holdsSame || (typeof last === "string" && isSame(path.slice(0, -1), path));
}

function isPlainMapping(value: Tree | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const manifest = fc.dictionary(fc.constantFrom("a", "b", "kind"), tree, { minKeys: 1, noNullPrototype: true });
const written = fc.constantFrom<WrittenValue>(false, "text", ["ALL"], { x: { y: true } });
const runs = { numRuns: Number(process.env["FUZZ_RUNS"] ?? 500) };

describe("edits of any document", () => {
  it("add to any of its mappings, and change nothing else", () => {
    let edited = 0;
    fc.assert(
      fc.property(manifest, layout, fc.nat(), written, (value, given, chosen, added) => {
        const text = write(value, given);
        const paths = mappingsIn(value);
        const path = paths[chosen % paths.length] ?? [];
        const start = headerOf(text, path);
        const keys = Object.keys(mappingAt(value, path));
        fc.pre(!isAmbiguous(value, path));
        const into = { start, end: start + 1 };
        const after = edit(text, () => ({ kind: "insert", into, keys, entries: [attribute("added", added)] }));
        if (after === undefined) return;
        edited += 1;
        const expected = structuredClone(value);
        Object.assign(mappingAt(expected, path), { added });
        expect(parse(after)).toEqual(expected);
        expect(commentsIn(after)).toBe(commentsIn(text));
      }),
      runs,
    );
    expect(edited).toBeGreaterThan(runs.numRuns / 4);
  });

  it("set any of its values, and change nothing else", () => {
    let edited = 0;
    fc.assert(
      fc.property(manifest, layout, fc.nat(), fc.nat(), written, (value, given, chosen, chosenKey, changed) => {
        const text = write(value, given);
        const paths = mappingsIn(value).filter((path) => Object.keys(mappingAt(value, path)).length > 0);
        const path = paths[chosen % paths.length] ?? [];
        const keys = Object.keys(mappingAt(value, path));
        const key = keys[chosenKey % keys.length] ?? "";
        const start = placesIn(text, path).keys.get(key) ?? 0;
        const place = { start, end: start + key.length };
        const after = edit(text, () => ({ kind: "set", at: place, value: changed }));
        if (after === undefined) return;
        edited += 1;
        const expected = structuredClone(value);
        Object.assign(mappingAt(expected, path), { [key]: changed });
        expect(parse(after)).toEqual(expected);
        expect(commentsIn(after)).toBe(commentsIn(text));
      }),
      runs,
    );
    expect(edited).toBeGreaterThan(runs.numRuns / 4);
  });

  it("remove any of its entries, with what is left empty, and nothing else", () => {
    let edited = 0;
    fc.assert(
      fc.property(manifest, layout, fc.nat(), fc.nat(), (value, given, chosen, chosenKey) => {
        const text = write(value, given);
        const paths = mappingsIn(value).filter((path) => Object.keys(mappingAt(value, path)).length > 0);
        const path = paths[chosen % paths.length] ?? [];
        const keys = Object.keys(mappingAt(value, path));
        const key = keys[chosenKey % keys.length] ?? "";
        const start = placesIn(text, path).keys.get(key) ?? 0;
        const after = edit(text, () => ({ kind: "remove", at: { start, end: start + key.length } }));
        if (after === undefined) return;
        edited += 1;
        expect(outcomesOf(value, path, key)).toContainEqual(parse(after));
      }),
      runs,
    );
    expect(edited).toBeGreaterThan(runs.numRuns / 4);
  });
});

/** What may be left of a value without an entry: a mapping that it leaves empty goes as well, or its key has no value. */
function outcomesOf(value: Tree, path: Path, key: string): readonly Tree[] {
  const without = structuredClone(value);
  const mapping = mappingAt(without, path);
  const isEmptied = Object.keys(mapping).length === 1;
  Reflect.deleteProperty(mapping, key);
  const owner = path.at(-1);
  if (!isEmptied || typeof owner !== "string") return [without];
  const emptied = structuredClone(value);
  mappingAt(emptied, path.slice(0, -1))[owner] = null;
  return [emptied, ...outcomesOf(value, path.slice(0, -1), owner)];
}
