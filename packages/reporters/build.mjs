// Puts beside the compiled HTML reporter the page that it fills.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pageAssets } from "./page-assets.mjs";

const target = join(dirname(fileURLToPath(import.meta.url)), "dist/html");
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "page-assets.js"), await pageAssets());
