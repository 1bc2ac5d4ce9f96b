// Every check there is, in one go: what a contributor runs before a commit, and what CI runs. Ends with one line that
// counts the tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(join(tmpdir(), "lintel-test-"));
const resultsFile = join(scratch, "results.json");

const steps = [
  ["types", "node_modules/typescript/bin/tsc", "-p", "tsconfig.check.json"],
  ["types of what Danger loads", "node_modules/typescript/bin/tsc", "-p", "packages/danger", "--noEmit"],
  ["types of the report's page", "node_modules/typescript/bin/tsc", "-p", "packages/reporters/tsconfig.page.json"],
  ["lint", "node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"],
  ["format", "node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  ["dead code", "node_modules/knip/bin/knip.js", "--no-progress"],
  [
    "tests",
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${resultsFile}`,
  ],
];

let failedSteps = 0;
for (const [name, ...args] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    failedSteps++;
    process.stdout.write(`== ${name} failed\n`);
  }
}

const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  const results = JSON.parse(readFileSync(resultsFile, "utf8"));
  counts.passed = results.numPassedTests;
  counts.failed = results.numFailedTests;
  counts.skipped = results.numPendingTests + results.numTodoTests;
  if (process.env.CI) {
    for (const file of results.testResults)
      for (const test of file.assertionResults)
        if (test.status === "pending" || test.status === "skipped")
          process.stdout.write(`skipped: ${test.fullName} (${file.name.slice(root.length + 1)})\n`);
  }
} catch {
  failedSteps++;
}
rmSync(scratch, { recursive: true, force: true });

// On a user's machine a missing tool skips its tests; in CI every tool is installed, so a skip hides something.
const isSkipAFailure = process.env.CI && counts.skipped > 0;
if (isSkipAFailure) process.stdout.write("Tests were skipped, which counts as a failure in CI.\n");
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(failedSteps > 0 || isSkipAFailure ? 1 : 0);
