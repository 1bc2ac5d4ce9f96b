import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import {
  type EvaluatedRoot,
  type EvaluatedValue,
  type ReportedDiagnostic,
  dataToJson,
  evaluate,
  mayNamePlan,
} from "@lintel/core";
import { loadValueReporter } from "@lintel/reporters";
import { parseOptions } from "../command-line/options.js";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { wantsColor } from "../output/color.js";
import { displayPathFrom } from "../output/display-path.js";
import { writeOut } from "../output/streams.js";
import { evalHelp } from "./eval-options.js";
import { configuredSourcesOf, refuseProblems } from "./configuration.js";
import { reportProblems } from "./problems.js";

/** `lintel eval`. */
export async function evalCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, evalHelp.options);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["eval"]);
  const [path, address, ...more] = options.positionals;
  if (path === undefined) throw new UsageError("Say what to evaluate.", "For the working directory: lintel eval .");
  if (more.length > 0) {
    throw new UsageError(
      "One address at a time can be evaluated.",
      "Quote an address that has spaces or quotes in it.",
    );
  }
  const sources = await configuredSourcesOf([moduleOrPlan(path)], options);
  const { roots, diagnostics } = await evaluate(sources.options);
  await refuseProblems(sources.project, sources.root);
  const root = theOnly(roots, path, diagnostics());
  if (root === undefined) return reportProblems(diagnostics(), sources.root);
  const values = address === undefined ? undefined : valuesAt(root, address);
  if (options.last("format") === "json") {
    writeOut(`${values === undefined ? root.toJson() : valuesAsJson(values, address)}\n`);
  } else {
    const report = await loadValueReporter();
    const color = await wantsColor(options.has("no-color"), process.env);
    const layout = { color, displayPath: displayPathFrom(sources.root) };
    const shown = values ?? root.addresses().flatMap((each) => root.read(each));
    writeOut(shown.map((value) => report(value, layout)).join("\n"));
  }
  return reportProblems(diagnostics(), sources.root);
}

/** A file stands for the module that it is part of, unless it may be a plan or a state. */
function moduleOrPlan(path: string): string {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile && !mayNamePlan(basename(path)) ? dirname(path) : path;
}

/** The root module that is meant; undefined where there is none because of what could not be read. */
function theOnly(
  roots: readonly EvaluatedRoot[],
  path: string,
  diagnostics: readonly ReportedDiagnostic[],
): EvaluatedRoot | undefined {
  const [only, second] = roots;
  if (second !== undefined) {
    const names = roots.slice(0, 10).map(({ directory }) => directory);
    const more = roots.length > names.length ? ` and ${roots.length - names.length} more` : "";
    throw new UsageError(
      `There are ${roots.length} root modules below ${path}: ${names.join(", ")}${more}.`,
      "Name the directory of one of them.",
    );
  }
  if (only === undefined && !diagnostics.some(({ severity }) => severity === "error")) {
    throw new UsageError(`There is no Terraform configuration in ${path}.`, "Name the directory of a root module.");
  }
  return only;
}

function valuesAt(root: EvaluatedRoot, address: string): readonly EvaluatedValue[] {
  const values = root.read(address);
  if (values.length > 0) return values;
  const names = [...root.addresses(), ...namesAround(root, address)];
  throw new UsageError(
    `There is no ${address} in this configuration.`,
    didYouMean(address, names) ?? "lintel eval without an address shows what there is.",
  );
}

/** The addresses of what lies beside the place that an address leads to: of the longest part of it that there is. */
function namesAround(root: EvaluatedRoot, address: string): string[] {
  for (let end = lastStep(address); end > 0; end = lastStep(address.slice(0, end))) {
    const around = address.slice(0, end);
    const data = root.read(around)[0]?.data;
    if (data?.kind === "object") return [...data.entries.keys()].map((name) => `${around}.${name}`);
    if (data !== undefined) return [around];
  }
  return [];
}

function lastStep(address: string): number {
  return Math.max(address.lastIndexOf("."), address.lastIndexOf("["));
}

/** One value as an object; where the address names several, or may, a list of these. */
function valuesAsJson(values: readonly EvaluatedValue[], address: string | undefined): string {
  const [only] = values;
  if (only !== undefined && only.address === address) return valueAsJson(only);
  return `[${values.map(valueAsJson).join(",")}]`;
}

function valueAsJson({ address, data, location, trace }: EvaluatedValue): string {
  const rest = JSON.stringify({ location, trace }).slice(1);
  // The value is put in as text, so that its numbers keep their digits.
  return `{"address":${JSON.stringify(address)},"value":${dataToJson(data)},${rest}`;
}
