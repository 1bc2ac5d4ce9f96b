import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCases, terraformVersion } from "../ask.mjs";
import { agree, answerOf, canonical } from "../expressions/answer.js";
import type { Answer } from "../expressions/answer.js";
import { exceptions } from "./exceptions.js";
import { functionScope } from "./function-scope.js";
import { answersTo, familyNames } from "./record-functions.mjs";

const directory = fileURLToPath(new URL(".", import.meta.url));
const version = await terraformVersion();

function recordedAnswers(name: string): ReadonlyMap<string, Answer> {
  const text = readFileSync(`${directory}/answers/${name}.json`, "utf8");
  return new Map(JSON.parse(text) as readonly (readonly [string, Answer])[]);
}

/** A plan gives every null at the top the type `dynamic`, whatever its type is. */
function withoutTypeOfNull(answer: Answer): Answer {
  return answer.value === null ? { ...answer, type: "dynamic" } : answer;
}

describe.each(familyNames())("functions: %s", (name) => {
  const recorded = recordedAnswers(name);

  it("has an answer recorded for each case", () => {
    expect([...recorded.keys()]).toEqual([...new Set(readCases(`${directory}/cases/${name}.txt`))]);
  });

  it("answers as terraform does", () => {
    const differences: string[] = [];
    for (const [expression, theirs] of recorded) {
      const ours = answerOf(expression, functionScope);
      if (agree(withoutTypeOfNull(ours), withoutTypeOfNull(theirs)) === exceptions.has(expression)) {
        differences.push(`${expression}\n  terraform: ${canonical(theirs)}\n  lintel:    ${canonical(ours)}`);
      }
    }
    expect(differences).toEqual([]);
  });

  it.skipIf(version === undefined && process.env["CI"] === undefined)("is what terraform says today", async () => {
    expect(version, "terraform is not installed").toBeDefined();
    const changed: string[] = [];
    for (const [expression, answer] of await answersTo(name)) {
      const known = recorded.get(expression);
      if (known === undefined || canonical(known) !== canonical(answer)) changed.push(expression);
    }
    expect(changed).toEqual([]);
  });
});
