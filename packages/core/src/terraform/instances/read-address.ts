import { parseExpression } from "../../hcl/parse.js";
import type { Expression } from "../../hcl/syntax.js";
import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { Diagnostic } from "../../source/diagnostic.js";
import { SourceFile } from "../../source/source-file.js";
import { attributeRange, type WrittenAttribute } from "../configuration/content.js";
import type { PathStep } from "../trace/place.js";
import { placeIn } from "../trace/walk.js";
import { readingOfBody } from "./body-reading.js";
import type { Memo } from "./evaluation.js";
import type { ModuleInstance } from "./module-instance.js";
import { originAt } from "./origin.js";
import { readingOfValue } from "./reading-of-value.js";
import type { Repetition } from "./repetition.js";
import { metaArguments, metaBlocks, type ResourceInstance } from "./resource-block.js";
import type { RootModule } from "./root-module.js";
import type { Value } from "../values/value.js";

/**
 * Reads what an address names, seen from the root module: `local.x`, `var.x`, `output.x`, `aws_subnet.a[0].cidr_block`,
 * `module.net["x"].local.y.z`. Undefined where there is no such thing.
 */
export function readAddress(root: RootModule, address: string): Reading | undefined {
  const steps = parseAddress(address);
  return steps === undefined ? undefined : readIn(root.instance, steps);
}

/** Takes an address apart into names and keys; undefined when it is not one. */
function parseAddress(address: string): readonly PathStep[] | undefined {
  const problems: Diagnostic[] = [];
  const expression = parseExpression(new SourceFile("", address), (diagnostic) => void problems.push(diagnostic));
  return problems.length > 0 ? undefined : stepsOf(expression);
}

function stepsOf(expression: Expression): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  for (let at = expression; ; at = at.object) {
    if (at.kind === "variable") return [at.name, ...steps.reverse()];
    if (at.kind === "getAttribute") steps.push(at.name);
    else if (at.kind === "index" && at.key.kind === "number") steps.push(Number(at.key.text));
    else if (at.kind === "index" && at.key.kind === "string") steps.push(at.key.value);
    else return undefined;
  }
}

function readIn(from: ModuleInstance, steps: readonly PathStep[]): Reading | undefined {
  let module = from;
  let rest = steps;
  while (rest[0] === "module") {
    const found = instanceAt(module.moduleCall(String(rest[1]))?.instances() ?? [], rest.slice(2));
    if (found?.instance.module === undefined) return undefined;
    module = found.instance.module;
    rest = found.rest;
  }
  const [root = "", name = "", ...path] = rest.map((step, at) => (at < 2 ? String(step) : step));
  switch (root) {
    case "local":
      return readNamed(module, module.local(String(name)), module.module.locals.get(String(name)), path);
    case "output": {
      const written = module.module.outputs.get(String(name))?.content.attributes.get("value");
      return readNamed(module, module.output(String(name)), written, path);
    }
    case "var":
      return readVariable(module, String(name), path);
    case "data":
    case "ephemeral":
      return readResource(module, `${root}.${String(name)}.${String(path[0])}`, path.slice(1));
    default:
      return readResource(module, `${String(root)}.${String(name)}`, path);
  }
}

function readNamed(
  module: ModuleInstance,
  memo: Memo<Value> | undefined,
  written: WrittenAttribute | undefined,
  path: readonly PathStep[],
): Reading | undefined {
  if (memo === undefined || written === undefined) return undefined;
  const origin = originAt(placeIn(written, module.scope, []), attributeRange(written));
  const value = module.root.evaluation.compute(memo);
  return descend(readingOfValue(value, origin, written.attribute.expression), path);
}

/** A variable is read where it is declared, and its trace leads to where its value is given. */
function readVariable(module: ModuleInstance, name: string, path: readonly PathStep[]): Reading | undefined {
  const memo = module.variable(name);
  const declaration = module.module.variables.get(name);
  if (memo === undefined || declaration === undefined) return undefined;
  const { file, range } = { file: declaration.written.file, range: declaration.written.range };
  const reference: Expression = { kind: "variable", name: "var", start: range.start, end: range.end };
  const place = { expression: reference, file, scope: module.scope, bindings: new Map(), path: [name] };
  const value = module.root.evaluation.compute(memo);
  return descend(readingOfValue(value, originAt(place, range), undefined), path);
}

function readResource(module: ModuleInstance, address: string, path: readonly PathStep[]): Reading | undefined {
  const found = instanceAt(module.resource(address)?.instances() ?? [], path);
  if (found === undefined) return undefined;
  const { instance, rest } = found;
  const body = readingOfBody(instance.body);
  const [name, ...inside] = rest;
  if (name === undefined) return withoutMeta(body);
  const written = entryOf(body, String(name));
  return descend(written ?? readUnset(instance, String(name)), inside);
}

/** What is not written is read as others see it who refer to it: mostly known only after apply. */
function readUnset(instance: ResourceInstance, name: string): Reading {
  const { range, scope } = instance.body;
  const expression: Expression = { kind: "error", start: range.start, end: range.end };
  const origin = originAt({ expression, file: range.file, scope, bindings: new Map(), path: [] }, range);
  return readingOfValue(instance.valueOf(name), origin, undefined);
}

/** A resource as a whole, without what Terraform itself reads of it. */
function withoutMeta(body: ObjectReading): ObjectReading {
  return { ...body, keys: () => body.keys().filter((name) => !metaArguments.has(name) && !metaBlocks.has(name)) };
}

function instanceAt<T extends { readonly repetition: Repetition }>(
  instances: readonly T[],
  path: readonly PathStep[],
): { readonly instance: T; readonly rest: readonly PathStep[] } | undefined {
  const [first] = instances;
  if (first === undefined) return undefined;
  if (first.repetition.kind === "single") return { instance: first, rest: path };
  const [key, ...rest] = path;
  if (first.repetition.kind === "unknown") return { instance: first, rest: typeof key === "number" ? rest : path };
  const instance = instances.find(
    ({ repetition }) =>
      (repetition.kind === "count" && repetition.index === key) ||
      (repetition.kind === "each" && repetition.key === key),
  );
  return instance === undefined ? undefined : { instance, rest };
}

function descend(reading: Reading, path: readonly PathStep[]): Reading | undefined {
  let current: Reading | undefined = reading;
  for (const step of path) {
    if (current?.kind === "object") current = entryOf(current, String(step));
    else if (current?.kind === "list" && typeof step === "number") current = current.items[step];
    else return current?.kind === "unknown" ? current : undefined;
  }
  return current;
}

/** An entry that is there. One that is not written reads as absent, which is not the same as written as null. */
function entryOf(object: ObjectReading, name: string): Reading | undefined {
  const entry = object.get(name);
  return entry.kind !== "absent" || object.keys().includes(name) ? entry : undefined;
}
