// A repository with a branch that changes ten files in it, for measuring what a review costs beside one scan.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeStack } from "./stack.mjs";

const modulesPerRoot = 10;

/** Writes a thousand modules, which so many roots share out among them. Returns ten of their files, which a change is about. */
export function writeModules(directory, roots) {
  const directories = Array.from({ length: roots }, (_, index) => join(directory, `root-${index}`));
  for (const root of directories) {
    mkdirSync(root, { recursive: true });
    writeStack(root, 1000 / roots);
  }
  return directories
    .slice(0, Math.min(roots, 5))
    .flatMap((root) => modulesIn(root).slice(0, roots === 1 ? modulesPerRoot : 2));
}

/** Changes what stands in some of these files. */
export function change(files, value) {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/restrict_public_buckets = .*/, `restrict_public_buckets = ${value}`));
  }
}

/** Makes a repository of a thousand modules with a branch that changes ten of their files. */
export function writeReviewed(directory, roots) {
  const changed = writeModules(directory, roots);
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", ...args], { cwd: directory });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
  git("checkout", "-q", "-b", "change");
  change(changed, "false && true");
  git("commit", "-q", "-a", "-m", "change");
  return changed.length;
}

function modulesIn(root) {
  return readdirSync(join(root, "modules"))
    .sort()
    .map((name) => join(root, "modules", name, "main.tf"));
}
