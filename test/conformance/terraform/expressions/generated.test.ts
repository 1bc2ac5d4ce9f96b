import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask, terraformVersion } from "../ask.mjs";
import { agree, answerOf, canonical } from "./answer.js";
import { expressionScope, preamble } from "./expression-scope.js";
import { randomExpression } from "./random-expression.js";

const version = await terraformVersion();
const count = Number(process.env["LINTEL_GENERATED"] ?? "300");
const seed = Number(process.env["LINTEL_SEED"] ?? "20260101");

/**
 * Whether terraform answers one expression now so and now otherwise: it compares the entries of a map or object in no fixed
 * order, and ends at the first that is either different (false) or not known (unknown).
 */
async function answersAtRandom(expression: string): Promise<boolean> {
  // The same expression with another comment is asked as another one, in one batch.
  const again = await ask(
    Array.from({ length: 40 }, (_, at) => `/* ${at} */ ${expression}`),
    { preamble },
  );
  return new Set(again.map((answer) => canonical(answer))).size > 1;
}

describe("random expressions", () => {
  it("are evaluated without a throw", () => {
    fc.assert(
      fc.property(randomExpression, (expression) => {
        const { value, error } = answerOf(expression, expressionScope);
        expect(value === undefined).toBe(error !== undefined);
      }),
      { numRuns: 500, seed },
    );
  });

  it.skipIf(version === undefined && process.env["CI"] === undefined)(
    `mean to us what they mean to terraform (${String(count)} of seed ${String(seed)})`,
    async () => {
      expect(version, "terraform is not installed").toBeDefined();
      const expressions = [...new Set(fc.sample(randomExpression, { numRuns: count, seed }))];
      const differences: string[] = [];
      for (let at = 0; at < expressions.length; at += 100) {
        const batch = expressions.slice(at, at + 100);
        const answers = await ask(batch, { preamble });
        for (const [index, expression] of batch.entries()) {
          const theirs = answers[index] ?? { error: "no answer" };
          const ours = answerOf(expression, expressionScope);
          if (!agree(ours, theirs) && !(await answersAtRandom(expression))) {
            differences.push(`${expression}\n  terraform: ${canonical(theirs)}\n  lintel:    ${canonical(ours)}`);
          }
        }
      }
      expect(differences).toEqual([]);
    },
    3_600_000,
  );
});
