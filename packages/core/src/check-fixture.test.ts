import { describe, expect, test } from "vitest";
import { checkFixture } from "./check-fixture.js";
import { readAnnotations } from "./policy/fixtures.js";
import { readPolicy } from "./policy/read.js";

const { policy } = await readPolicy(
  "encrypted.yaml",
  `id: encrypted
title: A volume is not encrypted
severity: high
category: encryption
description: D.
remediation: R.
match: aws_ebs_volume
require: { encrypted: true }
`,
);

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  if (policy === undefined) throw new Error("the policy is not valid");
  return (await checkFixture(policy, files)).problems;
}

const volume = (lines: string): string => `resource "aws_ebs_volume" "v" {\n${lines}}\n`;

describe("a fixture", () => {
  test("that expects what is so has no problem", async () => {
    expect(await problemsOf({ "a.tf": volume("  # fail\n  encrypted = false\n") })).toEqual([]);
    expect(
      await problemsOf({ "a.tf": `# pass encrypted\n# fail something-else\n${volume("  encrypted = true\n")}` }),
    ).toEqual([]);
    expect(await problemsOf({ "a.tf": `# fail\n${volume("")}` })).toEqual([]);
  });

  test("that expects something else is said to, in both directions", async () => {
    const problems = await problemsOf({ "a.tf": `# pass\n${volume("  encrypted = false\n")}` });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^a\.tf:2: pass is expected/);
    expect(problems[1]).toMatch(/^a\.tf:3: aws_ebs_volume\.v is fail \(false\)/);
  });

  test("may say what it expects in a file of its own", async () => {
    const files = {
      "a.tf": volume("  encrypted = false\n"),
      "expected.yaml": "- { file: a.tf, line: 2, status: fail }\n",
    };
    expect(await problemsOf(files)).toEqual([]);
    expect(await problemsOf({ ...files, "expected.yaml": "[]\n" })).toHaveLength(1);
  });

  test("with an error in it has that problem", async () => {
    const [first] = await problemsOf({ "a.tf": "resource {{\n" });
    expect(first).toMatch(/^a\.tf:1/);
  });
});

test("annotations stack, and are about the next line that is none", () => {
  const text = "# a comment\n# fail p\n// unknown\n# fail other\nx = 1\n  # pass\ny\n# failing\n";
  expect(readAnnotations("f", text, "p")).toEqual([
    { file: "f", line: 5, status: "fail" },
    { file: "f", line: 5, status: "unknown" },
    { file: "f", line: 7, status: "pass" },
  ]);
});
