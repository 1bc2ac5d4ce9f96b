import { listValue, setValue, tupleValue, typeOf } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { isWhollyKnown } from "../values/marks.js";
import { rawEquals } from "../values/raw-equality.js";
import { lengthBounds } from "../values/refinement.js";
import { dynamicType, listOf, setOf, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unifyTypes } from "../values/unify.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import { argumentAt, itemsAt, itemsOf, unknownBecauseOf } from "./arguments.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import type { TerraformFunction } from "./function.js";

const anySet = setOf(dynamicType);

type Combine = (left: readonly Value[], right: readonly Value[]) => readonly Value[];

/** A function of sets that are brought to one element type first. */
function combination(
  name: string,
  first: string,
  others: { readonly name: string; readonly isVariadic: boolean },
  allowsUnknowns: boolean,
  combine: Combine,
): TerraformFunction {
  const rest = parameter(others.name, anySet);
  return define({
    name,
    parameters: others.isVariadic ? [parameter(first, anySet)] : [parameter(first, anySet), rest],
    ...(others.isVariadic ? { variadic: rest } : {}),
    returns: combinedType,
    call: (args) => {
      const type = combinedType(args);
      const sets = args.map((value) => convertValue(value, type));
      if (!allowsUnknowns && !sets.every(isWhollyKnown)) return unknownBecauseOf(sets, type);
      const items = sets.map((set, at) => itemsOf(set, at)).reduce(combine);
      return setValue(type.kind === "set" ? elementTypeOf(type.element, items) : dynamicType, items);
    },
  });
}

function elementTypeOf(type: Type, items: readonly Value[]): Type {
  const first = items[0];
  return type.kind === "dynamic" && first !== undefined ? typeOf(first) : type;
}

function combinedType(args: readonly Value[]): Type {
  const elements: Type[] = [];
  for (const value of args) {
    const type = typeOf(value);
    if (type.kind !== "set") continue;
    // An empty set of no particular type fits to all others.
    const isOpen = value.kind === "set" && value.items.length === 0 && type.element.kind === "dynamic";
    if (!isOpen) elements.push(type.element);
  }
  if (elements.length === 0) return anySet;
  const element = unifyTypes(elements);
  if (element === undefined) throw callError("The sets must have compatible element types.");
  return setOf(element);
}

const others = { name: "other_sets", isVariadic: true };

/** https://developer.hashicorp.com/terraform/language/functions/setunion */
export const setunion = combination("setunion", "first_set", others, true, (left, right) => [...left, ...right]);

/** https://developer.hashicorp.com/terraform/language/functions/setintersection */
export const setintersection = combination("setintersection", "first_set", others, false, (left, right) =>
  left.filter((item) => right.some((other) => rawEquals(item, other))),
);

/** https://developer.hashicorp.com/terraform/language/functions/setsubtract */
export const setsubtract = combination("setsubtract", "a", { name: "b", isVariadic: false }, false, (left, right) =>
  left.filter((item) => !right.some((other) => rawEquals(item, other))),
);

/** A product of more items than this is not computed. */
const largestProduct = 1 << 20;

/** All combinations: a list of tuples, or a set where one argument is a set. https://developer.hashicorp.com/terraform/language/functions/setproduct */
export const setproduct = define({
  name: "setproduct",
  parameters: [],
  variadic: parameter("sets", dynamicType, { allowsUnknown: true, allowsMarked: true }),
  returns: (args) => {
    const elements = tupleOf(productTypes(args));
    return isSetProduct(args) ? setOf(elements) : listOf(elements);
  },
  call: (args) => {
    const types = productTypes(args);
    const elementType = tupleOf(types);
    const isSet = isSetProduct(args);
    const marks = args.reduce<number>((all, value) => all | value.marks, Marks.none);
    const open = args.find((value) => {
      const bounds = lengthBounds(value);
      return bounds === undefined || bounds.min !== bounds.max;
    });
    if (open !== undefined) {
      return { ...unknownBecauseOf([open], isSet ? setOf(elementType) : listOf(elementType)), marks };
    }
    const columns = args.map((_, at) => itemsAt(args, at).map((item) => convertValue(item, types[at] ?? dynamicType)));
    const total = columns.reduce((product, column) => product * column.length, 1);
    if (total * columns.length > largestProduct) throw callError("The product has too many items.");
    const tuples = total === 0 ? [] : combinations(columns).map((row) => tupleValue(row));
    return isSet ? setValue(elementType, tuples, marks) : listValue(elementType, tuples, marks);
  },
});

function combinations(columns: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return columns.reduce<readonly (readonly Value[])[]>(
    (rows, column) => rows.flatMap((row) => column.map((item) => [...row, item])),
    [[]],
  );
}

function isSetProduct(args: readonly Value[]): boolean {
  return args.some((value) => typeOf(value).kind === "set");
}

function productTypes(args: readonly Value[]): readonly Type[] {
  if (args.length < 2) throw callError("At least two arguments are required.");
  return args.map((_, at) => {
    const type = typeOf(argumentAt(args, at));
    if (type.kind === "set" || type.kind === "list") return type.element;
    if (type.kind !== "tuple") throw argumentError(at, "A set or a list is required.");
    if (type.elements.length === 0) return dynamicType;
    const element = unifyTypes(type.elements);
    if (element === undefined) throw argumentError(at, "All items must have the same type.");
    return element;
  });
}
