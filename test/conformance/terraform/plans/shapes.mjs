// What a configuration says about its providers' schemas: which attributes and blocks each resource type must have for the
// configuration to make sense. From its own text alone, since no real schema is at hand.

const newShape = () => ({ attributes: new Set(), blocks: new Map(), lists: new Set() });

const shapeOf = (map, name) => {
  if (!map.has(name)) map.set(name, newShape());
  return map.get(name);
};

/** Arguments that Terraform takes for itself, in any resource. */
const metaArguments = new Set(["count", "for_each", "provider", "depends_on"]);
const metaBlocks = new Set(["lifecycle", "connection", "provisioner"]);

/** Attributes of data sources' blocks that are lists though their expression may not show it. */
const listNames = /s$/;

function addBody(shape, body, isTopLevel) {
  for (const item of body.items) {
    if (item.kind === "attribute") {
      if (isTopLevel && metaArguments.has(item.name)) continue;
      shape.attributes.add(item.name);
      if (item.expression.kind === "tuple" || listNames.test(item.name)) shape.lists.add(item.name);
    } else if (item.type === "dynamic") {
      const content = item.body.items.find((inner) => inner.kind === "block" && inner.type === "content");
      if (content !== undefined) addBody(shapeOf(shape.blocks, item.labels[0].value), content.body, false);
    } else if (!(isTopLevel && metaBlocks.has(item.type))) {
      addBody(shapeOf(shape.blocks, item.type), item.body, false);
    }
  }
}

/** Calls `visit` with every expression node below a node of the tree. */
export function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (node !== null && typeof node === "object") {
    if (typeof node.kind === "string") visit(node);
    for (const value of Object.values(node)) if (typeof value === "object") walk(value, visit);
  }
}

/** The names of a traversal from its root, without indices and splats: `aws_x.b[0].arn` is `[aws_x, b, arn]`. */
function namesOf(node) {
  switch (node.kind) {
    case "variable":
      return [node.name];
    case "getAttribute": {
      const names = namesOf(node.object);
      return names === undefined ? undefined : [...names, node.name];
    }
    case "index":
      return namesOf(node.object);
    case "splat": {
      const names = namesOf(node.object);
      const steps = node.steps.filter((step) => step.kind === "attribute").map((step) => step.name);
      return names === undefined ? undefined : [...names, ...steps];
    }
    default:
      return undefined;
  }
}

/** Gives the types that a reference names the attribute that it takes of them. */
function addReference(resources, data, names) {
  const isData = names[0] === "data";
  const [type, , attribute] = isData ? names.slice(1) : names;
  const shape = (isData ? data : resources).get(type);
  if (shape !== undefined && attribute !== undefined && !shape.blocks.has(attribute)) shape.attributes.add(attribute);
}

/**
 * @param modules - the bodies of each module's files
 * @returns `{ providers: Map<local name, shape>, resources, data }`, each a map from type to shape
 */
export function inferShapes(bodies) {
  const providers = new Map();
  const resources = new Map();
  const data = new Map();
  for (const body of bodies) {
    for (const block of body.items) {
      if (block.kind !== "block") continue;
      const [type] = block.labels.map((label) => label.value);
      if (block.type === "resource") addBody(shapeOf(resources, type), block.body, true);
      if (block.type === "data") addBody(shapeOf(data, type), block.body, true);
      if (block.type === "provider") addBody(shapeOf(providers, type), block.body, true);
    }
  }
  for (const shape of providers.values()) for (const name of ["alias", "version"]) shape.attributes.delete(name);
  for (const body of bodies) {
    walk(body, (node) => {
      const names = namesOf(node);
      if (names !== undefined && names.length >= 3) addReference(resources, data, names);
    });
  }
  return { providers, resources, data };
}
