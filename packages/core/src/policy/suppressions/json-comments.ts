import { parseJsonDocument, type JsonNode, type JsonObject, type JsonString } from "../../hcl/json-document.js";
import type { Block, HclFile } from "../../hcl/syntax.js";
import type { SuppressionScope } from "./suppression.js";

/** A text behind the name `//`, which is how JSON syntax has comments. */
export interface JsonComment {
  readonly text: JsonString;
  /** What it is about: the block that it is in, or else the object. */
  readonly scope: SuppressionScope;
}

/** Finds the comments of a file in JSON syntax: texts, and lists of texts. */
export function jsonCommentsOf(tree: HclFile): readonly JsonComment[] {
  const blocks = new Map<number, Block>();
  for (const item of tree.body.items) if (item.kind === "block") blocks.set(item.body.start - 1, item);
  const found: JsonComment[] = [];
  const visit = (node: JsonNode, start: number): void => {
    if (node.kind === "array") for (const item of node.items) visit(item, item.start);
    if (node.kind !== "object") return;
    const scope = scopeOf(tree, node, start, blocks.get(node.start));
    for (const { name, value } of node.members) {
      if (name.value === "//") found.push(...textsOf(value).map((text) => ({ text, scope })));
      else visit(value, name.start);
    }
  };
  const document = parseJsonDocument(tree.file, () => undefined);
  visit(document, document.start);
  return found;
}

function textsOf(value: JsonNode): readonly JsonString[] {
  if (value.kind === "string") return [value];
  return value.kind === "array" ? value.items.flatMap(textsOf) : [];
}

function scopeOf({ file }: HclFile, node: JsonObject, start: number, block: Block | undefined): SuppressionScope {
  return {
    kind: "place",
    range: { file, start: block?.start ?? start, end: node.end },
    followsTraces: block?.type !== "resource" && block?.type !== "module",
    isCall: block?.type === "module",
  };
}
