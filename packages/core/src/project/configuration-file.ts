import { directoryOf, joinPath, normalizePath } from "../source/paths.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import type { PolicyPath } from "../policy/policy.js";
import type { WrittenConfiguration, WrittenMentions } from "./settings.js";

/** A valid `lintel.yaml`. */
export interface ConfigurationFile {
  readonly file: SourceFile;
  /** The directory whose files it is about, and that its globs are relative to. */
  readonly base: string;
  readonly settings: WrittenConfiguration;
  /** Where a setting is written: the key of an entry, or the nearest thing above that is there. */
  readonly rangeOf: (at: PolicyPath) => SourceRange;
  /** Whether nothing of it counts but what is hard-mandatory: a file further down is a root, or another file was named. */
  readonly isOnlyHard: boolean;
}

/** What a `lintel.yaml` says of policies and presets, be it valid or not. */
export interface MentioningFile {
  readonly settings: WrittenMentions;
  readonly rangeOf: ConfigurationFile["rangeOf"];
  /** Whether one with mistakes names policies beyond those that are shipped. */
  readonly bringsPolicies?: boolean | undefined;
}

/** What a path in a configuration leads to, relative to the scan root; undefined where that is above it. */
export function pathFrom({ file }: Pick<ConfigurationFile, "file">, path: string): string | undefined {
  return normalizePath(joinPath(directoryOf(file.path), path));
}

/** A path relative to the directory that a configuration is about; undefined for what does not lie in it. */
export function pathBelow(base: string, path: string): string | undefined {
  if (base === "") return path;
  if (path === base) return "";
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
}
