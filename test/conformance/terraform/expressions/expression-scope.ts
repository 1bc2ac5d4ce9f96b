import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHcl } from "../../../../packages/core/src/hcl/parse.js";
import type { Body, Expression, Variable } from "../../../../packages/core/src/hcl/syntax.js";
import { SourceFile } from "../../../../packages/core/src/source/source-file.js";
import { EvaluationError } from "../../../../packages/core/src/terraform/evaluate/error.js";
import { evaluateExpression } from "../../../../packages/core/src/terraform/evaluate/evaluate.js";
import type { AccessStep, Resolution, Scope } from "../../../../packages/core/src/terraform/evaluate/scope.js";
import { evaluateTemplateText } from "../../../../packages/core/src/terraform/evaluate/template-text.js";
import type { FunctionContext } from "../../../../packages/core/src/terraform/functions/function.js";
import {
  nullValue,
  objectValue,
  typeOf,
  unknownValue,
} from "../../../../packages/core/src/terraform/values/construct.js";
import { convertValue } from "../../../../packages/core/src/terraform/values/convert.js";
import { applyDefaults, parseTypeConstraint } from "../../../../packages/core/src/terraform/values/type-constraint.js";
import { dynamicType, stringType } from "../../../../packages/core/src/terraform/values/type.js";
import type { Value } from "../../../../packages/core/src/terraform/values/value.js";

export const preamblePath = fileURLToPath(new URL("preamble.tf", import.meta.url));
export const preamble = readFileSync(preamblePath, "utf8");

/** What the preamble declares, as the configuration's own scope would give it. */
class PreambleScope implements Scope {
  readonly functions: FunctionContext;
  readonly #locals = new Map<string, Expression>();
  readonly #resources = new Map<string, Body>();
  readonly #variables = new Map<string, Body>();
  readonly #values = new Map<string, Value>();

  constructor() {
    const context: FunctionContext = {
      host: {
        readDirectory: () => notFound,
        readFile: () => notFound,
        kindOf: () => notFound,
        realPath: () => notFound,
      },
      workingDirectory: ".",
      evaluateTemplate: (text, fileName, variables) => evaluateTemplateText(text, fileName, variables, context),
    };
    this.functions = context;
    const parsed = parseHcl(new SourceFile("preamble.tf", preamble), (diagnostic) => {
      throw new Error(diagnostic.message);
    });
    for (const item of parsed.body.items) {
      if (item.kind !== "block") continue;
      const name = item.labels.at(-1)?.value ?? "";
      if (item.type === "resource") this.#resources.set(name, item.body);
      else if (item.type === "variable") this.#variables.set(name, item.body);
      else {
        for (const inner of item.body.items) {
          if (inner.kind === "attribute") this.#locals.set(inner.name, inner.expression);
        }
      }
    }
  }

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    const name = steps[0]?.kind === "attribute" ? steps[0].name : "";
    const key = `${root.name}.${name}`;
    let value = this.#values.get(key);
    if (value === undefined) {
      value = this.#compute(root.name, name);
      this.#values.set(key, value);
    }
    return { value, consumed: 1 };
  }

  #compute(root: string, name: string): Value {
    const local = root === "local" ? this.#locals.get(name) : undefined;
    if (local !== undefined) return evaluateExpression(local, this);
    const resource = root === "terraform_data" ? this.#resources.get(name) : undefined;
    if (resource !== undefined) {
      const input = evaluateExpression(attributeOf(resource, "input"), this);
      return objectValue([
        ["id", unknownValue(stringType, "known-after-apply", `terraform_data.${name}.id`, { notNull: true })],
        ["input", input],
        ["output", unknownValue(typeOf(input), "known-after-apply", `terraform_data.${name}.output`)],
        ["triggers_replace", nullValue(dynamicType)],
      ]);
    }
    const variable = root === "var" ? this.#variables.get(name) : undefined;
    if (variable === undefined) throw new EvaluationError("undeclared", `${root}.${name} is not declared.`);
    const constraint = parseTypeConstraint(attributeOf(variable, "type"), (given) => evaluateExpression(given, this));
    const given = applyDefaults(evaluateExpression(attributeOf(variable, "default"), this), constraint.defaults);
    return convertValue(given, constraint.type);
  }
}

const notFound = { ok: false, error: { code: "not-found", message: "There is no such file." } } as const;

function attributeOf(body: Body, name: string): Expression {
  for (const item of body.items) if (item.kind === "attribute" && item.name === name) return item.expression;
  throw new Error(`the preamble lacks ${name}`);
}

/** The scope in which the expressions of the conformance cases are evaluated. */
export const expressionScope: Scope = new PreambleScope();
