import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { configurationNames } from "./file-kind.js";

/**
 * Finds the scan root of the given paths (absolute, or relative to the working directory): the git repository around all of
 * them; without one, the outermost directory around them that has a configuration; else their common directory. Paths that do
 * not exist count as the nearest directory that does.
 */
export function findScanRoot(paths: readonly string[], workingDirectory: string = process.cwd()): string {
  const directories = paths.map((path) => nearestDirectory(realish(resolve(workingDirectory, path))));
  const common = commonDirectory(directories.length > 0 ? directories : [realish(workingDirectory)]);
  return gitRepositoryAround(common) ?? configuredAround(common) ?? common;
}

/**
 * Turns the given paths into paths relative to a scan root, with forward slashes and `""` for the root itself. One that lies
 * outside begins with `..`, and hosts refuse it.
 */
export function pathsFromScanRoot(
  root: string,
  paths: readonly string[],
  workingDirectory: string = process.cwd(),
): string[] {
  return paths.map((path) =>
    relative(root, realish(resolve(workingDirectory, path)))
      .split(sep)
      .join("/"),
  );
}

/**
 * The real path, except that a link to a file keeps its own name: what is reported is what was named. Of something that
 * does not exist, the real path of the part that does.
 */
function realish(path: string): string {
  try {
    if (fs.statSync(path).isDirectory()) return fs.realpathSync.native(path);
  } catch {
    // It does not exist or cannot be looked at: its directory may.
  }
  const parent = dirname(path);
  return parent === path ? path : join(realish(parent), basename(path));
}

function nearestDirectory(path: string): string {
  try {
    if (fs.statSync(path).isDirectory()) return path;
  } catch {
    // Climb.
  }
  const parent = dirname(path);
  return parent === path ? path : nearestDirectory(parent);
}

function commonDirectory(directories: readonly string[]): string {
  return directories.reduce((common, directory) => {
    let shared = common;
    while (directory !== shared && !directory.startsWith(shared.endsWith(sep) ? shared : shared + sep)) {
      shared = dirname(shared);
    }
    return shared;
  });
}

function gitRepositoryAround(directory: string): string | undefined {
  // In a work tree or a submodule `.git` is a file.
  if (fs.existsSync(join(directory, ".git"))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : gitRepositoryAround(parent);
}

/**
 * The outermost directory with a configuration. Directories that anybody may write to are not looked into, nor what is around
 * them: a configuration may have code run.
 */
function configuredAround(directory: string): string | undefined {
  if (isOpenToAll(directory)) return undefined;
  const parent = dirname(directory);
  const further = parent === directory ? undefined : configuredAround(parent);
  return further ?? (configurationNames.some((name) => fs.existsSync(join(directory, name))) ? directory : undefined);
}

/** Windows has no such bit. */
function isOpenToAll(directory: string): boolean {
  if (process.platform === "win32") return false;
  const stats = fs.statSync(directory, { throwIfNoEntry: false });
  return stats === undefined || (stats.mode & 0o002) !== 0;
}
