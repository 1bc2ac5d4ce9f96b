import type { NodeReference } from "../../graph/reading.js";
import { isRecord, listOf, type JsonObject } from "./json.js";
import type { PlannedPath } from "./planned-reading.js";

/** How far a reference is followed through module arguments and outputs. */
const longestChase = 16;

/**
 * The `configuration` part of a plan: which attributes refer to what. It names variables, module outputs and resources, but
 * no locals, and it knows blocks, not instances: an answer names the instance where the reference does, and the block's
 * address where that is all that can be told.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export class PlannedConfiguration {
  readonly #resources = new Map<string, JsonObject>();

  constructor(readonly configuration: unknown) {
    if (isRecord(configuration)) this.#index(configuration["root_module"], []);
  }

  /** What an attribute of a resource was computed from. `calls` and `name` are without instance keys. */
  references(calls: readonly string[], name: string, path: PlannedPath): readonly NodeReference[] {
    const resource = this.#resources.get([...calls, name].join(" "));
    if (resource === undefined) return [];
    const found = new Map<string, NodeReference>();
    for (const reference of referencesAt(resource["expressions"], path)) {
      const each = /^(each|count)\b/.test(reference);
      const sources = each ? referencesAt(resource["for_each_expression"], []) : [reference];
      for (const source of sources) this.#follow(calls, source, found, 0);
    }
    return [...found.values()];
  }

  #index(module: unknown, calls: readonly string[]): void {
    if (!isRecord(module)) return;
    for (const resource of listOf(module["resources"])) {
      if (isRecord(resource)) this.#resources.set([...calls, String(resource["address"])].join(" "), resource);
    }
    if (!isRecord(module["module_calls"])) return;
    for (const [name, call] of Object.entries(module["module_calls"])) {
      if (isRecord(call)) this.#index(call["module"], [...calls, name]);
    }
  }

  #follow(calls: readonly string[], reference: string, found: Map<string, NodeReference>, hops: number): void {
    if (hops > longestChase) return;
    const parts = reference.split(".");
    if (parts[0] === "var") {
      const caller = calls.slice(0, -1);
      const call = this.#call(calls);
      const expressions = call?.["expressions"];
      const argument = isRecord(expressions) ? expressions[parts[1] ?? ""] : undefined;
      for (const next of referencesAt(argument, [])) this.#follow(caller, next, found, hops + 1);
    } else if (parts[0] === "module" && parts.length >= 3) {
      const inside = [...calls, withoutKey(parts[1] ?? "")];
      const module = this.#call(inside)?.["module"];
      const outputs = isRecord(module) ? module["outputs"] : undefined;
      const output = isRecord(outputs) ? outputs[withoutKey(parts[2] ?? "")] : undefined;
      const expression = isRecord(output) ? output["expression"] : undefined;
      for (const next of referencesAt(expression, [])) this.#follow(inside, next, found, hops + 1);
    } else if (!/^(module|each|count|path|terraform|self|local|data)$/.test(parts[0] ?? "") && parts.length >= 2) {
      const address = [...calls.map((name) => `module.${name}`), `${parts[0] ?? ""}.${parts[1] ?? ""}`].join(".");
      const attribute = parts.slice(2).join(".");
      found.set(`${address} ${attribute}`, { address, attribute });
    }
  }

  #call(calls: readonly string[]): JsonObject | undefined {
    let module: unknown = isRecord(this.configuration) ? this.configuration["root_module"] : undefined;
    let call: unknown;
    for (const name of calls) {
      const moduleCalls = isRecord(module) ? module["module_calls"] : undefined;
      call = isRecord(moduleCalls) ? moduleCalls[name] : undefined;
      module = isRecord(call) ? call["module"] : undefined;
    }
    return isRecord(call) ? call : undefined;
  }
}

function withoutKey(part: string): string {
  return part.replace(/\[.*$/, "");
}

/** The references of an expression, and of all inside it, at a path as far as the configuration tells its parts apart. */
function referencesAt(expressions: unknown, path: PlannedPath): readonly string[] {
  let at = expressions;
  for (const [depth, step] of path.entries()) {
    const isExpression = isRecord(at) && ("references" in at || "constant_value" in at);
    if (Array.isArray(at)) at = typeof step === "number" && at.length > step ? (at[step] as unknown) : at;
    else if (isRecord(at) && !isExpression && Object.hasOwn(at, step)) at = at[String(step)];
    else if (depth === 0) return [];
  }
  const found: string[] = [];
  const pending = [at];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) pending.push(...(next as unknown[]));
    else if (isRecord(next)) {
      found.push(...longest(listOf(next["references"])));
      for (const [name, value] of Object.entries(next)) {
        if (name !== "references" && name !== "constant_value") pending.push(value ?? []);
      }
    }
  }
  return found;
}

/** Terraform lists each reference and then what it begins with: `aws_x.b[0].id`, `aws_x.b[0]`, `aws_x.b`. The first says it all. */
function longest(references: readonly unknown[]): readonly string[] {
  const texts = references.filter((reference) => typeof reference === "string");
  return texts.filter((text) => !texts.some((other) => other.startsWith(`${text}.`) || other.startsWith(`${text}[`)));
}
