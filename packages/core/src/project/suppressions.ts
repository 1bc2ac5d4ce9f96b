import { isGlob } from "../graph/glob.js";
import type { ConfiguredSuppression, SuppressionOptions } from "../policy/suppressions/suppression.js";
import type { ConfigurationFile } from "./configuration-file.js";
import type { RunSettings } from "./run-settings.js";

/** What configurations say of suppressions, with globs relative to the scan root. */
export function suppressionsOf(
  files: readonly ConfigurationFile[],
  { requireReason, requireOwner, maximumDays }: RunSettings,
): SuppressionOptions {
  return {
    configured: files.filter(({ isOnlyHard }) => !isOnlyHard).flatMap(configuredIn),
    requirements: {
      requireReason: requireReason.value,
      requireOwner: requireOwner.value,
      maximumDays: maximumDays.value,
    },
  };
}

/** What a file suppresses lies where the file is about. */
function configuredIn({ settings, base, rangeOf }: ConfigurationFile): readonly ConfiguredSuppression[] {
  return (settings.suppress ?? []).flatMap(({ policy, path, ...others }, index) => {
    const below = path?.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "/**");
    const prefix = base === "" ? "" : `${isGlob(base) ? base.replace(/[*?{\\]/g, "\\$&") : base}/`;
    const glob = below === undefined && prefix === "" ? undefined : `${prefix}${below ?? "**"}`;
    const range = rangeOf(["suppress", index]);
    const names = typeof policy === "string" ? [policy] : policy;
    return names.map((name) => ({ ...others, policy: name, path: glob, range }));
  });
}
