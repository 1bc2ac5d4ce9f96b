import { readFileSync } from "node:fs";
import { parseOptions } from "../command-line/options.js";
import { exitCodes } from "../exit-code.js";
import { writeOut } from "../output/streams.js";

/** `lintel --version`. */
export async function versionCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, []);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["version"]);
  // As far from the sources as from the bundle.
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "unknown";
  writeOut(`lintel ${version}\n`);
  return exitCodes.clean;
}
