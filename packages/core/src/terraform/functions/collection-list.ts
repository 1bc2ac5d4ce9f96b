import { listValue, stringValue, tupleValue, typeOf } from "../values/construct.js";
import { withMarks, withoutOuterMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { compareStrings, valuesEqual } from "../values/equality.js";
import { isWhollyKnown } from "../values/marks.js";
import { lengthBounds } from "../values/refinement.js";
import { dynamicType, listOf, numberType, stringType, tupleOf, typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unifyTypes } from "../values/unify.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import {
  argumentAt,
  describe,
  integerAt,
  isMapping,
  isSequenceType,
  itemsAt,
  itemsOf,
  unknownBecauseOf,
} from "./arguments.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";

const anyList = listOf(dynamicType);

/** https://developer.hashicorp.com/terraform/language/functions/chunklist */
export const chunklist = define({
  name: "chunklist",
  parameters: [parameter("list", anyList, { allowsMarked: true }), parameter("size", numberType)],
  returns: (args) => listOf(typeOf(argumentAt(args, 0))),
  call: (args) => {
    const list = argumentAt(args, 0);
    const items = itemsAt(args, 0);
    const type = typeOf(list);
    const elementType = type.kind === "list" ? type.element : dynamicType;
    const size = integerAt(args, 1);
    if (size < 0) throw callError("The size must not be negative.");
    const chunks: Value[] = [];
    const step = size === 0 ? Math.max(1, items.length) : size;
    for (let at = 0; at < items.length; at += step) chunks.push(listValue(elementType, items.slice(at, at + step)));
    return listValue(type, chunks, list.marks);
  },
});

/** Drops null and empty texts. https://developer.hashicorp.com/terraform/language/functions/compact */
export const compact = define({
  name: "compact",
  parameters: [parameter("list", listOf(stringType))],
  returns: listOf(stringType),
  call: (args) => {
    const list = argumentAt(args, 0);
    if (!isWhollyKnown(list)) return unknownBecauseOf([list], listOf(stringType));
    const kept = itemsAt(args, 0).filter((item) => item.kind === "string" && item.value !== "");
    return listValue(stringType, kept);
  },
});

/** Lists of a common type make a list, everything else a tuple. https://developer.hashicorp.com/terraform/language/functions/concat */
export const concat = define({
  name: "concat",
  parameters: [],
  variadic: parameter("seqs", dynamicType, { allowsMarked: true }),
  returns: concatType,
  call: (args) => {
    const type = concatType(args);
    const marks = args.reduce<number>((all, value) => all | value.marks, Marks.none);
    if (type.kind !== "list")
      return tupleValue(
        args.flatMap((_, at) => itemsAt(args, at)),
        marks,
      );
    const items = args.flatMap((value) => {
      const converted = convertValue(withoutOuterMarks(value), type);
      return converted.kind === "list" ? converted.items : [];
    });
    return listValue(elementTypeOf(type.element, items), items, marks);
  },
});

/** Where the type leaves the elements open, they say themselves what they are. */
function elementTypeOf(type: Type, items: readonly Value[]): Type {
  const first = items[0];
  return type.kind === "dynamic" && first !== undefined ? typeOf(first) : type;
}

function concatType(args: readonly Value[]): Type {
  if (args.length === 0) throw callError("At least one argument is required.");
  const types = args.map(typeOf);
  if (types.every((type) => type.kind === "list")) {
    const common = unifyTypes(types);
    if (common !== undefined) return common;
  }
  const elements: Type[] = [];
  for (const [at, type] of types.entries()) {
    const value = argumentAt(args, at);
    if (type.kind === "tuple") {
      for (const element of type.elements) elements.push(element);
    } else if (type.kind === "list") {
      if (value.kind === "unknown") return dynamicType;
      for (let count = itemsAt(args, at).length; count > 0; count -= 1) elements.push(type.element);
    } else {
      throw argumentError(at, `All arguments must be lists or tuples, and one is a ${typeName(type)}.`);
    }
  }
  return tupleOf(elements);
}

/** https://developer.hashicorp.com/terraform/language/functions/distinct */
export const distinct = define({
  name: "distinct",
  parameters: [parameter("list", anyList)],
  returns: (args) => typeOf(argumentAt(args, 0)),
  call: (args) => {
    const list = argumentAt(args, 0);
    if (!isWhollyKnown(list)) return unknownBecauseOf([list], typeOf(list));
    const type = typeOf(list);
    const items = itemsAt(args, 0);
    const kept = type.kind === "list" && type.element.kind === "string" ? distinctTexts(items) : distinctValues(items);
    return listValue(type.kind === "list" ? type.element : dynamicType, kept);
  },
});

function distinctTexts(items: readonly Value[]): readonly Value[] {
  const seen = new Set<string | undefined>();
  return items.filter((item) => {
    const key = item.kind === "string" ? item.value : undefined;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function distinctValues(items: readonly Value[]): readonly Value[] {
  const kept: Value[] = [];
  for (const item of items) {
    const isKnown = kept.some((other) => {
      const equal = valuesEqual(other, item);
      return equal.kind === "bool" && equal.value;
    });
    if (!isKnown) kept.push(item);
  }
  return kept;
}

/**
 * Of a map or object that is not wholly known Terraform flattens the values, and only of others it says that it cannot.
 * https://developer.hashicorp.com/terraform/language/functions/flatten
 */
export const flatten = define({
  name: "flatten",
  parameters: [parameter("list", dynamicType, { allowsMarked: true })],
  returns: dynamicType,
  call: (args) => {
    const list = argumentAt(args, 0);
    if (isWhollyKnown(list) && !isSequenceType(typeOf(list))) {
      throw callError(`Only lists, sets and tuples can be flattened, not ${describe(list)}.`);
    }
    const state: Flattening = { items: [], marks: Marks.none, isKnown: true };
    flattenInto(list, state);
    if (!state.isKnown) return withMarks(unknownBecauseOf([list], dynamicType), state.marks);
    return tupleValue(state.items, state.marks);
  },
});

interface Flattening {
  readonly items: Value[];
  marks: number;
  isKnown: boolean;
}

function flattenInto(list: Value, state: Flattening): void {
  state.marks |= list.marks;
  const bounds = lengthBounds(list);
  if (list.kind === "unknown" || bounds === undefined || bounds.min !== bounds.max) {
    state.isKnown = false;
    return;
  }
  for (const item of isMapping(list) ? list.entries.values() : itemsOf(list, 0)) {
    const type = typeOf(item);
    if (item.kind === "unknown" && type.kind === "dynamic") state.isKnown = false;
    if (item.kind !== "null" && isSequenceType(type)) flattenInto(item, state);
    else state.items.push(item);
  }
}

/** https://developer.hashicorp.com/terraform/language/functions/matchkeys */
export const matchkeys = define({
  name: "matchkeys",
  parameters: [parameter("values", anyList), parameter("keys", anyList), parameter("searchset", anyList)],
  returns: (args) => {
    keyType(args);
    return typeOf(argumentAt(args, 0));
  },
  call: (args) => {
    const type = keyType(args);
    const list = argumentAt(args, 0);
    const elementType = list.kind === "list" ? list.elementType : dynamicType;
    const items = itemsAt(args, 0);
    if (items.length !== itemsAt(args, 1).length) throw callError("There must be as many keys as values.");
    const wanted = convertValue(argumentAt(args, 2), type);
    const keys = convertValue(argumentAt(args, 1), type);
    if (wanted.kind !== "list" || keys.kind !== "list" || wanted.items.length === 0) return listValue(elementType, []);
    if (!isWhollyKnown(list) || !isWhollyKnown(keys)) return unknownBecauseOf(args, typeOf(list));
    const matched = items.filter((_, at) => {
      const key = keys.items[at];
      return key !== undefined && wanted.items.some((candidate) => isEqual(key, candidate));
    });
    return listValue(elementType, matched);
  },
});

function isEqual(left: Value, right: Value): boolean {
  const equal = valuesEqual(left, right);
  return equal.kind === "bool" && equal.value;
}

function keyType(args: readonly Value[]): Type {
  const type = unifyTypes([typeOf(argumentAt(args, 1)), typeOf(argumentAt(args, 2))]);
  if (type === undefined) throw callError("The keys and the search set must have the same type.");
  return type;
}

/** A set becomes a list. https://developer.hashicorp.com/terraform/language/functions/reverse */
export const reverse = define({
  name: "reverse",
  parameters: [parameter("list", dynamicType, { allowsMarked: true })],
  returns: (args) => {
    const type = typeOf(argumentAt(args, 0));
    if (type.kind === "tuple") return tupleOf([...type.elements].reverse());
    if (type.kind === "list" || type.kind === "set") return listOf(type.element);
    throw argumentError(0, `Only lists and tuples can be reversed, not a ${typeName(type)}.`);
  },
  call: (args) => {
    const list = argumentAt(args, 0);
    const items = [...itemsAt(args, 0)].reverse();
    if (list.kind === "list" || list.kind === "set") return listValue(list.elementType, items, list.marks);
    return tupleValue(items, list.marks);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/slice */
export const slice = define({
  name: "slice",
  parameters: [
    parameter("list", dynamicType, { allowsMarked: true }),
    parameter("start_index", numberType),
    parameter("end_index", numberType),
  ],
  returns: (args) => {
    const type = typeOf(argumentAt(args, 0));
    if (type.kind !== "list" && type.kind !== "tuple") throw notSliceable(type);
    const bounds = sliceBounds(args);
    if (type.kind === "list") return type;
    return bounds === undefined ? dynamicType : tupleOf(type.elements.slice(...bounds));
  },
  call: (args) => {
    const list = argumentAt(args, 0);
    if (list.kind !== "list" && list.kind !== "tuple") throw notSliceable(typeOf(list));
    const items = list.items.slice(...(sliceBounds(args) ?? []));
    return list.kind === "list" ? listValue(list.elementType, items, list.marks) : tupleValue(items, list.marks);
  },
});

function notSliceable(type: Type): Error {
  if (type.kind === "set") {
    return argumentError(
      0,
      "The items of a set have no indices; convert it to a list where the order does not matter.",
    );
  }
  return argumentError(0, `A list or tuple is required, not a ${typeName(type)}.`);
}

/** Checks the bounds as far as they are known, and returns them where both are. */
function sliceBounds(args: readonly Value[]): [number, number] | undefined {
  const list = argumentAt(args, 0);
  const type = typeOf(list);
  const length =
    type.kind === "tuple" ? type.elements.length : list.kind === "unknown" ? Infinity : itemsAt(args, 0).length;
  const [start, end] = [1, 2].map((at) => {
    if (argumentAt(args, at).kind === "unknown") return undefined;
    const bound = integerAt(args, at);
    if (bound < 0) throw argumentError(at, "The index is below zero.");
    if (bound > length) throw argumentError(at, "The index is greater than the length of the list.");
    return bound;
  });
  if (start === undefined || end === undefined) return undefined;
  if (start > end) throw argumentError(1, "The start is greater than the end.");
  return [start, end];
}

/** Sorts by code point. https://developer.hashicorp.com/terraform/language/functions/sort */
export const sort = define({
  name: "sort",
  parameters: [parameter("list", listOf(stringType))],
  returns: listOf(stringType),
  call: (args) => {
    const list = argumentAt(args, 0);
    const items = itemsAt(args, 0);
    if (!isWhollyKnown(list)) {
      // The order is open, the length is not.
      return listValue(
        stringType,
        items.map(() => unknownBecauseOf([list], stringType)),
      );
    }
    const texts = items.map((item) => {
      if (item.kind === "string") return item.value;
      throw callError("An item of the list is null, and null cannot be sorted.");
    });
    return listValue(
      stringType,
      texts.sort(compareStrings).map((text) => stringValue(text)),
    );
  },
});
