import { execFile } from "node:child_process";

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

/**
 * Runs git in a directory and returns what it printed. What a repository is configured to run (hooks, monitors, what it is
 * fetched from) is not run, no lock is taken, and nothing is asked on a terminal. @throws GitError for every exit code but 0 and
 * those that are `allowed`.
 */
export function git(directory: string, args: readonly string[], allowed: readonly number[] = []): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !misleading.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
  return new Promise((done, fail) => {
    execFile(
      "git",
      [...safely, ...args],
      { cwd: directory, env, encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null || allowed.some((code) => error.code === code)) done(stdout);
        else fail(error.code === "ENOENT" ? new GitError(gitMissing) : new GitError(stderr));
      },
    );
  });
}
