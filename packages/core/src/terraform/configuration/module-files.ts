import { compareCodePoints } from "../../source/code-points.js";

/** The files of one directory that make up a module, each list in the order in which Terraform reads it. */
interface ModuleFileNames {
  readonly primary: readonly string[];
  readonly overrides: readonly string[];
}

const suffixes = [".tofu.json", ".tf.json", ".tofu", ".tf"] as const;

/** Whether a file of this name is part of the module in its directory. Editors' backup and swap files are not. */
export function isConfigurationFileName(name: string): boolean {
  return suffixOf(name) !== undefined && !/^\.|^#.*#$|~$/.test(name);
}

/**
 * Picks the configuration files among the names of a directory. `main.tofu` stands in for a `main.tf` beside it, and
 * `override.tf` and `*_override.tf` (in every syntax) are merged over the others.
 */
export function moduleFileNames(names: readonly string[]): ModuleFileNames {
  const all = new Set(names.filter(isConfigurationFileName));
  const primary: string[] = [];
  const overrides: string[] = [];
  for (const name of [...all].sort(compareCodePoints)) {
    const suffix = suffixOf(name) ?? "";
    const stem = name.slice(0, -suffix.length);
    if (suffix.startsWith(".tf") && all.has(`${stem}${suffix.replace(".tf", ".tofu")}`)) continue;
    if (isOverrideFileName(name)) overrides.push(name);
    else primary.push(name);
  }
  return { primary, overrides };
}

/** Whether a configuration file of this name is merged over the others. */
export function isOverrideFileName(name: string): boolean {
  return /(?:^|[_/])override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

function suffixOf(name: string): string | undefined {
  return suffixes.find((suffix) => name.endsWith(suffix));
}
