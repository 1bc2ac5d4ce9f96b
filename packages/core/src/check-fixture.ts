import { divideFixture, parametersName, type FixturePart, type Parameters } from "./fixture-parts.js";
import { loadSources } from "./loaded-sources.js";
import { Coverage, type Unexercised } from "./policy/authoring/coverage.js";
import { judge } from "./policy/authoring/judge.js";
import { findSurvivors, type Mutation, type Trial } from "./policy/authoring/survivors.js";
import { compilePolicy, loadPatternCompiler, usesPatterns } from "./policy/compile.js";
import type { Finding, FindingStatus, ReportedDiagnostic } from "./policy/finding.js";
import {
  differencesOf,
  readAnnotations,
  readToday,
  type ExpectedVerdict,
  type FixtureDifference,
  type GivenVerdict,
} from "./policy/fixtures.js";
import { isDataList, isDataMap, type Data, type Policy } from "./policy/policy.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { createMemoryHost } from "./source/memory-host.js";
import { kindOfFile } from "./source/file-kind.js";
import { kindOfPlanText } from "./terraform/plan/kind-of-plan.js";

/** A finding as a verdict on a line. */
export interface FindingVerdict extends GivenVerdict {
  readonly finding: Finding;
}

/** What checking a policy against its fixture came to. */
export interface FixtureCheck {
  /** What is wrong with the fixture's own files, or with the way the policy reads them. */
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** The lines on which verdicts and expectations differ. */
  readonly differences: readonly FixtureDifference<FindingVerdict>[];
  /** All of this, a sentence each; empty where all is well. */
  readonly problems: readonly string[];
  /** The verdicts that the fixture expects. */
  readonly expected: readonly ExpectedVerdict[];
  /** What the policy found, passes included. */
  readonly findings: readonly Finding[];
}

/** How well a fixture tests its policy. */
export interface FixtureMeasure {
  readonly unexercised: readonly Unexercised[];
  /** Undefined where mutants were not asked for. */
  readonly mutation: Mutation | undefined;
}

/** The files of a fixture, their text by path. */
export type FixtureFiles = Readonly<Record<string, string>>;

const expectedName = "expected.yaml";

/**
 * Runs a policy over the files of its fixture and holds the verdicts against the annotations in them, or against an
 * `expected.yaml` where comments cannot stand. @throws FixtureError for an `expected.yaml` or `parameters.yaml` that cannot be read.
 */
export async function checkFixture(policy: Policy, files: FixtureFiles): Promise<FixtureCheck> {
  const expected = await expectationsOf(policy, files);
  const today = dayOf(files);
  const findings: Finding[] = [];
  const diagnostics: ReportedDiagnostic[] = [];
  for (const part of await partsOf(files)) {
    const parameters = { [policy.id]: part.parameters };
    const options = { ...scanOptions(part.files), today, parameters };
    const result = await scan({ ...options, policies: [policy], includePassed: true });
    findings.push(...result.findings);
    diagnostics.push(...result.diagnostics);
  }
  const given = findings.map((finding): FindingVerdict => {
    const { location, status, resource } = finding;
    return { file: location.file, line: location.start.line, status, address: resource.address, finding };
  });
  const differences = differencesOf(expected, given);
  const errors = diagnostics.filter(({ severity, code }) => severity === "error" || code === "policy-mistake");
  const problems = [...errors.map(describeDiagnostic), ...differences.flatMap(describeDifference)];
  return { diagnostics: errors, differences, problems, expected, findings };
}

/** Measures how well a fixture tests its policy: what it never asks, and with `mutate` what it does not notice. */
export async function measureFixture(
  policy: Policy,
  files: FixtureFiles,
  { mutate = false }: { readonly mutate?: boolean | undefined } = {},
): Promise<FixtureMeasure> {
  const compilePattern = usesPatterns(policy) ? await loadPatternCompiler() : undefined;
  const coverage = new Coverage();
  const today = dayOf(files);
  const expected = mutate ? await expectationsOf(policy, files) : [];
  const trials: Trial[] = [];
  for (const { files: own, parameters } of await partsOf(files)) {
    const { graph } = await loadSources(scanOptions(own));
    const compiled = compilePolicy(policy, { compilePattern, parameters, observe: coverage.observe });
    judge(graph, compiled, () => undefined, today);
    const ownExpected = expected.filter(({ file }) => Object.hasOwn(own, file));
    trials.push({ graph, expected: ownExpected, compilePattern, parameters, today });
  }
  const mutation = mutate ? findSurvivors(policy, trials) : undefined;
  return { unexercised: coverage.unexercised(), mutation };
}

/** The parts of a fixture that have parameters of their own. */
async function partsOf(files: FixtureFiles): Promise<readonly FixturePart[]> {
  const given = new Map<string, Parameters>();
  for (const [path, text] of Object.entries(files)) {
    if (path === parametersName || path.endsWith(`/${parametersName}`))
      given.set(path, await readParameters(path, text));
  }
  return divideFixture(files, given);
}

async function readParameters(path: string, text: string): Promise<Parameters> {
  const data = await readYaml(path, text);
  if (!isDataMap(data)) throw new FixtureError(`${path} must be a mapping of the policy's parameters to their values.`);
  return data;
}

/** The day that a fixture says it is judged on. */
function dayOf(files: FixtureFiles): string | undefined {
  return Object.values(files)
    .map(readToday)
    .find((day) => day !== undefined);
}

/** Plans are only read when they are named; the day is what a comment says. */
function scanOptions(files: FixtureFiles): Pick<ScanOptions, "host" | "paths" | "today"> {
  const sources = Object.entries(files).filter(([path]) => path !== expectedName);
  const plans = sources.filter(([path, text]) => kindOfFile(path) === "json" && kindOfPlanText(text) !== undefined);
  const today = sources.map(([, text]) => readToday(text)).find((day) => day !== undefined);
  return { host: createMemoryHost(Object.fromEntries(sources)), paths: ["", ...plans.map(([path]) => path)], today };
}

async function expectationsOf(policy: Policy, files: FixtureFiles): Promise<readonly ExpectedVerdict[]> {
  const expected: ExpectedVerdict[] = [];
  for (const [path, text] of Object.entries(files)) {
    expected.push(...(path === expectedName ? await readExpected(text) : readAnnotations(path, text, policy.id)));
  }
  return expected;
}

/** A fixture's `expected.yaml` that says nothing that could be expected. */
export class FixtureError extends Error {
  override readonly name = "FixtureError";
}

const statuses: readonly string[] = ["fail", "pass", "unknown"] satisfies FindingStatus[];

async function readExpected(text: string): Promise<readonly ExpectedVerdict[]> {
  const data = await readYaml(expectedName, text);
  if (!isDataList(data)) throw new FixtureError(`${expectedName} must be a list of {file, line, address, status}.`);
  return data.map(readExpectation);
}

async function readYaml(path: string, text: string): Promise<Data> {
  const { parse } = await import("yaml");
  try {
    return parse(text) as Data;
  } catch (error) {
    throw new FixtureError(`${path} is not valid YAML: ${error instanceof Error ? error.message : ""}`);
  }
}

function readExpectation(entry: Data): ExpectedVerdict {
  const { file, line, address, status, ...others } = isDataMap(entry) ? entry : {};
  const isPlaced = line !== undefined || address !== undefined;
  if (
    typeof file !== "string" ||
    !(line === undefined || typeof line === "number") ||
    !(address === undefined || typeof address === "string") ||
    typeof status !== "string" ||
    !statuses.includes(status) ||
    !isPlaced ||
    Object.keys(others).length > 0
  ) {
    throw new FixtureError(
      `${expectedName} has an entry that is not {file, line, address, status}, of which line or address may be left out: ${JSON.stringify(entry)}.`,
    );
  }
  return { file, line, address, status: status as FindingStatus };
}

function describeDiagnostic({ location, message }: ReportedDiagnostic): string {
  return `${location === null ? "" : `${location.file}:${String(location.start.line)}: `}${message}`;
}

function describeDifference({ file, line, missing, surplus }: FixtureDifference<FindingVerdict>): readonly string[] {
  const place = line === undefined ? file : `${file}:${String(line)}`;
  return [
    ...missing.map(({ status, address }) => {
      const what = address === undefined ? status : `${status} of ${address}`;
      return `${place}: ${what} is expected, and there is none`;
    }),
    ...surplus.map(({ finding }) => `${place}: ${describeFinding(finding)}, which no comment expects`),
  ];
}

/** Says of a finding in half a sentence what the verdict is, and why. */
function describeFinding({ status, resource, reason, actual }: Finding): string {
  const why = reason === null ? "" : ` for ${reason}`;
  const value = actual === null ? "" : ` (${actual})`;
  return `${resource.address} is ${status}${why}${value}`;
}
