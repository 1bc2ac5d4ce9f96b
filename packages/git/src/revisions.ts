import { git, GitError, gitMissing } from "./git.js";

/** The top of the working tree that a directory lies in. @throws GitError where it lies in none. */
export async function repositoryRoot(directory: string): Promise<string> {
  try {
    return (await git(directory, ["rev-parse", "--show-toplevel"])).replace(/\n$/, "");
  } catch (error) {
    throw explained(error, "This is no git repository.");
  }
}

/** The top of the working tree that a directory lies in, or the repository itself where it is a bare one. @throws GitError where it lies in neither. */
export async function repositoryDirectory(directory: string): Promise<string> {
  try {
    const isBare = (await git(directory, ["rev-parse", "--is-bare-repository"])).trim() === "true";
    if (isBare) return (await git(directory, ["rev-parse", "--absolute-git-dir"])).replace(/\n$/, "");
  } catch (error) {
    throw explained(error, "This is no git repository.");
  }
  return repositoryRoot(directory);
}

/** Whether history was cut off when the repository was cloned. */
export async function isShallow(directory: string): Promise<boolean> {
  return (await git(directory, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
}

/** The full id of the commit that a name stands for. @throws GitError, which says what to do, where there is none. */
export async function resolveCommit(directory: string, name: string): Promise<string> {
  return resolve(directory, name, "commit");
}

/** The id of the tree of a commit: it is the same for commits whose files are. @throws GitError where there is none. */
export async function resolveTree(directory: string, name: string): Promise<string> {
  return resolve(directory, name, "tree");
}

/** Names come from command lines, configurations and pull requests: none of them is taken for an option or a range. */
async function resolve(directory: string, name: string, kind: "commit" | "tree"): Promise<string> {
  const isName = name !== "" && !name.startsWith("-") && !/[\0\n]/.test(name) && !name.includes("..");
  if (!isName) throw new GitError(`${JSON.stringify(name)} is no name of a commit.`);
  try {
    return (await git(directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{${kind}}`])).trim();
  } catch (error) {
    throw await whyUnresolved(directory, name, error);
  }
}

async function whyUnresolved(directory: string, name: string, error: unknown): Promise<GitError> {
  const known = explained(error, "");
  if (known.message !== "") return known;
  if (name === "HEAD") return new GitError("The repository has no commit yet.");
  const shallow = (await isShallow(directory)) ? " The clone is shallow: fetch it (git fetch --unshallow)." : "";
  return new GitError(`There is no commit ${JSON.stringify(name)} here.${shallow}`);
}

/** Puts what git said into a sentence for people. */
function explained(error: unknown, otherwise: string): GitError {
  const said = error instanceof GitError ? error.message : "";
  if (said === gitMissing) return new GitError("The program git is not there.");
  if (/dubious ownership/i.test(said)) {
    return new GitError("git does not read the repository, as it belongs to another user.");
  }
  if (/not a git repository/i.test(said)) return new GitError("This is no git repository.");
  if (/must be run in a work tree/i.test(said)) return new GitError("The repository has no working tree.");
  return new GitError(otherwise);
}

/** The last commit that two have in common. @throws GitError, which says what to do, where there is none. */
export async function mergeBase(directory: string, one: string, other: string): Promise<string> {
  const [first, second] = [await resolveCommit(directory, one), await resolveCommit(directory, other)];
  const found = (await git(directory, ["merge-base", first, second], [1])).trim();
  if (found !== "") return found;
  if (await isShallow(directory)) {
    const hint = "Fetch more of the history: git fetch --unshallow (in GitHub Actions, fetch-depth: 0).";
    throw new GitError(`The clone is shallow, and what ${one} and ${other} have in common is not in it. ${hint}`);
  }
  throw new GitError(`${one} and ${other} have no history in common.`);
}

/** The branch that work is merged into: what the remote says, or the one of the usual names that there is. */
export async function defaultBranch(directory: string): Promise<string | undefined> {
  for (const name of ["origin/HEAD", "origin/main", "origin/master", "main", "master"]) {
    const prefix = name.startsWith("origin/") ? "refs/remotes/" : "refs/heads/";
    const found = await git(
      directory,
      ["rev-parse", "--verify", "--quiet", "--end-of-options", `${prefix}${name}^{commit}`],
      [1, 128],
    );
    if (found.trim() !== "") return name;
  }
  return undefined;
}
