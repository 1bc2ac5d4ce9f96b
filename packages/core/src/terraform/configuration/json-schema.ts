import type { BlockSchema, BodySchema } from "../../hcl/json.js";

/** Makes the schema of a body from its blocks: name, number of labels, and what is inside. */
function body(...blocks: readonly (readonly [type: string, labels: number, inside?: BodySchema])[]): BodySchema {
  const schemas = blocks.map(([type, labels, inside]): [string, BlockSchema] => [
    type,
    { labels, body: inside ?? leaf },
  ]);
  return { blocks: new Map(schemas) };
}

const leaf: BodySchema = { blocks: new Map() };

const resource = body(
  ["lifecycle", 0, body(["precondition", 0], ["postcondition", 0])],
  ["provisioner", 1, body(["connection", 0])],
  ["connection", 0],
  ["dynamic", 1, body(["content", 0])],
);

/**
 * Which properties are blocks in a configuration file in JSON syntax. The nested blocks of resources are not known here; they
 * are attributes that hold an object or a list of objects. What a declaration of a variable says is constant, so that its
 * strings are texts as they stand.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export const configurationSchema: BodySchema = body(
  [
    "terraform",
    0,
    body(["required_providers", 0], ["backend", 1], ["cloud", 0, body(["workspaces", 0])], ["provider_meta", 1]),
  ],
  ["provider", 1],
  ["variable", 1, { ...body(["validation", 0]), stringsAreLiteral: true }],
  ["locals", 0],
  ["output", 1, body(["precondition", 0])],
  ["module", 1],
  ["resource", 2, resource],
  ["data", 2, resource],
  ["ephemeral", 2, resource],
  ["moved", 0],
  ["import", 0],
  ["removed", 0, body(["lifecycle", 0], ["provisioner", 1])],
  ["check", 1, body(["data", 2, resource], ["assert", 0])],
);

/** A file of variables in JSON syntax has attributes only, and its strings are texts as they stand. */
export const variablesSchema: BodySchema = { blocks: new Map(), stringsAreLiteral: true };
