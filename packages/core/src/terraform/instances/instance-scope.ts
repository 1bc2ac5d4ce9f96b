import type { Variable } from "../../hcl/syntax.js";
import type { Content, WrittenAttribute } from "../configuration/content.js";
import { EvaluationError } from "../evaluate/error.js";
import { evaluateExpression } from "../evaluate/evaluate.js";
import type { AccessStep, Resolution, Scope } from "../evaluate/scope.js";
import type { FunctionContext } from "../functions/function.js";
import { Marks, type Value } from "../values/value.js";
import type { Iterator } from "./dynamic-block.js";
import type { Evaluation, Memo } from "./evaluation.js";
import { tellableMessage } from "./tellable-message.js";
import type { ModuleInstance } from "./module-instance.js";
import { countIndex, eachPart, type Repetition } from "./repetition.js";
import { isCertainError, uncertaintyOf } from "./uncertainty.js";
import { failedValue, unknownValue } from "./unknown.js";

/** A block that `count` or `for_each` repeats. */
interface RepeatedBlock {
  readonly address: string;
  readonly content: Content;
  readonly expansion: Memo<unknown>;
}

/** What a scope knows beyond its module instance. */
interface Surroundings {
  readonly repetition: Repetition;
  /** The block that is repeated, and what `each` was computed from. */
  readonly owner: RepeatedBlock | undefined;
  readonly iterators: ReadonlyMap<string, Iterator>;
  /** The resource instance around, and whether `self` may be used for it here. */
  readonly self: { asValue(): Value } | undefined;
  readonly allowsSelf: boolean;
  /** Whether what is evaluated here is kept in the plan and the state, so that nothing ephemeral may be in it. */
  readonly isKept: boolean;
  /** Whether variables have the values that they have before their validation. */
  readonly isValidating: boolean;
}

const alone: Surroundings = {
  repetition: { kind: "single" },
  owner: undefined,
  iterators: new Map(),
  self: undefined,
  allowsSelf: false,
  isKept: false,
  isValidating: false,
};

/** Names that mean something to Terraform and so cannot be resource types. */
const reservedRoots = new Set(["template", "lazy", "arg", "action", "list"]);

/** Where the expressions of one module instance are evaluated, with what `count`, `each` and iterators mean there. */
export class InstanceScope implements Scope {
  constructor(
    readonly module: ModuleInstance,
    readonly surroundings: Surroundings = alone,
  ) {}

  get functions(): FunctionContext {
    return this.module.root.functions;
  }

  get evaluation(): Evaluation {
    return this.module.root.evaluation;
  }

  /** The same scope inside one instance of a block, `self` being what the name may be used for within it. */
  withRepetition(repetition: Repetition, owner: RepeatedBlock, self?: { asValue(): Value }): InstanceScope {
    return new InstanceScope(this.module, { ...this.surroundings, repetition, owner, self });
  }

  /** The same scope where values are kept in the state, or are not. */
  keeping(isKept: boolean): InstanceScope {
    if (isKept === this.surroundings.isKept) return this;
    return new InstanceScope(this.module, { ...this.surroundings, isKept });
  }

  /** The same scope for the conditions of `validation` blocks. */
  withUncheckedVariables(): InstanceScope {
    return new InstanceScope(this.module, { ...this.surroundings, isValidating: true });
  }

  /** The same scope where `self` may be used. */
  allowingSelf(): InstanceScope {
    return new InstanceScope(this.module, { ...this.surroundings, allowsSelf: true });
  }

  /** The same scope inside the content of a `dynamic` block. */
  withIterator(name: string, iterator: Iterator): InstanceScope {
    const iterators = new Map(this.surroundings.iterators).set(name, iterator);
    return new InstanceScope(this.module, { ...this.surroundings, iterators });
  }

  /** Evaluates an attribute. An error becomes a diagnostic and an unknown. */
  evaluate(written: WrittenAttribute): Value {
    try {
      return evaluateExpression(written.attribute.expression, this);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const uncertain = uncertaintyOf(this.surroundings.repetition, this.module);
      if (!isCertainError(error.code, uncertain)) return unknownValue("unknown-count", uncertain?.subject);
      const { expression } = written.attribute;
      const range = { file: written.file, start: error.start ?? expression.start, end: error.end ?? expression.end };
      const source = written.file.text.slice(expression.start, expression.end);
      const message = tellableMessage(error.message, source, this.evaluation);
      this.evaluation.report({ severity: "warning", code: error.code, message, range });
      return failedValue(error.code);
    }
  }

  resolve(root: Variable, steps: readonly AccessStep[]): Resolution {
    const iterator = this.surroundings.iterators.get(root.name);
    if (iterator !== undefined) return this.#resolveIterator(root, iterator, steps);
    switch (root.name) {
      case "var":
        return this.#named(root, steps, (name) => this.#variable(name), "variable");
      case "local":
        return this.#named(root, steps, (name) => this.module.local(name), "local value");
      case "count":
      case "each":
        return this.#resolveRepetition(root, steps);
      case "path":
      case "terraform":
        return this.#resolveSurrounding(root, steps);
      case "self":
        return this.#resolveSelf(root);
      case "module":
        return this.#resolveModule(root, steps);
      case "data":
      case "ephemeral":
        return this.#resolveResource(
          root,
          steps,
          2,
          `${root.name}.${nameOf(steps[0]) ?? ""}.${nameOf(steps[1]) ?? ""}`,
        );
      case "resource":
        return this.#resolveResource(root, steps, 2, `${nameOf(steps[0]) ?? ""}.${nameOf(steps[1]) ?? ""}`);
      default:
        if (reservedRoots.has(root.name)) return this.#undeclared(root, steps, `"${root.name}" means nothing here.`);
        return this.#resolveResource(root, steps, 1, `${root.name}.${nameOf(steps[0]) ?? ""}`);
    }
  }

  #variable(name: string): Memo<Value> | undefined {
    return this.surroundings.isValidating ? this.module.uncheckedVariable(name) : this.module.variable(name);
  }

  #named(
    root: Variable,
    steps: readonly AccessStep[],
    find: (name: string) => Memo<Value> | undefined,
    what: string,
  ): Resolution {
    const name = nameOf(steps[0]);
    if (name === undefined) throw missingName(root);
    const memo = find(name);
    if (memo !== undefined) return { value: this.evaluation.read(memo), consumed: 1 };
    return this.#undeclared(root, steps, `There is no ${what} named "${name}" in this module.`);
  }

  #resolveIterator(root: Variable, iterator: Iterator, steps: readonly AccessStep[]): Resolution {
    this.evaluation.read(iterator.collection);
    const name = nameOf(steps[0]);
    if (name === "key" || name === "value") return { value: iterator[name], consumed: 1 };
    if (name !== undefined) throw noAttribute(root, name);
    const entries = new Map([
      ["key", iterator.key],
      ["value", iterator.value],
    ]);
    return { value: { kind: "object", entries, marks: Marks.none }, consumed: 0 };
  }

  #resolveRepetition(root: Variable, steps: readonly AccessStep[]): Resolution {
    const name = nameOf(steps[0]);
    if (name === undefined) throw missingName(root);
    const { repetition, owner } = this.surroundings;
    let value: Value | undefined;
    if (root.name === "count" && name === "index") value = countIndex(repetition);
    else if (root.name === "each" && (name === "key" || name === "value")) {
      if (owner !== undefined) this.evaluation.depend(owner.expansion);
      value = eachPart(repetition, name);
    } else throw noAttribute(root, name);
    if (value !== undefined) return { value, consumed: 1 };
    const meta = root.name === "count" ? "count" : "for_each";
    return this.#undeclared(root, steps, `"${root.name}" means something only in a block that has "${meta}".`);
  }

  #resolveSurrounding(root: Variable, steps: readonly AccessStep[]): Resolution {
    const name = nameOf(steps[0]);
    if (name === undefined) throw missingName(root);
    const value = root.name === "path" ? this.module.pathValue(name) : this.module.root.terraformValue(name);
    if (value === undefined) throw noAttribute(root, name);
    return { value, consumed: 1 };
  }

  #resolveSelf(root: Variable): Resolution {
    const { self, allowsSelf } = this.surroundings;
    if (self !== undefined && allowsSelf) return { value: self.asValue(), consumed: 0 };
    return this.#undeclared(root, [], '"self" means something only in provisioners, connections and postconditions.');
  }

  #resolveModule(root: Variable, steps: readonly AccessStep[]): Resolution {
    const name = nameOf(steps[0]);
    if (name === undefined) throw missingName(root);
    const call = this.module.moduleCall(name);
    return (
      call?.resolve(steps, 1) ??
      this.#undeclared(root, steps, `There is no module call named "${name}" in this module.`)
    );
  }

  #resolveResource(root: Variable, steps: readonly AccessStep[], names: number, address: string): Resolution {
    if (nameOf(steps[names - 1]) === undefined) throw missingName(root);
    const resource = this.module.resource(address);
    if (resource === undefined) return this.#undeclared(root, steps, `"${address}" is not declared in this module.`);
    if (resource === this.surroundings.owner) {
      const message = `A block cannot refer to itself, and this stands in "${address}".`;
      return this.#refused(root, steps, "self-reference", message);
    }
    return resource.resolve(steps, names);
  }

  /**
   * What is not declared is an error before anything is evaluated, which `try` and `can` do not catch: so it is reported
   * here, and not thrown.
   */
  #undeclared(root: Variable, steps: readonly AccessStep[], message: string): Resolution {
    return this.#refused(root, steps, "undeclared-reference", message);
  }

  #refused(root: Variable, steps: readonly AccessStep[], code: string, message: string): Resolution {
    const end = steps.at(-1)?.node.end ?? root.end;
    this.evaluation.reportHere({ severity: "warning", code, message }, root.start, end);
    return { value: failedValue(code), consumed: steps.length };
  }
}

function nameOf(step: AccessStep | undefined): string | undefined {
  return step?.kind === "attribute" ? step.name : undefined;
}

function missingName(root: Variable): EvaluationError {
  return new EvaluationError("invalid-reference", `"${root.name}" must be followed by a name.`, root.start, root.end);
}

function noAttribute(root: Variable, name: string): EvaluationError {
  return new EvaluationError(
    "unsupported-attribute",
    `"${root.name}" has no attribute "${name}".`,
    root.start,
    root.end,
  );
}
