import type { HclFile } from "../../hcl/syntax.js";
import { Content, type WrittenAttribute } from "./content.js";

/** A value for a variable of a root module, from outside its configuration. */
export type RootInput =
  | { readonly kind: "attribute"; readonly written: WrittenAttribute; readonly origin: string }
  /** Text from a command line or the environment: taken literally for a string, else an expression. */
  | { readonly kind: "text"; readonly text: string; readonly origin: string };

/** What the person who started the scan said about variables, in the order in which they said it. */
export type InputFlag =
  | { readonly kind: "file"; readonly file: HclFile }
  | {
      readonly kind: "value";
      readonly name: string;
      readonly text: string;
      /** Where the text comes from, for messages: the command line unless said otherwise. */
      readonly origin?: string | undefined;
    };

/** Where the values of a root module's variables come from, the later winning within each. */
interface InputSources {
  /** The environment, only if the person asked for it to be used. */
  readonly environment: ReadonlyMap<string, string>;
  /** `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` by name. */
  readonly files: readonly HclFile[];
  readonly flags: readonly InputFlag[];
}

/**
 * Collects the values for a root module's variables.
 *
 * Source: https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function collectInputs(sources: InputSources): ReadonlyMap<string, RootInput> {
  const inputs = new Map<string, RootInput>();
  for (const [name, text] of sources.environment) {
    const variable = /^TF_VAR_(.+)$/.exec(name)?.[1];
    if (variable !== undefined) inputs.set(variable, { kind: "text", text, origin: `environment variable ${name}` });
  }
  for (const file of sources.files) addFile(inputs, file);
  for (const flag of sources.flags) {
    if (flag.kind === "file") addFile(inputs, flag.file);
    else inputs.set(flag.name, { kind: "text", text: flag.text, origin: flag.origin ?? "command line" });
  }
  return inputs;
}

function addFile(inputs: Map<string, RootInput>, hcl: HclFile): void {
  for (const [name, written] of Content.of(hcl.file, hcl.body).attributes) {
    inputs.set(name, { kind: "attribute", written, origin: hcl.file.path });
  }
}

/** The names of variable files in a root module's directory that Terraform reads by itself, in its order. */
export function automaticVariableFiles(names: readonly string[]): readonly string[] {
  const fixed = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name) && !name.startsWith("."));
  return [...fixed, ...automatic];
}
