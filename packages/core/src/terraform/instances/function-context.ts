import { parseTemplate } from "../../hcl/parse.js";
import type { Variable } from "../../hcl/syntax.js";
import type { SourceHost } from "../../source/host.js";
import { SourceFile } from "../../source/source-file.js";
import { EvaluationError } from "../evaluate/error.js";
import { evaluateExpression } from "../evaluate/evaluate.js";
import type { Resolution, Scope } from "../evaluate/scope.js";
import type { FunctionContext } from "../functions/function.js";
import type { Value } from "../values/value.js";

/** Templates within templates are rendered no deeper than this, which also ends one that renders itself. */
const maximumTemplateDepth = 16;

/** Makes what the functions of one root module may know of the world: files below the scan root, and templates. */
export function createFunctionContext(host: SourceHost, workingDirectory: string): FunctionContext {
  let depth = 0;
  const context: FunctionContext = {
    host,
    workingDirectory,
    evaluateTemplate(text, fileName, variables) {
      if (depth >= maximumTemplateDepth) {
        throw new EvaluationError("recursive-template", `The template "${fileName}" renders itself without end.`);
      }
      depth += 1;
      try {
        return evaluateTemplate(text, fileName, variables, context);
      } finally {
        depth -= 1;
      }
    },
  };
  return context;
}

function evaluateTemplate(
  text: string,
  fileName: string,
  variables: ReadonlyMap<string, Value>,
  functions: FunctionContext,
): Value {
  const file = new SourceFile(fileName, text);
  let problem: { readonly message: string; readonly offset: number } | undefined;
  const expression = parseTemplate(file, ({ message, range }) => {
    problem ??= { message, offset: range?.start ?? 0 };
  });
  if (problem !== undefined) throw templateError(file, "invalid-template", problem.message, problem.offset);
  const scope: Scope = { functions, resolve: (root) => resolveVariable(root, variables) };
  try {
    return evaluateExpression(expression, scope);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw templateError(file, error.code, error.message, error.start ?? 0);
  }
}

function resolveVariable(root: Variable, variables: ReadonlyMap<string, Value>): Resolution {
  const value = variables.get(root.name);
  if (value !== undefined) return { value, consumed: 0 };
  const message = `The template is given no variable "${root.name}".`;
  throw new EvaluationError("undeclared-reference", message, root.start, root.end);
}

/** The offsets in an error are those of the template, so that they mean nothing to whoever calls the function. */
function templateError(file: SourceFile, code: string, message: string, offset: number): EvaluationError {
  const { line, column } = file.positionAt(offset);
  return new EvaluationError(
    code,
    `In the template ${file.path}, line ${String(line)}, column ${String(column)}: ${message}`,
  );
}
