import { spawnSync } from "node:child_process";

const found = spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;

if (!found && process.env["CI"])
  throw new Error("CI needs the terraform binary on the PATH: the conformance tests ask it.");
if (!found) process.stderr.write("terraform is not on the PATH: tests that ask it are skipped.\n");

/** Whether the `terraform` binary can be asked. */
export const hasTerraform = found;
