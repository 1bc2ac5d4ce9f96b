import { spawnSync } from "node:child_process";

function isThere(tool: string): boolean {
  const isFound = spawnSync(tool, tool === "opa" ? ["version"] : ["--version"], { stdio: "ignore" }).status === 0;
  if (!isFound && process.env["CI"]) throw new Error(`CI needs ${tool} on the PATH: tests of policies in Rego ask it.`);
  if (!isFound) process.stderr.write(`${tool} is not on the PATH: tests that ask it are skipped.\n`);
  return isFound;
}

/** Whether Rego can be compiled. */
export const hasOpa = isThere("opa");

/** Whether there is `conftest` to compare with. */
export const hasConftest = hasOpa && isThere("conftest");
