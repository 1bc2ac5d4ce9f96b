import { describe, expect, it } from "vitest";
import { at, cases, finding, result } from "../testing/results.js";
import { schemaProblems } from "../testing/schema.js";
import type { Diagnostic } from "./diagnostic.js";
import { reportRdjson } from "./rdjson.js";
import { reportRdjsonl } from "./rdjsonl.js";

const parse = (scanResult = result([])) =>
  (JSON.parse(reportRdjson(scanResult, { showUnknown: true })) as { readonly diagnostics: readonly Diagnostic[] })
    .diagnostics;

const line = '  größe = "👍🏽", cidr = "public"';
const inLine = finding({
  location: at("main.tf", 2, 3, { column: 8 }),
  excerpt: { firstLine: 1, lines: ["a {", line, "}"] },
});
const edit = (column: number, end: number, file = "main.tf") => ({
  location: at(file, 2, column, { column: end }),
  text: '"private"',
});

describe("reviewdog's diagnostic format", () => {
  it.each(Object.entries(cases))("of %s is as reviewdog defines it, whole and by lines", (_name, scanResult) => {
    const options = { showUnknown: true };
    expect(schemaProblems("rdf")(JSON.parse(reportRdjson(scanResult, options)))).toEqual([]);
    const lines = reportRdjsonl(scanResult, options).split("\n").slice(0, -1);
    expect(lines.map((each): unknown => JSON.parse(each))).toEqual(parse(scanResult));
    const check = schemaProblems("rdf", "#/$defs/diagnostic");
    expect(lines.flatMap((each) => check(JSON.parse(each)))).toEqual([]);
  });

  it("is no line where there is nothing to say", () => {
    expect(reportRdjsonl(result([]))).toBe("");
  });

  it("counts the bytes of UTF-8 before a column", () => {
    const start = line.indexOf('"public"') + 1;
    const at8 = finding({ ...inLine, location: at("main.tf", 2, start, { column: start + 8 }) });
    const bytes = Buffer.byteLength(line.slice(0, start - 1)) + 1;
    expect(parse(result([at8]))[0]?.location?.range).toEqual({
      start: { line: 2, column: bytes },
      end: { line: 2, column: bytes + 8 },
    });
    expect(bytes).toBeGreaterThan(start);
  });

  it("names whole lines where it does not know what stands on them, or something in them is masked", () => {
    const range = { start: { line: 2 }, end: { line: 2 } };
    const masked = { ...inLine, excerpt: { firstLine: 2, lines: ['  größe = "********"'] } };
    const shown = parse(result([finding({ ...inLine, excerpt: null }), masked]));
    expect(shown.map(({ location }) => location?.range)).toEqual([range, range]);
  });

  it("suggests a fix of one edit in the file, where the columns are known", () => {
    const column = line.indexOf('"public"') + 1;
    const suggestionsOf = (edits: readonly ReturnType<typeof edit>[], excerpt = inLine.excerpt) =>
      parse(result([finding({ ...inLine, excerpt, fix: { safe: true, edits } })]))[0]?.suggestions;
    expect(suggestionsOf([edit(column, column + 8)])?.map(({ text }) => text)).toEqual(['"private"']);
    expect(suggestionsOf([edit(column, column + 8), edit(1, 1)])).toBeUndefined();
    expect(suggestionsOf([edit(column, column + 8, "other.tf")])).toBeUndefined();
    expect(suggestionsOf([edit(column, column + 8)], null)).toBeUndefined();
  });

  it("says where the value comes from", () => {
    const message = parse(cases["many"]).at(-1)?.message;
    for (const place of ["main.tf:31:3", "terraform.tfvars:2:1", "modules/db/network.tf:1:1"]) {
      expect(message).toContain(place);
    }
  });
});
