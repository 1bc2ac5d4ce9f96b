import { checkFixture, readPolicy } from "@lintel/core";
import { describe, expect, test } from "vitest";
import { findPolicies, readFixture } from "./src/files-node.js";

const policies = findPolicies();

describe("the fixtures of the shipped policies", () => {
  test.each(policies.map((file) => [file.id, file] as const))("%s", async (_id, file) => {
    const { policy, diagnostics } = await readPolicy(file.path, file.text);
    expect(diagnostics.map(({ message, range }) => `${message} (line ${range === undefined ? 0 : range.file.positionAt(range.start).line})`)).toEqual([]);
    if (policy === undefined) return;
    const { problems, expected } = await checkFixture(policy, readFixture(file));
    expect(problems).toEqual([]);
    expect(expected.map(({ status }) => status)).toEqual(expect.arrayContaining(["fail", "pass"]));
  });
});
