import { parseExpression } from "../../hcl/parse.js";
import type { Expression } from "../../hcl/syntax.js";
import { SourceFile, type SourceRange } from "../../source/source-file.js";
import { attributeRange, type WrittenAttribute, type WrittenBlock } from "../configuration/content.js";
import type { Declaration } from "../configuration/module.js";
import { anyType, variableConstraint } from "../configuration/variable-constraint.js";
import { EvaluationError } from "../evaluate/error.js";
import { evaluateExpression } from "../evaluate/evaluate.js";
import { convertValue } from "../values/convert.js";
import { stringValue, unknownValue, withMarks } from "../values/construct.js";
import { applyDefaults, type TypeConstraint } from "../values/type-constraint.js";
import { withoutOptional } from "../values/type.js";
import { Marks, type Value } from "../values/value.js";
import { ComputedMemo } from "./evaluation.js";
import { isEphemeral, reportExposed } from "./exposure.js";
import { verdictOf } from "./verdict.js";
import { literalScope } from "./literal-scope.js";
import type { ModuleInstance } from "./module-instance.js";
import type { RootModule } from "./root-module.js";
import { errorValue, failedValue } from "./unknown.js";

/** A value that someone gave to a variable, and where. */
interface Given {
  readonly value: Value;
  readonly range: SourceRange | undefined;
}

/** Computes the value of a variable before its validation: what is given, or its default, converted to its type. */
export function inputValue(module: ModuleInstance, declaration: Declaration): Value {
  return withMarks(convertedInput(module, declaration), markFlags(module, declaration));
}

function markFlags(module: ModuleInstance, declaration: Declaration): number {
  const sensitive = module.flag(declaration, "sensitive", false) ? Marks.sensitive : Marks.none;
  return sensitive | (module.flag(declaration, "ephemeral", false) ? Marks.ephemeral : Marks.none);
}

function convertedInput(module: ModuleInstance, declaration: Declaration): Value {
  const constraint = constraintOf(module, declaration);
  const given = givenValue(module, declaration, constraint);
  if (given === undefined)
    return defaultValue(module, declaration, constraint) ?? missingValue(module, declaration, constraint);
  const value = conform(module, declaration, given, constraint);
  if (value.kind !== "null" || module.flag(declaration, "nullable", true)) return value;
  return defaultValue(module, declaration, constraint) ?? missingValue(module, declaration, constraint);
}

/** The value that the caller's argument or a root module's inputs give, not yet converted. */
function givenValue(module: ModuleInstance, declaration: Declaration, constraint: TypeConstraint): Given | undefined {
  const { name } = declaration;
  if (module.call !== undefined) {
    const { body } = module.call;
    const memo = body.attribute(name);
    const written = body.writtenAttribute(name);
    if (memo === undefined || written === undefined) return undefined;
    const value = module.root.evaluation.read(memo);
    if (isEphemeral(value) && !module.flag(declaration, "ephemeral", false)) {
      reportExposed("ephemeral", `variable "${name}" of the module`, written, module.root.evaluation);
    }
    return { value, range: memo.range };
  }
  const input = module.root.surroundings.inputs.get(name);
  if (input === undefined) return undefined;
  if (input.kind === "attribute") {
    return { value: literalValue(module, declaration, input.written), range: attributeRange(input.written) };
  }
  return { value: textInput(module, input.text, input.origin, declaration, constraint), range: undefined };
}

/** Evaluates what may not refer to anything: defaults, and the values in variable files. */
function literalValue(module: ModuleInstance, declaration: Declaration, written: WrittenAttribute): Value {
  const { expression } = written.attribute;
  try {
    return evaluateExpression(expression, literalScope(module.root.functions));
  } catch (error) {
    const range = { file: written.file, start: expression.start, end: expression.end };
    return reported(module, error, range, (message) => tellable(module, declaration, message));
  }
}

/** A value from the command line or the environment: itself for a text, otherwise an expression. */
function textInput(
  module: ModuleInstance,
  text: string,
  origin: string,
  declaration: Declaration,
  constraint: TypeConstraint,
): Value {
  const { kind } = constraint.type;
  if (kind === "string" || (kind === "dynamic" && !declaration.content.attributes.has("type")))
    return stringValue(text);
  if (kind === "number" || kind === "bool") return stringValue(text);
  let message: string | undefined;
  const expression = parseExpression(new SourceFile("", text), (diagnostic) => (message ??= diagnostic.message));
  try {
    if (message === undefined) return evaluateExpression(expression, literalScope(module.root.functions));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    message = error.message;
  }
  module.root.evaluation.report({
    severity: "warning",
    code: "invalid-input-value",
    message: `The value of variable "${declaration.name}" from the ${origin} cannot be used. ${tellable(module, declaration, message)}`,
    range: declaration.written.range,
  });
  return failedValue("invalid-input-value");
}

/** What was wrong with a value, which may quote it: of a sensitive one, nothing more than that. */
function tellable(module: ModuleInstance, declaration: Declaration, message: string): string {
  return markFlags(module, declaration) === Marks.none
    ? message
    : "It is sensitive, so that what is wrong is not shown.";
}

function defaultValue(module: ModuleInstance, declaration: Declaration, constraint: TypeConstraint): Value | undefined {
  const written = declaration.content.attributes.get("default");
  if (written === undefined) return undefined;
  const given = { value: literalValue(module, declaration, written), range: attributeRange(written) };
  return conform(module, declaration, given, constraint);
}

/** What a variable is without a value: unknown. For a module's argument that is the caller's mistake. */
function missingValue(module: ModuleInstance, declaration: Declaration, constraint: TypeConstraint): Value {
  const type = withoutOptional(constraint.type);
  const subject = `${module.prefix}var.${declaration.name}`;
  const refinement = module.flag(declaration, "nullable", true) ? undefined : { notNull: true };
  if (module.call === undefined) return unknownValue(type, "no-value", subject, refinement);
  module.root.evaluation.report({
    severity: "warning",
    code: "missing-argument",
    message: `The module needs a value for "${declaration.name}", which has no default.`,
    range: module.call.body.range,
  });
  return unknownValue(type, "error", subject, refinement);
}

/** Fills in defaults of optional attributes and converts to the type. */
function conform(module: ModuleInstance, declaration: Declaration, given: Given, constraint: TypeConstraint): Value {
  try {
    const filled = given.value.kind === "null" ? given.value : applyDefaults(given.value, constraint.defaults);
    return convertValue(filled, constraint.type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    module.root.evaluation.report({
      severity: "warning",
      code: "invalid-input-value",
      message: `This value does not fit the type of variable "${declaration.name}". ${tellable(module, declaration, error.message)}`,
      range: given.range ?? declaration.written.range,
    });
    return unknownValue(withoutOptional(constraint.type), "error", `${module.prefix}var.${declaration.name}`);
  }
}

const constraints = new WeakMap<RootModule, Map<Declaration, TypeConstraint>>();

/** The type of a variable, read once for a root module however many instances its module has. */
function constraintOf(module: ModuleInstance, declaration: Declaration): TypeConstraint {
  let inRoot = constraints.get(module.root);
  if (inRoot === undefined) constraints.set(module.root, (inRoot = new Map<Declaration, TypeConstraint>()));
  const known = inRoot.get(declaration);
  if (known !== undefined) return known;
  const { written } = declaration;
  const evaluateDefault = (expression: Expression): Value =>
    evaluateExpression(expression, literalScope(module.root.functions));
  let constraint = anyType;
  try {
    constraint = variableConstraint(declaration, evaluateDefault);
  } catch (error) {
    reported(module, error, written.range);
  }
  inRoot.set(declaration, constraint);
  return constraint;
}

function reported(
  module: ModuleInstance,
  error: unknown,
  range: SourceRange,
  tell: (message: string) => string = (message) => message,
): Value {
  if (!(error instanceof EvaluationError)) throw error;
  const place = { file: range.file, start: error.start ?? range.start, end: error.end ?? range.end };
  module.root.evaluation.report({ severity: "warning", code: error.code, message: tell(error.message), range: place });
  return failedValue(error.code);
}

/** Reports what is wrong with a variable's type and default, whatever value it has. */
export function checkVariable(module: ModuleInstance, declaration: Declaration): void {
  const subject = `${module.prefix}var.${declaration.name}`;
  const check = (): Value => defaultValue(module, declaration, constraintOf(module, declaration)) ?? errorValue;
  const value = module.root.evaluation.compute(
    new ComputedMemo(subject, declaration.written.range, check, () => errorValue),
  );
  const written = declaration.content.attributes.get("default");
  if (written === undefined || value.kind !== "null" || module.flag(declaration, "nullable", true)) return;
  const message = `The default of variable "${declaration.name}" is null, which "nullable = false" rules out.`;
  module.root.evaluation.report({
    severity: "warning",
    code: "invalid-default",
    message,
    range: attributeRange(written),
  });
}

/** Checks a variable's value against its `validation` blocks; false when one of them does not hold. */
export function isValidInput(module: ModuleInstance, declaration: Declaration): boolean {
  return declaration.content
    .blocksOf("validation")
    .map((validation) => holds(module, declaration, validation))
    .every(Boolean);
}

function holds(module: ModuleInstance, declaration: Declaration, validation: WrittenBlock): boolean {
  const condition = validation.content.attributes.get("condition");
  if (condition === undefined) return true;
  const scope = module.scope.withUncheckedVariables();
  const subject = `${module.prefix}var.${declaration.name}.validation`;
  const memo = new ComputedMemo(
    subject,
    attributeRange(condition),
    () => scope.evaluate(condition),
    () => errorValue,
  );
  const value = module.root.evaluation.compute(memo);
  const verdict = verdictOf(value);
  if (verdict === "invalid") {
    const text = "A validation's condition must be true or false.";
    module.root.evaluation.report({
      severity: "warning",
      code: "invalid-condition",
      message: text,
      range: attributeRange(condition),
    });
  }
  if (verdict !== false) return true;
  const message = validation.content.attributes.get("error_message");
  const text = message === undefined ? undefined : messageText(module, message);
  const where = placeOfInput(module, declaration);
  module.root.evaluation.report({
    severity: "warning",
    code: "validation-failed",
    message: `The value of variable "${declaration.name}" is not valid. ${text ?? ""}`.trimEnd(),
    range: where ?? attributeRange(condition),
  });
  return false;
}

function messageText(module: ModuleInstance, message: WrittenAttribute): string | undefined {
  const scope = module.scope.withUncheckedVariables();
  const memo = new ComputedMemo(
    "error_message",
    attributeRange(message),
    () => scope.evaluate(message),
    () => errorValue,
  );
  const value = module.root.evaluation.compute(memo);
  return value.kind === "string" && (value.marks & (Marks.sensitive | Marks.ephemeral)) === 0 ? value.value : undefined;
}

/** Where the value of a variable is written: an argument, a line of a variable file, or the default. */
function placeOfInput(module: ModuleInstance, declaration: Declaration): SourceRange | undefined {
  if (module.call !== undefined) {
    const written = module.call.body.writtenAttribute(declaration.name);
    if (written !== undefined) return attributeRange(written);
  } else {
    const input = module.root.surroundings.inputs.get(declaration.name);
    if (input?.kind === "attribute") return attributeRange(input.written);
    if (input !== undefined) return undefined;
  }
  const fallback = declaration.content.attributes.get("default");
  return fallback === undefined ? undefined : attributeRange(fallback);
}
