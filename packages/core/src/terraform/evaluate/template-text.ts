import { parseTemplate } from "../../hcl/parse.js";
import type { Variable } from "../../hcl/syntax.js";
import type { Diagnostic } from "../../source/diagnostic.js";
import { SourceFile } from "../../source/source-file.js";
import type { FunctionContext } from "../functions/function.js";
import type { Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import type { Resolution, Scope } from "./scope.js";

/**
 * Renders a text as a template with only the given names in scope: what `templatefile` and `templatestring` do, and the
 * `evaluateTemplate` of every `FunctionContext`. Templates do not render templates. Throws `EvaluationError` without a range,
 * since its offsets would be those of another text: the message says where.
 */
export function evaluateTemplateText(
  text: string,
  fileName: string,
  variables: ReadonlyMap<string, Value>,
  context: FunctionContext,
): Value {
  const file = new SourceFile(fileName, text);
  let problem: Diagnostic | undefined;
  const expression = parseTemplate(file, (diagnostic) => {
    problem ??= diagnostic;
  });
  if (problem !== undefined) throw templateError("invalid-template", problem.message, file, problem.range?.start);
  try {
    return evaluateExpression(expression, new TemplateScope(variables, context));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw templateError(error.code, error.message, file, error.start);
  }
}

function templateError(code: string, message: string, file: SourceFile, offset: number | undefined): EvaluationError {
  const place = offset === undefined ? "" : `, line ${String(file.positionAt(offset).line)}`;
  return new EvaluationError(code, `In the template ${file.path}${place}: ${message}`);
}

class TemplateScope implements Scope {
  readonly functions: FunctionContext;

  constructor(
    readonly variables: ReadonlyMap<string, Value>,
    context: FunctionContext,
  ) {
    this.functions = {
      host: context.host,
      workingDirectory: context.workingDirectory,
      evaluateTemplate() {
        throw new EvaluationError("recursive-template", "A template cannot render another template.");
      },
    };
  }

  resolve(root: Variable): Resolution {
    const value = this.variables.get(root.name);
    if (value !== undefined) return { value, consumed: 0 };
    const message = `The template uses "${root.name}", which is not among its variables.`;
    throw new EvaluationError("missing-template-variable", message, root.start, root.end);
  }
}
