import { readFileSync, readdirSync } from "node:fs";
import { readCase } from "./ask-configuration.mjs";

/** A configuration with what terraform says about it. */
export interface ConfigurationCase {
  readonly name: string;
  readonly text: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** The directory of the root module. */
  readonly root: string;
  readonly expected: ConfigurationAnswer;
}

/** What terraform answered: `error` where it refuses. */
export interface ConfigurationAnswer {
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly error?: true;
}

/** Reads all cases of a directory, in the order of their names. */
export function readCases(directory: URL): readonly ConfigurationCase[] {
  return readdirSync(directory)
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, directory), "utf8");
      return {
        name: file.replace(/\.txt$/, ""),
        text,
        ...(readCase(text) as Omit<ConfigurationCase, "name" | "text">),
      };
    });
}
