import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { categories, scaffoldPolicy, severities } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnwritable } from "../../output/file-error.js";
import { isErrorWithCode, writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { newHelp } from "./new-options.js";

/** `lintel policy new`. */
export async function newCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, newHelp.options);
  if (options.has("help")) return helpCommand(["policy", "new"]);
  const [id, more] = options.positionals;
  if (id === undefined || more !== undefined) {
    throw new UsageError("Name one policy.", "For example: lintel policy new acme-bucket-owner --match aws_s3_bucket.");
  }
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    throw new UsageError(
      `${JSON.stringify(id)} cannot be the id of a policy.`,
      "An id is lower-case letters and digits, with hyphens between.",
    );
  }
  const match = options.list("match");
  checkTypes(match);
  const { policy, fixture, extension } = scaffoldPolicy({
    id,
    match,
    title: options.last("title"),
    severity: severities.find((severity) => severity === options.last("severity")),
    category: categories.find((category) => category === options.last("category")),
  });
  const directory = options.last("directory") ?? ".";
  const files: [string, string][] = [
    [join(directory, `${id}.yaml`), policy],
    [join(directory, `${id}${extension}`), fixture],
  ];
  makeDirectory(directory);
  for (const [path, text] of files) writeNew(path, text);
  writeOut(`${files.map(([path]) => `Wrote ${path}.`).join("\n")}\n${whatNext(directory)}`);
  return exitCodes.clean;
}

function whatNext(directory: string): string {
  return `Fill in what the policy says and asks; lintel policy lint ${directory} names what is left, lintel policy test ${directory} runs the fixture.\n`;
}

function checkTypes(match: readonly string[]): void {
  if (match.length === 0) throw new UsageError("Say what the policy is about.", "For example: --match aws_s3_bucket.");
  const unfit = match.find((type) => /[*?{}\s"\\]/.test(type) || type === "required_provider");
  if (unfit === undefined) return;
  throw new UsageError(
    `There is no example for ${unfit}.`,
    "Name one type that is meant, and put the others or the wildcard into the policy afterwards.",
  );
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw new UsageError(`${directory} cannot be made.`, whyUnwritable(error, directory));
  }
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if (isErrorWithCode(error) && error.code === "EEXIST") {
      throw new UsageError(`${path} is there already.`, "Choose another id, or remove the file first.");
    }
    throw new UsageError(`${path} cannot be written.`, whyUnwritable(error, path));
  }
}
