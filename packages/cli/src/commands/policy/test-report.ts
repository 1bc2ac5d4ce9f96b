import type { Difference, Remark, TestedPolicy } from "./tested-policy.js";

/** Writes what testing policies came to as JSON, for other programs. */
export function testsAsJson(tests: readonly TestedPolicy[]): string {
  const policies = tests.map((test) => ({ ...test, status: isAsExpected(test) ? "passed" : "failed" }));
  return `${JSON.stringify({ schemaVersion: 1, summary: summaryOf(tests), policies }, null, 2)}\n`;
}

/** Whether a fixture says what there is; what it does not notice is another matter. */
export function isAsExpected({ problems, differences }: TestedPolicy): boolean {
  return problems.length === 0 && differences.length === 0;
}

/** Whether changes to the policy go unnoticed. */
export function hasSurvivors({ mutants }: TestedPolicy): boolean {
  return mutants !== null && mutants.survivors.length > 0;
}

function summaryOf(tests: readonly TestedPolicy[]) {
  const mutants = tests.flatMap((test) => test.mutants ?? []);
  return {
    policies: tests.length,
    failed: tests.filter((test) => !isAsExpected(test)).length,
    unexercised: sum(tests, (test) => test.unexercised.length),
    mutants: sum(mutants, ({ total }) => total),
    survivors: sum(mutants, ({ survivors }) => survivors.length),
  };
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

/** Writes what testing policies came to for people: what differs, what no example shows, and a summary. */
export function testsAsText(tests: readonly TestedPolicy[], mutate: boolean): string {
  const lines = tests.flatMap(describeTest);
  const { policies, failed, unexercised, mutants, survivors } = summaryOf(tests);
  const parts = [
    `${counted(policies, "policy", "policies")} tested, ${failed === 0 ? "all as expected" : `${failed} not as expected`}`,
  ];
  if (unexercised > 0) parts.push(`${counted(unexercised, "part", "parts")} of conditions not shown from both sides`);
  if (mutate)
    parts.push(
      `${counted(mutants, "mutant", "mutants")}, of which ${survivors === 0 ? "none survives" : `${survivors} survive`}`,
    );
  return `${[...lines, `${parts.join("; ")}.`].map(showable).join("\n")}\n`;
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function describeTest(test: TestedPolicy): readonly string[] {
  const { file, id, problems, differences, unexercised, mutants } = test;
  const place = (what: string) => (remark: Remark) =>
    `  ${file}:${remark.line}:${remark.column} ${what}: ${remark.what}`;
  const lines = [
    ...problems.map((problem) => `  ${problem}`),
    ...differences.flatMap(describeDifference),
    ...unexercised.map(place("not shown")),
    ...(mutants?.survivors ?? []).map(place("survives")),
  ];
  return lines.length === 0 ? [] : [`${isAsExpected(test) ? "passed" : "FAILED"} ${id}`, ...lines, ""];
}

function describeDifference({ file, line, source, expected, actual }: Difference): readonly string[] {
  const lines = [`  ${file}${line === null ? "" : `:${line}`}`];
  if (source !== null) lines.push(`      ${line ?? ""} | ${source}`);
  const wanted = expected.map(({ status, address }) => (address === null ? status : `${status} of ${address}`));
  lines.push(`    expected: ${wanted.length === 0 ? "nothing" : wanted.join(", ")}`);
  if (actual.length === 0) lines.push("    found:    nothing");
  for (const { status, address, reason, actual: value, message } of actual) {
    const why = [reason === null ? "" : ` for ${reason}`, value === null ? "" : ` (${value})`].join("");
    lines.push(`    found:    ${status} of ${address}${why}${status === "pass" ? "" : `: ${message}`}`);
  }
  return lines;
}

/** What a fixture holds is shown, but must not steer the terminal. */
function showable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => (character === "\t" ? "  " : "\uFFFD"));
}
