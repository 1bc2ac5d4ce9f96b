import { execFile, spawn, spawnSync, type ExecFileException } from "node:child_process";

/** That git did not do what it was asked, with what it said on stderr. */
export class GitError extends Error {}

/** What {@link git} says where there is no such program. */
export const gitMissing = "The program git, which would tell, is not there.";

const safely = [
  "--no-pager",
  "--no-replace-objects",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "protocol.allow=never",
];

/** Variables that would lead git to another repository, or have it run something. */
const misleading = /^GIT_(?!EXEC_PATH$|SSL_)/;

/** What git is run with, besides what it is asked. */
function surroundings(directory: string): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true; timeout: number } {
  const inherited = Object.entries(process.env).filter(([name]) => !misleading.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
  return { cwd: directory, env, windowsHide: true, timeout: 120_000 };
}

const mostBytes = 1 << 28;

/**
 * Runs git in a directory and returns what it printed. What a repository is configured to run (hooks, monitors, what it is
 * fetched from) is not run, no lock is taken, and nothing is asked on a terminal. @throws GitError for every exit code but 0 and
 * those that are `allowed`.
 */
export function git(directory: string, args: readonly string[], allowed: readonly number[] = []): Promise<string> {
  return new Promise((done, fail) => {
    execFile(
      "git",
      [...safely, ...args],
      { ...surroundings(directory), encoding: "utf8", maxBuffer: mostBytes },
      (error, stdout, stderr) => {
        if (error === null || allowed.some((code) => error.code === code)) done(stdout);
        else fail(new GitError(whyFailed(error, stderr)));
      },
    );
  });
}

/** What git said; where it did not get to say anything, why. */
function whyFailed({ code, killed }: ExecFileException, stderr: string): string {
  if (code === "ENOENT") return gitMissing;
  if (String(code) === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
    return `What git has to tell is larger than ${mostBytes / 2 ** 20} MB, which is more than is read.`;
  }
  return killed === true ? "git took longer than two minutes, and was ended." : stderr;
}

/** Runs git like {@link git}, gives it an input, and returns the bytes that it printed. @throws GitError for every exit code but 0. */
export function gitBytes(directory: string, args: readonly string[], input: string): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const child = spawn("git", [...safely, ...args], { ...surroundings(directory), stdio: "pipe" });
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
    // It may end before it has read everything; its exit code tells.
    child.stdin.on("error", () => undefined);
    child.on("error", (error: NodeJS.ErrnoException) => {
      fail(new GitError(error.code === "ENOENT" ? gitMissing : error.message));
    });
    child.on("close", (code) => {
      if (code === 0) done(Buffer.concat(output));
      else fail(new GitError(Buffer.concat(complaints).toString("utf8")));
    });
    child.stdin.end(input);
  });
}

/** Runs git like {@link git} and waits for it, for whoever has to answer at once. Undefined where it fails. */
export function gitBytesNow(directory: string, args: readonly string[]): Uint8Array | undefined {
  const { status, stdout } = spawnSync("git", [...safely, ...args], {
    ...surroundings(directory),
    maxBuffer: mostBytes,
  });
  return status === 0 ? stdout : undefined;
}
