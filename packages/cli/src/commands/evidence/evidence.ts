import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  type BaselineOptions,
  type Evidence,
  type EvidenceSettings,
  makeEvidence,
  type NotApplicable,
  type ReportedDiagnostic,
  scan,
} from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { frameworks as frameworkCatalogue, policies as shipped } from "@lintel/policies";
import { loadEvidenceReporter } from "@lintel/reporters";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeError, writeOut } from "../../output/streams.js";
import { type ConfiguredSources, configuredSourcesOf, refuseProblems } from "../configuration.js";
import { checkDay } from "../day.js";
import { loadFrameworks } from "../frameworks.js";
import { helpCommand } from "../help.js";
import { loadOwnPolicies } from "../own-policies.js";
import { reportProblems } from "../problems.js";
import { evidenceHelp } from "./evidence-options.js";
import { dataName, folderFor, writeFolder } from "./folder.js";
import { describeJudges } from "./judges.js";
import { manifestName, sha256Of, writeManifest } from "./manifest.js";
import { recordHost } from "./recorded-host.js";
import { readRepository } from "./repository.js";

/** `lintel evidence`, and `lintel evidence verify`. */
export async function evidenceCommand(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === "verify") return (await import("./verify.js")).verifyCommand(rest);
  const options = parseOptions(args, evidenceHelp.options);
  if (options.has("help")) return helpCommand(["evidence"]);
  const { folder, output } = requireOutput(options);
  const sources = await configuredSourcesOf(options.positionals, options);
  const evidence = await gather(options, sources, folder);
  if (evidence.summary.files === 0 && evidence.isComplete) {
    writeError("lintel: There was no Terraform or Kubernetes file to scan, so that there is no evidence.\n");
    return exitCodes.nothingToScan;
  }
  const manifest = await write(evidence, folder);
  writeOut(`Evidence is in ${output}. SHA-256 of its ${manifestName}: ${sha256Of(manifest)}\n`);
  const code = await reportProblems(evidence.diagnostics, sources.root);
  return options.has("allow-errors") ? exitCodes.clean : code;
}

/** What is wrong with a command line shows before anything is scanned. */
function requireOutput(options: GivenOptions): { readonly folder: string; readonly output: string } {
  if (options.positionals.length === 0) {
    throw new UsageError(
      "Say what to scan.",
      "For the working directory: lintel evidence . --framework soc2 --output DIR",
    );
  }
  if (!options.has("framework")) {
    throw new UsageError(
      "Say for which framework.",
      "Write --framework soc2; lintel framework list shows which there are.",
    );
  }
  const output = options.last("output");
  if (output === undefined) throw new UsageError("Say where to write the evidence.", "Write --output DIR.");
  return { folder: folderFor(output), output };
}

async function gather(options: GivenOptions, sources: ConfiguredSources, folder: string): Promise<Evidence> {
  const { root, project } = sources;
  const frameworks = await loadFrameworks(options.list("framework"));
  const own = await loadOwnPolicies(
    {
      externalPolicies: options.all("external-policies"),
      plugins: options.all("plugin"),
      rego: { paths: [], packages: [], input: undefined },
    },
    sources,
  );
  const inside = pathInside(root, folder);
  const { repository, committed } = await readRepository(root, inside);
  const given = options.last("today");
  const committedDay = repository.kind === "git" ? repository.committedAt.slice(0, 10) : undefined;
  const today = given === undefined ? committedDay : checkDay(given);
  const recorded = recordHost(sources.options.host ?? createNodeHost(root), inside);
  const inRego = own.engines.flatMap(({ entries }) => entries.map(({ id }) => id));
  let notApplicable: readonly NotApplicable[] = [];
  const result = await scan({
    ...sources.options,
    host: recorded.host,
    baseline: await baselineOf(options, sources),
    policies: [shipped, ...own.policies],
    // What is in Rego is known by name, and not run.
    engines: own.engines,
    skipPolicy: inRego,
    frameworks,
    frameworkCatalogue,
    today,
    includePassed: true,
    onNotApplicable: (places) => {
      notApplicable = places;
    },
  });
  await refuseProblems(project, root);
  const files = new Map([...recorded.files, ...filesBeside(sources)]);
  return makeEvidence({
    result: { ...result, diagnostics: [...own.diagnostics, ...withoutRego(inRego), ...result.diagnostics] },
    notApplicable,
    frameworks,
    ...(await describeJudges(own)),
    inputs: [...files].map(([file, sha256]) => ({ file, sha256, isCommitted: committed?.has(file) ?? null })),
    repository,
    today,
    settings: settingsOf(options, sources),
  });
}

/** That policies are left out, which say neither of which control they are nor of what they pass. */
function withoutRego(ids: readonly string[]): readonly ReportedDiagnostic[] {
  if (ids.length === 0) return [];
  const which = ids.length === 1 ? "1 policy" : `${String(ids.length)} policies`;
  return [
    {
      severity: "warning",
      code: "evidence-without-rego",
      message: `The configuration names ${which} in Rego, and they are no part of evidence: they belong to no control.`,
      location: null,
      hint: "lintel scan runs them.",
    },
  ];
}

/** What the configuration calls known is suppressed in evidence too, and listed as such. */
async function baselineOf(options: GivenOptions, sources: ConfiguredSources): Promise<BaselineOptions | undefined> {
  if (sources.project.run.baselineFile.value === undefined) return undefined;
  const { baselineForScan } = await import("../baseline/baseline-file.js");
  return baselineForScan(options, sources);
}

/** The path of a folder below the scan root, with forward slashes; undefined where it lies elsewhere. */
function pathInside(root: string, folder: string): string | undefined {
  const path = relative(root, folder).split(sep).join("/");
  return path === "" || path === ".." || path.startsWith("../") ? undefined : path;
}

/** What is not read through the host of the scan: variable files, which may lie anywhere, configurations, and the baseline. */
function filesBeside({ root, options, project }: ConfiguredSources): readonly (readonly [string, string])[] {
  const variables = (options.variables ?? []).flatMap((input) => (input.kind === "file" ? [input.path] : []));
  const configurations = project.files.map(({ file }) => file.path);
  const { variables: common, scenarios, baselineFile } = project.run;
  const named = [common, ...scenarios.value.map((each) => each.variables)].flatMap(({ files }) => files);
  // Those below the scan root were read through the host.
  const elsewhere = new Set(named.map(({ value }) => value).filter((path) => path.startsWith("../")));
  const baseline = baselineFile.value === undefined ? [] : [baselineFile.value];
  const paths = [...variables, ...elsewhere, ...configurations, ...baseline];
  return paths.map((path) => [path, sha256Of(readFileSync(join(root, path)))] as const);
}

/** Values of variables may be secret, their names are not. */
function settingsOf(given: GivenOptions, { options }: ConfiguredSources): EvidenceSettings {
  const variables = options.variables ?? [];
  return {
    paths: options.paths,
    variables: variables.flatMap((input) => (input.kind === "value" ? [input.name] : [])),
    variableFiles: variables.flatMap((input) => (input.kind === "file" ? [input.path] : [])),
    workspace: options.workspace ?? null,
    scenarios: options.scenarios ?? [],
    usesEnvironment: given.has("env-vars"),
  };
}

/** Writes the folder and returns its manifest. */
async function write(evidence: Evidence, folder: string): Promise<string> {
  const [asMarkdown, asHtml] = await Promise.all([loadEvidenceReporter("markdown"), loadEvidenceReporter("html")]);
  const files = new Map([
    [dataName, `${JSON.stringify(evidence, null, 2)}\n`],
    ["evidence.md", asMarkdown(evidence)],
    ["evidence.html", asHtml(evidence)],
  ]);
  const manifest = writeManifest(files);
  writeFolder(folder, new Map([...files, [manifestName, manifest]]));
  return manifest;
}
