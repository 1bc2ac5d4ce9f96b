import type { Rest, UnknownReason } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { attributeRange, type Content, type WrittenAttribute, type WrittenBlock } from "../configuration/content.js";
import { containsUnknown, Marks, type Value } from "../values/value.js";
import { expandDynamicBlock } from "./dynamic-block.js";
import { ComputedMemo, Memo } from "./evaluation.js";
import { isEphemeral, reportExposed } from "./exposure.js";
import type { InstanceScope } from "./instance-scope.js";
import { LazyEntries } from "./lazy-entries.js";
import { errorValue, unknownValue } from "./unknown.js";

/** The nested blocks of one type, those that `dynamic` blocks make included. */
export interface NestedBlocks {
  readonly items: readonly BodyInstance[];
  /** Why there may be more: a `dynamic` block over something unknown. */
  readonly rest: Rest | undefined;
}

/** Blocks in which `self` is the resource instance around them. */
const selfBlocks: ReadonlySet<string> = new Set(["provisioner", "connection", "postcondition"]);

/** Whether the values in a block of a resource are used, and not kept. */
function isForgotten(type: string): boolean {
  return type === "lifecycle" || type === "provisioner" || type === "connection" || isWriteOnly(type);
}

/** Whether a name is that of an argument which the provider passes on and never keeps: they all end so. */
function isWriteOnly(name: string): boolean {
  return name.endsWith("_wo");
}

/** The inside of a block in one scope: attributes and nested blocks, each evaluated when it is first asked for. */
export class BodyInstance {
  // Most bodies are never looked into, and of most that are only a name or two is asked for.
  #attributes: Map<string, Memo<Value>> | undefined;
  #blocks: Map<string, Memo<NestedBlocks>> | undefined;

  constructor(
    /** The block as written; for what a `dynamic` block makes, that `dynamic` block. */
    readonly written: WrittenBlock,
    readonly content: Content,
    readonly scope: InstanceScope,
    /** How messages and unknown values name it: `aws_security_group.web`, `aws_security_group.web.ingress[0]`. */
    readonly subject: string,
    /** Labels that the block has beyond those that name it. */
    readonly labels: readonly string[] = [],
    /** Marks what is secret in the value of an attribute, where the body has such. */
    readonly conceal?: ((name: string, value: Value) => Value) | undefined,
  ) {}

  get range(): SourceRange {
    return this.written.range;
  }

  /** An attribute as it is written. */
  writtenAttribute(name: string): WrittenAttribute | undefined {
    return this.content.attributes.get(name);
  }

  /** The value of an attribute that is written, null included. */
  attribute(name: string): Memo<Value> | undefined {
    const known = this.#attributes?.get(name);
    if (known !== undefined) return known;
    const written = this.content.attributes.get(name);
    if (written === undefined) return undefined;
    const memo = new AttributeMemo(this, name, written);
    (this.#attributes ??= new Map<string, Memo<Value>>()).set(name, memo);
    return memo;
  }

  /** The types of its nested blocks in order of first appearance, with what `dynamic` blocks are for. */
  blockTypes(): ReadonlySet<string> {
    const types = new Set<string>();
    for (const written of this.content.blocks) types.add(blockType(written));
    types.delete("");
    return types;
  }

  /** The nested blocks of one type, or undefined where there is none, not even a `dynamic` one. */
  blocks(type: string): Memo<NestedBlocks> | undefined {
    const known = this.#blocks?.get(type);
    if (known !== undefined) return known;
    const written = this.content.blocks.filter((block) => blockType(block) === type);
    const first = written[0];
    if (first === undefined) return undefined;
    const subject = `${this.subject}.${type}`;
    const none: NestedBlocks = { items: [], rest: { reason: "error", subject } };
    const memo = new ComputedMemo(
      subject,
      first.range,
      () => this.#expand(written, subject),
      () => none,
    );
    (this.#blocks ??= new Map<string, Memo<NestedBlocks>>()).set(type, memo);
    return memo;
  }

  #expand(written: readonly WrittenBlock[], subject: string): NestedBlocks {
    const items: BodyInstance[] = [];
    let rest: NestedBlocks["rest"];
    for (const block of written) {
      const at = (index: number): string => `${subject}[${String(index)}]`;
      const kept = isForgotten(blockType(block)) ? this.scope.keeping(false) : this.scope;
      if (block.block.type === "dynamic") {
        const made = expandDynamicBlock(block, kept, (index) => at(items.length + index));
        items.push(...made.items);
        rest ??= made.rest;
      } else {
        const labels = block.block.labels.map(({ value }) => value);
        const scope = selfBlocks.has(block.block.type) ? kept.allowingSelf() : kept;
        items.push(new BodyInstance(block, block.content, scope, at(items.length), labels));
      }
    }
    return { items, rest };
  }

  /**
   * The body as others see it who refer to it. What is written has its value; anything else the provider may set, so that it
   * is unknown for `reason`.
   */
  asValue(reason: UnknownReason): Value {
    const { evaluation } = this.scope;
    const valueOf = (name: string): Value => {
      const memo = this.attribute(name);
      if (memo !== undefined) {
        const value = evaluation.read(memo);
        return value.kind === "null" ? unknownValue(reason, `${this.subject}.${name}`) : value;
      }
      return this.blocksAsValue(name, reason) ?? unknownValue(reason, `${this.subject}.${name}`);
    };
    const names = [...this.content.attributes.keys(), ...this.blockTypes()];
    const open = { reason, subject: this.subject, valueOf };
    const entries = new LazyEntries(names, valueOf, open);
    return { kind: "object", entries, marks: Marks.none, inside: containsUnknown };
  }

  /** What stands for nested blocks of which it is not known how many there are. */
  blocksAsUnknown({ reason, subject }: NonNullable<NestedBlocks["rest"]>): Value {
    return unknownValue(reason, subject);
  }

  /** The nested blocks of one type as others see them who refer to them; undefined where there are none. */
  blocksAsValue(type: string, reason: UnknownReason): Value | undefined {
    const memo = this.blocks(type);
    if (memo === undefined) return undefined;
    const { items, rest } = this.scope.evaluation.read(memo);
    if (rest !== undefined) return this.blocksAsUnknown(rest);
    return {
      kind: "tuple",
      items: items.map((item) => item.asValue(reason)),
      marks: Marks.none,
      inside: containsUnknown,
    };
  }
}

/** The value of one attribute. A class of its own, because there are more of these than of anything else. */
class AttributeMemo extends Memo<Value> {
  constructor(
    readonly body: BodyInstance,
    readonly name: string,
    readonly written: WrittenAttribute,
  ) {
    super();
  }

  get subject(): string {
    return `${this.body.subject}.${this.name}`;
  }

  get range(): SourceRange {
    return attributeRange(this.written);
  }

  compute(): Value {
    const { scope, conceal } = this.body;
    const evaluated = scope.evaluate(this.written);
    const value = conceal === undefined ? evaluated : conceal(this.name, evaluated);
    if (scope.surroundings.isKept && !isWriteOnly(this.name) && isEphemeral(value)) {
      reportExposed("ephemeral", `"${this.name}"`, this.written, scope.evaluation);
    }
    return value;
  }

  onCycle(): Value {
    return errorValue;
  }
}

function blockType({ block }: WrittenBlock): string {
  return block.type === "dynamic" ? (block.labels[0]?.value ?? "") : block.type;
}
