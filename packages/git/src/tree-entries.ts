import { git } from "./git.js";

/** One name in a commit's tree. */
export interface TreeEntry {
  readonly kind: "file" | "link" | "submodule";
  /** The id of its content, or of the submodule's commit. */
  readonly id: string;
  readonly size: number;
}

/** Lists every file of a tree by its path. */
export async function readTreeEntries(directory: string, tree: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const output = await git(directory, ["ls-tree", "-r", "-z", "--long", "--full-tree", tree]);
  const entries = new Map<string, TreeEntry>();
  for (const line of output.split("\0")) {
    const tab = line.indexOf("\t");
    const [mode, , id, size] = line.slice(0, tab).split(/ +/);
    if (tab === -1 || mode === undefined || id === undefined) continue;
    entries.set(line.slice(tab + 1), { kind: kindOf(mode), id, size: Number(size) || 0 });
  }
  return entries;
}

function kindOf(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "file";
}
