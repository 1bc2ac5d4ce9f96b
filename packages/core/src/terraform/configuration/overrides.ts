import { Content, type WrittenBlock } from "./content.js";

/** Blocks that an override file may not hold, neither beside nor in place of those of the original. */
export const fixedBlocks: ReadonlySet<string> = new Set(["precondition", "postcondition", "validation"]);

/**
 * Merges the inside of a block from an override file over the original: attribute by attribute, while nested blocks of a type
 * that the override has replace all blocks of that type. `lifecycle` alone is merged attribute by attribute, and conditions
 * stay as they are.
 *
 * Source: https://developer.hashicorp.com/terraform/language/files/override
 */
export function mergeContent(base: Content, override: Content): Content {
  const attributes = new Map(base.attributes);
  for (const [name, written] of override.attributes) attributes.set(name, written);
  const overriding = override.blocks.filter(({ block }) => !fixedBlocks.has(block.type));
  const replaced = new Set(overriding.map(contentType).filter((type) => type !== "lifecycle"));
  const blocks = base.blocks.filter((block) => !replaced.has(contentType(block)));
  for (const block of overriding) {
    const at =
      contentType(block) === "lifecycle" ? blocks.findIndex((other) => contentType(other) === "lifecycle") : -1;
    const original = blocks[at];
    if (original === undefined) blocks.push(block);
    else blocks[at] = original.withContent(mergeContent(original.content, block.content));
  }
  return new Content(attributes, blocks);
}

/** The type of block that this becomes: a `dynamic "ingress"` is an `ingress`. */
function contentType({ block }: WrittenBlock): string {
  return block.type === "dynamic" ? (block.labels[0]?.value ?? "") : block.type;
}
