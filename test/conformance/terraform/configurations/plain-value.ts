import { formatNumber } from "../../../../packages/core/src/terraform/values/number.js";
import type { Value } from "../../../../packages/core/src/terraform/values/value.js";

/** A value as terraform shows it in a plan, with `{"$unknown": true}` for what is not known. */
export function plainValue(value: Value): unknown {
  switch (value.kind) {
    case "unknown":
      return { $unknown: true };
    case "null":
      return null;
    case "number":
      return Number(formatNumber(value.value));
    case "string":
    case "bool":
      return value.value;
    case "list":
    case "set":
    case "tuple":
      return value.items.map(plainValue);
    case "map":
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plainValue(entry)]));
  }
}
