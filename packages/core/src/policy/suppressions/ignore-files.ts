import { compileGlob } from "../../graph/glob.js";
import type { SourceHost } from "../../source/host.js";
import { directoryOf, joinPath } from "../../source/paths.js";
import { SourceFile } from "../../source/source-file.js";
import { readCheckovBaseline } from "./checkov-baseline.js";
import type { FoundSuppressions, SuppressedPlace, SuppressionMistake, WrittenSuppression } from "./suppression.js";
import { readTrivyIgnore } from "./trivy-ignore.js";

/** Reads a file of suppressions; what it says holds below its directory. */
export type ReadIgnoreFile = (file: SourceFile) => FoundSuppressions | Promise<FoundSuppressions>;

const readers: readonly (readonly [string, ReadIgnoreFile])[] = [
  [".trivyignore", readTrivyIgnore],
  [".trivyignore.yaml", readTrivyYaml],
  [".trivyignore.yml", readTrivyYaml],
  [".checkov.baseline", readCheckovBaseline],
  [".kube-linter.yaml", readKubeLinter],
  [".kube-linter.yml", readKubeLinter],
];

/** Reads the files of suppressions that other tools have, in the directories from the scan root down to some paths. */
export async function suppressionsInIgnoreFiles(host: SourceHost, paths: Iterable<string>): Promise<FoundSuppressions> {
  const suppressions: WrittenSuppression[] = [];
  const mistakes: SuppressionMistake[] = [];
  for (const directory of directoriesTo(paths)) {
    for (const [name, read] of readers) {
      const path = joinPath(directory, name);
      const bytes = host.readFile(path);
      if (!bytes.ok) {
        if (bytes.error.code !== "not-found" && bytes.error.code !== "not-a-directory") {
          mistakes.push(unreadable(path, bytes.error.message));
        }
        continue;
      }
      const found = await read(new SourceFile(path, new TextDecoder().decode(bytes.value)));
      suppressions.push(...found.suppressions);
      mistakes.push(...found.mistakes);
    }
  }
  return { suppressions, mistakes };
}

/** That a file is there, and nobody can tell what it suppresses. */
function unreadable(path: string, why: string): SuppressionMistake {
  const range = { file: new SourceFile(path, ""), start: 0, end: 0 };
  return { message: `These suppressions cannot be read. ${why}`, isFatal: true, range };
}

/** The directories on the way to some paths, each once, the outer ones first. */
function directoriesTo(paths: Iterable<string>): readonly string[] {
  const directories = new Set<string>([""]);
  for (const path of paths) {
    const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
    segments.forEach((_, index) => directories.add(segments.slice(0, index + 1).join("/")));
  }
  return [...directories];
}

/** Those use a parser that nobody else needs. */
async function readTrivyYaml(file: SourceFile): Promise<FoundSuppressions> {
  return (await import("./trivy-ignore-yaml.js")).readTrivyIgnoreYaml(file);
}

async function readKubeLinter(file: SourceFile): Promise<FoundSuppressions> {
  return (await import("./kube-linter-config.js")).readKubeLinterConfig(file);
}

/** A test for what lies below the directory of a file, and matches one of some globs that are relative to it. */
export function belowDirectoryOf(
  file: SourceFile,
  globs: readonly string[] | undefined,
): (place: SuppressedPlace) => boolean {
  const directory = directoryOf(file.path);
  const prefix = directory === "" ? "" : `${directory}/`;
  const tests = globs?.map((glob) => compileGlob(glob.replace(/^(?:\.?\/)+/, "")));
  return ({ file: path }) => {
    if (!path.startsWith(prefix)) return false;
    const relative = path.slice(prefix.length);
    return tests?.some((matches) => matches(relative)) ?? true;
  };
}
