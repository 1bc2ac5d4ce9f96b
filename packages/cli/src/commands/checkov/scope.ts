import { join, relative, resolve, sep } from "node:path";
import type { CheckovFramework } from "@lintel/reporters";
import type { GivenOptions } from "../../command-line/options.js";
import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { checkovFrameworks } from "./checkov-options.js";

/** The frameworks that are asked for, of those that there is something to find in. */
export type Frameworks = ReadonlySet<CheckovFramework>;

const ours = ["kubernetes", "terraform", "terraform_plan"] as const satisfies readonly CheckovFramework[];

/** Reads which frameworks are asked for; several may stand behind one `--framework`. @throws UsageError for one that there is not. */
export function wantedFrameworks(options: GivenOptions): Frameworks {
  const behind = options.has("framework") ? options.positionals.filter((word) => checkovFrameworks.includes(word)) : [];
  const wanted = [...options.list("framework"), ...behind];
  const skipped = options.list("skip-framework");
  for (const word of [...wanted, ...skipped]) {
    if (checkovFrameworks.includes(word)) continue;
    throw new UsageError(
      `There is no framework ${JSON.stringify(word)}.`,
      didYouMean(word, checkovFrameworks) ?? `There are ${checkovFrameworks.join(", ")}.`,
    );
  }
  const isWanted = (framework: CheckovFramework): boolean =>
    wanted.length === 0 || wanted.includes("all") || wanted.includes(framework);
  return new Set(ours.filter((framework) => isWanted(framework) && !skipped.includes(framework)));
}

/** Reads what is to be scanned; several files may stand behind one `--file`. @throws UsageError where there is nothing. */
export function pathsOf(options: GivenOptions): readonly string[] {
  const isFramework = (word: string): boolean => options.has("framework") && checkovFrameworks.includes(word);
  const behind = options.positionals.filter((word) => !isFramework(word));
  const [stray] = behind;
  if (stray !== undefined && !options.has("file") && !options.has("directory")) {
    throw new UsageError(`There is no argument ${JSON.stringify(stray)}.`, `Write --directory ${stray}.`);
  }
  const paths = [...options.all("directory"), ...options.all("file").flatMap((files) => files.split(",")), ...behind];
  if (paths.length === 0) {
    throw new UsageError("Say what to scan.", "For the working directory: lintel checkov --directory .");
  }
  return paths;
}

/** Tells of a file whether it is scanned, by patterns as Checkov has them: regular expressions of a part of its path. @throws UsageError for one that is none. */
export function isScannedFile(patterns: readonly string[]): (file: string) => boolean {
  const skipped = patterns.map((pattern) => {
    try {
      return new RegExp(pattern.replace(/^\.\//, ""));
    } catch {
      throw new UsageError(`--skip-path: ${JSON.stringify(pattern)} is no regular expression.`);
    }
  });
  return (file) => !skipped.some((pattern) => pattern.test(file));
}

/** Returns what turns a file relative to the scan root into one relative to the directory that was named and holds it. */
export function pathWithin(directories: readonly string[], root: string): (file: string) => string {
  const bases = directories.map((directory) => resolve(directory)).sort((one, other) => other.length - one.length);
  return (file) => {
    const path = join(root, file);
    const base = bases.find((each) => path.startsWith(each.endsWith(sep) ? each : each + sep));
    return base === undefined ? file : relative(base, path).split(sep).join("/");
  };
}
