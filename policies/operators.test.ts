import { readFileSync } from "node:fs";
import { checkFixture, conditionNames, operatorNames, readPolicy } from "@lintel/core";
import { describe, expect, test } from "vitest";

const page = readFileSync(new URL("OPERATORS.md", import.meta.url), "utf8");

/** A part of a policy, and a configuration with the verdicts that it gives. */
interface Example {
  readonly heading: string;
  readonly line: number;
  readonly policy: string;
  readonly files: Readonly<Record<string, string>>;
}

const blockPattern = /^(#{2,3} .*)$|^```(yaml|terraform|json)\n([\s\S]*?)^```$/gm;

/** Each policy is followed by a configuration, or by a plan and what is expected of it. */
function readExamples(): readonly Example[] {
  const examples: Example[] = [];
  let heading = "";
  let policy = "";
  let plan = "";
  for (const { 1: title, 2: language, 3: text = "", index } of page.matchAll(blockPattern)) {
    const line = page.slice(0, index).split("\n").length;
    if (title !== undefined) heading = title;
    else if (language === "terraform") examples.push({ heading, line, policy, files: { "main.tf": text } });
    else if (language === "json") plan = text;
    else if (text.startsWith("# expected")) {
      examples.push({ heading, line, policy, files: { "plan.json": plan, "expected.yaml": text } });
    } else policy = text;
  }
  return examples;
}

const metadata = `id: example
title: An example
severity: low
category: hygiene
description: An example.
remediation: Mend it.
`;

const examples = readExamples();

describe("the examples of operators", () => {
  test.each(examples.map((example) => [`${example.heading} (line ${String(example.line)})`, example] as const))(
    "%s",
    async (_name, { policy: text, files }) => {
      const { policy, diagnostics } = await readPolicy("example.yaml", metadata + text);
      expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([]);
      if (policy === undefined) return;
      const { problems, expected } = await checkFixture(policy, files);
      expect(problems).toEqual([]);
      expect(expected.length).toBeGreaterThan(0);
    },
  );

  test.each([...operatorNames, ...conditionNames])("show %s at work, failing and passing", (name) => {
    const shown = examples.filter(({ heading }) => heading.includes(`\`${name}\``));
    const texts = shown.flatMap(({ files }) => Object.values(files)).join("\n");
    expect(texts).toMatch(/# fail$|status: fail /m);
    expect(texts).toMatch(/# pass$|status: pass /m);
  });
});
