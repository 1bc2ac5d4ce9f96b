import { tellableMessage } from "../instances/tellable-message.js";
import type { ResourceInstance } from "../instances/resource-block.js";
import { deepMarks, firstUnknown, unknownValue, withMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { mapOf, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { EvaluationError } from "../evaluate/error.js";

/**
 * The computed attributes of `template_file`: `rendered`, the template with its `vars`, all of them texts.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file
 */
export function templateFileAttributes(instance: ResourceInstance): ReadonlyMap<string, () => Value> {
  return new Map([["rendered", () => render(instance)]]);
}

function render(instance: ResourceInstance): Value {
  const { body } = instance;
  const subject = `${instance.address}.rendered`;
  const read = (name: string): Value | undefined => {
    const memo = body.attribute(name);
    return memo === undefined ? undefined : body.scope.evaluation.read(memo);
  };
  const template = read("template");
  if (template === undefined) return unknownValue(stringType, "data-source", subject);
  const given = read("vars");
  const unknown = firstUnknown(template) ?? (given === undefined ? undefined : firstUnknown(given));
  if (unknown !== undefined) return unknownValue(stringType, unknown.reason, unknown.subject, { notNull: true });
  try {
    const text = convertValue(template, stringType);
    const variables = given === undefined ? undefined : convertValue(given, mapOf(stringType));
    const entries = variables?.kind === "map" ? variables.entries : new Map<string, Value>();
    if (text.kind !== "string") throw new EvaluationError("invalid-template-value", "The template is null.");
    const rendered = convertValue(body.scope.functions.evaluateTemplate(text.value, subject, entries), stringType);
    return withMarks(rendered, deepMarks(template) | (given === undefined ? 0 : deepMarks(given)));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const { range } = body;
    body.scope.evaluation.report({
      severity: "warning",
      code: error.code,
      message: tellableMessage(error.message, "", body.scope.evaluation),
      range,
    });
    return unknownValue(stringType, "error", error.code);
  }
}
