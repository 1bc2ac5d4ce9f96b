import type { Expression, GetAttribute, Index, Parentheses, Variable } from "../../hcl/syntax.js";
import type { Value } from "../values/value.js";
import { evaluateExpression } from "./evaluate.js";
import { getAttribute, getIndex } from "./element.js";
import { EvaluationError } from "./error.js";
import type { AccessStep, Scope } from "./scope.js";

/** A traversal: a root name, or an expression that is none, and what is taken of it, step by step. */
export interface AccessChain {
  readonly root: Expression;
  readonly nodes: readonly (GetAttribute | Index)[];
}

/** Takes a traversal apart, without evaluating anything. Parentheses around a part of it make no difference. */
export function accessChainOf(expression: Expression): AccessChain {
  const nodes: (GetAttribute | Index)[] = [];
  let root = expression;
  while (root.kind === "getAttribute" || root.kind === "index" || isParenthesizedAccess(root)) {
    if (root.kind === "parentheses") root = root.expression;
    else {
      nodes.push(root);
      root = root.object;
    }
  }
  return { root, nodes: nodes.reverse() };
}

function isParenthesizedAccess(expression: Expression): expression is Parentheses {
  if (expression.kind !== "parentheses") return false;
  const { kind } = expression.expression;
  return kind === "getAttribute" || kind === "index" || kind === "variable" || kind === "parentheses";
}

/** Evaluates the keys of a traversal. */
function accessStepsOf(nodes: readonly (GetAttribute | Index)[], scope: Scope): AccessStep[] {
  return nodes.map((node) =>
    node.kind === "getAttribute"
      ? { kind: "attribute", name: node.name, node }
      : { kind: "index", key: evaluateExpression(node.key, scope), node },
  );
}

/** Evaluates a name, or a traversal. Traversals of a name go through the scope, which may answer for several steps at once. */
export function evaluateAccess(expression: Variable | GetAttribute | Index, scope: Scope): Value {
  if (expression.kind === "variable") return scope.resolve(expression, []).value;
  const { root, nodes } = accessChainOf(expression);
  if (root.kind !== "variable") {
    return applySteps(evaluateExpression(root, scope), accessStepsOf(nodes, scope), 0);
  }
  const steps = accessStepsOf(nodes, scope);
  const { value, consumed } = scope.resolve(root, steps);
  return applySteps(value, steps, consumed);
}

/** Takes the steps of a value, from the given one on. */
function applySteps(value: Value, steps: readonly AccessStep[], from: number): Value {
  let current = value;
  for (let at = from; at < steps.length; at += 1) {
    const step = steps[at];
    if (step === undefined) break;
    current = applyStep(current, step);
  }
  return current;
}

/** Takes one step. An error is located at the step. */
function applyStep(value: Value, step: AccessStep): Value {
  try {
    return step.kind === "attribute" ? getAttribute(value, step.name) : getIndex(value, step.key);
  } catch (error) {
    if (error instanceof EvaluationError && error.start === undefined) {
      error.start = step.node.start;
      error.end = step.node.end;
    }
    throw error;
  }
}
