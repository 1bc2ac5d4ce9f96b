import { parseHcl } from "../../../packages/core/src/hcl/parse.js";
import { projectToHcl2json } from "../../../packages/core/src/hcl/projection.js";
import { SourceFile } from "../../../packages/core/src/source/source-file.js";
import { askHcl2json, canonicalJson } from "./oracles.js";

/** Returns what our parser and hcl2json make differently of a text, or undefined where they agree. */
export async function compareWithHcl2json(text: string): Promise<object | undefined> {
  const messages: string[] = [];
  const tree = parseHcl(new SourceFile("main.tf", text), ({ message }) => messages.push(message));
  const theirs = await askHcl2json(text);
  const isRejected = messages.length > 0;
  if (isRejected !== (theirs.kind === "syntax-error")) return { text, messages, theirs };
  if (theirs.kind !== "json") return undefined;
  const ours = projectToHcl2json(tree);
  return canonicalJson(ours) === canonicalJson(theirs.json) ? undefined : { text, ours, theirs: theirs.json };
}

/** Whether our parser finds something wrong in a text. */
export function isRejected(text: string): boolean {
  let errors = 0;
  parseHcl(new SourceFile("main.tf", text), () => errors++);
  return errors > 0;
}
