import { gitBytes, gitBytesNow } from "./git.js";

/** The contents of a repository's files by their ids. What is known to be wanted is read by one process. */
export class Blobs {
  readonly #known = new Map<string, Uint8Array | undefined>();

  constructor(readonly directory: string) {}

  /** Reads those that are not known yet. */
  async load(ids: Iterable<string>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !this.#known.has(id));
    if (wanted.length === 0) return;
    const output = await gitBytes(this.directory, ["cat-file", "--batch"], `${wanted.join("\n")}\n`);
    for (const [id, bytes] of parseBatch(output)) this.#known.set(id, bytes);
  }

  /** The content of one; undefined where the repository has not got it, as in a partial clone. */
  read(id: string): Uint8Array | undefined {
    if (!this.#known.has(id)) this.#known.set(id, gitBytesNow(this.directory, ["cat-file", "blob", id]));
    return this.#known.get(id);
  }
}

/** Reads the output of `git cat-file --batch`: a line of id, type and size, the content, a line break; or a line that says `missing`. */
function parseBatch(output: Uint8Array): ReadonlyMap<string, Uint8Array | undefined> {
  const blobs = new Map<string, Uint8Array | undefined>();
  const lineBreak = 10;
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(lineBreak, at);
    if (end === -1) break;
    const [id = "", type, size] = new TextDecoder().decode(output.subarray(at, end)).split(" ");
    at = end + 1;
    if (type !== "blob") {
      blobs.set(id, undefined);
      if (type !== "missing") at += Number(size ?? 0) + 1;
      continue;
    }
    const length = Number(size);
    // A copy, so that one file does not keep the output of all.
    blobs.set(id, new Uint8Array(output.subarray(at, at + length)));
    at += length + 1;
  }
  return blobs;
}
