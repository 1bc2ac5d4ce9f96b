import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnreadable } from "../../output/file-error.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { verifyHelp } from "./evidence-options.js";
import { manifestName, readManifest, sha256Of } from "./manifest.js";

/** `lintel evidence verify <dir>`. */
export function verifyCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, verifyHelp.options);
  if (options.has("help")) return helpCommand(["evidence", "verify"]);
  const [directory, ...more] = options.positionals;
  if (directory === undefined || more.length > 0) {
    throw new UsageError("Name one folder with evidence.", "Write lintel evidence verify DIR.");
  }
  const manifest = manifestOf(directory);
  const { hashes } = manifest;
  const differences = [...altered(directory, hashes), ...added(directory, hashes)].sort();
  if (differences.length > 0) {
    writeOut(`${differences.join("\n")}\n`);
    return Promise.resolve(exitCodes.findings);
  }
  writeOut(
    `All ${String(hashes.size)} files are those that the manifest names. SHA-256 of ${manifestName}: ${manifest.hash}\n`,
  );
  return Promise.resolve(exitCodes.clean);
}

interface Manifest {
  readonly hashes: ReadonlyMap<string, string>;
  /** Of the manifest itself. */
  readonly hash: string;
}

/** @throws UsageError where there is no manifest, or what stands there is none. */
function manifestOf(directory: string): Manifest {
  const path = join(directory, manifestName);
  let bytes: Uint8Array;
  try {
    if (!lstatSync(path).isFile()) throw new UsageError(`${path} is no regular file.`, "Nothing was verified.");
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The manifest of ${directory} cannot be read.`, whyUnreadable(error, path));
  }
  const read = readManifest(Buffer.from(bytes).toString("utf8"));
  if (!read.ok)
    throw new UsageError(`The manifest of ${directory} is malformed. ${read.problem}`, "Nothing was verified.");
  return { hashes: read.hashes, hash: sha256Of(bytes) };
}

function altered(directory: string, hashes: Manifest["hashes"]): string[] {
  return [...hashes].flatMap(([name, hash]) => {
    const path = join(directory, name);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return [`${name}: missing`];
    // A link may lead to the right bytes today and to others tomorrow.
    if (!status.isFile()) return [`${name}: not a regular file`];
    try {
      return sha256Of(readFileSync(path)) === hash ? [] : [`${name}: altered`];
    } catch (error) {
      return [`${name}: unreadable. ${whyUnreadable(error, path)}`];
    }
  });
}

function added(directory: string, hashes: Manifest["hashes"]): string[] {
  return readdirSync(directory)
    .filter((name) => name !== manifestName && !hashes.has(name))
    .map((name) => `${JSON.stringify(name)}: added`);
}
