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

/** Where the source of a plan lies: the same for every command that reads plans. */
export const sourceDirectoryOption = {
  name: "source-dir",
  value: "DIR",
  help: "Where the configuration lies that a given plan or state was made from. Default: beside it.",
} as const satisfies OptionDescription;
