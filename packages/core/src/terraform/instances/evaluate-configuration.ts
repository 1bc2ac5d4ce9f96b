import { objectValue, tupleValue } from "../values/construct.js";
import type { Value } from "../values/value.js";
import type { BodyInstance } from "./body-instance.js";
import type { ModuleInstance } from "./module-instance.js";
import { metaArguments, metaBlocks, type ResourceInstance } from "./resource-block.js";
import type { RootModule } from "./root-module.js";

/** Every value of a root module and of what it calls, by full address: `module.a["x"].local.y`. */
export interface EvaluatedConfiguration {
  /** By `local.x`, or `module.a.local.x` where it lies in a module; the same without `local.` at the root. */
  readonly locals: ReadonlyMap<string, Value>;
  readonly outputs: ReadonlyMap<string, Value>;
  readonly resources: ReadonlyMap<string, Value>;
}

/** Evaluates all locals, outputs and resource instances of a root module and its modules. */
export function evaluateConfiguration(root: RootModule): EvaluatedConfiguration {
  const locals = new Map<string, Value>();
  const outputs = new Map<string, Value>();
  const resources = new Map<string, Value>();
  const { evaluation } = root;
  for (const module of moduleInstances(root)) {
    const name = (kind: string, each: string): string =>
      module.prefix === "" ? each : `${module.prefix}${kind}.${each}`;
    for (const each of module.module.variables.keys()) {
      const memo = module.variable(each);
      if (memo !== undefined) evaluation.compute(memo);
    }
    for (const each of module.module.locals.keys()) {
      const memo = module.local(each);
      if (memo !== undefined) locals.set(name("local", each), evaluation.compute(memo));
    }
    for (const each of module.module.outputs.keys()) {
      const memo = module.output(each);
      if (memo !== undefined) outputs.set(name("output", each), evaluation.compute(memo));
    }
    for (const address of module.module.resources.keys()) {
      for (const instance of module.resource(address)?.instances() ?? []) {
        resources.set(instance.address, configuredValue(instance));
      }
    }
  }
  return { locals, outputs, resources };
}

/** The addresses of everything that has a value in a root module and its modules. Only `count` and `for_each` are evaluated. */
export function addressesOf(root: RootModule): readonly string[] {
  const addresses: string[] = [];
  for (const instance of moduleInstances(root)) {
    const { module, prefix } = instance;
    for (const name of module.variables.keys()) addresses.push(`${prefix}var.${name}`);
    for (const name of module.locals.keys()) addresses.push(`${prefix}local.${name}`);
    for (const name of module.outputs.keys()) addresses.push(`${prefix}output.${name}`);
    for (const name of module.resources.keys()) {
      addresses.push(...(instance.resource(name)?.instances() ?? []).map(({ address }) => address));
    }
  }
  return addresses;
}

/** All module instances of a root, callers before callees. */
export function* moduleInstances(root: RootModule): Generator<ModuleInstance> {
  const pending: ModuleInstance[] = [root.instance];
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    yield module;
    const callees: ModuleInstance[] = [];
    for (const name of module.module.calls.keys()) {
      for (const call of module.moduleCall(name)?.instances() ?? []) {
        if (call.module !== undefined) callees.push(call.module);
      }
    }
    pending.push(...callees.reverse());
  }
}

/** What the configuration of a resource instance says: its attributes and nested blocks, without Terraform's own. */
function configuredValue(instance: ResourceInstance): Value {
  return bodyValue(instance.body, metaArguments, metaBlocks);
}

const none: ReadonlySet<string> = new Set();

function bodyValue(body: BodyInstance, withoutNames: ReadonlySet<string>, withoutBlocks: ReadonlySet<string>): Value {
  const { evaluation } = body.scope;
  const entries = new Map<string, Value>();
  for (const name of body.content.attributes.keys()) {
    const memo = withoutNames.has(name) ? undefined : body.attribute(name);
    if (memo !== undefined) entries.set(name, evaluation.compute(memo));
  }
  for (const type of body.blockTypes()) {
    const memo = withoutBlocks.has(type) ? undefined : body.blocks(type);
    if (memo === undefined) continue;
    const { items, rest } = evaluation.compute(memo);
    if (rest === undefined) entries.set(type, tupleValue(items.map((item) => bodyValue(item, none, none))));
    else entries.set(type, body.blocksAsUnknown(rest));
  }
  return objectValue(entries);
}
