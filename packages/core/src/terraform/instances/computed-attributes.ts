import type { Value } from "../values/value.js";
import { policyDocumentAttributes } from "../data/policy-document.js";
import { templateFileAttributes } from "../data/template-file.js";
import { ComputedMemo, type Memo } from "./evaluation.js";
import type { ResourceInstance } from "./resource-block.js";
import { errorValue } from "./unknown.js";

/** Computes attributes that the configuration does not set, from those that it does. */
type AttributeComputation = (instance: ResourceInstance) => ReadonlyMap<string, () => Value>;

const computations: ReadonlyMap<string, AttributeComputation> = new Map([
  ["data.aws_iam_policy_document", policyDocumentAttributes],
  ["data.template_file", templateFileAttributes],
]);

const computed = new WeakMap<ResourceInstance, ReadonlyMap<string, Memo<Value>>>();

/**
 * The attributes of an instance that follow from its configuration alone, so that they are known before apply although a
 * provider computes them. Undefined for nearly all types.
 */
export function computedAttributes(instance: ResourceInstance): ReadonlyMap<string, Memo<Value>> | undefined {
  const { declaration } = instance.block;
  if (declaration.mode !== "data") return undefined;
  const computation = computations.get(`data.${declaration.type}`);
  if (computation === undefined) return undefined;
  let memos = computed.get(instance);
  if (memos === undefined) {
    const made = new Map<string, Memo<Value>>();
    for (const [name, compute] of computation(instance)) {
      made.set(
        name,
        new ComputedMemo(`${instance.address}.${name}`, declaration.written.range, compute, () => errorValue),
      );
    }
    memos = made;
    computed.set(instance, memos);
  }
  return memos;
}
