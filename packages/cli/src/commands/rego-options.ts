import type { GivenOptions, OptionDescription } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";

/** The options that name policies in Rego. */
export const regoOptions = [
  {
    name: "rego",
    value: "PATH",
    help: "Add policies in Rego: sources (compiled with the opa on the PATH), a .wasm, a bundle, or a directory of them; may be repeated.",
  },
  {
    name: "rego-input",
    value: "INPUT",
    choices: ["graph", "plan", "manifests", "combined"],
    help: "What all of them are given as input. Default: what each of them says or reads.",
  },
  { name: "rego-package", value: "PACKAGE", help: "Only the rules of this package; may be repeated. Default: all." },
] as const satisfies readonly OptionDescription[];

/** Which policies in Rego a command line names. */
export interface RegoSettings {
  readonly paths: readonly string[];
  readonly packages: readonly string[];
  readonly input: string | undefined;
}

/** Reads off a command line which policies in Rego it names. @throws UsageError for options that would have no effect. */
export function regoSettings(options: GivenOptions): RegoSettings {
  const settings = {
    paths: options.all("rego"),
    packages: options.list("rego-package"),
    input: options.last("rego-input"),
  };
  if (settings.paths.length === 0 && (settings.packages.length > 0 || settings.input !== undefined)) {
    throw new UsageError(
      "There are no policies in Rego that --rego-input or --rego-package could be about.",
      "Name them with --rego PATH.",
    );
  }
  return settings;
}
