import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { Lexer, parseAllDocuments } from "yaml";
import { describe, expect, test } from "vitest";
import { readYamlLines } from "./yaml-lines.js";

/** Where a parser of YAML sees comments. */
function expectedComments(text: string): readonly number[] {
  const comments: number[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer's own, which stand for no text.
    if (token === "\u0002" || token === "\u0018" || token === "\u001f") continue;
    if (token.startsWith("#")) comments.push(at);
    at += token.length;
  }
  return comments;
}

function foundComments(text: string): readonly number[] {
  return readYamlLines(text).flatMap(({ comment }) => (comment === undefined ? [] : [comment]));
}

function isValid(text: string): boolean {
  return parseAllDocuments(text).every(({ errors }) => errors.length === 0);
}

const repository = fileURLToPath(new URL("../../../../..", import.meta.url));

describe("comments of YAML", () => {
  test("are found where a parser finds them, in all policies and fixtures", () => {
    const directory = join(repository, "policies");
    const paths = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(
      (path) => /\.ya?ml$/.test(path) && !path.includes("node_modules"),
    );
    let comments = 0;
    for (const path of paths) {
      const text = readFileSync(join(directory, path), "utf8");
      if (!text.includes("#") || !isValid(text)) continue;
      const expected = expectedComments(text);
      comments += expected.length;
      expect([path, foundComments(text)]).toEqual([path, expected]);
    }
    expect(comments).toBeGreaterThan(100);
  });

  test("are found where a parser finds them, whatever is put together", () => {
    const piece = fc.constantFrom(
      ...["a: b", "- c", "b: |2", "c: |-", "d: >+ # x", "- |-", "- - e: |", "f: !!str |-", "g: &a >"],
      ...["h: 'it''s # x'", "i: 'it # x", 'j: "# x\\""', 'k: "# x', "l: [a, # x", "m: ] # x", "n: {a: b,", "o: x}"],
      ...["p: don't # x", "q: http://x#y # x", "r: # x", "# x", "---", "--- # x", "..."],
    );
    const line = fc.tuple(fc.constantFrom("", "  ", "    ", "      "), piece).map(([indent, text]) => indent + text);
    let valid = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), (lines) => {
        const text = lines.join("\n");
        // It never throws, and tells of a comment only what begins with its sign.
        for (const comment of foundComments(text)) expect(text.charAt(comment)).toBe("#");
        if (!isValid(text)) return;
        valid += 1;
        expect(foundComments(text)).toEqual(expectedComments(text));
      }),
      { numRuns: 3000, seed: 6 },
    );
    expect(valid).toBeGreaterThan(100);
  });
});
