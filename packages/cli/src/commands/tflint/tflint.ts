import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadTflintFormats, type TflintError, type TflintIssue, type TflintReport } from "@lintel/reporters";
import { version } from "@lintel/core";
import { type GivenOption, type GivenOptions, parseOptions } from "../../command-line/options.js";
import { ToldError, UsageError } from "../../command-line/usage-error.js";
import { wantsColor } from "../../output/color.js";
import { writeError, writeOut } from "../../output/streams.js";
import { readTflintConfiguration, type TflintConfiguration, type TflintFormat } from "./configuration.js";
import { configurationFiles, directoriesBelow, reasonOf } from "./directories.js";
import { inspect } from "./inspection.js";
import { tflintFormats, tflintHelp } from "./tflint-options.js";

/** tflint's exit codes. */
const exitCodes = { clean: 0, error: 1, issues: 2 } as const;

/** The version of tflint whose command line is understood, for whoever asks for a version. */
const tflintVersion = "0.64.0";

/** `lintel tflint`, and the binary under the name `tflint`. */
export async function tflintCommand(args: readonly string[]): Promise<number> {
  let options: GivenOptions;
  try {
    options = parseOptions(args, tflintHelp.options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return fail(`Failed to parse CLI options; ${messageOf(error)}`, "default");
  }
  const format = tflintFormats.find((each) => each === options.last("format"));
  if (options.has("help")) return (await import("../help.js")).helpCommand(["tflint"]);
  if (options.has("version")) return showVersion(format);
  const refused = refusalOf(options);
  if (refused !== undefined) return fail(refused, format ?? "default");
  if (options.has("init")) {
    writeOut("All plugins are already installed\n");
    return exitCodes.clean;
  }
  try {
    return await inspectAll(options, format);
  } catch (error) {
    if (error instanceof ToldError) return exitCodes.error;
    if (!(error instanceof UsageError)) throw error;
    return fail(messageOf(error), format ?? "default");
  }
}

/** Inspects all directories there are to inspect, and writes one report of them. */
async function inspectAll(options: GivenOptions, given: TflintFormat | undefined): Promise<number> {
  const base = options.last("chdir") ?? ".";
  const isRecursive = options.has("recursive");
  refuseUnreadable(base, isRecursive);
  const first = await readTflintConfiguration(base, configurationOf(options));
  const issues: TflintIssue[] = [];
  const errors: TflintError[] = [];
  const missing = new Set<string>();
  const directories = isRecursive ? directoriesBelow(base) : [base];
  for (const directory of directories) {
    if (directory !== base && configurationFiles(directory).length === 0) continue;
    const configuration =
      directory === base ? first : await readTflintConfiguration(directory, configurationOf(options));
    const found = await inspect({
      directory,
      rules: rulesOf(options, configuration),
      variables: variablesOf(options, configuration, directory),
      looksIntoModules: (options.last("call-module-type") ?? configuration.callModuleType) !== "none",
      ignoredModules: new Set([...options.all("ignore-module"), ...configuration.ignoredModules]),
      filters: options.all("filter"),
      isFixing: options.has("fix"),
      onMissingRule: (rule) => missing.add(rule),
    });
    issues.push(...found.issues);
    errors.push(...found.errors);
  }
  for (const rule of missing) {
    writeError(`lintel: There is no policy for tflint's rule ${rule}, so nothing is said of it.\n`);
  }
  const { tflintCompact } = await loadTflintFormats();
  // What tflint would not say stays out of the report that stands for tflint's, and is said all the same.
  const warnings = tflintCompact({ issues: [], errors: errors.filter(({ severity }) => severity === "warning") });
  writeError(warnings.stdout + warnings.stderr);
  const failures = errors.filter(({ severity }) => severity === "error");
  await write({ issues, errors: failures }, given ?? first.format ?? "default", options);
  if (failures.length > 0) return exitCodes.error;
  const isForced = options.has("force") || first.isForced;
  return !isForced && issues.some(isFailing(options)) ? exitCodes.issues : exitCodes.clean;
}

function refuseUnreadable(base: string, isRecursive: boolean): void {
  try {
    readdirSync(base);
    accessSync(base, constants.X_OK);
  } catch (error) {
    const [what, call] = isRecursive
      ? ["Failed to find workspaces", "lstat"]
      : ["Failed to switch to a different working directory", "chdir"];
    throw new UsageError(`${what}; ${call} ${base}: ${reasonOf(error)}`);
  }
}

function configurationOf(options: GivenOptions): string | undefined {
  const named = options.last("config") ?? process.env["TFLINT_CONFIG_FILE"];
  return named === "" ? undefined : named;
}

function rulesOf(options: GivenOptions, { rules, isDisabledByDefault, terraformRules }: TflintConfiguration) {
  const only = options.all("only");
  const disabled = options.all("disable-rule");
  const enabled = options.all("enable-rule");
  // What the command line says of a rule beats what the configuration does.
  const configured = [...rules].filter(([rule]) => !enabled.includes(rule) && !disabled.includes(rule));
  return {
    only,
    enabled: [...enabled, ...configured.filter(([, isOn]) => isOn).map(([rule]) => rule)],
    disabled: [...disabled, ...configured.filter(([, isOn]) => !isOn).map(([rule]) => rule)],
    isDisabledByDefault,
    terraformRules,
  };
}

/** Files first, those of the configuration before those of the command line, as tflint has it. */
function variablesOf(
  options: GivenOptions,
  configuration: TflintConfiguration,
  directory: string,
): readonly GivenOption[] {
  const files = [...configuration.variableFiles, ...options.all("var-file")];
  const values = [...configuration.variables, ...options.all("var")];
  return [
    ...files.map((file) => ({ name: "var-file", value: file.startsWith("/") ? file : join(directory, file) })),
    ...values.map((value) => ({ name: "var", value })),
  ];
}

function isFailing(options: GivenOptions): (issue: TflintIssue) => boolean {
  const least = options.last("minimum-failure-severity");
  const failing = least === "error" ? ["error"] : least === "warning" ? ["error", "warning"] : undefined;
  return ({ rule }) => failing === undefined || failing.includes(rule.severity);
}

/** What can be asked of tflint, and not of this. */
function refusalOf(options: GivenOptions): string | undefined {
  if (options.positionals.length > 0) {
    return "Command line arguments support was dropped in v0.47. Use --chdir or --filter instead.";
  }
  if (options.has("langserver")) return "Lintel's tflint is no language server.";
  if (options.has("act-as-bundled-plugin")) return "Lintel is no plugin of tflint, and cannot be run as one.";
  const workers = options.last("max-workers");
  if (workers !== undefined && !/^\d+$/.test(workers)) {
    return `Failed to parse CLI options; invalid argument for flag --max-workers: ${workers} is no number`;
  }
  return workers !== undefined && Number(workers) === 0 ? "Max workers should be greater than 0" : undefined;
}

function messageOf({ message, hint }: UsageError): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

async function fail(message: string, format: TflintFormat): Promise<number> {
  await write({ issues: [], errors: [{ message, severity: "error" }] }, format, undefined);
  return exitCodes.error;
}

async function write(report: TflintReport, format: TflintFormat, options: GivenOptions | undefined): Promise<void> {
  const formats = await loadTflintFormats();
  if (format === "default" || format === "compact") {
    const color = options?.has("color") === true || (await wantsColor(options?.has("no-color") ?? true, process.env));
    const text = format === "default" ? formats.tflintDefault(report, { color }) : formats.tflintCompact(report);
    writeOut(text.stdout);
    writeError(text.stderr);
    return;
  }
  const writers = {
    json: () => formats.tflintJson(report),
    checkstyle: () => formats.tflintCheckstyle(report),
    junit: () => formats.tflintJunit(report),
    sarif: () => formats.tflintSarif(report, version),
  };
  writeOut(writers[format]());
}

/** Says which tflint this can stand in for, in the words that installers and wrappers look for, and what it is. */
function showVersion(format: TflintFormat | undefined): number {
  const plugins = [{ name: "ruleset.lintel", version: `${version}-bundled` }];
  const asJson = { version: tflintVersion, plugins, update_check_enabled: false, update_available: false };
  writeOut(
    format === "json"
      ? `${JSON.stringify(asJson, null, 2)}\n`
      : `TFLint version ${tflintVersion} (as Lintel understands it)\n+ ruleset.lintel (${version}-bundled)\n`,
  );
  return exitCodes.clean;
}
