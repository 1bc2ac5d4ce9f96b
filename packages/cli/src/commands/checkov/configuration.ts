import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "@lintel/core";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { whyUnreadable } from "../../output/file-error.js";
import { checkovHelp } from "./checkov-options.js";

/**
 * Reads a command line of Checkov, with what its configuration says beneath it: the file that is named, or `.checkov.yaml` in a
 * directory that is scanned or in the working directory. @throws UsageError for what makes no sense.
 */
export async function checkovOptions(args: readonly string[]): Promise<GivenOptions> {
  const given = parseOptions(args, checkovHelp.options);
  const file = given.last("config-file") ?? configurationFor(given.all("directory"));
  if (file === undefined || given.has("help") || given.has("version")) return given;
  const configured = await readConfiguration(file);
  const beneath = configured.filter(({ name }) => !given.has(name));
  const written = beneath.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name}=${value}`));
  return parseOptions([...written, ...args], checkovHelp.options);
}

/** An option that a configuration gives; a flag has no value. */
interface Configured {
  readonly name: string;
  readonly value: string | undefined;
}

function configurationFor(directories: readonly string[]): string | undefined {
  const candidates = [...directories, "."].flatMap((directory) => [
    join(directory, ".checkov.yaml"),
    join(directory, ".checkov.yml"),
  ]);
  return candidates.find((path) => {
    try {
      readFileSync(path);
      return true;
    } catch {
      return false;
    }
  });
}

async function readConfiguration(file: string): Promise<readonly Configured[]> {
  const { value, diagnostics } = await readYaml(file, textOf(file), "A configuration");
  const [problem] = diagnostics;
  if (problem !== undefined) throw new UsageError(`The configuration ${file} cannot be used.`, problem.message);
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new UsageError(`The configuration ${file} is no mapping of options.`);
  }
  return Object.entries(value).flatMap(([name, each]) => optionsOf(name, each));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The configuration ${file} cannot be read.`, whyUnreadable(error, file));
  }
}

function optionsOf(name: string, value: unknown): readonly Configured[] {
  if (Array.isArray(value)) return value.flatMap((each) => optionsOf(name, each));
  const description = checkovHelp.options.find((option) => option.name === name);
  const isFlag = description !== undefined && !("value" in description);
  if (value === null || (isFlag && value === false)) return [];
  if (isFlag && value === true) return [{ name, value: undefined }];
  return [{ name, value: typeof value === "string" ? value : JSON.stringify(value) }];
}
