import type { OptionDescription } from "../command-line/options.js";

/** Options that say with which values Terraform configurations are read: the same for every command that reads them. */
export const variableOptions = [
  {
    name: "var-file",
    value: "FILE",
    help: "Take values of Terraform variables from a file, as terraform does; may be repeated.",
  },
  { name: "var", value: "NAME=VALUE", help: "Give a Terraform variable a value; may be repeated." },
  { name: "env-vars", help: "Take values of Terraform variables from TF_VAR_… in the environment." },
  { name: "workspace", value: "NAME", help: "The value of terraform.workspace. Default: default." },
] as const satisfies readonly OptionDescription[];
