import { spawnSync } from "node:child_process";
import { it } from "vitest";
import { binary } from "./binary.js";

const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;
if (!hasTerminal) console.warn("There is no script of util-linux: what is shown on terminals is not tested.");

/** A test that needs a terminal; skipped, with a word, where none can be made. */
export const withTerminal = it.runIf(hasTerminal || isRequired);

/** What of a run goes to the terminal. */
type Shown = "stdout" | "stderr" | "both";

/** Runs the binary on a pseudo-terminal of so many columns, and returns what is shown there, byte by byte. */
export function onTerminal(
  directory: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { columns = 80, shown = "both" }: { readonly columns?: number; readonly shown?: Shown } = {},
): string {
  const quoted = [process.execPath, binary, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const elsewhere = { stdout: " 2>/dev/null", stderr: " >/dev/null", both: "" }[shown];
  const { stdout } = spawnSync("script", ["-qec", `stty cols ${columns}; ${quoted}${elsewhere}`, "/dev/null"], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 50_000,
    env: { PATH: process.env["PATH"], TERM: "xterm", SHELL: "/bin/sh", ...environment },
  });
  return stdout;
}

/** Text without the escape sequences that color it. */
export function withoutColor(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, "");
}
