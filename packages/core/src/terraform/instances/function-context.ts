import type { SourceHost } from "../../source/host.js";
import { evaluateTemplateText } from "../evaluate/template-text.js";
import type { FunctionContext } from "../functions/function.js";
import type { Evaluation } from "./evaluation.js";

/** Makes what the functions of one root module may know of the world: files below the scan root, and templates. */
export function createFunctionContext(
  host: SourceHost,
  workingDirectory: string,
  evaluation: Evaluation,
): FunctionContext {
  const context: FunctionContext = {
    host,
    workingDirectory,
    spendStep: () => {
      evaluation.spendStep();
    },
    evaluateTemplate: (text, fileName, variables) => evaluateTemplateText(text, fileName, variables, context),
  };
  return context;
}
