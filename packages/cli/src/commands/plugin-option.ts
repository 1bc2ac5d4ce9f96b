import type { OptionDescription } from "../command-line/options.js";

/** The option that names plugins, which several commands have. */
export const pluginOption = {
  name: "plugin",
  value: "MODULE",
  help: "Add the policies of a JavaScript module (.mjs, .js; .ts where Node reads it) or an installed package. It is run. May be repeated.",
} as const satisfies OptionDescription;
