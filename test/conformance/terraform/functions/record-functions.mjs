#!/usr/bin/env node
// Asks terraform for the answers to the cases of the functions, which may read the files in `files/`, and writes them down:
// `cases/x.txt` becomes `answers/x.json`. To be run when cases are added, with the names of some or without for all:
//   node test/conformance/terraform/functions/record-functions.mjs string yaml
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, readCases, terraform } from "../ask.mjs";

const directory = fileURLToPath(new URL(".", import.meta.url));

/** The files that the cases may read, by relative path. */
export function readFixtures() {
  const files = {};
  const walk = (path) => {
    for (const name of readdirSync(join(directory, "files", path))) {
      const inner = path === "" ? name : `${path}/${name}`;
      const place = join(directory, "files", inner);
      if (statSync(place).isDirectory()) walk(inner);
      else files[inner] = readFileSync(place);
    }
  };
  walk("");
  return files;
}

/** Asks for the answers to the cases of one family. Returns pairs of an expression and its answer. */
export async function answersTo(name) {
  const preamble = readFileSync(join(directory, "preamble.tf"), "utf8");
  const expressions = [...new Set(readCases(join(directory, "cases", `${name}.txt`)))];
  const answers = await ask(expressions, { preamble, files: readFixtures() });
  // The details are prose of another program, and nothing depends on them.
  return expressions.map((expression, at) => {
    const { detail: _detail, ...answer } = answers[at];
    return [expression, answer];
  });
}

/** The families that have cases. */
export function familyNames() {
  return readdirSync(join(directory, "cases"))
    .filter((name) => name.endsWith(".txt"))
    .map((name) => name.slice(0, -4))
    .sort();
}

/** The parameters of all functions as terraform lists them, by bare name; undefined when there is no terraform. */
export async function signatures() {
  const answer = await terraform(["metadata", "functions", "-json"], directory);
  if (answer === undefined) return undefined;
  const all = JSON.parse(answer.stdout).function_signatures;
  const plain = ({ name, type, is_nullable }) => ({ name, type, ...(is_nullable ? { nullable: true } : {}) });
  const named = Object.entries(all).filter(([name]) => !name.startsWith("core::"));
  return Object.fromEntries(
    named
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { parameters = [], variadic_parameter }]) => [
        name,
        { parameters: parameters.map(plain), ...(variadic_parameter ? { variadic: plain(variadic_parameter) } : {}) },
      ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(directory, "answers"), { recursive: true });
  const names = process.argv.length > 2 ? process.argv.slice(2) : familyNames();
  for (const name of names) {
    const lines = (await answersTo(name)).map((pair) => `  ${JSON.stringify(pair)}`);
    writeFileSync(join(directory, "answers", `${name}.json`), `[\n${lines.join(",\n")}\n]\n`);
    console.log(`${name}: ${lines.length} answers`);
  }
  const lines = Object.entries(await signatures()).map(
    ([name, signature]) => `  "${name}": ${JSON.stringify(signature)}`,
  );
  writeFileSync(join(directory, "signatures.json"), `{\n${lines.join(",\n")}\n}\n`);
}
