import type { Content } from "../configuration/content.js";
import type { UnknownReason } from "../../graph/reading.js";
import type { ResourceDeclaration } from "../configuration/module.js";
import type { AccessStep, Resolution } from "../evaluate/scope.js";
import { withMarks } from "../values/construct.js";
import { containsUnknown, Marks, type Value } from "../values/value.js";
import { BodyInstance } from "./body-instance.js";
import { ComputedMemo, type Memo } from "./evaluation.js";
import { LazyEntries } from "./lazy-entries.js";
import type { ModuleInstance } from "./module-instance.js";
import { expandBlock, type Expansion, keySuffix, type Repetition } from "./repetition.js";
import { attributesWithSecrets, hideSecrets } from "./provider-secrets.js";
import { byKey, instanceAt, type RepeatedInstances } from "./repeated.js";
import { builtInAttributes, unsetBuiltInAttribute } from "./built-in-resources.js";
import { computedAttributes } from "./computed-attributes.js";
import { unknownValue } from "./unknown.js";

/** Attributes and blocks that Terraform reads itself: they are not attributes of the resource. */
export const metaArguments: ReadonlySet<string> = new Set(["count", "for_each", "provider", "depends_on"]);
export const metaBlocks: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection"]);

/** Attributes that a provider never leaves null, where a resource has them. */
export const alwaysSet: ReadonlySet<string> = new Set(["id", "arn", "name", "key_id", "self_link"]);

/** A resource, data source or ephemeral resource in one module instance. */
export class ResourceBlock implements RepeatedInstances<ResourceInstance> {
  readonly address: string;
  /** The address without any instance keys. */
  readonly blockAddress: string;
  readonly expansion: Memo<Expansion>;
  #instances: readonly ResourceInstance[] | undefined;
  #byKey: ReadonlyMap<string, ResourceInstance> | undefined;
  #collected: Value | undefined;

  constructor(
    readonly module: ModuleInstance,
    readonly declaration: ResourceDeclaration,
  ) {
    this.address = module.prefix + declaration.address;
    this.blockAddress = module.blockPrefix + declaration.address;
    this.expansion = expansionOf(module, declaration.content, this.address, declaration.written.range);
  }

  get content(): Content {
    return this.declaration.content;
  }

  /** All instances, in the order of their keys; one that stands for all where their number is not known. */
  instances(): readonly ResourceInstance[] {
    const { repetitions } = this.module.root.evaluation.compute(this.expansion);
    this.#instances ??= repetitions.map((repetition) => new ResourceInstance(this, repetition));
    return this.#instances;
  }

  instanceOf(key: string): ResourceInstance | undefined {
    this.#byKey ??= byKey(this.instances());
    return this.#byKey.get(key);
  }

  /** Resolves a reference to this resource, `from` being the first step after its name. */
  resolve(steps: readonly AccessStep[], from: number): Resolution {
    const { evaluation } = this.module.root;
    const expansion = evaluation.compute(this.expansion);
    const instances = this.instances();
    if (expansion.uncertain !== undefined) {
      const attribute = steps.slice(from).find((step) => step.kind === "attribute");
      for (const { address } of instances) evaluation.refer(address, attribute?.name ?? "");
      return { value: unknownValue("unknown-count", this.address), consumed: steps.length };
    }
    const found = instanceAt(this, expansion, steps, from);
    if (found !== undefined) {
      const next = steps[found.consumed];
      if (next?.kind !== "attribute") return { value: found.instance.asValue(), consumed: found.consumed };
      return { value: found.instance.valueOf(next.name), consumed: found.consumed + 1 };
    }
    this.#collected ??= collected(expansion, this, instances.length === 0 ? Marks.none : containsUnknown);
    return { value: this.#collected, consumed: from };
  }
}

/**
 * All instances of a repeated block as one value: a tuple for `count`, an object for `for_each`. `inside` tells what they
 * hold, where that is known beforehand, so that nobody evaluates everything to find out.
 */
export function collected(
  expansion: Expansion,
  block: RepeatedInstances<{ readonly repetition: Repetition; asValue(): Value }>,
  inside: number | undefined,
): Value {
  const instances = block.instances();
  if (expansion.via === "count") {
    return { kind: "tuple", items: instances.map((instance) => instance.asValue()), marks: Marks.none, inside };
  }
  const keys = instances.flatMap(({ repetition }) => (repetition.kind === "each" ? [repetition.key] : []));
  const valueAt = (key: string): Value => block.instanceOf(key)?.asValue() ?? unknownValue("error");
  return { kind: "object", entries: new LazyEntries(keys, valueAt), marks: Marks.none, inside };
}

/** Makes the memo that tells the instances of a block. */
export function expansionOf(
  module: ModuleInstance,
  content: ResourceDeclaration["content"],
  address: string,
  range: Memo<unknown>["range"],
): Memo<Expansion> {
  const unknown: Repetition = { kind: "unknown", via: "count", reason: "error", subject: address };
  const onCycle = (): Expansion => ({
    via: "count",
    repetitions: [unknown],
    uncertain: { reason: "error", subject: address },
  });
  const { evaluation } = module.root;
  return new ComputedMemo(
    address,
    range,
    () => expandBlock(content, (written) => module.scope.evaluate(written), evaluation),
    onCycle,
  );
}

/** Marks what a provider declares sensitive in the attributes of a type; undefined where there is nothing of the kind. */
function concealing(type: string): BodyInstance["conceal"] {
  const names = attributesWithSecrets(type);
  if (names.length === 0) return undefined;
  return (name, value) => (names.includes(name) ? hideSecrets(type, value) : value);
}

/** One instance of a resource. */
export class ResourceInstance {
  readonly address: string;
  #body: BodyInstance | undefined;
  #value: Value | undefined;

  constructor(
    readonly block: ResourceBlock,
    readonly repetition: Repetition,
  ) {
    this.address = block.address + keySuffix(repetition);
  }

  /** The inside of the block in the scope of this instance. */
  get body(): BodyInstance {
    if (this.#body === undefined) {
      const { module, declaration } = this.block;
      const isKept = declaration.mode !== "ephemeral";
      const scope = module.scope.withRepetition(this.repetition, this.block, this).keeping(isKept);
      const { written, content, type } = declaration;
      this.#body = new BodyInstance(written, content, scope, this.address, [], concealing(type));
    }
    return this.#body;
  }

  /** Why an attribute that the configuration leaves out is not known. */
  get unsetReason(): UnknownReason {
    return this.block.declaration.mode === "managed" ? "known-after-apply" : "data-source";
  }

  /** An attribute as others see it who refer to it. */
  valueOf(name: string): Value {
    const value = this.#visibleValue(name);
    return this.block.declaration.mode === "ephemeral" ? withMarks(value, Marks.ephemeral) : value;
  }

  #visibleValue(name: string): Value {
    const { evaluation } = this.block.module.root;
    evaluation.refer(this.address, name);
    const computed = computedAttributes(this)?.get(name);
    if (computed !== undefined) return evaluation.compute(computed);
    const { content, type } = this.block.declaration;
    const builtIn = builtInAttributes(type);
    const memo = metaArguments.has(name) ? undefined : this.body.attribute(name);
    if (memo !== undefined) {
      const value = evaluation.compute(memo);
      if (value.kind !== "null") return value;
      if (builtIn !== undefined) return unsetBuiltInAttribute(this, name);
    } else if (builtIn?.includes(name) === true) {
      return unsetBuiltInAttribute(this, name);
    } else if (!metaBlocks.has(name) && content.blocks.length > 0) {
      const blocks = this.body.blocksAsValue(name, this.unsetReason);
      if (blocks !== undefined) return blocks;
    }
    const unknown = unknownValue(this.unsetReason, `${this.address}.${name}`);
    return alwaysSet.has(name) ? { ...unknown, refinement: { notNull: true } } : unknown;
  }

  /** The whole instance as others see it who refer to it. */
  asValue(): Value {
    if (this.#value === undefined) {
      const { type, content } = this.block.declaration;
      const { attributes, blocks } = content;
      const builtIn = builtInAttributes(type);
      const names = new Set([...attributes.keys(), ...blocks.map(({ block }) => block.labels[0]?.value ?? block.type)]);
      for (const name of attributes.keys()) if (metaArguments.has(name)) names.delete(name);
      for (const { block } of blocks)
        if (metaBlocks.has(block.type)) names.delete(block.labels[0]?.value ?? block.type);
      // Nearly every resource has one, so that a look at all attributes finds something unknown, as it should.
      names.add("id");
      for (const name of builtIn ?? []) names.add(name);
      const valueOf = (name: string): Value => this.valueOf(name);
      const open = { reason: this.unsetReason, subject: this.address, valueOf };
      const entries = new LazyEntries(names, valueOf, builtIn === undefined ? open : undefined, this.address);
      // Told beforehand, so that nobody evaluates all attributes to find out.
      this.#value = { kind: "object", entries, marks: Marks.none, inside: containsUnknown };
    }
    return this.#value;
  }
}
