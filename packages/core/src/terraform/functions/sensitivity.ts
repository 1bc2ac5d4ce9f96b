import { boolValue, listValue, mapValue, nullValue, objectValue, tupleValue } from "../values/construct.js";
import { deepMarks, typeOf, withMarks } from "../values/construct.js";
import { boolType, dynamicType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import { argumentAt, unknownBecauseOf } from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";

const anything = parameter("value", dynamicType, {
  allowsNull: true,
  allowsUnknown: true,
  allowsDynamic: true,
  allowsMarked: true,
});

/** https://developer.hashicorp.com/terraform/language/functions/sensitive */
export const sensitive = define({
  name: "sensitive",
  parameters: [anything],
  refinement: mayBeNull,
  returns: (args) => typeOf(argumentAt(args, 0)),
  call: (args) => withMarks(argumentAt(args, 0), Marks.sensitive),
});

/** Takes the mark off the whole; what it holds keeps its own. https://developer.hashicorp.com/terraform/language/functions/nonsensitive */
export const nonsensitive = define({
  name: "nonsensitive",
  parameters: [anything],
  refinement: mayBeNull,
  returns: (args) => typeOf(argumentAt(args, 0)),
  call: (args) => {
    const value = argumentAt(args, 0);
    return (value.marks & Marks.sensitive) === 0 ? value : { ...value, marks: value.marks & ~Marks.sensitive };
  },
});

/** Open for an unknown that is not marked yet. https://developer.hashicorp.com/terraform/language/functions/issensitive */
export const issensitive = define({
  name: "issensitive",
  parameters: [anything],
  returns: boolType,
  call: (args) => {
    const value = argumentAt(args, 0);
    if ((value.marks & Marks.sensitive) !== 0) return boolValue(true);
    return value.kind === "unknown" ? unknownBecauseOf([value], boolType) : boolValue(false);
  },
});

/** Puts null where something is ephemeral. https://developer.hashicorp.com/terraform/language/functions/ephemeralasnull */
export const ephemeralasnull = define({
  name: "ephemeralasnull",
  parameters: [anything],
  refinement: mayBeNull,
  returns: (args) => typeOf(argumentAt(args, 0)),
  call: (args) => withoutEphemeral(argumentAt(args, 0)),
});

function withoutEphemeral(value: Value): Value {
  if ((value.marks & Marks.ephemeral) !== 0) return nullValue(typeOf(value), value.marks & ~Marks.ephemeral);
  if ((deepMarks(value) & Marks.ephemeral) === 0) return value;
  switch (value.kind) {
    case "list":
      return listValue(value.elementType, value.items.map(withoutEphemeral), value.marks);
    case "tuple":
      return tupleValue(value.items.map(withoutEphemeral), value.marks);
    case "map":
      return mapValue(value.elementType, withoutEphemeralEntries(value.entries), value.marks);
    case "object":
      return objectValue(withoutEphemeralEntries(value.entries), value.marks);
    default:
      return value;
  }
}

function withoutEphemeralEntries(entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map(Array.from(entries, ([key, entry]): [string, Value] => [key, withoutEphemeral(entry)]));
}
