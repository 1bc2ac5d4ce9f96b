import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  type Evidence,
  type EvidenceSettings,
  makeEvidence,
  type NotApplicable,
  type ScanResult,
  scan,
} from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { policies as shipped } from "@lintel/policies";
import { loadEvidenceReporter } from "@lintel/reporters";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeError, writeOut } from "../../output/streams.js";
import { checkDay } from "../day.js";
import { loadFrameworks } from "../frameworks.js";
import { helpCommand } from "../help.js";
import { reportProblems } from "../problems.js";
import { type Sources, sourcesOf } from "../source-settings.js";
import { evidenceHelp } from "./evidence-options.js";
import { dataName, folderFor, writeFolder } from "./folder.js";
import { type Judges, loadJudges } from "./judges.js";
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
  const sources = sourcesOf(options.positionals, options);
  const judges = await loadJudges(options, sources.root);
  const evidence = await gather(options, sources, judges, folder);
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

async function gather(options: GivenOptions, sources: Sources, judges: Judges, folder: string): Promise<Evidence> {
  const frameworks = await loadFrameworks(options.list("framework"));
  const inside = pathInside(sources.root, folder);
  const { repository, committed } = await readRepository(sources.root, inside);
  const given = options.last("today");
  const committedDay = repository.kind === "git" ? repository.committedAt.slice(0, 10) : undefined;
  const today = given === undefined ? committedDay : checkDay(given);
  const recorded = recordHost(sources.options.host ?? createNodeHost(sources.root), inside);
  let notApplicable: readonly NotApplicable[] = [];
  const result = await scan({
    ...sources.options,
    host: recorded.host,
    policies: [shipped, ...judges.own],
    frameworks,
    today,
    includePassed: true,
    onNotApplicable: (places) => {
      notApplicable = places;
    },
  });
  const files = new Map([...recorded.files, ...variableFiles(sources)]);
  return makeEvidence({
    result: withDiagnostics(result, judges),
    notApplicable,
    frameworks,
    frameworkSources: judges.frameworkSources,
    policies: judges.described,
    inputs: [...files].map(([file, sha256]) => ({ file, sha256, isCommitted: committed?.has(file) ?? null })),
    repository,
    today,
    settings: settingsOf(options, sources),
  });
}

function withDiagnostics(result: ScanResult, { diagnostics }: Judges): ScanResult {
  return { ...result, diagnostics: [...diagnostics, ...result.diagnostics] };
}

/** The path of a folder below the scan root, with forward slashes; undefined where it lies elsewhere. */
function pathInside(root: string, folder: string): string | undefined {
  const path = relative(root, folder).split(sep).join("/");
  return path === "" || path === ".." || path.startsWith("../") ? undefined : path;
}

/** Variable files are not read through the host, since they may lie anywhere. */
function variableFiles({ root, options }: Sources): readonly (readonly [string, string])[] {
  return (options.variables ?? []).flatMap((input) =>
    input.kind === "file" ? [[input.path, sha256Of(readFileSync(join(root, input.path)))] as const] : [],
  );
}

/** Values of variables may be secret, their names are not. */
function settingsOf(given: GivenOptions, { options }: Sources): EvidenceSettings {
  const variables = options.variables ?? [];
  return {
    paths: options.paths,
    variables: variables.flatMap((input) => (input.kind === "value" ? [input.name] : [])),
    variableFiles: variables.flatMap((input) => (input.kind === "file" ? [input.path] : [])),
    workspace: options.workspace ?? null,
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
