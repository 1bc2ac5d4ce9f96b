import type { Expression, Template, TemplateFor, TemplateIf, TemplatePart } from "../../hcl/syntax.js";
import { deepMarks, stringValue, unknownValue, withMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { outlineOf, usefulOutline, withOutline } from "../values/outline.js";
import { notNull, refine } from "../values/refinement.js";
import { stringType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { UnknownValue, Value } from "../values/value.js";
import { BindingScope } from "./binding-scope.js";
import { evaluateCondition } from "./condition.js";
import { choose } from "./conditional.js";
import type { Arm } from "./conditional.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { iterate } from "./for-expression.js";
import { certainPrefix } from "./prefix.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** A quoted template or heredoc: a string, except that a single interpolation keeps its type. */
export function evaluateTemplate(template: Template, scope: Scope): Value {
  const only = template.isWrapper ? template.parts[0] : undefined;
  if (only?.kind === "interpolation") return evaluateExpression(only.expression, scope);
  return evaluateParts(template.parts, scope);
}

/** Joins the parts of a template. Of an unknown result its beginning may still be certain. */
function evaluateParts(parts: readonly TemplatePart[], scope: Scope): Value {
  let text = "";
  let marks: number = Marks.none;
  let unknown: UnknownValue | undefined;
  let outline: string | undefined;
  for (const part of parts) {
    if (part.kind === "text") {
      if (unknown === undefined) text += part.value;
      else if (outline !== undefined) outline += part.value;
      continue;
    }
    const value = evaluatePart(part, scope);
    marks |= deepMarks(value);
    if (value.kind === "unknown") {
      if (unknown === undefined) outline = text;
      unknown ??= value;
      if (outline !== undefined) outline = usefulOutline(outline + outlineOf(value));
    } else {
      const known = textOf(value, part);
      if (unknown === undefined) text += known;
      else if (outline !== undefined) outline += known;
    }
  }
  if (unknown === undefined) return stringValue(text, marks);
  const prefix = certainPrefix(text.normalize("NFC"));
  const kept = outline === undefined ? undefined : usefulOutline(outline);
  const refinement = withOutline(prefix === "" ? notNull : { notNull: true, prefix }, kept);
  return withMarks(refine(unknownFrom(unknown, stringType), refinement), marks);
}

function evaluatePart(part: Exclude<TemplatePart, { kind: "text" }>, scope: Scope): Value {
  switch (part.kind) {
    case "interpolation":
      return evaluateExpression(part.expression, scope);
    case "if":
      return evaluateIf(part, scope);
    case "for":
      return evaluateForDirective(part, scope);
  }
}

function textOf(value: Value, part: TemplatePart): string {
  if (value.kind === "string") return value.value;
  const place: Expression | TemplatePart = part.kind === "interpolation" ? part.expression : part;
  if (value.kind === "null") {
    const message = "A null value cannot be put into a text.";
    throw new EvaluationError("null-in-template", message, place.start, place.end);
  }
  try {
    const converted = convertValue(value, stringType);
    if (converted.kind === "string") return converted.value;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const message = `This value cannot be put into a text. ${error.message}`;
    throw new EvaluationError("invalid-template-value", message, place.start, place.end);
  }
  return "";
}

function evaluateIf(part: TemplateIf, scope: Scope): Value {
  const consequent = evaluatePartsAsArm(part.consequent, scope);
  const alternate = evaluatePartsAsArm(part.alternate ?? [], scope);
  return choose(evaluateCondition(part.condition, scope), consequent, alternate, stringType);
}

function evaluatePartsAsArm(parts: readonly TemplatePart[], scope: Scope): Arm {
  try {
    return { value: evaluateParts(parts, scope), error: undefined };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { value: unknownValue(stringType, "error"), error };
  }
}

function evaluateForDirective(part: TemplateFor, scope: Scope): Value {
  const collection = evaluateExpression(part.collection, scope);
  const iteration = iterate(collection, part.collection);
  if (iteration.unknown !== undefined) {
    // Terraform loses the marks here, and there is no value to show anyway.
    return unknownFrom(iteration.unknown, stringType);
  }
  const inner = new BindingScope(scope, part.keyName, part.valueName);
  let text = "";
  let marks = iteration.marks;
  let unknown: UnknownValue | undefined;
  iteration.forEach(inner, () => {
    const value = evaluateParts(part.parts, inner);
    marks |= value.marks;
    if (value.kind === "unknown") unknown ??= value;
    else if (unknown === undefined && value.kind === "string") text += value.value;
  });
  return unknown === undefined
    ? stringValue(text, marks)
    : unknownFrom(unknown, stringType, undefined, iteration.marks);
}
