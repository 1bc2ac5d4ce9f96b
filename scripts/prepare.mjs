// What npm runs when it is given this repository instead of a package, as pre-commit does: the binary is not in git, so it is
// built. Whoever installs what a clone needs is not meant: pnpm and npm run this there too.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// npm says where the package that it prepares for packing came from, and of no other.
if (process.env.npm_package_resolved !== undefined) {
  const ready = join(dirname(fileURLToPath(import.meta.url)), "ready.mjs");
  process.exit(spawnSync(process.execPath, [ready], { stdio: "inherit" }).status ?? 1);
}
