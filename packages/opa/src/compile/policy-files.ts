import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { RegoError } from "../problem.js";

/** The files that a path of policies stands for. */
export interface PolicyFiles {
  readonly sources: readonly string[];
  /** Base documents, each with the path of names that it lies under. */
  readonly data: readonly { readonly path: string; readonly under: readonly string[] }[];
  readonly compiled: readonly string[];
}

/**
 * Finds the policies at a path: the file, or below a directory every `.rego` that is no test, every `.wasm` and `.tar.gz`, and
 * every `data.json` and `data.yaml`, which lie in `data` where their directory says. @throws RegoError
 */
export function findPolicyFiles(path: string): PolicyFiles {
  let names: readonly string[];
  try {
    const found = statSync(path);
    if (found.isFile()) return filesOf([["", path]]);
    // What is neither, a pipe or a device, may never come to an end.
    if (!found.isDirectory()) throw new Error("It is neither a file nor a directory.");
    names = readdirSync(path, { recursive: true, encoding: "utf8" });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = isMissing ? "There is no such file or directory." : "Name a file, or a directory, that can be read.";
    throw new RegoError("rego-unreadable", `The policies at ${path} cannot be read.`, why);
  }
  const wanted = names.filter((name) => !/_test\.rego$/.test(name)).sort();
  const found = filesOf(wanted.map((name) => [name, join(path, name)]));
  if (found.sources.length === 0 && found.compiled.length === 0) {
    const hint = "Policies are files that end in .rego, .wasm or .tar.gz.";
    throw new RegoError("rego-no-rules", `There is no policy below ${path}.`, hint);
  }
  return found;
}

function filesOf(files: readonly (readonly [name: string, path: string])[]): PolicyFiles {
  const data = files.filter(([name]) => /(?:^|[\\/])data\.(?:json|ya?ml)$/.test(name));
  return {
    sources: files.filter(([, path]) => path.endsWith(".rego")).map(([, path]) => path),
    data: data.map(([name, path]) => ({ path, under: name.split(sep).slice(0, -1) })),
    compiled: files
      .filter(([name, path]) => /\.(?:wasm|tar\.gz|tgz)$/.test(path) || (name === "" && !path.endsWith(".rego")))
      .map(([, path]) => path),
  };
}
