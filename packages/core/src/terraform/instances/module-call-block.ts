import type { Content } from "../configuration/content.js";
import type { Declaration, Module } from "../configuration/module.js";
import type { AccessStep, Resolution } from "../evaluate/scope.js";
import { insideOf } from "../values/marks.js";
import { Marks, type Value } from "../values/value.js";
import { EvaluationError } from "../evaluate/error.js";
import { BodyInstance } from "./body-instance.js";
import type { Memo } from "./evaluation.js";
import { LazyEntries } from "./lazy-entries.js";
import { ModuleInstance } from "./module-instance.js";
import { byKey, instanceAt, type RepeatedInstances } from "./repeated.js";
import { type Expansion, keySuffix, type Repetition } from "./repetition.js";
import { collected, expansionOf } from "./resource-block.js";
import { unknownValue } from "./unknown.js";

/** A module call in one module instance. */
export class ModuleCallBlock implements RepeatedInstances<ModuleCallInstance> {
  readonly address: string;
  readonly blockAddress: string;
  /** The path of call names from the root, as `modules.json` has it: `network.subnets`. */
  readonly path: string;
  readonly expansion: Memo<Expansion>;
  #instances: readonly ModuleCallInstance[] | undefined;
  #byKey: ReadonlyMap<string, ModuleCallInstance> | undefined;

  constructor(
    readonly caller: ModuleInstance,
    readonly declaration: Declaration,
    /** What is called; undefined where it is not on disk. */
    readonly callee: Module | undefined,
  ) {
    this.address = `${caller.prefix}module.${declaration.name}`;
    this.blockAddress = `${caller.blockPrefix}module.${declaration.name}`;
    this.path = caller.path === "" ? declaration.name : `${caller.path}.${declaration.name}`;
    this.expansion = expansionOf(caller, declaration.content, this.address, declaration.written.range);
  }

  get content(): Content {
    return this.declaration.content;
  }

  /** All instances, in the order of their keys; one that stands for all where their number is not known. */
  instances(): readonly ModuleCallInstance[] {
    const { repetitions } = this.caller.root.evaluation.compute(this.expansion);
    this.#instances ??= repetitions.map((repetition) => new ModuleCallInstance(this, repetition));
    return this.#instances;
  }

  instanceOf(key: string): ModuleCallInstance | undefined {
    this.#byKey ??= byKey(this.instances());
    return this.#byKey.get(key);
  }

  /** Resolves a reference to this module call, `from` being the first step after its name. */
  resolve(steps: readonly AccessStep[], from: number): Resolution {
    const { evaluation } = this.caller.root;
    const expansion = evaluation.compute(this.expansion);
    if (expansion.uncertain !== undefined) return this.#unresolved(this.instances(), steps, from);
    const found = instanceAt(this, expansion, steps, from);
    if (this.callee === undefined) {
      return this.#unresolved(found === undefined ? this.instances() : [found.instance], steps, from);
    }
    if (found !== undefined) {
      const next = steps[found.consumed];
      if (next?.kind !== "attribute") return { value: found.instance.asValue(), consumed: found.consumed };
      const output = found.instance.module?.output(next.name);
      if (output !== undefined) return { value: evaluation.read(output), consumed: found.consumed + 1 };
      const message = `The module has no output named "${next.name}".`;
      throw new EvaluationError("unsupported-attribute", message, next.node.start, next.node.end);
    }
    return { value: collected(expansion, this, undefined), consumed: from };
  }

  /** What cannot be told of a call that is not loaded, or whose instances are not known. It refers to something all the same. */
  #unresolved(instances: readonly ModuleCallInstance[], steps: readonly AccessStep[], from: number): Resolution {
    const { evaluation } = this.caller.root;
    const name = steps.slice(from).find((step) => step.kind === "attribute")?.name;
    for (const { address, module } of instances) {
      const output = name === undefined ? undefined : module?.output(name);
      if (output !== undefined) evaluation.read(output);
      else if (module === undefined) evaluation.refer(address, name ?? "");
    }
    const subject = name === undefined || this.callee !== undefined ? this.address : `${this.address}.${name}`;
    const reason = this.callee === undefined ? "module-not-loaded" : "unknown-count";
    return { value: unknownValue(reason, subject), consumed: steps.length };
  }
}

/** One instance of a module call. */
export class ModuleCallInstance {
  readonly address: string;
  #body: BodyInstance | undefined;
  #module: ModuleInstance | undefined;

  constructor(
    readonly block: ModuleCallBlock,
    readonly repetition: Repetition,
  ) {
    this.address = block.address + keySuffix(repetition);
  }

  /** The arguments, in the scope of the caller. */
  get body(): BodyInstance {
    const { caller, declaration } = this.block;
    this.#body ??= new BodyInstance(
      declaration.written,
      declaration.content,
      caller.scope.withRepetition(this.repetition, this.block),
      this.address,
    );
    return this.#body;
  }

  /** What is called, in a scope of its own; undefined where it is not on disk. */
  get module(): ModuleInstance | undefined {
    const { caller, callee } = this.block;
    if (callee !== undefined) this.#module ??= new ModuleInstance(caller.root, callee, this);
    return this.#module;
  }

  /** All outputs as one object. */
  asValue(): Value {
    const { module } = this;
    const { evaluation } = this.block.caller.root;
    if (module === undefined) return unknownValue("module-not-loaded", this.address);
    const valueOf = (name: string): Value => {
      const output = module.output(name);
      return output === undefined ? unknownValue("error") : evaluation.read(output);
    };
    const names = [...module.module.outputs.keys()];
    return {
      kind: "object",
      entries: new LazyEntries(names, valueOf),
      marks: Marks.none,
      // Whoever asks what the outputs hold has not read them yet.
      get inside() {
        const outputs = names.flatMap((name) => module.output(name) ?? []);
        return insideOf(outputs.map((output) => evaluation.compute(output)));
      },
    };
  }
}
