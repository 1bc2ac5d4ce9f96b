import { readFileSync } from "node:fs";
import { exitCodes } from "../exit-code.js";
import { writeOut } from "../output/streams.js";

/** `lintel --version`. */
export function versionCommand(): Promise<number> {
  // As far from the sources as from the bundle.
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "unknown";
  writeOut(`lintel ${version}\n`);
  return Promise.resolve(exitCodes.clean);
}
