import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWithHcl2json, isRejected } from "./comparison.js";
import { hasTerraform, rejectedByTerraform } from "./oracles.js";
import { snippets } from "./snippets.js";

const all = snippets();

describe("the corners of HCL's syntax", () => {
  it("are many", () => {
    expect(all.length).toBeGreaterThan(500);
  });

  it.skipIf(!hasTerraform())("are accepted and rejected as terraform does", () => {
    const theirs = rejectedByTerraform(all);
    const disagreements = all.filter((text, index) => isRejected(text) !== theirs.has(index));
    expect(disagreements).toEqual([]);
    expect(theirs.size).toBeGreaterThan(100);
  });

  it("are read as hcl2json reads them", async () => {
    for (const text of all) expect(await compareWithHcl2json(text)).toBeUndefined();
  });

  it("are read as hcl2json reads them after a small change", async () => {
    const valid = all.filter((text) => !isRejected(text));
    const change = fc.record({ at: fc.nat(), removed: fc.nat(3), inserted: fc.constantFrom("", ...fragments) });
    const changed = fc
      .tuple(fc.constantFrom(...valid), fc.array(change, { minLength: 1, maxLength: 2 }))
      .map(([text, changes]) => changes.reduce(applyChange, text).replace(/\p{Surrogate}/gu, "?"));
    const property = fc.asyncProperty(changed, async (text) => {
      expect(await compareWithHcl2json(text)).toBeUndefined();
    });
    await fc.assert(property, { seed: 3, numRuns: 3000 });
  });
});

interface Change {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

function applyChange(text: string, { at, removed, inserted }: Change): string {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + inserted + text.slice(offset + removed);
}

const fragments = [
  ...['"', "${", "}", "%{", "%{ if a }", "%{ endif }", "%{ else }", "%{ for x in y }", "%{ endfor }", "~", "~}", "${~"],
  ...["\n", "\r\n", " ", "\t", "{", "}", "[", "]", "(", ")", ",", "=", "==", "=>", "...", "..", ".", ".0", ".*", "[*]"],
  ...[
    "*",
    "?",
    ":",
    "::",
    "<<E\n",
    "\nE\n",
    "<<-E\n",
    "E",
    "a",
    "b1",
    "for ",
    "in ",
    "if ",
    "1",
    "1.5",
    "1e3",
    "e",
    "-",
  ],
  ...[
    "!",
    "&&",
    "||",
    "&",
    "|",
    "+",
    "/",
    "//",
    "/*",
    "*/",
    "#",
    "%",
    "$",
    "$$",
    "$${",
    "%%{",
    "\\",
    "\\n",
    '\\"',
    "'",
  ],
  ...["`", ";", "@", "true", "null", "é", "x = ", "x {", 'x "y" {', "<", ">", "<="],
];
