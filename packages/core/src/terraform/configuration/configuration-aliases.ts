import type { Module } from "./module.js";
import { traversalText } from "./traversal-text.js";

/** The provider configurations with an alias that a module wants to be passed: `aws.peer`. */
export function configurationAliases(module: Module): ReadonlySet<string> {
  const aliases = new Set<string>();
  for (const { attribute } of module.requiredProviders.values()) {
    if (attribute.expression.kind !== "object") continue;
    for (const { key, value } of attribute.expression.items) {
      if (traversalText(key) !== "configuration_aliases" || value.kind !== "tuple") continue;
      for (const item of value.items) {
        const name = traversalText(item);
        if (name !== undefined) aliases.add(name);
      }
    }
  }
  return aliases;
}
