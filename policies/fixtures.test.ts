import { checkFixture, readPolicy, type Diagnostic } from "@lintel/core";
import { describe, expect, test } from "vitest";
import { findPolicies, readFixture } from "./policy-files.mjs";

const policies = findPolicies();

function describeDiagnostic({ message, range, hint }: Diagnostic): string {
  const line = range === undefined ? 1 : range.file.positionAt(range.start).line;
  return `line ${String(line)}: ${message} ${hint ?? ""}`;
}

describe("the fixtures of the shipped policies", () => {
  test.each(policies.map((file) => [file.id, file] as const))("%s", async (_id, file) => {
    const { policy, diagnostics } = await readPolicy(file.path, file.text);
    expect(diagnostics.map(describeDiagnostic)).toEqual([]);
    if (policy === undefined) return;
    const { problems, expected } = await checkFixture(policy, readFixture(file));
    expect(problems).toEqual([]);
    expect(expected.map(({ status }) => status)).toEqual(expect.arrayContaining(["fail", "pass"]));
  });
});
