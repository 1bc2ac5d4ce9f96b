import { isInfinite } from "../values/number.js";
import { Marks, type Value } from "../values/value.js";
import type { EvaluatedConfiguration } from "./evaluate-configuration.js";
import { digitsOf } from "./whole-number.js";

/**
 * Writes an evaluated configuration as JSON: `{"locals": {…}, "outputs": {…}, "resources": {…}}`. Numbers keep all their
 * digits; an unknown is `{"$unknown": reason}`, a failed one `{"$error": code}`, and of what is sensitive only
 * `{"$sensitive": true}` is told.
 */
export function configurationToJson({ locals, outputs, resources }: EvaluatedConfiguration): string {
  const parts = Object.entries({ locals, outputs, resources }).map(
    ([name, values]) => `${JSON.stringify(name)}:${entriesToJson(values)}`,
  );
  return `{${parts.join(",")}}`;
}

/** Writes a value as JSON, in the same way. */
function valueToJson(value: Value): string {
  if ((value.marks & (Marks.sensitive | Marks.ephemeral)) !== 0) return '{"$sensitive":true}';
  switch (value.kind) {
    case "unknown":
      return value.reason === "error"
        ? `{"$error":${JSON.stringify(value.subject ?? "error")}}`
        : `{"$unknown":${JSON.stringify(value.reason)}}`;
    case "null":
      return "null";
    case "number": {
      const digits = digitsOf(value.value);
      if (digits === undefined) return '{"$error":"value-too-large"}';
      return isInfinite(value.value) ? JSON.stringify(digits) : digits;
    }
    case "string":
    case "bool":
      return JSON.stringify(value.value);
    case "list":
    case "set":
    case "tuple":
      return `[${value.items.map(valueToJson).join(",")}]`;
    case "map":
    case "object":
      return entriesToJson(value.entries);
  }
}

function entriesToJson(entries: ReadonlyMap<string, Value>): string {
  const members = [...entries].map(([name, value]) => `${JSON.stringify(name)}:${valueToJson(value)}`);
  return `{${members.join(",")}}`;
}
