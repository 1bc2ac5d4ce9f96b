import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ScanResult } from "@lintel/core";
import { afterAll, onTestFinished } from "vitest";

/** The built binary, as users run it. */
export const binary = fileURLToPath(new URL("../../packages/cli/bin/lintel.js", import.meta.url));

if (!existsSync(fileURLToPath(new URL("../../packages/cli/dist/bundle/main.cjs", import.meta.url)))) {
  throw new Error("The binary is not built: run `npm run build`.");
}

const scratch = mkdtempSync(join(tmpdir(), "lintel-end-to-end-"));
let directories = 0;
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Makes a directory of its own for one test, with these files; `.git` marks it as the scan root. */
export function directoryWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = join(scratch, String(directories++));
  mkdirSync(join(directory, ".git"), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

/** What came of one run of the binary. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the binary, beside its arguments. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** A command, with arguments, that starts Node. */
  readonly through?: readonly string[];
}

/** Runs the binary in a directory, with an environment that holds nothing but what is needed to start it. */
export function lintel(directory: string, args: readonly string[], options: RunOptions = {}): Run {
  const [command = process.execPath, ...rest] = [
    ...(options.through ?? []),
    process.execPath,
    ...(options.node ?? []),
    binary,
    ...args,
  ];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 50_000,
    env: { PATH: process.env["PATH"], ...options.environment },
  });
  return { code: status, stdout, stderr };
}

/** Runs a scan and reads its JSON report. */
export function scanJson(
  directory: string,
  args: readonly string[] = ["."],
  options: RunOptions = {},
): { readonly run: Run; readonly result: ScanResult } {
  const run = lintel(directory, ["scan", "--format", "json", ...args], options);
  return { run, result: JSON.parse(run.stdout) as ScanResult };
}

/** A security group that lets the world in; its range stands on line 6, from column 20. */
export const openSecurityGroup = `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

/** A pod whose container is privileged; that stands on line 10. */
export const privilegedPod = `apiVersion: v1
kind: Pod
metadata:
  name: shell
  namespace: tools
spec:
  containers:
    - name: shell
      image: registry.example.com/shell@sha256:${"0".repeat(64)}
      securityContext: { privileged: true }
`;

/** Configuration in which there is nothing to find. */
export const harmless = `locals {
  greeting = "hello"
}
`;
