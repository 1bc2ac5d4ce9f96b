import { join, relative, sep } from "node:path";

/** Turns paths relative to a scan root into paths relative to the working directory, which terminals can open. */
export function displayPathFrom(root: string): (path: string) => string {
  const workingDirectory = process.cwd();
  return (path) => relative(workingDirectory, join(root, path)).split(sep).join("/") || ".";
}
