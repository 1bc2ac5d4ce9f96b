import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { UsageError } from "../../command-line/usage-error.js";
import { whyUnreadable } from "../../output/file-error.js";
import { callModuleTypes, tflintFormats } from "./tflint-options.js";

/** The formats of tflint. */
export type TflintFormat = (typeof tflintFormats)[number];

/** What a `.tflint.hcl` says, as far as it makes sense here. */
export interface TflintConfiguration {
  readonly format: TflintFormat | undefined;
  readonly isForced: boolean;
  readonly isDisabledByDefault: boolean;
  readonly callModuleType: (typeof callModuleTypes)[number] | undefined;
  readonly variableFiles: readonly string[];
  readonly variables: readonly string[];
  readonly ignoredModules: readonly string[];
  /** Rules, and whether they are on. */
  readonly rules: ReadonlyMap<string, boolean>;
  /** What the plugin with Terraform's own rules is set to; undefined where nothing is said of it. */
  readonly terraformRules: "all" | "none" | undefined;
}

type Block = Readonly<Record<string, unknown>>;

const settings: ReadonlySet<string> = new Set([
  ...["format", "plugin_dir", "call_module_type", "force", "disabled_by_default"],
  ...["ignore_module", "varfile", "variables"],
]);
const blockTypes: ReadonlySet<string> = new Set(["tflint", "config", "rule", "plugin"]);

/**
 * Reads the configuration of a directory: the file that is named, or `.tflint.hcl` or `.tflint.json` in it, or in the home
 * directory; an empty one where there is none. @throws UsageError for one that cannot be read, or says what cannot be.
 */
export async function readTflintConfiguration(
  directory: string,
  named: string | undefined,
): Promise<TflintConfiguration> {
  if (named !== undefined) {
    try {
      return await parseTflintConfiguration(named, readFileSync(resolve(directory, named), "utf8"));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw refusal(`failed to load file: open ${named}: ${whyUnreadable(error, named)}`);
    }
  }
  for (const place of [directory, homedir()]) {
    for (const name of [".tflint.hcl", ".tflint.json"]) {
      const text = textOf(join(place, name));
      if (text !== undefined) return parseTflintConfiguration(name, text);
    }
  }
  return parseTflintConfiguration(".tflint.json", "{}");
}

/** Reads the text of a configuration. @throws UsageError for one that is wrong. */
export async function parseTflintConfiguration(name: string, text: string): Promise<TflintConfiguration> {
  const root = await blocksOf(name, text);
  const unknown = Object.keys(root).find((type) => !blockTypes.has(type));
  if (unknown !== undefined) throw refusal(`${name}: Blocks of type ${JSON.stringify(unknown)} are not expected here.`);
  const config: Block = Object.fromEntries(listOf(root["config"]).flatMap((block) => Object.entries(block)));
  for (const key of Object.keys(config)) {
    if (key === "module") {
      throw refusal('"module" attribute was removed in v0.54.0. Use "call_module_type" instead');
    }
    if (!settings.has(key)) throw refusal(`${name}: An argument named ${JSON.stringify(key)} is not expected here.`);
  }
  const ignored = listOf(config["ignore_module"]).flatMap((each) => Object.entries(each));
  return {
    format: formatOf(config["format"]),
    isForced: config["force"] === true,
    isDisabledByDefault: config["disabled_by_default"] === true,
    callModuleType: callModuleTypeOf(config["call_module_type"]),
    variableFiles: textsOf(config["varfile"]),
    variables: textsOf(config["variables"]),
    ignoredModules: ignored.filter(([, isIgnored]) => isIgnored === true).map(([source]) => source),
    rules: rulesOf(name, root),
    terraformRules: terraformRulesOf(root),
  };
}

/** hcl2json is HashiCorp's own parser, so that it says the same of what is no HCL as tflint does. */
async function blocksOf(name: string, text: string): Promise<Block> {
  try {
    const { parse } = await import("@cdktf/hcl2json");
    const value: unknown = name.endsWith(".json") ? JSON.parse(text) : await parse(name, text);
    if (isBlock(value)) return value;
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw refusal(line.replace(/^Error: /, "").slice(0, 500));
  }
  throw refusal(`${name}: It is no object.`);
}

function rulesOf(name: string, root: Block): ReadonlyMap<string, boolean> {
  const rules = new Map<string, boolean>();
  for (const [rule, blocks] of labelled(root["rule"])) {
    for (const block of blocks) {
      if (block["enabled"] === undefined) {
        throw refusal(`${name}: The argument "enabled" is required of the rule ${JSON.stringify(rule)}.`);
      }
      rules.set(rule, block["enabled"] === true || block["enabled"] === "true");
    }
  }
  return rules;
}

function terraformRulesOf(root: Block): "all" | "none" | undefined {
  const plugin = labelled(root["plugin"])
    .filter(([name]) => name === "terraform")
    .flatMap(([, blocks]) => blocks)
    .at(-1);
  if (plugin?.["enabled"] === false) return "none";
  return plugin?.["preset"] === "all" ? "all" : undefined;
}

function labelled(value: unknown): readonly (readonly [label: string, blocks: readonly Block[]])[] {
  return listOf(value).flatMap((each) =>
    Object.entries(each).map(([label, blocks]) => [label, listOf(blocks)] as const),
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function formatOf(value: unknown): TflintFormat | undefined {
  const format = tflintFormats.find((each) => each === value);
  if (value === undefined || value === "" || format !== undefined) return format;
  throw refusal(`${shown(value)} is invalid format. Allowed formats are: ${tflintFormats.join(", ")}`);
}

function callModuleTypeOf(value: unknown): TflintConfiguration["callModuleType"] {
  const type = callModuleTypes.find((each) => each === value);
  if (value === undefined || type !== undefined) return type;
  throw refusal(`${shown(value)} is invalid call module type. Allowed values are: ${callModuleTypes.join(", ")}`);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function listOf(value: unknown): readonly Block[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(isBlock);
}

function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refusal(why: string): UsageError {
  return new UsageError(`Failed to load TFLint config; ${why}`);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
