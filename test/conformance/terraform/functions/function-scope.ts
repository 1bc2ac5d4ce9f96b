import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHcl } from "../../../../packages/core/src/hcl/parse.js";
import type { Expression, Variable } from "../../../../packages/core/src/hcl/syntax.js";
import { createMemoryHost } from "../../../../packages/core/src/source/memory-host.js";
import { SourceFile } from "../../../../packages/core/src/source/source-file.js";
import { EvaluationError } from "../../../../packages/core/src/terraform/evaluate/error.js";
import { evaluateExpression } from "../../../../packages/core/src/terraform/evaluate/evaluate.js";
import type { AccessStep, Resolution, Scope } from "../../../../packages/core/src/terraform/evaluate/scope.js";
import { evaluateTemplateText } from "../../../../packages/core/src/terraform/evaluate/template-text.js";
import type { FunctionContext } from "../../../../packages/core/src/terraform/functions/function.js";
import { objectValue, stringValue, unknownValue } from "../../../../packages/core/src/terraform/values/construct.js";
import { notNull } from "../../../../packages/core/src/terraform/values/refinement.js";
import { stringType } from "../../../../packages/core/src/terraform/values/type.js";
import { Marks } from "../../../../packages/core/src/terraform/values/value.js";
import type { Value } from "../../../../packages/core/src/terraform/values/value.js";
import { readFixtures } from "./record-functions.mjs";

const preamble = readFileSync(fileURLToPath(new URL("preamble.tf", import.meta.url)), "utf8");

/** The locals of the preamble, by name. */
function readLocals(): ReadonlyMap<string, Expression> {
  const parsed = parseHcl(new SourceFile("preamble.tf", preamble), (diagnostic) => {
    throw new Error(diagnostic.message);
  });
  const locals = new Map<string, Expression>();
  for (const item of parsed.body.items) {
    if (item.kind !== "block" || item.type !== "locals") continue;
    for (const inner of item.body.items) if (inner.kind === "attribute") locals.set(inner.name, inner.expression);
  }
  return locals;
}

const files: Record<string, Uint8Array> = readFixtures();

/** What the preamble declares, and the files beside it. */
class FunctionScope implements Scope {
  readonly functions: FunctionContext;
  readonly #locals = readLocals();

  constructor() {
    const context: FunctionContext = {
      host: createMemoryHost(files),
      workingDirectory: ".",
      evaluateTemplate: (text, fileName, variables) => evaluateTemplateText(text, fileName, variables, context),
    };
    this.functions = context;
  }

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    const name = steps[0]?.kind === "attribute" ? steps[0].name : "";
    return { value: this.#compute(`${root.name}.${name}`, name), consumed: 1 };
  }

  #compute(address: string, name: string): Value {
    const local = address.startsWith("local.") ? this.#locals.get(name) : undefined;
    if (local !== undefined) return evaluateExpression(local, this);
    if (address === "path.module") return stringValue(".");
    if (address === "var.ephemeral_text") return stringValue("x", Marks.ephemeral);
    if (address === "terraform_data.u") {
      return objectValue([
        ["id", unknownValue(stringType, "known-after-apply", "terraform_data.u.id", notNull)],
        ["output", unknownValue(stringType, "known-after-apply", "terraform_data.u.output")],
      ]);
    }
    throw new EvaluationError("undeclared", `${address} is not declared.`);
  }
}

/** The scope in which the cases of the functions are evaluated. */
export const functionScope: Scope = new FunctionScope();
