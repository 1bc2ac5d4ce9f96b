import { traversalText } from "../configuration/traversal-text.js";
import type { Module, ProviderDeclaration, ResourceDeclaration } from "../configuration/module.js";
import { BodyInstance } from "./body-instance.js";
import type { ModuleInstance } from "./module-instance.js";

/** What configures a resource: a `provider` block; `implied` where there is none; `unknown` where it cannot be told. */
export type ProviderConfiguration =
  | { readonly kind: "configured"; readonly body: BodyInstance }
  | { readonly kind: "implied" }
  | { readonly kind: "unknown"; readonly subject: string };

/** The local name of the provider that a resource uses, with its alias: `aws`, `aws.west`. */
export function providerReference(declaration: ResourceDeclaration): string {
  const written = declaration.content.attributes.get("provider");
  const given = written === undefined ? undefined : traversalText(written.attribute.expression);
  return given ?? declaration.type.split("_", 1)[0] ?? declaration.type;
}

/** The source address of a provider by its local name in a module: `hashicorp/aws`. */
export function providerSource(module: Module, localName: string): string {
  const expression = module.requiredProviders.get(localName)?.attribute.expression;
  if (expression?.kind === "object") {
    const source = expression.items.find(({ key }) => traversalText(key) === "source")?.value;
    if (source?.kind === "string") return source.value;
  }
  return `hashicorp/${localName}`;
}

/** The address of a provider as lock files have it: `registry.terraform.io/hashicorp/aws`. */
export function fullProviderAddress(source: string): string {
  const parts = source.toLowerCase().split("/");
  if (parts.length === 1) parts.unshift("hashicorp");
  if (parts.length === 2) parts.unshift("registry.terraform.io");
  return parts.join("/");
}

/**
 * Finds the configuration that a provider reference means in a module instance: its own `provider` block, what the call
 * passes in `providers`, or for a provider without alias what the caller has.
 *
 * Source: https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function providerConfiguration(module: ModuleInstance, reference: string): ProviderConfiguration {
  const source = providerSource(module.module, reference.split(".", 1)[0] ?? reference);
  let at = module;
  let name = reference;
  for (;;) {
    const declaration = at.module.providers.get(name);
    if (declaration !== undefined) return { kind: "configured", body: providerBody(at, declaration) };
    if (at.call === undefined) break;
    const passed = passedProvider(at.call.body, name);
    const isAlias = name.includes(".");
    at = at.call.block.caller;
    if (passed !== undefined) name = passed;
    else if (isAlias) return { kind: "unknown", subject: `provider.${reference}` };
    else name = localNameOf(at.module, source) ?? name;
  }
  return name.includes(".") ? { kind: "unknown", subject: `provider.${reference}` } : { kind: "implied" };
}

const bodies = new WeakMap<ModuleInstance, Map<string, BodyInstance>>();

/** The inside of a `provider` block in a module instance, the same one every time. */
export function providerBody(module: ModuleInstance, declaration: ProviderDeclaration): BodyInstance {
  const known = bodies.get(module) ?? new Map<string, BodyInstance>();
  bodies.set(module, known);
  let body = known.get(declaration.name);
  if (body === undefined) {
    const subject = `${module.prefix}provider.${declaration.name}`;
    body = new BodyInstance(declaration.written, declaration.content, module.scope, subject);
    known.set(declaration.name, body);
  }
  return body;
}

/** What a call passes under a name in `providers = { aws.peer = aws.west }`. */
function passedProvider(call: BodyInstance, name: string): string | undefined {
  const expression = call.writtenAttribute("providers")?.attribute.expression;
  if (expression?.kind !== "object") return undefined;
  const item = expression.items.find(({ key }) => traversalText(key) === name);
  return item === undefined ? undefined : traversalText(item.value);
}

/** The name that a module gives to a provider of this source, where it is not the usual one. */
function localNameOf(module: Module, source: string): string | undefined {
  const address = fullProviderAddress(source);
  for (const name of module.requiredProviders.keys()) {
    if (fullProviderAddress(providerSource(module, name)) === address) return name;
  }
  return undefined;
}
