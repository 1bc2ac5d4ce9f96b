import { git, GitError } from "./git.js";

/** Why git is not asked where a filter cannot be switched off. */
export const filtersNotSwitchedOff =
  "The repository configures a filter under a name that keeps it from being switched off, so that git was not asked.";

/**
 * Options that switch off the programs that a repository's filters would run to compare a file with a commit. @throws GitError where
 * that is not possible.
 */
export async function withoutFilters(root: string): Promise<readonly string[]> {
  const names = await configNames(root, "^filter\\..*\\.(clean|smudge|process|required)$");
  const filters = new Set(names.map((name) => name.slice(0, name.lastIndexOf("."))));
  if ([...filters].some((name) => /[=\n]/.test(name))) throw new GitError(filtersNotSwitchedOff);
  return [...filters].flatMap((name) => [
    ...["clean", "smudge", "process"].flatMap((key) => ["-c", `${name}.${key}=`]),
    ...["-c", `${name}.required=false`],
  ]);
}

async function configNames(root: string, pattern: string): Promise<readonly string[]> {
  const output = await git(root, ["config", "--null", "--name-only", "--get-regexp", pattern], [1]);
  return output.split("\0").filter((name) => name !== "");
}
