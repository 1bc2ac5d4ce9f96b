import type { Expression } from "../../hcl/syntax.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type Content, type WrittenAttribute } from "../configuration/content.js";
import type { Declaration } from "../configuration/module.js";
import { placeIn, walk } from "../trace/walk.js";
import type { InstanceScope } from "./instance-scope.js";
import { moduleInstances } from "./evaluate-configuration.js";
import type { ModuleInstance } from "./module-instance.js";
import { attributesWithSecrets, holdsManifest, isSecretManifest, secretParts } from "./provider-secrets.js";
import type { RootModule } from "./root-module.js";

/**
 * Finds where the literals stand that sensitive values come from: defaults of sensitive variables and what is given to them,
 * sensitive outputs, and arguments of `sensitive(…)`, with what these refer to.
 */
export function sensitivePlaces(root: RootModule): readonly SourceRange[] {
  const places: SourceRange[] = [];
  const seen = new Set<string>();
  for (const instance of moduleInstances(root)) {
    const { module } = instance;
    for (const declaration of module.variables.values()) {
      if (isSensitive(instance, declaration)) addVariable(places, instance, declaration);
    }
    for (const declaration of module.outputs.values()) {
      const value = declaration.content.attributes.get("value");
      if (value !== undefined && isSensitive(instance, declaration)) addWritten(places, instance.scope, value);
    }
    addSecrets(places, instance);
    if (seen.has(module.directory)) continue;
    seen.add(module.directory);
    addCalls(places, instance);
  }
  return places.filter(isWritten);
}

function isSensitive(instance: ModuleInstance, declaration: Declaration): boolean {
  return instance.flag(declaration, "sensitive", false) || instance.flag(declaration, "ephemeral", false);
}

function addVariable(places: SourceRange[], { scope }: ModuleInstance, { name, written, content }: Declaration): void {
  const fallback = content.attributes.get("default");
  if (fallback !== undefined) places.push(attributeRange(fallback));
  const { file, range } = written;
  const expression: Expression = { kind: "variable", name: "var", start: range.start, end: range.end };
  const place = { expression, file, scope, bindings: new Map(), path: [name] };
  for (const hop of walk(place).hops) places.push(hop.range);
}

function addWritten(places: SourceRange[], scope: InstanceScope, written: WrittenAttribute): void {
  places.push(attributeRange(written));
  for (const hop of walk(placeIn(written, scope, [])).hops) places.push(hop.range);
}

function addCalls(places: SourceRange[], instance: ModuleInstance): void {
  const { module } = instance;
  const add = (written: WrittenAttribute): void => {
    const { file, attribute } = written;
    if (file.text.slice(attribute.start, attribute.end).includes("sensitive("))
      addWritten(places, instance.scope, written);
  };
  // Most files say nothing of the kind, which is quicker to see than to look at every attribute.
  const mayCall = module.files.some(({ file }) => file.text.includes("sensitive("));
  if (mayCall) module.locals.forEach(add);
  const declarations = [module.variables, module.outputs, module.resources, module.calls, module.providers];
  for (const { content } of declarations.flatMap((each): Declaration[] => [...each.values()])) {
    if (mayCall) visitAttributes(content, add);
  }
}

/** What resources hold that providers keep secret, seen from each instance: what `each` stands for is another in each. */
function addSecrets(places: SourceRange[], instance: ModuleInstance): void {
  for (const [address, { type, content }] of instance.module.resources) {
    const attributes = attributesWithSecrets(type).flatMap((name) => content.attributes.get(name) ?? []);
    if (attributes.length === 0) continue;
    for (const { body } of instance.resource(address)?.instances() ?? []) {
      for (const written of attributes) addSecret(places, body.scope, type, written);
    }
  }
}

/** An attribute that holds a secret; of a manifest the parts that do, unless it says that it is something else. */
function addSecret(places: SourceRange[], scope: InstanceScope, type: string, written: WrittenAttribute): void {
  const { file, attribute } = written;
  if (!holdsManifest(type)) {
    addWritten(places, scope, written);
  } else if (attribute.expression.kind === "object") {
    const textOf = ({ start, end }: Expression): string => file.text.slice(start, end).replace(/^"(.*)"$/, "$1");
    const { items } = attribute.expression;
    const kind = items.find(({ key }) => textOf(key) === "kind")?.value;
    if (kind !== undefined && /^[A-Za-z]+$/.test(textOf(kind)) && textOf(kind) !== "Secret") return;
    for (const { key, start, end } of items) {
      if (!secretParts.has(textOf(key))) continue;
      places.push({ file, start, end });
      for (const hop of walk(placeIn(written, scope, [textOf(key)])).hops) places.push(hop.range);
    }
  } else if (isSecretManifest(file.text.slice(attribute.start, attribute.end))) {
    addWritten(places, scope, written);
  }
}

function visitAttributes(content: Content, visit: (written: WrittenAttribute) => void): void {
  content.attributes.forEach(visit);
  for (const block of content.blocks) visitAttributes(block.content, visit);
}

/** Whether something stands there: a hop may end at the header of a block, for want of a value. */
function isWritten({ file, start, end }: SourceRange): boolean {
  return !/^[\w-]+(?:\s+"[^"]*")*\s*\{?$/.test(file.text.slice(start, Math.min(end, start + 300)));
}
