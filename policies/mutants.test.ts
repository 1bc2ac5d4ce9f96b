import { measureFixture, readPolicy } from "@lintel/core";
import { describe, expect, test } from "vitest";
import { findPolicies, readFixture } from "./policy-files.mjs";

/** No part of a shipped policy can be changed without one of its examples being judged otherwise. */
describe("no mutant survives", () => {
  test.each(findPolicies().map((file) => [file.id, file] as const))("of %s", async (_id, file) => {
    const { policy } = await readPolicy(file.path, file.text);
    if (policy === undefined) throw new Error(`${file.path} cannot be read.`);
    const { mutation } = await measureFixture(policy, readFixture(file), { mutate: true });
    expect(mutation?.mutants).toBeGreaterThan(2);
    expect(mutation?.survivors.map(({ at, what }) => `${at.join(".")}: ${what}`)).toEqual([]);
  });
});
