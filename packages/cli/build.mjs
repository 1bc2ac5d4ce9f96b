// Bundles the binary: one chunk with everything that each scan needs, and chunks of their own for what only some runs need
// (a format, hcl2json, a provider's policies, a user's own policies). Loading a hundred small modules would take longer than
// scanning a hundred files.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const directory = dirname(fileURLToPath(import.meta.url));
const target = join(directory, "dist/bundle");

rmSync(target, { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: join(directory, "src/main.ts") },
  platform: "node",
  // HashiCorp's parser brings a WebAssembly file that it looks for beside itself.
  external: [/^node:/, "@cdktf/hcl2json"],
  treeshake: { moduleSideEffects: false },
});
await bundle.write({
  dir: target,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
  minify: true,
});
await bundle.close();
