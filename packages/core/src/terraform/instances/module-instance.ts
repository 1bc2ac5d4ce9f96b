import { attributeRange, type WrittenAttribute } from "../configuration/content.js";
import type { Declaration, Module } from "../configuration/module.js";
import { Marks, type Value } from "../values/value.js";
import { withMarks } from "../values/construct.js";
import { deepMarks } from "../values/marks.js";
import { ComputedMemo, type Memo } from "./evaluation.js";
import { isEphemeral, reportExposed } from "./exposure.js";
import { InstanceScope } from "./instance-scope.js";
import { ModuleCallBlock, type ModuleCallInstance } from "./module-call-block.js";
import { ResourceBlock } from "./resource-block.js";
import type { RootModule } from "./root-module.js";
import { errorValue, failedValue, unknownValue } from "./unknown.js";
import { inputValue, isValidInput } from "./input-value.js";

/**
 * A module as one call of it sees it, or as the root. Everything in it is computed when it is first asked for, in this
 * instance's own scope: two calls never mix.
 */
export class ModuleInstance {
  readonly scope: InstanceScope;
  /** The path of call names from the root: `network.subnets`, `""` for the root. */
  readonly path: string;
  /** What the addresses in it begin with: `module.a["x"].`, or nothing for the root. */
  readonly prefix: string;
  /** The same without instance keys. */
  readonly blockPrefix: string;
  readonly #variables = new Map<string, Memo<Value>>();
  readonly #unchecked = new Map<string, Memo<Value>>();
  readonly #locals = new Map<string, Memo<Value>>();
  readonly #outputs = new Map<string, Memo<Value>>();
  readonly #resources = new Map<string, ResourceBlock>();
  readonly #calls = new Map<string, ModuleCallBlock>();

  constructor(
    readonly root: RootModule,
    readonly module: Module,
    /** The call that this is an instance of; undefined for the root. */
    readonly call: ModuleCallInstance | undefined,
  ) {
    this.path = call?.block.path ?? "";
    this.prefix = call === undefined ? "" : `${call.address}.`;
    this.blockPrefix = call === undefined ? "" : `${call.block.blockAddress}.`;
    this.scope = new InstanceScope(this);
  }

  /** The value of an input variable, or undefined where none of that name is declared. */
  variable(name: string): Memo<Value> | undefined {
    return memoised(this.#variables, name, this.module.variables.get(name), (declaration) => {
      const unchecked = this.uncheckedVariable(name);
      const isChecked = declaration.content.blocksOf("validation").length > 0;
      if (unchecked === undefined || !isChecked) return unchecked;
      const { evaluation } = this.root;
      const compute = (): Value => {
        const value = evaluation.read(unchecked);
        return isValidInput(this, declaration) ? value : failedValue("validation-failed");
      };
      return new ComputedMemo(`${this.prefix}var.${name}`, declaration.written.range, compute, () => errorValue);
    });
  }

  /** The value of an input variable before its validation, which is what validations themselves refer to. */
  uncheckedVariable(name: string): Memo<Value> | undefined {
    return memoised(this.#unchecked, name, this.module.variables.get(name), (declaration) => {
      const compute = (): Value => inputValue(this, declaration);
      return new ComputedMemo(`${this.prefix}var.${name}`, declaration.written.range, compute, () => errorValue);
    });
  }

  /** The value of a local, or undefined where none of that name is declared. */
  local(name: string): Memo<Value> | undefined {
    return memoised(this.#locals, name, this.module.locals.get(name), (declaration) =>
      this.#evaluated(`${this.prefix}local.${name}`, declaration, Marks.none),
    );
  }

  /** The value of an output, or undefined where none of that name is declared. */
  output(name: string): Memo<Value> | undefined {
    return memoised(this.#outputs, name, this.module.outputs.get(name), (declaration) => {
      const subject = `${this.prefix}output.${name}`;
      const value = declaration.content.attributes.get("value");
      if (value !== undefined) {
        const compute = (): Value => this.#outputValue(declaration, value);
        return new ComputedMemo(subject, attributeRange(value), compute, () => errorValue);
      }
      return new ComputedMemo(
        subject,
        declaration.written.range,
        () => failedValue("missing-argument"),
        () => errorValue,
      );
    });
  }

  /** A resource by its address within the module, or undefined where it is not declared. */
  resource(address: string): ResourceBlock | undefined {
    const known = this.#resources.get(address);
    if (known !== undefined) return known;
    const declaration = this.module.resources.get(address);
    if (declaration === undefined) return undefined;
    const block = new ResourceBlock(this, declaration);
    this.#resources.set(address, block);
    return block;
  }

  /** A module call by its name, or undefined where it is not declared. */
  moduleCall(name: string): ModuleCallBlock | undefined {
    const known = this.#calls.get(name);
    if (known !== undefined) return known;
    const declaration = this.module.calls.get(name);
    if (declaration === undefined) return undefined;
    const block = new ModuleCallBlock(this, declaration, this.root.callee(this, declaration));
    this.#calls.set(name, block);
    return block;
  }

  /** The value of `path.module`, `path.root` or `path.cwd`. The last is the user's own affair, and so unknown. */
  pathValue(name: string): Value | undefined {
    if (name === "cwd") return unknownValue("function-not-pure", "path.cwd", { kind: "string" });
    if (name !== "module" && name !== "root") return undefined;
    const value = name === "root" ? "." : this.root.relativeDirectory(this.module.directory);
    return { kind: "string", value, marks: Marks.none };
  }

  /** Whether a flag of a variable's or output's block is true. */
  flag(declaration: Declaration, name: string, otherwise: boolean): boolean {
    const written = declaration.content.attributes.get(name);
    if (written === undefined) return otherwise;
    const { expression } = written.attribute;
    if (expression.kind === "boolean") return expression.value;
    const memo = this.#evaluated(`${this.prefix}${name}`, written, Marks.none);
    const value = this.root.evaluation.compute(memo);
    if (value.kind === "bool") return value.value;
    return value.kind === "string" ? value.value === "true" : otherwise;
  }

  /** The value of an output, with the marks that it declares. Others it may not have, a root module's least of all. */
  #outputValue(declaration: Declaration, written: WrittenAttribute): Value {
    const value = this.scope.evaluate(written);
    const isSensitive = this.flag(declaration, "sensitive", false);
    const isDeclaredEphemeral = this.flag(declaration, "ephemeral", false);
    const { evaluation } = this.root;
    const isRoot = this.call === undefined;
    if (isRoot && isDeclaredEphemeral) {
      reportExposed("ephemeral", `output "${declaration.name}" of a root module`, written, evaluation);
    }
    if (!isDeclaredEphemeral && isEphemeral(value)) {
      reportExposed("ephemeral", `output "${declaration.name}"`, written, evaluation);
    } else if (isRoot && !isSensitive && (deepMarks(value) & Marks.sensitive) !== 0) {
      reportExposed("sensitive", `output "${declaration.name}"`, written, evaluation);
    }
    const sensitive = isSensitive ? Marks.sensitive : Marks.none;
    return withMarks(value, sensitive | (isDeclaredEphemeral ? Marks.ephemeral : Marks.none));
  }

  #evaluated(subject: string, written: WrittenAttribute, marks: number): Memo<Value> {
    const compute = (): Value => withMarks(this.scope.evaluate(written), marks);
    return new ComputedMemo(subject, attributeRange(written), compute, () => errorValue);
  }
}

function memoised<D, T>(
  memos: Map<string, Memo<T>>,
  name: string,
  declaration: D | undefined,
  make: (declaration: D) => Memo<T> | undefined,
): Memo<T> | undefined {
  if (declaration === undefined) return undefined;
  const known = memos.get(name);
  if (known !== undefined) return known;
  const memo = make(declaration);
  if (memo !== undefined) memos.set(name, memo);
  return memo;
}
