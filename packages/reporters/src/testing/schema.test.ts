import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { schemaProblems } from "./schema.js";

const names = readdirSync(new URL("./schemas/", import.meta.url))
  .filter((file) => file.endsWith(".schema.json"))
  .map((file) => file.slice(0, -".schema.json".length));

describe("the schemas of the formats", () => {
  it.each(names)("%s refuses what holds nothing that it must, and what it does not know", (name) => {
    const problems = schemaProblems(name);
    for (const wrong of [{}, [{}], { extra: 1 }, [{ extra: 1 }], "text"]) expect(problems(wrong)).not.toEqual([]);
  });
});
