import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baselineOf, writeBaseline, type BaselineEntry } from "./baseline.js";
import { mergeBaselines } from "./merge.js";
import { readBaseline } from "./read.js";

const matchesSchema = new Ajv2020({ strict: true }).compile(
  JSON.parse(readFileSync(new URL("../../schemas/baseline-v1.schema.json", import.meta.url), "utf8")) as object,
);

const entry: BaselineEntry = {
  file: "infra/main.tf",
  policy: "p",
  address: "aws_ebs_volume.a",
  root: "infra",
  status: "fail",
  count: 2,
  fingerprint: "a".repeat(64),
  movedFingerprint: "b".repeat(64),
};

const path = fc.stringMatching(/^[a-z][a-z./-]{0,8}[a-z]$/).filter((text) => !text.includes(".."));
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const entries = fc.array(
  fc.record<BaselineEntry>({
    file: path,
    policy: fc.string({ minLength: 1 }),
    address: fc.string({ minLength: 1, unit: "binary" }),
    root: fc.oneof(path, fc.constant(".")),
    status: fc.constantFrom("fail", "unknown"),
    count: fc.integer({ min: 1, max: 99 }),
    fingerprint: hash,
    movedFingerprint: hash,
  }),
);

/** Where something is wrong with a text. */
function problemsOf(text: string): readonly string[] {
  const { baseline, diagnostics } = readBaseline("b.json", text);
  expect(baseline === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ severity, code, range }) => {
    const { line, column } = range?.file.positionAt(range.start) ?? { line: 0, column: 0 };
    return `${severity} ${code} ${String(line)}:${String(column)}`;
  });
}

/** The place where a text has something first. */
const at =
  (part: string) =>
  (text: string): string => {
    const before = text.slice(0, text.indexOf(part)).split("\n");
    return `${String(before.length)}:${String((before.at(-1) ?? "").length + 1)}`;
  };

const withEntry = (changed: Readonly<Record<string, unknown>>): string =>
  `{\n  "schemaVersion": 1,\n  "entries": [\n    ${JSON.stringify({ ...entry, ...changed })}\n  ]\n}\n`;

describe("a baseline as it is written", () => {
  test("is an entry a line, in a fixed order", () => {
    const other = { ...entry, file: "a.tf", count: 1, fingerprint: "c".repeat(64) };
    const text = writeBaseline(baselineOf([entry, other]));
    const lineOf = (each: BaselineEntry): string =>
      `    ${JSON.stringify(each).replaceAll('":', '": ').replaceAll(',"', ', "').replace("{", "{ ").replace("}", " }")}`;
    expect(text).toBe(`{\n  "schemaVersion": 1,\n  "entries": [\n${lineOf(other)},\n${lineOf(entry)}\n  ]\n}\n`);
    expect(writeBaseline(baselineOf([]))).toBe('{\n  "schemaVersion": 1,\n  "entries": []\n}\n');
  });

  test("is read as it was, and keeps to its schema, whatever the order of its entries", () => {
    fc.assert(
      fc.property(entries, fc.integer(), (list, seed) => {
        const baseline = baselineOf(list);
        const text = writeBaseline(baseline);
        expect(readBaseline("b.json", text)).toEqual({ baseline, diagnostics: [] });
        expect(matchesSchema(JSON.parse(text))).toBe(true);
        const shuffled = [...list].sort((left, right) => left.fingerprint.charCodeAt(seed % 64) - right.count);
        expect(writeBaseline(baselineOf(shuffled))).toBe(text);
      }),
    );
  });
});

describe("merged baselines", () => {
  test("know what one of them knows, in whatever order, and the higher count", () => {
    fc.assert(
      fc.property(entries, entries, (left, right) => {
        const [one, other] = [baselineOf(left), baselineOf(right)];
        const merged = mergeBaselines([one, other]);
        expect(mergeBaselines([merged, one])).toEqual(merged);
        const known = new Set(merged.entries.map(({ fingerprint }) => fingerprint));
        expect([...left, ...right].every(({ fingerprint }) => known.has(fingerprint))).toBe(true);
      }),
    );
    const more = { ...entry, count: 3 };
    expect(mergeBaselines([baselineOf([entry]), baselineOf([more])]).entries).toEqual([more]);
  });
});

describe("what is no baseline", () => {
  test.each<[string, string, string | ((text: string) => string)]>([
    ["an empty file", "", "1:1"],
    ["a blank one", "\n \n", "1:1"],
    ["a text that ends too early", '{\n  "schemaVersion": 1,\n', "3:1"],
    ["a conflict of a merge", '{\n<<<<<<< HEAD\n  "schemaVersion": 1\n=======\n', "2:1"],
    ["a list", "[]", "1:1"],
    ["null", "null", "1:1"],
    ["nothing in it", "{}", "1:1"],
    ["no entries", '{ "schemaVersion": 1 }', "1:1"],
    ["entries that are no list", '{ "schemaVersion": 1, "entries": {} }', at("{} }")],
    ["another version", '{\n  "schemaVersion": 2,\n  "entries": []\n}', "2:20"],
    ["a version that is text", '{\n  "schemaVersion": "1",\n  "entries": []\n}', "2:20"],
    ["a report", '{\n  "schemaVersion": 1,\n  "entries": [],\n  "findings": []\n}', "4:15"],
    ["an entry that is none", '{ "schemaVersion": 1, "entries": [\n  null ] }', "2:3"],
    ["an absolute path", withEntry({ file: "/etc/main.tf" }), at('"/etc')],
    ["a path that leads out", withEntry({ root: "../x" }), at('"../x"')],
    ["a count of nothing", withEntry({ count: 0 }), at("0,")],
    ["half a finding", withEntry({ count: 1.5 }), at("1.5")],
    ["a status that there is not", withEntry({ status: "pass" }), at('"pass"')],
    ["a fingerprint that is none", withEntry({ fingerprint: "A".repeat(64) }), at('"AAA')],
    ["a name that is not known", withEntry({ message: "no" }), at('"no"')],
    [
      "what JSON.parse would take for a prototype",
      withEntry({}).replace('"file"', '"__proto__"'),
      at('"infra/main.tf"'),
    ],
  ])("is an error, and never an empty baseline: %s", (_what, text, place) => {
    const expected = typeof place === "string" ? place : place(text);
    expect(problemsOf(text)[0]).toBe(`error baseline-invalid ${expected}`);
  });

  test("is told of in full, up to a point", () => {
    const text = writeBaseline(baselineOf([entry])).replace('"count": 2', '"count": -1, "reason": 1');
    expect(problemsOf(text)).toHaveLength(2);
    const many = Array.from({ length: 100 }, () => "null").join(",\n");
    expect(problemsOf(`{ "schemaVersion": 1, "entries": [${many}] }`)).toHaveLength(20);
  });

  test("does not overflow the stack", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(problemsOf(deep)).toHaveLength(1);
    expect(problemsOf(`{ "schemaVersion": 1, "entries": ${deep} }`)).toHaveLength(1);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readBaseline("b.json", text).baseline).toBeUndefined();
      }),
    );
  });
});
