// Bundles the Action into one file, which is all that a runner gets: it installs nothing.
import { rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const directory = dirname(fileURLToPath(import.meta.url));
const target = join(directory, "dist");

rmSync(target, { recursive: true, force: true });
const built = await rolldown({
  input: join(directory, "../../packages/bot/dist/action/main.js"),
  platform: "node",
  // HashiCorp's parser is WebAssembly beside a loader, and no part of one file; without it, files that our own parser rejects have no second opinion.
  external: [/^node:/, "@cdktf/hcl2json"],
  resolve: { mainFields: ["module", "main"] },
  treeshake: { moduleSideEffects: false },
  onLog: (level, log, report) => {
    if (log.code !== "INEFFECTIVE_DYNAMIC_IMPORT") report(level, log);
  },
});
await built.write({ file: join(target, "index.mjs"), format: "esm", minify: true, codeSplitting: false });
await built.close();
if (statSync(join(target, "index.mjs")).size < 100_000) throw new Error("The bundle of the Action is not whole.");
