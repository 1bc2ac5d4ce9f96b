import { SourceFile } from "../source/source-file.js";
import type { ParsedPolicy } from "./parse.js";

/** Reads a policy from its YAML. What that takes is loaded only when this is called: the shipped policies do without. */
export async function readPolicy(path: string, text: string): Promise<ParsedPolicy> {
  const { parsePolicy } = await import("./parse.js");
  return parsePolicy(new SourceFile(path, text));
}
