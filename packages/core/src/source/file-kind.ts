/** What a file is by its name alone. `json` and `yaml` are candidates: only their content tells. */
export type FileKind = "terraform" | "variables" | "lock" | "plan" | "state" | "yaml" | "json" | "other";

/** Longest suffix first: `.tf.json` before `.json`. */
const suffixes: readonly (readonly [string, FileKind])[] = [
  [".tf.json", "terraform"],
  [".tofu.json", "terraform"],
  [".tfvars.json", "variables"],
  [".tf", "terraform"],
  [".tofu", "terraform"],
  [".tfvars", "variables"],
  [".terraform.lock.hcl", "lock"],
  [".tfplan", "plan"],
  [".tfstate", "state"],
  [".tfstate.backup", "state"],
  [".yaml", "yaml"],
  [".yml", "yaml"],
  [".json", "json"],
];

/** The names that a configuration may have; only one of them in a directory. */
export const configurationNames: readonly string[] = ["lintel.yaml", "lintel.yml"];

/** Classifies a file by its name. What an editor leaves behind (`main.tf~`, `#main.tf#`, `.#main.tf`) is `other`, as it is to Terraform. */
export function kindOfFile(name: string): FileKind {
  // The one name without a suffix that `kustomize` takes.
  if (name === "Kustomization") return "yaml";
  if (name.startsWith(".#") || (name.startsWith("#") && name.endsWith("#"))) return "other";
  for (const [suffix, kind] of suffixes) {
    if (name.endsWith(suffix)) return kind;
  }
  return "other";
}
