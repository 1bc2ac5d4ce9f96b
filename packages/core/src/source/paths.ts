/**
 * Joins a directory and a name, both relative to the scan root. The scan root itself may be `""` or `"."`, and never shows
 * in the result.
 */
export function joinPath(directory: string, name: string): string {
  return directory === "" || directory === "." ? name : `${directory}/${name}`;
}

/** The directory of a path, `""` for what lies in the scan root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** The last name of a path. */
export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Removes `.` and empty segments and resolves `..` by its letters, without asking a file system. Returns undefined for a path
 * that climbs above the scan root or is absolute; the scan root is `""`.
 */
export function normalizePath(path: string): string | undefined {
  if (path.startsWith("/")) return undefined;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}
