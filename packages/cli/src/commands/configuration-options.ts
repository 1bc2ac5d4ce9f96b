import type { OptionDescription } from "../command-line/options.js";

/** The options that say which configuration counts: the same for every command that reads configurations. */
export const configurationOptions = [
  {
    name: "config",
    value: "FILE",
    help: "Take this configuration, and not the lintel.yaml that lie around and below the given paths.",
  },
  { name: "no-config", help: "Take no lintel.yaml into account, except for what is hard-mandatory in it." },
] as const satisfies readonly OptionDescription[];

/** Which scenarios of the configuration are judged. */
export const scenarioOption = {
  name: "scenario",
  value: "NAME",
  help: "Only this scenario of the configuration; may be repeated. Default: all of them.",
} as const satisfies OptionDescription;
