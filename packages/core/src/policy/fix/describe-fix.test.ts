import { expect, it } from "vitest";
import { readPolicy } from "../read.js";
import { describeFixes } from "./describe-fix.js";

const policy = (rest: string): string => `id: queue-open
title: It is wrong
severity: high
category: hygiene
description: It matters.
remediation: Mend it.
parameters: { days: { type: number, default: 7, description: How long } }
${rest}`;

async function described(rest: string): Promise<readonly string[]> {
  const { policy: read, diagnostics } = await readPolicy("queue-open.yaml", policy(rest));
  if (read === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return describeFixes(read);
}

it("says what a fix does, and with which option", async () => {
  expect(
    await described(
      "match: aws_sqs_queue\nrequire: { a: 1 }\nfix: { safe: true, set: { a: 1, b.c: { parameter: days }, d: [x] }, remove: [e] }\n",
    ),
  ).toEqual(['--fix sets a to 1, sets b.c to the parameter days, sets d to ["x"], removes e.']);
});

it("says of each case what its fix does, of equal ones once, and nothing where there is none", async () => {
  const cases = (fixes: readonly string[]): string =>
    `cases:\n${fixes.map((fix) => `  - { match: aws_sqs_queue, require: { a: 1 }${fix} }\n`).join("")}`;
  const block = ", fix: { safe: false, add: [{ block: f.g, with: { h: true, i: x } }, { block: j }] }";
  expect(await described(cases([block, block, ", fix: { safe: false, remove: [k] }", ""]))).toEqual([
    '--fix-needs-review adds f.g with h = true and i = "x", adds j.',
    "--fix-needs-review removes k.",
  ]);
  expect(await described(cases([""]))).toEqual([]);
});
