import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceHost } from "../source/host.js";
import type { Wish } from "./decision.js";
import type { RunSettings } from "./run-settings.js";

/** Lists the policies that a configuration names by a path at which there is nothing. */
export function checkPaths(
  { externalPolicies, plugins, rego }: Pick<RunSettings, "externalPolicies" | "plugins" | "rego">,
  host: SourceHost,
): readonly Diagnostic[] {
  // Anything else is the name of a package.
  const modules = plugins.filter(({ value }) => value.startsWith("./"));
  return [...externalPolicies, ...modules, ...rego].flatMap(
    ({ value, origin }: Wish<string>): readonly Diagnostic[] => {
      const kind = host.kindOf(value.replace(/^\.\//, ""));
      if (kind.ok || kind.error.code !== "not-found" || origin.kind !== "file") return [];
      const message = `There is no file or directory ${value.replace(/^\.\//, "")}.`;
      const hint = "Paths are relative to the directory of the configuration.";
      return [{ severity: "error", code: "configuration-invalid", message, hint, range: origin.range }];
    },
  );
}
