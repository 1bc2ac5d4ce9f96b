#!/usr/bin/env node
// Asks terraform for the answers to the cases of a folder and writes them down beside the cases: `cases/x.txt` becomes
// `answers/x.json`, one line an expression. A folder may have a `declare.mjs` that says how its cases are written into a
// configuration. To be run when cases are added:
//   node test/conformance/terraform/record.mjs test/conformance/terraform/expressions
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ask, readCases } from "./ask.mjs";

/** Asks for the answers to the cases of one file. Returns pairs of an expression and its answer. */
export async function answersTo(directory, name) {
  const preamblePath = join(directory, "preamble.tf");
  const preamble = existsSync(preamblePath) ? readFileSync(preamblePath, "utf8") : "";
  const expressions = [...new Set(readCases(join(directory, "cases", `${name}.txt`)))];
  const declarePath = join(directory, "declare.mjs");
  const declare = existsSync(declarePath)
    ? (await import(pathToFileURL(resolve(declarePath)).href)).declare
    : undefined;
  const answers = await ask(expressions, { preamble, declare });
  // The details are prose of another program, and nothing depends on them.
  return expressions.map((expression, at) => {
    const { detail: _detail, ...answer } = answers[at];
    return [expression, answer];
  });
}

/** The names of the case files of a folder. */
export function caseNames(directory) {
  return readdirSync(join(directory, "cases"))
    .filter((name) => name.endsWith(".txt"))
    .map((name) => name.slice(0, -4))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const directory of process.argv.slice(2)) {
    mkdirSync(join(directory, "answers"), { recursive: true });
    for (const name of caseNames(directory)) {
      const lines = (await answersTo(directory, name)).map((pair) => `  ${JSON.stringify(pair)}`);
      writeFileSync(join(directory, "answers", `${name}.json`), `[\n${lines.join(",\n")}\n]\n`);
      console.log(`${name}: ${lines.length} answers`);
    }
  }
}
