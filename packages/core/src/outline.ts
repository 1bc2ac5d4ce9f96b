import { parseHcl } from "./hcl/parse.js";
import { splitDocuments } from "./kubernetes/documents.js";
import { SourceFile } from "./source/source-file.js";

/** The lines of a block of Terraform, or of a document of YAML: 1-based, both ends included. */
export interface OutlinedPart {
  readonly first: number;
  readonly last: number;
}

/** Finds the outermost parts of a file, in order. What is neither Terraform's native syntax nor YAML has none; nothing is evaluated. */
export function outlineOf(path: string, text: string): readonly OutlinedPart[] {
  const file = new SourceFile(path, text);
  const lines = ({ start, end }: { readonly start: number; readonly end: number }): OutlinedPart => ({
    first: file.positionAt(start).line,
    last: file.positionAt(Math.max(start, end - 1)).line,
  });
  if (/\.(?:tf|tofu)$/.test(path)) {
    const { items } = parseHcl(file, () => undefined).body;
    return items.filter(({ kind }) => kind === "block").map(lines);
  }
  return /\.ya?ml$/.test(path) ? splitDocuments(text).map(lines) : [];
}
