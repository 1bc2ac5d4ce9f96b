import { existsSync } from "node:fs";
import { join } from "node:path";
import { git, GitError } from "@lintel/git";
import { ciSystemNamed, ciSystems, type CiSystem } from "./ci-systems.js";

/** Finds out which CI system builds a repository: by the files it has, else by the host that it was cloned from. */
export async function detectCi(root: string): Promise<CiSystem | undefined> {
  const isThere = (mark: string): boolean => existsSync(join(root, mark));
  const marked = ciSystems.find(({ marks }) => marks.some(isThere));
  if (marked !== undefined) return marked;
  // Templates of issues and owners of code are there at GitHub, whatever builds.
  if (isThere(".github")) return ciSystemNamed("github");
  const host = await remoteHost(root);
  return host === undefined ? undefined : ciSystems.find(({ hosts }) => hosts.test(host));
}

async function remoteHost(root: string): Promise<string | undefined> {
  try {
    const url = (await git(root, ["config", "--get", "remote.origin.url"])).trim();
    // https://user@host:port/path, ssh://user@host/path, user@host:path
    return /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^:/]+)[:/]/i.exec(url)?.[1]?.toLowerCase();
  } catch (error) {
    // No repository, no remote, no git: then nothing tells.
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
