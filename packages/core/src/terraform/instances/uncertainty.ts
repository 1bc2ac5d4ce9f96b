import type { GraphNode } from "../../graph/graph.js";
import type { ModuleInstance } from "./module-instance.js";
import type { Repetition } from "./repetition.js";

/** Why it is not certain that an instance exists: its own number is unknown, or that of a module around it. */
export function uncertaintyOf(repetition: Repetition, module: ModuleInstance): GraphNode["uncertain"] {
  if (repetition.kind === "unknown") return uncertain(repetition);
  for (let at = module.call; at !== undefined; at = at.block.caller.call) {
    if (at.repetition.kind === "unknown") return uncertain(at.repetition);
  }
  return undefined;
}

function uncertain({ reason, subject }: Repetition & { readonly kind: "unknown" }): GraphNode["uncertain"] {
  return { reason: reason === "error" ? reason : "unknown-count", subject };
}

/** Errors of what is written, whatever values it meets. */
const certainErrors: ReadonlySet<string> = new Set([
  "ambiguous-key",
  "expression-too-deep",
  "invalid-default",
  "invalid-reference",
  "invalid-type-constraint",
  "outside-scan-root",
  "recursive-template",
  "reference-not-allowed",
  "too-many-steps",
  "undeclared-reference",
  "unknown-function",
]);

/**
 * Whether an error in the evaluation of an instance says that the configuration is wrong. One that a value caused says
 * nothing where it is not known whether the instance exists: `count = var.on ? 1 : 0` keeps it from being evaluated at all.
 */
export function isCertainError(code: string, uncertain: GraphNode["uncertain"]): boolean {
  return uncertain === undefined || uncertain.reason === "error" || certainErrors.has(code);
}
