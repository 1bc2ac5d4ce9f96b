import type { Variable } from "../../hcl/syntax.js";
import type { FunctionContext } from "../functions/function.js";
import type { Value } from "../values/value.js";
import type { AccessStep, Resolution, Scope } from "./scope.js";

/**
 * A scope inside a `for`, where one or two names are bound to the element at hand. One object serves all iterations: what
 * is evaluated in it is evaluated at once.
 */
export class BindingScope implements Scope {
  readonly functions: FunctionContext;
  readonly allowsCalls: boolean | undefined;
  key: Value | undefined;
  value: Value | undefined;

  constructor(
    readonly outer: Scope,
    readonly keyName: string | undefined,
    readonly valueName: string,
  ) {
    this.functions = outer.functions;
    this.allowsCalls = outer.allowsCalls;
  }

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    if (root.name === this.valueName && this.value !== undefined) return { value: this.value, consumed: 0 };
    if (root.name === this.keyName && this.key !== undefined) return { value: this.key, consumed: 0 };
    return this.outer.resolve(root, steps);
  }

  /** Whether this scope, and not an outer one, gives a name its meaning. */
  binds(name: string): boolean {
    return name === this.valueName || name === this.keyName;
  }
}
