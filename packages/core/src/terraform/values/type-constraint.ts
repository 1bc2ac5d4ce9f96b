import type { Call, Expression, ObjectConstructor } from "../../hcl/syntax.js";
import { EvaluationError } from "../evaluate/error.js";
import { convertValue } from "./convert.js";
import type { TypeDefaults } from "./type-defaults.js";
import { boolType, dynamicType, listOf, mapOf, numberType, objectOf, setOf, stringType, tupleOf } from "./type.js";
import type { Type } from "./type.js";
import type { Value } from "./value.js";

export { applyDefaults } from "./type-defaults.js";
export type { TypeDefaults } from "./type-defaults.js";

/** What a `type` argument says: the type, and the defaults of `optional` attributes where there are any. */
export interface TypeConstraint {
  readonly type: Type;
  readonly defaults: TypeDefaults | undefined;
}

/**
 * Reads a type constraint: `string`, `list(any)`, `object({ a = optional(number, 1) })`, and the bare and quoted names of
 * old (`list`, `"map"`). Throws `EvaluationError` (`invalid-type-constraint`, `invalid-default`) with the range at fault.
 *
 * @param evaluateDefault - evaluates the default of an optional attribute, in which nothing is in scope
 */
export function parseTypeConstraint(
  expression: Expression,
  evaluateDefault: (expression: Expression) => Value,
): TypeConstraint {
  const legacy = legacyType(expression);
  return legacy === undefined ? parse(expression, evaluateDefault) : { type: legacy, defaults: undefined };
}

const keywords = new Map([
  ["string", stringType],
  ["number", numberType],
  ["bool", boolType],
  ["any", dynamicType],
]);

const legacyNames = new Map([
  ["list", listOf(dynamicType)],
  ["map", mapOf(dynamicType)],
]);

/** The spellings of Terraform 0.11 and before. */
function legacyType(expression: Expression): Type | undefined {
  if (expression.kind === "variable") return legacyNames.get(expression.name);
  if (expression.kind !== "string") return undefined;
  return expression.value === "string" ? stringType : legacyNames.get(expression.value);
}

function parse(expression: Expression, evaluateDefault: (expression: Expression) => Value): TypeConstraint {
  if (expression.kind === "variable") {
    const type = keywords.get(expression.name);
    if (type !== undefined) return { type, defaults: undefined };
    throw invalid(expression, `"${expression.name}" is not a type.`);
  }
  if (expression.kind !== "call") throw invalid(expression, "A type is a keyword or a type constructor.");
  const argument = expression.arguments[0];
  if (expression.name === "optional") {
    throw invalid(expression, "optional(…) is valid only for an attribute of an object type.");
  }
  if (argument === undefined || expression.arguments.length > 1) {
    throw invalid(expression, `The type constructor "${expression.name}" takes one argument.`);
  }
  return parseConstructor(expression, argument, evaluateDefault);
}

function parseConstructor(
  call: Call,
  argument: Expression,
  evaluateDefault: (expression: Expression) => Value,
): TypeConstraint {
  switch (call.name) {
    case "list":
      return parseCollection(argument, listOf, evaluateDefault);
    case "set":
      return parseCollection(argument, setOf, evaluateDefault);
    case "map":
      return parseCollection(argument, mapOf, evaluateDefault);
    case "tuple":
      return parseTuple(argument, evaluateDefault);
    case "object":
      if (argument.kind === "object") return parseObject(argument, evaluateDefault);
      throw invalid(argument, "An object type takes a mapping of attribute names to types.");
    default:
      throw invalid(call, `"${call.name}" is not a type constructor.`);
  }
}

function parseCollection(
  argument: Expression,
  wrap: (element: Type) => Type,
  evaluateDefault: (expression: Expression) => Value,
): TypeConstraint {
  const element = parse(argument, evaluateDefault);
  const type = wrap(element.type);
  if (element.defaults === undefined) return { type, defaults: undefined };
  return { type, defaults: { type, values: new Map(), children: new Map([["", element.defaults]]) } };
}

function parseTuple(argument: Expression, evaluateDefault: (expression: Expression) => Value): TypeConstraint {
  if (argument.kind !== "tuple") throw invalid(argument, "A tuple type takes a list of types.");
  const elements = argument.items.map((item) => parse(item, evaluateDefault));
  const children = new Map<string, TypeDefaults>();
  for (const [at, element] of elements.entries()) {
    if (element.defaults !== undefined) children.set(String(at), element.defaults);
  }
  const type = tupleOf(elements.map((element) => element.type));
  return { type, defaults: children.size === 0 ? undefined : { type, values: new Map(), children } };
}

function parseObject(argument: ObjectConstructor, evaluateDefault: (expression: Expression) => Value): TypeConstraint {
  const attributes = new Map<string, Type>();
  const optional = new Set<string>();
  const values = new Map<string, Value>();
  const children = new Map<string, TypeDefaults>();
  for (const item of argument.items) {
    if (item.key.kind !== "variable") throw invalid(item.key, "An object type has plain attribute names.");
    const name = item.key.name;
    if (attributes.has(name)) throw invalid(item.key, `The attribute "${name}" is there twice.`);
    const attribute = parseAttribute(item.value, evaluateDefault);
    attributes.set(name, attribute.type);
    if (attribute.isOptional) optional.add(name);
    if (attribute.value !== undefined) values.set(name, attribute.value);
    if (attribute.defaults !== undefined) children.set(name, attribute.defaults);
  }
  const type = objectOf(attributes, optional);
  return { type, defaults: values.size + children.size === 0 ? undefined : { type, values, children } };
}

interface AttributeConstraint extends TypeConstraint {
  readonly isOptional: boolean;
  readonly value: Value | undefined;
}

function parseAttribute(
  expression: Expression,
  evaluateDefault: (expression: Expression) => Value,
): AttributeConstraint {
  if (expression.kind !== "call" || expression.name !== "optional") {
    return { ...parse(expression, evaluateDefault), isOptional: false, value: undefined };
  }
  const [typeExpression, defaultExpression] = expression.arguments;
  if (typeExpression === undefined || expression.arguments.length > 2) {
    throw invalid(expression, "optional(…) takes a type and, if need be, a default.");
  }
  const inner = parse(typeExpression, evaluateDefault);
  if (defaultExpression === undefined) return { ...inner, isOptional: true, value: undefined };
  return { ...inner, isOptional: true, value: defaultOf(defaultExpression, inner, evaluateDefault) };
}

/**
 * The default must fit the type. It is kept as written where it leaves out optional attributes, since their own defaults are
 * filled in when it is used.
 */
function defaultOf(
  expression: Expression,
  inner: TypeConstraint,
  evaluateDefault: (expression: Expression) => Value,
): Value {
  const value = evaluateDefault(expression);
  try {
    return convertValue(value, inner.type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const message = `The default does not fit the type of the attribute. ${error.message}`;
    throw new EvaluationError("invalid-default", message, expression.start, expression.end);
  }
}

function invalid(expression: Expression, message: string): EvaluationError {
  return new EvaluationError("invalid-type-constraint", message, expression.start, expression.end);
}
