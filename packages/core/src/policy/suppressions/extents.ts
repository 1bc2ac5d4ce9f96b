import { syntaxAt } from "../../hcl/locate-syntax.js";
import type { HclFile } from "../../hcl/syntax.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { readYamlLines, type YamlLine } from "./yaml-lines.js";
import { endOfEntry } from "./yaml-targets.js";

/** Finds where a thing ends of which the header is at hand: a block, or an object of YAML or JSON. */
export class FileExtents {
  readonly #trees: ReadonlyMap<string, HclFile>;
  readonly #lines = new Map<SourceFile, readonly YamlLine[]>();

  constructor(trees: readonly HclFile[]) {
    this.#trees = new Map(trees.map((tree) => [tree.file.path, tree]));
  }

  /** The stretch from a header to the end of what it is the header of. */
  around(header: SourceRange): SourceRange | undefined {
    const { file } = header;
    const tree = this.#trees.get(file.path);
    if (tree !== undefined) return extentInTree(tree, header);
    return file.path.endsWith(".json") ? extentInJson(header) : this.#extentInYaml(header);
  }

  #extentInYaml(header: SourceRange): SourceRange {
    const { file, start } = header;
    let lines = this.#lines.get(file);
    if (lines === undefined) this.#lines.set(file, (lines = readYamlLines(file.text)));
    const brace = file.text.slice(header.end, file.text.indexOf("\n", header.end) + 1 || undefined).trimStart();
    if (brace.startsWith("{")) return extentInJson(header);
    const last = lines[endOfEntry(lines, file.positionAt(start).line - 1, false)];
    return { file, start, end: Math.max(header.end, last?.end ?? header.end) };
  }
}

function extentInTree(tree: HclFile, header: SourceRange): SourceRange | undefined {
  const found = syntaxAt(tree, header);
  if (found === undefined) return undefined;
  const { file } = tree;
  switch (found.kind) {
    case "block":
      return { file, start: found.block.start, end: found.block.end };
    case "attribute":
      return { file, start: found.attribute.start, end: found.attribute.end };
    case "item":
      return { file, start: found.item.start, end: found.item.end };
    case "element":
      return { file, start: found.expression.start, end: found.expression.end };
  }
}

/** Up to the brace that closes the first one that is opened. */
function extentInJson({ file, start }: SourceRange): SourceRange {
  const { text } = file;
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) at += character === "\\" ? 1 : 0;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return { file, start, end: at + 1 };
    }
  }
  return { file, start, end: text.length };
}
