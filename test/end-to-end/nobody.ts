import { spawnSync } from "node:child_process";
import { it } from "vitest";
import type { RunOptions } from "./binary.js";

const isRoot = process.getuid?.() === 0;
const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
const canBeNobody =
  !isRoot || spawnSync(nobody[0] ?? "", [...nobody.slice(1), process.execPath, "-e", "0"]).status === 0;
const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
if (!canBeNobody)
  console.warn("Permissions do not bind this user and setpriv is missing: unreadable files are not tested.");

/** Runs the binary as somebody whom the permissions of files bind, which they don't where the tests are run by root. */
export const asNobody: RunOptions = isRoot ? { through: nobody } : {};

/** A test about permissions; skipped, with a word, where nobody can be found whom they bind. */
export const withoutPermission = it.runIf(canBeNobody || isRequired);
