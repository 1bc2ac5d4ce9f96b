import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configurationJsonSchema } from "./schema.js";

describe("the JSON Schema of lintel.yaml", () => {
  it("is the one that is published: lintel config schema > packages/core/schemas/lintel-v1.schema.json", () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL("../../schemas/lintel-v1.schema.json", import.meta.url), "utf8"),
    );
    expect(configurationJsonSchema()).toEqual(published);
  });
});
