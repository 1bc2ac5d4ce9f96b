import { objectValue, tupleValue, unknownValue } from "../values/construct.js";
import { isWhollyKnown, withMarks } from "../values/marks.js";
import { dynamicType } from "../values/type.js";
import { Marks, type UnknownValue, type Value } from "../values/value.js";

/**
 * What certain functions keep of their arguments although the result as a whole is unknown: `concat(var.more, ["0.0.0.0/0"])`
 * has this element whatever the variable is. Undefined where nothing is certain.
 */
export function certainPart(name: string, args: readonly Value[]): Value | undefined {
  switch (name) {
    case "concat":
      return bag(args.flatMap(itemsIn));
    case "setunion":
    case "distinct":
    case "toset":
      // Items that are not known may turn out equal to others.
      return bag(withoutRepetition(args.flatMap(itemsIn).filter(isWhollyKnown)));
    case "compact":
      return bag(args.flatMap(itemsIn).filter((item) => item.kind === "string" && item.value !== ""));
    case "tolist":
      return bag(args.flatMap(itemsIn));
    case "merge":
      return mergedPart(args);
    default:
      return undefined;
  }
}

function bag(items: readonly Value[]): Value | undefined {
  return items.length === 0 ? undefined : tupleValue(items, Marks.none);
}

function withoutRepetition(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.kind !== "string") return false;
    const isNew = !seen.has(item.value);
    seen.add(item.value);
    return isNew;
  });
}

/** The items that an argument certainly has, each with the marks of the whole. */
function itemsIn(value: Value): readonly Value[] {
  if (value.kind === "unknown") return value.refinement?.part === undefined ? [] : itemsIn(value.refinement.part);
  if (value.kind !== "list" && value.kind !== "set" && value.kind !== "tuple") return [];
  return value.items.map((item) => withMarks(item, value.marks));
}

/** Keys stay; a value stays where nothing unknown comes behind that may replace it. */
function mergedPart(args: readonly Value[]): Value | undefined {
  const merged = new Map<string, Value>();
  for (const value of args) {
    const part = value.kind === "unknown" ? value.refinement?.part : value;
    if (value.kind === "unknown") for (const key of merged.keys()) merged.set(key, replaceable(value));
    if (part?.kind !== "map" && part?.kind !== "object") continue;
    for (const [key, entry] of part.entries) merged.set(key, withMarks(entry, value.marks));
  }
  return merged.size === 0 ? undefined : objectValue(merged, Marks.none);
}

function replaceable({ reason, subject, marks }: UnknownValue): Value {
  return unknownValue(dynamicType, reason, subject, undefined, marks);
}
