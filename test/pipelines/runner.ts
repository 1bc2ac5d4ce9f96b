import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { repositoryPath } from "./example.js";
import type { Pipeline, Step } from "./pipelines.js";

/** The built binary. */
export const binary = repositoryPath("packages/cli/bin/lintel.js");

if (!existsSync(repositoryPath("packages/cli/dist/bundle/main.cjs"))) {
  throw new Error("The binary is not built: run `npm run build`.");
}

/** Makes a directory for one test. */
export function temporaryDirectory(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), "lintel-pipelines-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/** What came of a command. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command, while what this process serves goes on being served. */
export function run(
  [command = "", ...args]: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail).on("close", (code) => {
      done({ code, stdout, stderr });
    });
  });
}

/** Scripts that stand in for what a runner has, or would fetch: npm's registry, and clouds that take files. */
const standIns: Readonly<Record<string, string>> = {
  npx: `[ "$1" = --yes ] && [ "$2" = lintel@0.1.0 ] || { echo "npx is not called as expected: $*" >&2; exit 90; }
shift 2
exec "${process.execPath}" "${binary}" "$@"`,
  // cp [--recursive] <from> <to>, where one of both may be in the cloud.
  gcloud: `[ "$1 $2" = "storage cp" ] || exit 91
shift 2
from="$1" to="$2" where=cloud
if [ "$1" = --recursive ]; then from="$2" to="$3"; fi
from="$(printf %s "$from" | sed "s,^gs://,$where/,")" to="$(printf %s "$to" | sed "s,^gs://,$where/,")"
if [ "$to" = - ]; then cat "$from"; exit; fi
mkdir -p "$(dirname "$to/")"
case "$to" in */) mkdir -p "$to" ;; *) mkdir -p "$(dirname "$to")" ;; esac
if [ "$from" = - ]; then cat > "$to"; else cp -r "$from" "$to"; fi`,
  aws: `[ "$1 $2 $3" = "s3 cp --recursive" ] || exit 92
to="$(printf %s "$5" | sed "s,^s3://,cloud/,")"
mkdir -p "$to" && cp -r "$4"/. "$to"`,
};

/** A directory that goes before all others on the PATH of a pipeline. */
export function standInDirectory(): string {
  const directory = temporaryDirectory();
  for (const [name, script] of Object.entries(standIns)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  return directory;
}

/** What came of a pipeline. */
export interface PipelineRun {
  /** The exit code of the first step that failed, or 0. */
  readonly code: number | null;
  readonly runs: readonly Run[];
}

/** Runs the steps of a pipeline as its CI system does: after one that fails, only those that always run. */
export async function runPipeline(
  { steps, environment }: Pick<Pipeline, "steps" | "environment">,
  directory: string,
  more: Readonly<Record<string, string>> = {},
): Promise<PipelineRun> {
  const PATH = `${standInDirectory()}:${process.env["PATH"] ?? ""}`;
  const runs: Run[] = [];
  let code: number | null = 0;
  for (const step of steps) {
    if (code !== 0 && !step.isAlways) continue;
    const done = await runStep(step, directory, { ...environment, ...step.environment, ...more, PATH });
    runs.push(done);
    if (code === 0) code = done.code;
  }
  return { code, runs };
}

function runStep(
  { script, shell }: Step,
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<Run> {
  const file = join(temporaryDirectory({ "step.sh": script }), "step.sh");
  return run([...shell, file], directory, environment);
}

/** Whether a path that may be a directory, or a pattern of all that is below one, has something in it. */
export function hasContent(path: string): boolean {
  const plain = path.replace(/\/\*\*$/, "");
  const status = statSync(plain, { throwIfNoEntry: false });
  if (status === undefined) return false;
  return status.isDirectory() ? readdirSync(plain).length > 0 : status.size > 0;
}
