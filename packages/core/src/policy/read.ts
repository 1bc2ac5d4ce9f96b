import type { ImportedPolicy } from "./checkov/import.js";
import { SourceFile, type SourceRange } from "../source/source-file.js";
import type { ParsedPolicy } from "./parse.js";
import type { PolicyPath } from "./policy.js";

/** Reads a policy from its YAML. What that takes is loaded only when this is called: the shipped policies do without. */
export async function readPolicy(path: string, text: string): Promise<ParsedPolicy> {
  const { parsePolicy } = await import("./parse.js");
  return parsePolicy(new SourceFile(path, text));
}

/** Returns what tells where the parts of a policy stand in its YAML. */
export async function locatePolicy(path: string, text: string): Promise<(at: PolicyPath) => SourceRange> {
  const { placesIn } = await import("./parse.js");
  return placesIn(new SourceFile(path, text));
}

/** Returns the JSON Schema of a policy file, for editors. */
export async function policyJsonSchema(): Promise<unknown> {
  const schema = await import("./schema.js");
  return schema.policyJsonSchema();
}

/** Whether a text is, by the names at its top, a policy for Checkov, YAML or JSON. Looks no further than that. */
export function isCheckovText(text: string): boolean {
  const has = (name: string): boolean => new RegExp(`^["']?${name}["']?\\s*:|[{,]\\s*"${name}"\\s*:`, "m").test(text);
  return has("definition") && has("metadata") && !/^(?:match|cases|kind)\s*:/m.test(text);
}

/** Translates the text of a policy for Checkov, YAML or JSON, into one of ours. */
export async function importPolicy(path: string, text: string): Promise<ImportedPolicy> {
  const { importCheckov } = await import("./checkov/import.js");
  return importCheckov(new SourceFile(path, text));
}
