import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCases, terraformVersion } from "../ask.mjs";
import type { Answer } from "../ask.mjs";
import { answersTo, caseNames } from "../record.mjs";
import { agree, answerOf, canonical } from "./answer.js";
import { exceptions } from "./exceptions.js";
import { expressionScope } from "./expression-scope.js";

const directory = fileURLToPath(new URL(".", import.meta.url));
const version = await terraformVersion();

function recordedAnswers(name: string): ReadonlyMap<string, Answer> {
  const text = readFileSync(`${directory}/answers/${name}.json`, "utf8");
  return new Map(JSON.parse(text) as readonly (readonly [string, Answer])[]);
}

describe.each(caseNames(directory))("expressions: %s", (name) => {
  const recorded = recordedAnswers(name);

  it("has an answer recorded for each case", () => {
    expect([...recorded.keys()]).toEqual([...new Set(readCases(`${directory}/cases/${name}.txt`))]);
  });

  it("answers as terraform does", () => {
    const differences: string[] = [];
    for (const [expression, theirs] of recorded) {
      const ours = answerOf(expression, expressionScope);
      if (agree(ours, theirs) === exceptions.has(expression)) {
        differences.push(`${expression}\n  terraform: ${canonical(theirs)}\n  lintel:    ${canonical(ours)}`);
      }
    }
    expect(differences).toEqual([]);
  });

  it.skipIf(version === undefined && process.env["CI"] === undefined)("is what terraform says today", async () => {
    expect(version, "terraform is not installed").toBeDefined();
    const changed: string[] = [];
    for (const [expression, answer] of await answersTo(directory, name)) {
      const known = recorded.get(expression);
      if (known === undefined || canonical(known) !== canonical(answer)) changed.push(expression);
    }
    expect(changed).toEqual([]);
  });
});
