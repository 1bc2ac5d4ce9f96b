#!/usr/bin/env node
// Asks the real terraform binary what expressions mean, in bulk. Each expression stands verbatim in a file of its own, so
// that a syntax error spoils nothing else; one plan answers for a hundred of them. Usable as a module and by hand:
//   node test/conformance/terraform/ask.mjs '1 + 1' 'upper("ß")'
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Answer
 * @property {unknown} [value] the value: numbers as `{"$number": digits}`, unknowns as `{"$unknown": true}`
 * @property {unknown} [type] the type in Terraform's JSON notation, where the whole value is known
 * @property {readonly string[]} [sensitive] paths of what is marked sensitive, `""` being the whole
 * @property {string} [error] the summary of Terraform's first error, when there is no value
 * @property {string} [detail] its detail, for whoever reads the answer
 */

/**
 * @typedef {object} AskOptions
 * @property {string} [preamble] further configuration that the expressions may refer to
 * @property {Readonly<Record<string, string>>} [files] files to write beside it, by relative path
 * @property {number} [batch] how many expressions to ask at once; more than a hundred is slower
 * @property {(name: string, expression: string) => string} [declare] writes the file that makes `local.<name>` of a case;
 *   without it a case is an expression
 */

/** The file of an expression. Nothing may enclose it: parentheses would change the rules for line breaks. */
const declareLocal = (name, expression) => `locals {\n  ${name} = ${expression}\n}\n`;

const environmentDirectory = mkdtempSync(join(tmpdir(), "lintel-terraform-"));
process.on("exit", () => rmSync(environmentDirectory, { recursive: true, force: true }));
writeFileSync(join(environmentDirectory, "cli.tfrc"), "disable_checkpoint = true\n");

/** Runs terraform; resolves to its output whatever its exit code, and to undefined when there is no such program. */
export function terraform(args, cwd, environment = {}) {
  const env = {
    ...process.env,
    ...environment,
    TF_CLI_CONFIG_FILE: join(environmentDirectory, "cli.tfrc"),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
  };
  return new Promise((resolve) => {
    execFile("terraform", args, { cwd, env, maxBuffer: 1 << 29, encoding: "utf8" }, (error, stdout, stderr) => {
      resolve(error?.code === "ENOENT" ? undefined : { stdout, stderr, failed: error !== null });
    });
  });
}

/** The version of the terraform on the PATH, or undefined. */
export async function terraformVersion() {
  const answer = await terraform(["version", "-json"], environmentDirectory);
  return answer === undefined ? undefined : JSON.parse(answer.stdout).terraform_version;
}

/**
 * Asks for the values of expressions.
 * @param {readonly string[]} expressions
 * @param {AskOptions} [options]
 * @returns {Promise<Answer[]>} in the order of the expressions
 */
export async function ask(expressions, options = {}) {
  const size = options.batch ?? 100;
  const answers = [];
  for (let at = 0; at < expressions.length; at += size) {
    answers.push(...(await askBatch(expressions.slice(at, at + size), options)));
  }
  return answers;
}

async function askBatch(expressions, options) {
  const directory = mkdtempSync(join(environmentDirectory, "batch-"));
  try {
    writeFileSync(join(directory, "preamble.tf"), options.preamble ?? "");
    for (const [path, text] of Object.entries(options.files ?? {})) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const pending = new Map(expressions.map((expression, at) => [`c${String(at).padStart(5, "0")}`, expression]));
    for (const [name, expression] of pending) {
      writeFileSync(join(directory, `${name}.tf`), (options.declare ?? declareLocal)(name, expression));
      writeFileSync(
        join(directory, `${name}_asked.tf`),
        `output "${name}" {\n  value = local.${name}\n  sensitive = true\n}\n` +
          `resource "terraform_data" "${name}" {\n  input = local.${name}\n}\n`,
      );
    }
    const answers = new Map();
    while (pending.size > 0) {
      const errors = await plan(directory, pending);
      if (errors.size === 0) break;
      for (const [name, answer] of errors) {
        answers.set(name, answer);
        pending.delete(name);
        unlinkSync(join(directory, `${name}.tf`));
        unlinkSync(join(directory, `${name}_asked.tf`));
      }
    }
    if (pending.size > 0) for (const [name, answer] of await readPlan(directory, pending)) answers.set(name, answer);
    return expressions.map((_, at) => answers.get(`c${String(at).padStart(5, "0")}`));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Plans, and returns the first error of each expression that has one. */
async function plan(directory, pending) {
  const { stdout, stderr, failed } = await terraform(
    ["plan", "-json", "-input=false", "-refresh=false", "-out=plan"],
    directory,
  );
  const errors = new Map();
  if (!failed) return errors;
  const unplaced = [];
  for (const line of stdout.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { diagnostic } = JSON.parse(line);
    if (diagnostic?.severity !== "error") continue;
    const name =
      diagnostic.range?.filename.match(/^(c\d{5})(?:_asked)?\.tf$/)?.[1] ??
      `${diagnostic.address ?? ""} ${diagnostic.summary} ${diagnostic.detail ?? ""}`.match(/\bc\d{5}\b/)?.[0];
    if (name === undefined || !pending.has(name)) unplaced.push(diagnostic);
    else if (!errors.has(name)) errors.set(name, { error: diagnostic.summary, detail: diagnostic.detail });
  }
  if (errors.size > 0) return errors;
  if (pending.size === 1) {
    const summary = unplaced[0]?.summary ?? "terraform failed";
    return new Map([[[...pending.keys()][0], { error: summary, detail: unplaced[0]?.detail ?? stderr }]]);
  }
  throw new Error(`terraform failed outside of the expressions: ${JSON.stringify(unplaced)} ${stderr}`);
}

async function readPlan(directory, pending) {
  const { stdout, stderr, failed } = await terraform(["show", "-json", "plan"], directory);
  if (failed) throw new Error(`terraform cannot show its plan: ${stderr}`);
  const shown = parseKeepingDigits(stdout);
  const outputs = shown.planned_values.outputs ?? {};
  const changes = new Map(shown.resource_changes.map((change) => [change.address, change.change]));
  const answers = new Map();
  for (const name of pending.keys()) {
    const change = changes.get(`terraform_data.${name}`);
    const answer = { value: withUnknowns(change.after.input, change.after_unknown.input) };
    if (outputs[name]?.type !== undefined) answer.type = outputs[name].type;
    const sensitive = [];
    collectPaths(change.after_sensitive === true ? true : change.after_sensitive.input, "", sensitive);
    if (sensitive.length > 0) answer.sensitive = sensitive;
    answers.set(name, answer);
  }
  return answers;
}

/** Parses JSON with each number as `{"$number": "digits as written"}`. */
export function parseKeepingDigits(text) {
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `{"$number":"${token}"}`)));
}

function withUnknowns(value, mask) {
  if (mask === true) return { $unknown: true };
  if (mask === undefined || mask === false || mask === null) return value ?? null;
  if (Array.isArray(mask)) return mask.map((item, at) => withUnknowns(value?.[at], item));
  const names = [...new Set([...Object.keys(value ?? {}), ...Object.keys(mask)])].sort();
  return Object.fromEntries(names.map((name) => [name, withUnknowns(value?.[name], mask[name])]));
}

function collectPaths(mask, path, paths) {
  if (mask === true) paths.push(path);
  else if (Array.isArray(mask)) mask.forEach((item, at) => collectPaths(item, `${path}[${at}]`, paths));
  else if (typeof mask === "object" && mask !== null) {
    for (const name of Object.keys(mask).sort()) collectPaths(mask[name], `${path}[${JSON.stringify(name)}]`, paths);
  }
}

/**
 * Reads the cases of a text file: one expression a line, blank lines and lines with `#` in front left out; an expression of
 * several lines has a `|` in front of each of its lines.
 */
export function readCases(path) {
  const cases = [];
  let lines;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.startsWith("|")) (lines ??= []).push(line.slice(1));
    else {
      if (lines !== undefined) cases.push(lines.join("\n"));
      lines = undefined;
      if (line.trim() !== "" && !line.startsWith("#")) cases.push(line);
    }
  }
  if (lines !== undefined) cases.push(lines.join("\n"));
  return cases;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const preamblePath = join(dirname(fileURLToPath(import.meta.url)), "expressions", "preamble.tf");
  const expressions = process.argv.slice(2);
  const answers = await ask(expressions, { preamble: readFileSync(preamblePath, "utf8") });
  expressions.forEach((expression, at) => console.log(`${expression}\n    ${JSON.stringify(answers[at])}`));
}
