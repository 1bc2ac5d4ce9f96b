// Asks the real terraform binary what a configuration means: the instances it would create, with what is known of them, and
// the outputs. Nothing is applied and nothing fetched.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { terraform } from "../ask.mjs";

/**
 * A configuration with its files in one text, each after a line `-- path --`. The section `arguments` holds flags for the
 * plan, `environment` lines of `NAME=value`, and `expected` what terraform answered. Where there is a directory `root`,
 * that is the root module.
 * @param {string} text
 */
export function readCase(text) {
  const sections = new Map();
  const pattern = /^-- (.+?) --$/gm;
  const headers = [...text.matchAll(pattern)];
  for (const [index, header] of headers.entries()) {
    const from = header.index + header[0].length + 1;
    sections.set(header[1], text.slice(from, headers[index + 1]?.index ?? text.length));
  }
  const take = (name) => {
    const section = sections.get(name);
    sections.delete(name);
    return section;
  };
  const lines = (name) => (take(name) ?? "").split("\n").filter((line) => line !== "");
  const expected = take("expected");
  return {
    arguments: lines("arguments"),
    environment: Object.fromEntries(lines("environment").map((line) => line.split(/=(.*)/s, 2))),
    expected: expected === undefined ? undefined : JSON.parse(expected),
    files: Object.fromEntries(sections),
    root: [...sections.keys()].some((path) => path.startsWith("root/")) ? "root" : "",
  };
}

/** Writes a case with another answer. */
export function withExpected(text, answer) {
  const body = text.replace(/^-- expected --$[\s\S]*/m, "");
  return `${body.trimEnd()}\n-- expected --\n${JSON.stringify(answer, undefined, 2)}\n`;
}

/**
 * Plans a configuration; undefined when there is no terraform on the PATH.
 * @param {ReturnType<typeof readCase>} configuration
 * @param {Record<string, string>} [attached] environment variables that attach a provider
 * @returns {Promise<{ outputs: Record<string, unknown>, resources: Record<string, unknown> } | { error: true } | undefined>}
 */
export async function askConfiguration(configuration, attached = {}) {
  const directory = mkdtempSync(join(tmpdir(), "lintel-configuration-"));
  try {
    for (const [path, text] of Object.entries(configuration.files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const root = join(directory, configuration.root);
    const environment = { ...attached, ...configuration.environment };
    const flags = ["-input=false", "-refresh=false", "-out=plan.bin", ...configuration.arguments];
    const initialised = await terraform(["init", "-input=false", "-no-color"], root, environment);
    if (initialised === undefined) return undefined;
    if (initialised.failed) return { error: true };
    const plan = await terraform(["plan", ...flags], root, environment);
    if (plan.failed) return { error: true };
    return answerOf(JSON.parse((await terraform(["show", "-json", "plan.bin"], root, environment)).stdout));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function answerOf(plan) {
  const outputs = {};
  for (const [name, { after, after_unknown }] of Object.entries(plan.output_changes ?? {})) {
    outputs[name] = withUnknowns(after, after_unknown);
  }
  const resources = {};
  for (const { address, mode, change } of plan.resource_changes ?? []) {
    if (mode === "managed") resources[address] = withUnknowns(change.after, change.after_unknown);
  }
  return { outputs, resources };
}

/** A planned value with `{"$unknown": true}` for each part of it that is not known. */
export function withUnknowns(after, unknown) {
  if (unknown === true) return { $unknown: true };
  if (Array.isArray(after)) return after.map((item, index) => withUnknowns(item, unknown?.[index]));
  if (after === null || after === undefined || typeof after !== "object") return after ?? null;
  const merged = {};
  for (const key of new Set([...Object.keys(after), ...Object.keys(unknown ?? {})])) {
    merged[key] = withUnknowns(after[key], unknown?.[key]);
  }
  return merged;
}
