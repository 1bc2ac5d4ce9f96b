import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { terraformVersion } from "../ask.mjs";
import type { Answer } from "../ask.mjs";
import { agree, canonical } from "../expressions/answer.js";
import { answersTo } from "../record.mjs";
import { variableAnswer } from "./variable-answer.js";

const directory = fileURLToPath(new URL(".", import.meta.url));
const version = await terraformVersion();
const recorded = JSON.parse(readFileSync(`${directory}/answers/types.json`, "utf8")) as readonly (readonly [
  string,
  Answer,
])[];

describe("type constraints of variables", () => {
  it("give defaults the value that terraform gives them", () => {
    const differences: string[] = [];
    for (const [text, theirs] of recorded) {
      const ours = variableAnswer(text);
      if (!agree(ours, theirs)) {
        differences.push(`${text}\n  terraform: ${canonical(theirs)}\n  lintel:    ${canonical(ours)}`);
      }
    }
    expect(differences).toEqual([]);
  });

  it.skipIf(version === undefined && process.env["CI"] === undefined)("is what terraform says today", async () => {
    expect(version, "terraform is not installed").toBeDefined();
    expect(await answersTo(directory, "types")).toEqual(recorded);
  });
});
