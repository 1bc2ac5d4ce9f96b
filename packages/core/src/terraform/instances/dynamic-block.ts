import { attributeRange, type Content, type WrittenAttribute, type WrittenBlock } from "../configuration/content.js";
import { traversalText } from "../configuration/traversal-text.js";
import type { Value } from "../values/value.js";
import { Marks } from "../values/value.js";
import { BodyInstance, type NestedBlocks } from "./body-instance.js";
import { ComputedMemo, type Memo } from "./evaluation.js";
import type { InstanceScope } from "./instance-scope.js";
import { maximumInstances } from "./repetition.js";
import { errorValue } from "./unknown.js";

/** One element that a `dynamic` block iterates over, under the name of its iterator. */
export interface Iterator {
  readonly key: Value;
  readonly value: Value;
  /** The collection, for those who ask where the value came from. */
  readonly collection: Memo<Value>;
  readonly forEach: WrittenAttribute;
  /** Where the collection is evaluated. */
  readonly outer: InstanceScope;
}

const nothing: NestedBlocks = { items: [], rest: undefined };

/**
 * Makes the nested blocks that a `dynamic` block stands for. Over an unknown collection there are none that are certain.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function expandDynamicBlock(
  written: WrittenBlock,
  scope: InstanceScope,
  subjectOf: (index: number) => string,
): NestedBlocks {
  const forEach = written.content.attributes.get("for_each");
  const content = written.content.blocksOf("content")[0]?.content;
  if (forEach === undefined || content === undefined) {
    return invalid(written, scope, 'A "dynamic" block needs "for_each" and a "content" block.');
  }
  const collection = new ComputedMemo<Value>(
    `${subjectOf(0)}.for_each`,
    attributeRange(forEach),
    () => scope.evaluate(forEach),
    () => errorValue,
  );
  const value = scope.evaluation.read(collection);
  if (value.kind === "unknown")
    return { items: [], rest: { reason: value.reason, subject: value.subject, range: written.range } };
  const elements = elementsOf(value);
  if (elements === undefined) return invalid(written, scope, '"for_each" of a "dynamic" block must be a collection.');
  const name = iteratorName(written);
  const items = elements.map(({ key, value: element }, index) => {
    const iterator: Iterator = { key, value: element, collection, forEach, outer: scope };
    return block(written, content, scope.withIterator(name, iterator), subjectOf(index));
  });
  return { items, rest: undefined };
}

function block(written: WrittenBlock, content: Content, scope: InstanceScope, subject: string): BodyInstance {
  const labels = written.content.attributes.get("labels");
  const value = labels === undefined ? undefined : scope.evaluate(labels);
  const texts: string[] = [];
  if (value?.kind === "tuple" || value?.kind === "list") {
    for (const item of value.items) texts.push(item.kind === "string" ? item.value : "");
  }
  return new BodyInstance(written, content, scope, subject, texts);
}

/** The elements with their keys, in order; undefined for what cannot be iterated over. */
function elementsOf(value: Value): readonly { readonly key: Value; readonly value: Value }[] | undefined {
  switch (value.kind) {
    case "list":
    case "tuple":
      return value.items.slice(0, maximumInstances).map((item, index) => ({
        key: { kind: "number", value: index, marks: Marks.none },
        value: item,
      }));
    case "set":
      return value.items.slice(0, maximumInstances).map((item) => ({ key: item, value: item }));
    case "map":
    case "object":
      return [...value.entries].slice(0, maximumInstances).map(([key, item]) => ({
        key: { kind: "string", value: key, marks: Marks.none },
        value: item,
      }));
    default:
      return undefined;
  }
}

function iteratorName(written: WrittenBlock): string {
  const iterator = written.content.attributes.get("iterator");
  const named = iterator === undefined ? undefined : traversalText(iterator.attribute.expression);
  return named ?? written.label(0);
}

function invalid(written: WrittenBlock, scope: InstanceScope, message: string): NestedBlocks {
  scope.evaluation.report({ severity: "warning", code: "invalid-dynamic-block", message, range: written.range });
  return { ...nothing, rest: { reason: "error", subject: undefined, range: written.range } };
}
