import { GitProcessError, runGit } from "./git-process.js";
import type { CloneStore } from "./clone-store.js";

/** What to fetch, and how. */
export interface FetchRequest {
  /** `https://github.com/owner/repo.git` */
  readonly url: string;
  /** For reading this one repository. */
  readonly token: string | undefined;
  /** The name of the branch that the change goes to. */
  readonly baseBranch: string;
  /** Of the pull request. */
  readonly number: number;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
  /** How else than by https git may fetch. */
  readonly alsoAllowed?: readonly ("http" | "file")[] | undefined;
  readonly onClone?: ((what: "new" | "known" | "anew") => void) | undefined;
}

/** Both ends of a change, with what they have in common. */
export interface FetchedChange {
  readonly base: string;
  readonly head: string;
}

/** How many commits are fetched of each side at first. */
const firstDepth = 64;

/**
 * Brings both sides of a pull request into a clone: as much of the history as it takes to find what they have in common. Nothing of
 * it is checked out, no submodule is fetched, no hook is run. A clone that turns out broken is thrown away and made anew.
 * @throws GitProcessError
 */
export async function fetchChange(store: CloneStore, directory: string, request: FetchRequest): Promise<FetchedChange> {
  return store.alone(directory, async () => {
    try {
      return await fetchInto(store, directory, request);
    } catch (error) {
      if (!(error instanceof GitProcessError)) throw error;
      if (error.why === "too-large") await store.discard(directory);
      if (error.why !== "failed" || !isBroken(error.message)) throw error;
      request.onClone?.("anew");
      await store.discard(directory);
      return fetchInto(store, directory, request);
    }
  });
}

function isBroken(message: string): boolean {
  return /corrupt|bad object|loose object|packfile|unable to read|index-pack failed|not a git repository|bad config|missing (?:blob|tree|commit)|did not send all necessary|shallow file|\.lock': File exists|invalid sha1 pointer|bad ref|cannot lock ref|broken/i.test(
    message,
  );
}

async function fetchInto(store: CloneStore, directory: string, request: FetchRequest): Promise<FetchedChange> {
  const { url, number, baseBranch } = request;
  if (!isBranchName(baseBranch)) throw new GitProcessError("The branch that it goes to has no name for git.", "failed");
  const configuration = configurationFor(request);
  const git = (...args: string[]): Promise<string> =>
    runGit(args, {
      directory,
      configuration,
      timeoutMilliseconds: request.timeoutMilliseconds,
      signal: request.signal,
      isTooLarge: () => store.isTooLarge(directory),
    });
  const isKnown = await git("rev-parse", "--git-dir").then(
    (found) => found.trim() === ".git",
    () => false,
  );
  request.onClone?.(isKnown ? "known" : "new");
  if (!isKnown) await git("init", "--quiet", "--template=", "--initial-branch=none", ".");
  const [base, head] = [`refs/lintel/${number}/base`, `refs/lintel/${number}/head`];
  const fetch = (...depth: string[]): Promise<string> =>
    git(
      ...["fetch", "--quiet", "--force", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"],
      ...["--no-auto-maintenance", "--update-shallow", ...depth, "--end-of-options", url],
      ...[`+refs/heads/${baseBranch}:${base}`, `+refs/pull/${number}/head:${head}`],
    );
  const isShallow = async (): Promise<boolean> => (await git("rev-parse", "--is-shallow-repository")).trim() === "true";
  // One that has all of the history stays whole.
  await (isKnown && !(await isShallow()) ? fetch() : fetch(`--depth=${firstDepth}`));
  for (let more = firstDepth * 4; ; more *= 4) {
    if (await hasCommonHistory(git, base, head)) break;
    if (!(await isShallow())) break;
    await fetch(more > 20_000 ? "--unshallow" : `--deepen=${more}`);
  }
  if (await store.isTooLarge(directory)) {
    throw new GitProcessError("The repository is larger than it may be here.", "too-large");
  }
  const commitOf = async (ref: string): Promise<string> =>
    (await git("rev-parse", "--verify", `${ref}^{commit}`)).trim();
  return { base: await commitOf(base), head: await commitOf(head) };
}

async function hasCommonHistory(
  git: (...args: string[]) => Promise<string>,
  base: string,
  head: string,
): Promise<boolean> {
  try {
    return (await git("merge-base", base, head)).trim() !== "";
  } catch (error) {
    // It says nothing where there is none.
    if (error instanceof GitProcessError && error.why === "failed" && error.message === "") return false;
    throw error;
  }
}

/** As `git check-ref-format` has it: what is no name of a branch does not become part of a refspec. */
export function isBranchName(name: string): boolean {
  const parts = name.split("/");
  return (
    name.length <= 1024 &&
    !/[\p{Cc}\s~^:?*[\\]|\.\.|@\{|\.$/u.test(name) &&
    !name.startsWith("-") &&
    name !== "@" &&
    parts.every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"))
  );
}

/** All that git goes by. The token is for one host alone, and goes nowhere where that host sends us to. */
function configurationFor({ url, token, alsoAllowed = [] }: FetchRequest): Readonly<Record<string, string>> {
  return {
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    ...Object.fromEntries(alsoAllowed.map((protocol) => [`protocol.${protocol}.allow`, "always"])),
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "60",
    "credential.helper": "",
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.askPass": "",
    "transfer.fsckObjects": "true",
    "fetch.fsckObjects": "true",
    // What old tools wrote and GitHub has long accepted; it harms nobody.
    "fetch.fsck.zeroPaddedFilemode": "ignore",
    "fetch.fsck.badTimezone": "ignore",
    "fetch.fsck.missingSpaceBeforeDate": "ignore",
    "fetch.recurseSubmodules": "false",
    "submodule.recurse": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "safe.directory": "*",
    ...(token === undefined
      ? {}
      : {
          [`http.${new URL(url).origin}/.extraHeader`]: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
        }),
  };
}
