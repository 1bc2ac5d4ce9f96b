import type { Attribute, Block, Body, Expression, Label, ObjectItem } from "../../hcl/syntax.js";

/**
 * Which names inside a body are blocks. JSON syntax writes blocks and attributes alike, so that only the schema tells them
 * apart. A name that is not listed is an attribute.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export interface JsonSchema {
  readonly [blockType: string]: { readonly labels: number; readonly inside: JsonSchema };
}

const leaf: JsonSchema = {};
const condition: JsonSchema = { precondition: { labels: 0, inside: leaf }, postcondition: { labels: 0, inside: leaf } };
const provisioner: JsonSchema = { connection: { labels: 0, inside: leaf } };
const resource: JsonSchema = {
  lifecycle: { labels: 0, inside: condition },
  provisioner: { labels: 1, inside: provisioner },
  connection: { labels: 0, inside: leaf },
  dynamic: { labels: 1, inside: { content: { labels: 0, inside: leaf } } },
};

/** The blocks of a configuration file. */
export const configurationSchema: JsonSchema = {
  terraform: {
    labels: 0,
    inside: {
      required_providers: { labels: 0, inside: leaf },
      backend: { labels: 1, inside: leaf },
      cloud: { labels: 0, inside: { workspaces: { labels: 0, inside: leaf } } },
      provider_meta: { labels: 1, inside: leaf },
    },
  },
  provider: { labels: 1, inside: leaf },
  variable: { labels: 1, inside: { validation: { labels: 0, inside: leaf } } },
  locals: { labels: 0, inside: leaf },
  output: { labels: 1, inside: { precondition: { labels: 0, inside: leaf } } },
  module: { labels: 1, inside: leaf },
  resource: { labels: 2, inside: resource },
  data: { labels: 2, inside: resource },
  ephemeral: { labels: 2, inside: resource },
  moved: { labels: 0, inside: leaf },
  import: { labels: 0, inside: leaf },
  removed: { labels: 0, inside: { lifecycle: { labels: 0, inside: leaf }, provisioner: { labels: 1, inside: leaf } } },
  check: { labels: 1, inside: { data: { labels: 2, inside: resource }, assert: { labels: 0, inside: leaf } } },
};

/** Turns the properties of a JSON body into the attributes and blocks that the schema says they are. */
export function jsonContent(body: Body, schema: JsonSchema): readonly (Attribute | Block)[] {
  const items: (Attribute | Block)[] = [];
  for (const item of body.items) {
    if (item.kind === "block") {
      items.push(item);
      continue;
    }
    const block = schema[item.name];
    if (item.name === "//") continue;
    if (block === undefined) items.push(item);
    else addBlocks(items, item, item.expression, block.labels, []);
  }
  return items;
}

/** Adds the blocks of one property: each level of objects is a label, and arrays may stand at every level. */
function addBlocks(
  items: (Attribute | Block)[],
  property: Attribute,
  expression: Expression,
  labelsLeft: number,
  labels: readonly Label[],
): void {
  if (expression.kind === "tuple") {
    for (const item of expression.items) addBlocks(items, property, item, labelsLeft, labels);
  } else if (expression.kind === "object") {
    if (labelsLeft === 0) {
      items.push(jsonBlock(property, expression.items, expression, labels));
      return;
    }
    for (const item of expression.items) {
      const value = keyText(item.key);
      if (value === undefined || value === "//") continue;
      const label: Label = { start: item.key.start, end: item.key.end, value, isQuoted: true };
      addBlocks(items, property, item.value, labelsLeft - 1, [...labels, label]);
    }
  }
}

function jsonBlock(
  property: Attribute,
  properties: readonly ObjectItem[],
  { start, end }: Expression,
  labels: readonly Label[],
): Block {
  const attributes: Attribute[] = [];
  for (const { key, value, start: from, end: to } of properties) {
    const name = keyText(key);
    if (name === undefined || name === "//") continue;
    attributes.push({ kind: "attribute", name, start: from, end: to, nameEnd: key.end, expression: value });
  }
  // The header is the innermost label, the only part that belongs to this block alone.
  const header = labels.at(-1) ?? { start: property.start, end: property.nameEnd };
  return {
    kind: "block",
    type: property.name,
    labels,
    start: header.start,
    headerEnd: header.end,
    end,
    body: { items: attributes, start, end },
  };
}

function keyText(key: Expression): string | undefined {
  if (key.kind === "string") return key.value;
  return key.kind === "variable" ? key.name : undefined;
}
