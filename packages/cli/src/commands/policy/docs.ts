import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  FixtureError,
  examplesOf,
  type IndexEntry,
  type Policy,
  policyIndex,
  policyPage,
  type ScanResult,
} from "@lintel/core";
import { loadReporter } from "@lintel/reporters";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnwritable } from "../../output/file-error.js";
import { writeError, writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { reportProblems } from "../problems.js";
import { choosePolicies } from "./chosen-policies.js";
import { docsHelp } from "./docs-options.js";
import { type PolicyFile, readFixture, readPolicyFiles } from "./policy-files.js";

/** `lintel policy docs`. */
export async function docsCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, docsHelp.options);
  if (options.has("help")) return helpCommand(["policy", "docs"]);
  const output = options.last("output");
  if (output === undefined) throw new UsageError("Say where the pages go.", "For example: --output docs/policies.");
  const { positionals } = options;
  const files = choosePolicies(
    await readPolicyFiles(positionals.length === 0 ? ["."] : positionals),
    options.list("policy"),
  );
  const pages = await writePages(files);
  const entries = pages.map(({ entry }) => entry);
  if (entries.length > 0)
    writePagesTo(output, [
      ...pages.map(({ entry, text }) => [entry.page, text] as const),
      ["index.md", policyIndex(entries)],
    ]);
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const code = await reportProblems(diagnostics, process.cwd());
  if (entries.length === 0) {
    writeError("lintel: There was no policy to document.\n");
    return code === exitCodes.clean ? exitCodes.nothingToScan : code;
  }
  writeOut(`Wrote ${join(output, "index.md")} and ${entries.length} ${entries.length === 1 ? "page" : "pages"}.\n`);
  return code;
}

interface Page {
  readonly entry: IndexEntry;
  readonly text: string;
}

async function writePages(files: readonly PolicyFile[]): Promise<readonly Page[]> {
  const report = await loadReporter("text");
  const show = (result: ScanResult): string => report({ ...result, diagnostics: [] }, { quiet: true, width: 100 });
  const pages: Page[] = [];
  for (const file of files) {
    if (file.policy === undefined) continue;
    const { policy } = file;
    const { failing, passing } = await examplesFor(policy, file, show);
    const text = policyPage({ policy, source: file.text, failing, passing });
    const folder = dirname(file.path);
    const group =
      folder === "." ? "policies" : `${basename(dirname(folder))}/${basename(folder)}`.replace(/^\.?\//, "");
    pages.push({ entry: { policy, page: `${policy.id}.md`, group }, text });
  }
  return pages;
}

async function examplesFor(
  policy: Policy,
  file: PolicyFile,
  show: (result: ScanResult) => string,
): ReturnType<typeof examplesOf> {
  try {
    return await examplesOf(policy, readFixture(file), show);
  } catch (error) {
    if (error instanceof FixtureError) return { failing: undefined, passing: undefined };
    throw error;
  }
}

function writePagesTo(directory: string, pages: readonly (readonly [name: string, text: string])[]): void {
  try {
    mkdirSync(directory, { recursive: true });
    for (const [name, text] of pages) writeFileSync(join(directory, name), text);
  } catch (error) {
    throw new UsageError(`The pages cannot be written to ${directory}.`, whyUnwritable(error, directory));
  }
}
