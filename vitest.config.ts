import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
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
