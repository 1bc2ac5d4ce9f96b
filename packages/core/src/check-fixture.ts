import type { FindingStatus } from "./policy/finding.js";
import { compareVerdicts, readAnnotations, type LocatedVerdict } from "./policy/fixtures.js";
import { isDataList, isDataMap, type Data, type Policy } from "./policy/policy.js";
import { scan } from "./scan.js";
import { createMemoryHost } from "./source/memory-host.js";
import { kindOfPlanText } from "./terraform/plan/kind-of-plan.js";

/** What checking a policy against its fixture came to. */
export interface FixtureCheck {
  /** Where verdicts and annotations differ, a sentence each; empty where all is well. */
  readonly problems: readonly string[];
  /** The verdicts that the fixture expects. */
  readonly expected: readonly LocatedVerdict[];
}

const expectedName = "expected.yaml";

/**
 * Runs a policy over the files of its fixture (text by path) and holds the verdicts against the annotations in them, or
 * against an `expected.yaml` where comments cannot stand.
 */
export async function checkFixture(policy: Policy, files: Readonly<Record<string, string>>): Promise<FixtureCheck> {
  const expected: LocatedVerdict[] = [];
  for (const [path, text] of Object.entries(files)) {
    expected.push(...(path === expectedName ? await readExpected(text) : readAnnotations(path, text, policy.id)));
  }
  const sources = Object.fromEntries(Object.entries(files).filter(([path]) => path !== expectedName));
  const result = await scan({
    host: createMemoryHost(sources),
    // A plan is only read where it is named.
    paths: ["", ...Object.keys(sources).filter((path) => isPlan(path, sources[path] ?? ""))],
    policies: [policy],
    includePassed: true,
  });
  const errors = result.diagnostics
    .filter(({ severity, code }) => severity === "error" || code === "policy-mistake")
    .map(
      ({ location, message }) =>
        `${location === null ? "" : `${location.file}:${String(location.start.line)}: `}${message}`,
    );
  return { problems: [...errors, ...compareVerdicts(expected, result.findings)], expected };
}

function isPlan(path: string, text: string): boolean {
  return path.endsWith(".json") && kindOfPlanText(text) !== undefined;
}

const statuses: readonly string[] = ["fail", "pass", "unknown"] satisfies FindingStatus[];

async function readExpected(text: string): Promise<readonly LocatedVerdict[]> {
  const { parse } = await import("yaml");
  const data: Data = parse(text) as Data;
  if (!isDataList(data)) throw new Error(`${expectedName} must be a list of {file, line, status}`);
  return data.map((entry) => {
    const { file, line, status } = isDataMap(entry) ? entry : {};
    if (
      typeof file !== "string" ||
      typeof line !== "number" ||
      typeof status !== "string" ||
      !statuses.includes(status)
    ) {
      throw new Error(`${expectedName} has an entry that is not {file, line, status}: ${JSON.stringify(entry)}`);
    }
    return { file, line, status: status as FindingStatus };
  });
}
