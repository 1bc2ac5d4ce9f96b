import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import type { PolicyFile } from "./policy-files.js";

/** Chooses policies by id, or by a glob of ids; all where no name is given. @throws UsageError for a name that means none. */
export function choosePolicies(files: readonly PolicyFile[], names: readonly string[]): readonly PolicyFile[] {
  if (names.length === 0) return files;
  const chosen = new Set(names.flatMap((name) => filesOf(name, files)));
  return files.filter((file) => chosen.has(file));
}

function filesOf(name: string, files: readonly PolicyFile[]): readonly PolicyFile[] {
  const pattern = new RegExp(`^${name.split("*").map(escape).join(".*")}$`);
  const named = files.filter((file) => pattern.test(idOf(file)));
  if (named.length > 0) return named;
  throw new UsageError(
    `There is no policy ${name} among these.`,
    didYouMean(name, files.map(idOf)) ?? "The paths say where policies are looked for.",
  );
}

/** A file that is no valid policy goes by its name. */
function idOf({ policy, stem }: PolicyFile): string {
  return policy?.id ?? stem;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
