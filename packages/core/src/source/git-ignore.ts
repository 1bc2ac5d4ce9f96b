import ignore, { type Ignore } from "ignore";

/** The patterns of one `.gitignore`, which hold below its directory. */
export interface IgnoreFile {
  /** Relative to the scan root; `""` is the root itself. */
  readonly directory: string;
  readonly patterns: Ignore;
}

/** A pattern with more wildcards than this in one segment could take a regular expression years to refuse. */
const maxWildcardsInSegment = 4;

/** Reads the text of a `.gitignore`; `unusable` lists the lines (from 1) whose patterns are not applied. */
export function parseIgnoreFile(directory: string, text: string): { file: IgnoreFile; unusable: readonly number[] } {
  const unusable: number[] = [];
  const usable = text.split(/\r?\n/).filter((line, at) => {
    if (!hasTooManyWildcards(line)) return true;
    unusable.push(at + 1);
    return false;
  });
  return { file: { directory, patterns: makePatterns(usable) }, unusable };
}

/** Makes patterns of the syntax of `.gitignore` that hold from the scan root. */
export function makePatterns(lines: readonly string[]): Ignore {
  // Without this option a file that is called `...` throws.
  return ignore({ allowRelativePaths: true }).add(lines);
}

/** Whether a path is ignored: the innermost `.gitignore` that says anything about it decides. */
export function isIgnored(path: string, isDirectory: boolean, files: readonly IgnoreFile[]): boolean {
  for (let at = files.length - 1; at >= 0; at--) {
    const file = files[at];
    if (file === undefined) continue;
    const relative = file.directory === "" ? path : path.slice(file.directory.length + 1);
    const verdict = file.patterns.test(isDirectory ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function hasTooManyWildcards(line: string): boolean {
  if (line.length > 4096) return true;
  return line.split("/").some((segment) => segment.split(/\*+/).length - 1 > maxWildcardsInSegment);
}
