import {
  compareScans,
  openSession,
  readBaseline,
  type BaselineOptions,
  type Finding,
  type Project,
  type ReportedDiagnostic,
  type ScanComparison,
  type ScanOptions,
  type ScanRecord,
  type ScanResult,
  type SourceHost,
  type VariableInput,
} from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import {
  GitError,
  createEarlierHost,
  createTreeHost,
  defaultBranch,
  mergeBase,
  pathsOf,
  repositoryRoot,
  workingTreeChanges,
} from "@lintel/git";
import { realpathSync } from "node:fs";
import type { GivenOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { readProject } from "./configuration.js";
import type { Judge, JudgedSources } from "./scan.js";

/**
 * Scans what there was where a branch left another one, then what there is now, each with its own configuration, and keeps what is new.
 * Rejects with a UsageError where git does not have it.
 */
export function judgeChanged(options: GivenOptions, reference: string): (sources: JudgedSources) => Judge {
  return (sources) => async (scanOptions) => {
    const { root } = sources;
    const now = scanOptions.host ?? createNodeHost(root);
    const { base, changed, earlier } = await readEarlier(root, reference, now);
    const session = await openSession({
      ...scanOptions,
      host: earlier,
      configure: async (host) => {
        const project = await readProject(host, scanOptions.paths, options, root);
        sources.judged.project = project;
        return {
          project,
          variables: (scanOptions.variables ?? []).map((input) => readAgain(input, host)),
          baseline: options.has("baseline") ? scanOptions.baseline : configuredBaseline(project, host, scanOptions),
        };
      },
    });
    const { record, result: before } = session.scan;
    const comparison = compareScans(record, await session.update(changed, now));
    return onlyNew(comparison, record, before.diagnostics, base);
  };
}

async function readEarlier(
  root: string,
  reference: string,
  now: SourceHost,
): Promise<{ readonly base: string; readonly changed: readonly string[]; readonly earlier: SourceHost }> {
  try {
    const top = await repositoryRoot(root);
    if (realpathSync(top) !== realpathSync(root)) {
      throw new UsageError("What is scanned is not all of one repository.", "--changed compares commits of one.");
    }
    const other = reference === "" ? await defaultBranch(root) : reference;
    if (other === undefined) {
      throw new UsageError("Which branch this one left cannot be told.", "Write --changed=REF.");
    }
    const base = await mergeBase(root, other, "HEAD");
    const changed = pathsOf(await workingTreeChanges(root, base));
    return { base, changed, earlier: createEarlierHost(now, await createTreeHost(root, base), changed) };
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

/** A file of variables is read as it was; one that lies elsewhere, or was not there, as it is. */
function readAgain(input: VariableInput, host: SourceHost): VariableInput {
  if (input.kind !== "file" || input.path.startsWith("..")) return input;
  const bytes = host.readFile(input.path);
  return bytes.ok ? { ...input, text: new TextDecoder().decode(bytes.value) } : input;
}

/** The baseline that the configuration of then names, as it was then; one that is wrong is told of when what is now is scanned. */
function configuredBaseline(
  { run }: Project,
  host: SourceHost,
  { baseline: now }: ScanOptions,
): BaselineOptions | undefined {
  const { value: path } = run.baselineFile;
  const bytes = path === undefined ? undefined : host.readFile(path);
  if (path === undefined || bytes?.ok !== true) return undefined;
  const { baseline } = readBaseline(path, new TextDecoder().decode(bytes.value));
  return baseline === undefined ? now : { baseline, path, ratchet: run.ratchet.value };
}

/** Leaves of a result what was not there before, and says how much there was. */
function onlyNew(
  { result, unchanged, fixed }: ScanComparison,
  before: ScanRecord,
  diagnosticsBefore: readonly ReportedDiagnostic[],
  base: string,
): ScanResult {
  const isSuppressed = ({ status }: Finding): boolean => status === "suppressed";
  const suppressedBefore = new Set(before.findings.filter(isSuppressed).map(({ fingerprint }) => fingerprint));
  const findings = result.findings.filter((finding) =>
    isSuppressed(finding) ? !suppressedBefore.has(finding.fingerprint) : finding.baselineState !== "unchanged",
  );
  const said = new Set(diagnosticsBefore.map(({ code, message }) => `${code} ${message}`));
  const count = (status: Finding["status"]): number => findings.filter((finding) => finding.status === status).length;
  const reasons = findings.flatMap(({ status, reason }) => (status === "unknown" && reason !== null ? [reason] : []));
  return {
    ...result,
    summary: {
      ...result.summary,
      failed: count("fail"),
      unknown: count("unknown"),
      suppressed: count("suppressed"),
      unknownReasons: Object.fromEntries(
        [...new Set(reasons)].sort().map((reason) => [reason, reasons.filter((each) => each === reason).length]),
      ),
    },
    findings,
    // What cannot be read is said however long it has been so: something new may be in it.
    diagnostics: result.diagnostics.filter(
      ({ severity, code, message }) => severity === "error" || !said.has(`${code} ${message}`),
    ),
    comparison: { base, unchanged: unchanged.length, fixed: fixed.length },
  };
}
