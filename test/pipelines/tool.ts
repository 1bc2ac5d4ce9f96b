import { spawnSync } from "node:child_process";

/** Whether a program is there. In CI it has to be; elsewhere the tests that ask it are skipped. */
export function hasTool(name: string, versionFlag = "--version"): boolean {
  const isFound = spawnSync(name, [versionFlag], { stdio: "ignore" }).status === 0;
  if (!isFound && process.env["CI"]) throw new Error(`CI needs ${name} on the PATH: tests of pipelines ask it.`);
  if (!isFound) process.stderr.write(`${name} is not on the PATH: tests that ask it are skipped.\n`);
  return isFound;
}
