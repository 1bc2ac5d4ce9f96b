import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { pageAssets } from "./packages/reporters/page-assets.mjs";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [
    {
      // What the build puts beside the HTML reporter, made of its sources.
      name: "page-assets",
      enforce: "pre",
      resolveId: (id) => (id.endsWith("/page-assets.js") ? "\0page-assets.js" : undefined),
      load: (id) => (id === "\0page-assets.js" ? pageAssets() : undefined),
    },
  ],
  resolve: {
    // Tests run on the sources, so that they need no build; what tests the built packages does so from test/packaging.
    alias: [
      { find: /^@lintel\/core\/node$/, replacement: source("packages/core/src/node.ts") },
      { find: /^@lintel\/core$/, replacement: source("packages/core/src/index.ts") },
      { find: /^@lintel\/reporters$/, replacement: source("packages/reporters/src/index.ts") },
      { find: /^@lintel\/opa$/, replacement: source("packages/opa/src/index.ts") },
      { find: /^@lintel\/git$/, replacement: source("packages/git/src/index.ts") },
      { find: /^@lintel\/bot$/, replacement: source("packages/bot/src/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "policies/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
  },
});
