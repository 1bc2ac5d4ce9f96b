import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/**
 * Finds the scan root of the given paths (absolute, or relative to the working directory): the git repository around all of
 * them, else their common directory. Paths that do not exist count as the nearest directory that does.
 */
export function findScanRoot(paths: readonly string[], workingDirectory: string = process.cwd()): string {
  const directories = paths.map((path) => nearestDirectory(realish(resolve(workingDirectory, path))));
  const common = commonDirectory(directories.length > 0 ? directories : [realish(workingDirectory)]);
  return gitRepositoryAround(common) ?? common;
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
