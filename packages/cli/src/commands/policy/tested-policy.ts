import {
  type Finding,
  type FixtureFiles,
  type FixtureMeasure,
  FixtureError,
  checkFixture,
  locatePolicy,
  measureFixture,
  type Policy,
  type PolicyPath,
} from "@lintel/core";
import type { PolicyFile } from "./policy-files.js";

/** A line of a fixture on which other verdicts are expected than there are. */
export interface Difference {
  readonly file: string;
  readonly line: number | null;
  /** The line itself. */
  readonly source: string | null;
  /** What is expected and is not there. */
  readonly expected: readonly { readonly status: string; readonly address: string | null }[];
  /** What is there and is not expected. */
  readonly actual: readonly Pick<Finding, "status" | "message" | "reason" | "actual">[] &
    readonly { readonly address: string }[];
}

/** A place in a policy, and what is to be said of it. */
export interface Remark {
  readonly line: number;
  readonly column: number;
  /** Keys and indices from the top of the policy. */
  readonly path: PolicyPath;
  readonly what: string;
}

/** What testing one policy came to. */
export interface TestedPolicy {
  readonly file: string;
  readonly id: string;
  /** What is wrong, apart from verdicts that differ. */
  readonly problems: readonly string[];
  readonly differences: readonly Difference[];
  /** Entries and operators of the conditions that no example shows from both sides. */
  readonly unexercised: readonly Remark[];
  /** Null where mutants were not asked for. */
  readonly mutants: { readonly total: number; readonly survivors: readonly Remark[] } | null;
}

/** More is no line that anybody wrote, but a plan or the like, of which it would be the whole. */
const longestSource = 300;

function sourceLine(text: string, line: number): string | null {
  const source = text.split(/\r?\n/)[line - 1];
  return source === undefined || source.length > longestSource ? null : source;
}

/** Runs a policy against its fixture. */
export async function testPolicy(
  file: PolicyFile,
  policy: Policy,
  files: FixtureFiles,
  mutate: boolean,
): Promise<TestedPolicy> {
  const about = { file: file.path, id: policy.id };
  const untested = { ...about, differences: [], unexercised: [], mutants: null };
  if (Object.keys(files).length === 0) return { ...untested, problems: [describeMissing(file)] };
  try {
    const check = await checkFixture(policy, files);
    const differences = check.differences.map(({ file: name, line, missing, surplus }): Difference => ({
      file: name,
      line: line ?? null,
      source: line === undefined ? null : sourceLine(files[name] ?? "", line),
      expected: missing.map(({ status, address }) => ({ status, address: address ?? null })),
      actual: surplus.map(({ status, address, finding }) => {
        const { message, reason, actual } = finding;
        return { status, address, message, reason, actual };
      }),
    }));
    const problems = [
      ...check.diagnostics.map(({ location, message }) =>
        location === null ? message : `${location.file}:${location.start.line} ${message}`,
      ),
      ...["fail", "pass"]
        .filter((status) => !check.expected.some((each) => each.status === status))
        .map((status) => `The fixture has no example that is a ${status}.`),
    ];
    const measure = await measureFixture(policy, files, { mutate });
    return { ...about, problems, differences, ...(await remarksOn(file, measure)) };
  } catch (error) {
    if (error instanceof FixtureError) return { ...untested, problems: [error.message] };
    throw error;
  }
}

function describeMissing({ stem }: PolicyFile): string {
  return `There is no fixture. Write ${stem}.fixture.tf (or .yaml, or a folder ${stem}.fixture) beside the policy.`;
}

async function remarksOn(
  { path, text }: PolicyFile,
  { unexercised, mutation }: FixtureMeasure,
): Promise<Pick<TestedPolicy, "unexercised" | "mutants">> {
  const place = await locatePolicy(path, text);
  const remark = (at: PolicyPath, what: string): Remark => {
    const { file, start } = place(at);
    return { ...file.positionAt(start), path: at, what };
  };
  return {
    unexercised: unexercised.map(({ at, never }) => remark(at, `“${nameOf(at)}” ${describeNever(never)}`)),
    mutants:
      mutation === undefined
        ? null
        : { total: mutation.mutants, survivors: mutation.survivors.map(({ at, what }) => remark(at, what)) },
  };
}

function nameOf(at: PolicyPath): string {
  return at.findLast((key) => typeof key === "string") ?? "";
}

function describeNever(never: readonly boolean[]): string {
  return never.length > 1 ? "is never asked, or never answered" : `is never ${String(never[0])}`;
}
