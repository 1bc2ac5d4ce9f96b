import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDirectives } from "./comment-directives.js";

const read = (text: string) => readDirectives(text, 0, text.length);

describe("suppressions in a comment", () => {
  test("are read with what they say", () => {
    expect(read('# lintel:ignore a, b-*  reason="say \\"x\\"" until=2027-01-31 owner=\'web team\'')).toMatchObject([
      { names: ["a", "b-*"], reason: 'say "x"', until: "2027-01-31", owner: "web team" },
    ]);
    expect(read("# lintel:ignore a reason=“déjà vu”,")).toMatchObject([{ names: ["a"], reason: "déjà vu" }]);
    expect(read("# lintel:ignore a # since nobody uses it")).toMatchObject([{ reason: "since nobody uses it" }]);
    expect(read("# tfsec:ignore:a:exp:2027-01-31:ws:prod-* since")).toMatchObject([
      { names: ["a"], until: "2027-01-31", workspace: "prod-*", reason: "since" },
    ]);
    expect(read("# trivy:ignore:a[x.y=1, z='2'] trivy:ignore:b,c")).toMatchObject([
      {
        names: ["a"],
        selectors: [
          { path: ["x", "y"], value: "1" },
          { path: ["z"], value: "2" },
        ],
      },
      { names: ["b"] },
      { names: ["c"] },
    ]);
    expect(read("# tflint-ignore: a, b # since")).toMatchObject([
      { names: ["a", "b"], reason: "since", reach: "near" },
    ]);
    expect(read("# checkov:skip=CKV_A_1,CKV_B_2: since, you know")).toMatchObject([
      { names: ["CKV_A_1", "CKV_B_2"], reason: "since, you know" },
    ]);
  });

  test("are not read out of the reason of another one", () => {
    expect(
      read('# lintel:ignore a reason="in place of tfsec:ignore:b and checkov:skip=CKV_A_1" owner=web'),
    ).toMatchObject([{ names: ["a"], owner: "web" }]);
  });

  test("lie where they are said to lie, and never throw", () => {
    const piece = fc.constantFrom(
      ..."lintel:ignore |lintel:ignore-file |a|,| |reason=|until=2027-01-31|\"|'|\\|“|”|tfsec:ignore:|trivy:ignore:|:exp:|:ws:|[|=|]|*|".split(
        "|",
      ),
      ..."checkov:skip=|tflint-ignore: |tflint-ignore-file:|kics-scan |ignore-line|disable=|enable=|#|//|*/|\n|\r\n|\t|é|\u{1F600}".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const directive of read(text)) {
          expect(directive.start).toBeLessThanOrEqual(directive.end);
          expect(directive.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(directive.start, directive.end)).toMatch(/^(?:lintel:|checkov|tfsec|trivy|tflint|kics)/);
          expect(directive.start).toBeGreaterThanOrEqual(end === 0 ? 0 : end);
          end = directive.start;
        }
      }),
      { numRuns: 3000, seed: 6 },
    );
  });

  test.each([
    ["blanks", `# lintel:ignore a${" ".repeat(1_000_000)}b`],
    ["quotes", `# lintel:ignore a reason="${'\\"'.repeat(500_000)}`],
    ["names", `# lintel:ignore ${"a,".repeat(500_000)}`],
    ["markers", '# lintel:ignore a reason="'.repeat(50_000)],
    ["ids", `# checkov:skip=${"a,".repeat(500_000)}`],
    ["lines", `/*\n${"lintel:ignore a\n".repeat(50_000)}*/`],
  ])("take no time to speak of, however many %s there are", (_, text) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
