import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "golden");
const isUpdating = (process.env["UPDATE_GOLDENS"] ?? "") !== "";

/**
 * Holds a text to the file of that name in the folder of golden files, byte for byte. With `UPDATE_GOLDENS=1` in the
 * environment the file is written instead; `git diff` then shows what changed.
 */
export function expectGolden(name: string, text: string): void {
  const path = join(folder, name);
  if (isUpdating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  if (!existsSync(path)) throw new Error(`There is no golden file ${name}. UPDATE_GOLDENS=1 writes it.`);
  expect(text).toBe(readFileSync(path, "utf8"));
}

/** The names of golden files that nothing is held to; with `UPDATE_GOLDENS=1` they are deleted. */
export function strayGoldens(expected: ReadonlySet<string>): string[] {
  const strays = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((name) => !expected.has(name.replaceAll("\\", "/")))
    .sort();
  if (!isUpdating) return strays;
  for (const name of strays) rmSync(join(folder, name));
  return [];
}
