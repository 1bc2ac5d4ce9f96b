import { isGlob } from "../graph/glob.js";
import type { ConfiguredSuppression, SuppressionOptions } from "../policy/suppressions/suppression.js";
import { pathBelow, type ConfigurationFile } from "./configuration-file.js";
import type { RunSettings } from "./run-settings.js";

/** What configurations say of suppressions, with globs relative to the scan root. */
export function suppressionsOf(
  files: readonly ConfigurationFile[],
  { requireReason, requireOwner, maximumDays }: RunSettings,
): SuppressionOptions {
  const counting = files.filter(({ isOnlyHard }) => !isOnlyHard);
  const roots = counting.filter(({ settings }) => settings.root === true).map(({ base }) => base);
  return {
    configured: counting.flatMap((file) => configuredIn(file, roots)),
    requirements: {
      requireReason: requireReason.value,
      requireOwner: requireOwner.value,
      maximumDays: maximumDays.value,
    },
  };
}

/** What a file suppresses lies where the file is about: below it, and not below a root further down. */
function configuredIn(
  { settings, base, rangeOf }: ConfigurationFile,
  roots: readonly string[],
): readonly ConfiguredSuppression[] {
  const stops = roots.filter((root) => root !== base && pathBelow(base, root) !== undefined);
  const isElsewhere =
    stops.length === 0 ? undefined : (path: string) => stops.some((root) => pathBelow(root, path) !== undefined);
  return (settings.suppress ?? []).flatMap(({ policy, path, ...others }, index) => {
    const prefix = base === "" ? "" : `${isGlob(base) ? base.replace(/[*?{\\]/g, "\\$&") : base}/`;
    const glob = path === undefined && prefix === "" ? undefined : `${prefix}${path ?? ""}`;
    const range = rangeOf(["suppress", index]);
    const names = typeof policy === "string" ? [policy] : policy;
    return names.map((name) => ({ ...others, policy: name, path: glob, isElsewhere, range }));
  });
}
