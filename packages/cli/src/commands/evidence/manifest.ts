import { createHash } from "node:crypto";

/** The name of the file that holds the hashes of all others. */
export const manifestName = "SHA256SUMS";

/** SHA-256 in hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Writes a manifest in the format of `sha256sum`. */
export function writeManifest(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].sort();
  return names.map((name) => `${sha256Of(files.get(name) ?? "")}  ${name}\n`).join("");
}

/** Hashes by name, or what is wrong with a manifest. */
export type ReadManifest =
  | { readonly ok: true; readonly hashes: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a manifest. Evidence has no folders within, so that a name with a separator leads elsewhere, and is refused as one that
 * leads upwards is.
 */
export function readManifest(text: string): ReadManifest {
  const hashes = new Map<string, string>();
  const lines = text.split("\n");
  if (lines.pop() !== "") return { ok: false, problem: "Its last line is cut off." };
  for (const [index, line] of lines.entries()) {
    const at = `Line ${String(index + 1)}`;
    const [, hash, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined) return { ok: false, problem: `${at} is no hash with a name.` };
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) {
      return { ok: false, problem: `${at} names something that cannot be a file of the folder.` };
    }
    if (name === manifestName) return { ok: false, problem: `${at} names the manifest itself.` };
    if (hashes.has(name)) return { ok: false, problem: `${at} names ${name} once more.` };
    hashes.set(name, hash);
  }
  if (hashes.size === 0) return { ok: false, problem: "It names no file." };
  return { ok: true, hashes };
}
