import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type WrittenAttribute } from "../configuration/content.js";
import type { BodyInstance } from "../instances/body-instance.js";
import type { InstanceScope } from "../instances/instance-scope.js";
import type { ModuleInstance } from "../instances/module-instance.js";
import { metaArguments, type ResourceInstance } from "../instances/resource-block.js";
import type { Repetition } from "../instances/repetition.js";
import type { Next, PathStep, Place } from "./place.js";
import { stepOf } from "./follow-expression.js";

/** Goes from a reference to the declaration that it names. */
export function followReference(place: Place, root: string): Next | undefined {
  const { scope, path } = place;
  const binding = place.bindings.get(root);
  if (binding !== undefined) return followBinding(place, binding.place);
  const iterator = scope.surroundings.iterators.get(root);
  if (iterator !== undefined) {
    const { forEach, outer, key } = iterator;
    const from = path[0] === "value" ? [stepOf(key) ?? "", ...path.slice(1)] : [];
    return enter(forEach, outer, from, `for_each of the dynamic block "${root}"`);
  }
  const [name, ...rest] = path;
  if (typeof name !== "string") return undefined;
  switch (root) {
    case "var":
      return followVariable(scope.module, name, rest);
    case "local": {
      const written = scope.module.module.locals.get(name);
      return written === undefined ? undefined : enter(written, scope.module.scope, rest, `local value "${name}"`);
    }
    case "each":
      return followEach(scope, name, rest);
    case "module":
      return followModule(scope.module, name, rest);
    case "data":
    case "ephemeral":
      return followResource(scope.module, `${root}.${name}.${String(rest[0])}`, rest.slice(1));
    case "resource":
      return followResource(scope.module, `${name}.${String(rest[0])}`, rest.slice(1));
    default:
      return followResource(scope.module, `${root}.${name}`, rest);
  }
}

function followBinding(place: Place, from: Place | undefined): Next | undefined {
  return from === undefined ? undefined : { place: { ...from, path: [...from.path, ...place.path] } };
}

/** Makes a hop to an attribute of another declaration. */
function enter(written: WrittenAttribute, scope: InstanceScope, path: readonly PathStep[], message: string): Next {
  const { file, attribute } = written;
  const place: Place = { expression: attribute.expression, file, scope, bindings: new Map(), path };
  return { place, hop: { range: attributeRange(written), message } };
}

function followVariable(module: ModuleInstance, name: string, path: readonly PathStep[]): Next | undefined {
  const declaration = module.module.variables.get(name);
  if (declaration === undefined) return undefined;
  const { call, root } = module;
  const fallback = declaration.content.attributes.get("default");
  if (call !== undefined) {
    const argument = call.body.writtenAttribute(name);
    const message = `argument "${name}" of module "${call.block.declaration.name}"`;
    if (argument !== undefined) return enter(argument, call.body.scope, path, message);
  } else {
    const input = root.surroundings.inputs.get(name);
    if (input?.kind === "attribute") {
      return enter(input.written, module.scope, path, `value of variable "${name}" in ${input.origin}`);
    }
    if (input !== undefined)
      return ending(module.scope, declaration.written.range, `variable "${name}", set by the ${input.origin}`);
  }
  if (fallback !== undefined) return enter(fallback, module.scope, path, `default of variable "${name}"`);
  return ending(module.scope, declaration.written.range, `variable "${name}", which has no value`);
}

/** A hop to a place from which nothing can be followed. */
function ending(scope: InstanceScope, range: SourceRange, message: string): Next {
  const expression = { kind: "error" as const, start: range.start, end: range.end };
  return { place: { expression, file: range.file, scope, bindings: new Map(), path: [] }, hop: { range, message } };
}

function followEach(scope: InstanceScope, part: string, path: readonly PathStep[]): Next | undefined {
  const { repetition, owner } = scope.surroundings;
  const written = owner?.content.attributes.get("for_each");
  if (owner === undefined || written === undefined) return undefined;
  const isValue = part === "value" && repetition.kind === "each";
  const from = isValue ? [repetition.key, ...path] : [];
  return enter(written, scope.module.scope, from, `for_each of ${owner.address}`);
}

function followModule(module: ModuleInstance, name: string, path: readonly PathStep[]): Next | undefined {
  const block = module.moduleCall(name);
  if (block?.callee === undefined) return undefined;
  const found = instanceOn(block.instances(), path);
  const callee = found?.instance.module;
  const [output, ...rest] = found?.path ?? [];
  if (callee === undefined || typeof output !== "string") return undefined;
  const value = callee.module.outputs.get(output)?.content.attributes.get("value");
  return value === undefined ? undefined : enter(value, callee.scope, rest, `output "${output}" of module "${name}"`);
}

function followResource(module: ModuleInstance, address: string, path: readonly PathStep[]): Next | undefined {
  const block = module.resource(address);
  if (block === undefined) return undefined;
  const found = instanceOn(block.instances(), path);
  const [attribute, ...rest] = found?.path ?? [];
  if (found === undefined || typeof attribute !== "string" || metaArguments.has(attribute)) return undefined;
  const { instance } = found;
  const crossed = { instance, attribute };
  const next = enterAttribute(instance.body, attribute, rest, instance);
  if (next !== undefined) return { ...next, crossed };
  const message = `"${attribute}" of ${instance.address}, which is not set there`;
  return { ...ending(module.scope, instance.body.range, message), crossed };
}

/** Goes into an attribute of a resource, through nested blocks where the path leads there. */
function enterAttribute(
  body: BodyInstance,
  name: string,
  path: readonly PathStep[],
  instance: ResourceInstance,
): Next | undefined {
  const written = body.writtenAttribute(name);
  if (written !== undefined) return enter(written, body.scope, path, `"${name}" of ${instance.address}`);
  const [index, inner, ...rest] = path;
  const blocks = body.blocks(name);
  if (blocks === undefined || typeof index !== "number" || typeof inner !== "string") return undefined;
  const block = body.scope.evaluation.compute(blocks).items[index];
  return block === undefined ? undefined : enterAttribute(block, inner, rest, instance);
}

/** The instance that a path begins with, and the rest of the path. */
function instanceOn<T extends { readonly repetition: Repetition }>(
  instances: readonly T[],
  path: readonly PathStep[],
): { readonly instance: T; readonly path: readonly PathStep[] } | undefined {
  const [first] = instances;
  if (first?.repetition.kind === "single") return { instance: first, path };
  const [key, ...rest] = path;
  const instance = instances.find(({ repetition }) => {
    if (repetition.kind === "count") return repetition.index === key;
    return repetition.kind === "each" && repetition.key === key;
  });
  return instance === undefined ? undefined : { instance, path: rest };
}
