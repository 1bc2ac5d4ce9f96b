import type { SourceHost } from "../../source/host.js";
import { evaluateTemplateText } from "../evaluate/template-text.js";
import type { FunctionContext } from "../functions/function.js";

/** Makes what the functions of one root module may know of the world: files below the scan root, and templates. */
export function createFunctionContext(host: SourceHost, workingDirectory: string): FunctionContext {
  const context: FunctionContext = {
    host,
    workingDirectory,
    evaluateTemplate: (text, fileName, variables) => evaluateTemplateText(text, fileName, variables, context),
  };
  return context;
}
