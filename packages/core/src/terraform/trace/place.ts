import type { TraceStep } from "../../graph/reading.js";
import type { Expression, Variable } from "../../hcl/syntax.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import { EvaluationError } from "../evaluate/error.js";
import { evaluateExpression } from "../evaluate/evaluate.js";
import type { AccessStep, Resolution, Scope } from "../evaluate/scope.js";
import type { Value } from "../values/value.js";
import { ComputedMemo, type Memo } from "../instances/evaluation.js";
import type { InstanceScope } from "../instances/instance-scope.js";
import type { ResourceInstance } from "../instances/resource-block.js";

/** A step into a value: the index of a list, or a key. */
export type PathStep = string | number;

/** A name that a `for` expression binds, with where its value comes from. */
export interface Binding {
  readonly value: Value;
  readonly place: Place | undefined;
}

/** A part of an expression's value: what lies at `path` in it. */
export interface Place {
  readonly expression: Expression;
  readonly file: SourceFile;
  readonly scope: InstanceScope;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly path: readonly PathStep[];
}

/** Where a walk goes on: in the same declaration, or, with a hop, in another. */
export interface Next {
  readonly place: Place;
  /** The part of the declaration that matters, where it is narrower than before. */
  readonly range?: SourceRange | undefined;
  readonly hop?: TraceStep | undefined;
  /** The resource attribute that was crossed into. */
  readonly crossed?: { readonly instance: ResourceInstance; readonly attribute: string } | undefined;
}

/** The same place with another expression in the same declaration. */
export function inside(place: Place, expression: Expression, path: readonly PathStep[]): Next {
  return { place: { ...place, expression, path } };
}

/** Evaluates an expression at a place; undefined where it fails or its value is not known. */
export function known(place: Place, expression: Expression): Value | undefined {
  const { value } = probe(place, expression);
  return value === undefined || value.kind === "unknown" ? undefined : value;
}

/** What an expression gave, and what it read. */
interface Probe {
  readonly value: Value | undefined;
  readonly memo: Memo<Value | undefined>;
}

const probes = new WeakMap<InstanceScope, WeakMap<Expression, Probe>>();

/** Evaluates an expression at a place without reporting errors, and tells what it read. */
export function probe(place: Place, expression: Expression): Probe {
  // What stands in the module itself is asked for by all instances that are made from it.
  if (place.bindings.size > 0 || place.scope !== place.scope.module.scope) return evaluateAt(place, expression);
  const byExpression = probes.get(place.scope) ?? new WeakMap<Expression, Probe>();
  probes.set(place.scope, byExpression);
  let found = byExpression.get(expression);
  if (found === undefined) {
    found = evaluateAt(place, expression);
    byExpression.set(expression, found);
  }
  return found;
}

function evaluateAt(place: Place, expression: Expression): Probe {
  const scope = place.bindings.size === 0 ? place.scope : new BindingScope(place.scope, place.bindings);
  const range = { file: place.file, start: expression.start, end: expression.end };
  const compute = (): Value | undefined => {
    try {
      return evaluateExpression(expression, scope);
    } catch (error) {
      if (error instanceof EvaluationError) return undefined;
      throw error;
    }
  };
  const memo = new ComputedMemo<Value | undefined>("expression", range, compute, () => undefined);
  return { value: place.scope.evaluation.compute(memo), memo };
}

/** A scope with the names that `for` expressions around it bind. */
class BindingScope implements Scope {
  constructor(
    readonly outer: InstanceScope,
    readonly bindings: ReadonlyMap<string, Binding>,
  ) {}

  get functions(): Scope["functions"] {
    return this.outer.functions;
  }

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    const binding = this.bindings.get(root.name);
    return binding === undefined ? this.outer.resolve(root, steps) : { value: binding.value, consumed: 0 };
  }
}
