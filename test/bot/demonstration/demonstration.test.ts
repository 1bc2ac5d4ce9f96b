import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";

const example = fileURLToPath(new URL("../../../examples/pr-bot", import.meta.url));

describe("the demonstration of the reviewer", { timeout: 300_000 }, () => {
  it("makes the conversation that lies beside it, every time", () => {
    const directory = mkdtempSync(join(tmpdir(), "lintel-demonstration-"));
    onTestFinished(() => {
      rmSync(directory, { recursive: true, force: true });
    });
    execFileSync(process.execPath, [join(example, "demonstrate.mjs"), directory], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const names = readdirSync(join(example, "conversation"));
    expect(readdirSync(directory)).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(directory, name), "utf8")).toBe(
        readFileSync(join(example, "conversation", name), "utf8"),
      );
  });
});
