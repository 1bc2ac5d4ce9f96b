import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstConfiguration } from "../first-configuration.js";
import type { CiSystem } from "./ci-systems.js";
import { isOwnPipeline, pipelineOf } from "./pipeline-templates.js";

/** A file to write, or why there is none, with what is left to do by hand. */
export interface PlannedFile {
  readonly path: string;
  /** What is to be written; undefined where what is there stays as it is. */
  readonly text: string | undefined;
  readonly note: string;
}

/** Where pre-commit looks for what it runs. */
export const preCommitFile = ".pre-commit-config.yaml";

/** The names that the configuration may have. */
const configurationNames = ["lintel.yaml", "lintel.yml"];

/** Plans the `lintel.yaml` of a directory. */
export function planConfiguration(directory: string, preset: string, isForced: boolean): PlannedFile {
  const found = configurationNames.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (found !== undefined && !isForced) {
    return { path: found, text: undefined, note: "It is there already; --force writes over it." };
  }
  const text = firstConfiguration.replace("\npreset: recommended\n", `\npreset: ${preset}\n`);
  return {
    path: found ?? join(directory, "lintel.yaml"),
    text,
    note: "lintel config explain . says what it comes to.",
  };
}

/** Plans the pipeline of a CI system. What somebody wrote themselves stays, whatever is forced: then it is a file beside. */
export function planPipeline(root: string, system: CiSystem, isForced: boolean): PlannedFile {
  const text = pipelineOf(system);
  const file = join(root, system.file);
  const beside = join(root, system.beside);
  const usual = `${system.title} runs it from the next commit on; its first lines say how findings show.`;
  const isFree = (path: string): boolean => !existsSync(path) || (isForced && isOwnPipeline(textOf(path)));
  if (isFree(file)) return { path: file, text, note: usual };
  if (isOwnPipeline(textOf(file))) {
    return { path: file, text: undefined, note: "It is there already; --force writes over it." };
  }
  if (isFree(beside)) return { path: beside, text, note: `There is a ${system.file} already. ${system.join}` };
  return { path: beside, text: undefined, note: `It is there already. ${system.join}` };
}

/** Plans the entry of pre-commit. */
export async function planPreCommit(root: string): Promise<PlannedFile> {
  const { addToPreCommit, firstPreCommit } = await import("./pre-commit.js");
  const path = join(root, preCommitFile);
  if (!existsSync(path)) return { path, text: firstPreCommit, note: "pre-commit install makes git run it." };
  const change = addToPreCommit(readFileSync(path, "utf8"));
  switch (change.kind) {
    case "added":
      return { path, text: change.text, note: "pre-commit runs Lintel now, after what it ran before." };
    case "there":
      return { path, text: undefined, note: "Lintel is in it already." };
    case "unfit":
      return { path, text: undefined, note: `Its repos are not a plain list. Add this to them:\n\n${change.snippet}` };
  }
}

/** What a file says; nothing where it is none that can be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
