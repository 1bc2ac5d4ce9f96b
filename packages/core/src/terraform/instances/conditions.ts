import type { WrittenBlock } from "../configuration/content.js";
import { Marks } from "../values/value.js";
import { BodyInstance } from "./body-instance.js";
import type { ModuleInstance } from "./module-instance.js";
import type { ResourceInstance } from "./resource-block.js";
import { uncertaintyOf } from "./uncertainty.js";
import { verdictOf } from "./verdict.js";

/** The blocks with a condition, and how messages name them. */
type ConditionBlock = "precondition" | "postcondition" | "assert";

const conditionNames: Readonly<Record<ConditionBlock, string>> = {
  precondition: "precondition",
  postcondition: "postcondition",
  assert: "check",
};

/**
 * Reports the conditions of a module instance that are known not to hold: the preconditions and postconditions of its
 * resources and outputs, and the assertions of its checks. Terraform would stop there, or warn of a check.
 */
export function checkConditions(module: ModuleInstance): void {
  // Where it is not known whether the instance exists, its conditions may be what nobody ever asks.
  if (uncertaintyOf({ kind: "single" }, module) !== undefined) return;
  for (const { address, content } of module.module.resources.values()) {
    if (!hasConditions(content.blocksOf("lifecycle"))) continue;
    for (const instance of module.resource(address)?.instances() ?? []) checkInstance(instance);
  }
  for (const { name, written, content } of module.module.outputs.values()) {
    if (content.blocksOf("precondition").length === 0) continue;
    const subject = `${module.prefix}output.${name}`;
    checkBlocks(new BodyInstance(written, content, module.scope, subject), "precondition", subject);
  }
  for (const written of module.module.checks) {
    const subject = `${module.prefix}check.${written.label(0)}`;
    checkBlocks(new BodyInstance(written, written.content, module.scope, subject), "assert", subject);
  }
}

function hasConditions(lifecycles: readonly WrittenBlock[]): boolean {
  return lifecycles.some(({ content }) =>
    content.blocks.some(({ block }) => block.type === "precondition" || block.type === "postcondition"),
  );
}

function checkInstance({ address, body, repetition, block }: ResourceInstance): void {
  if (uncertaintyOf(repetition, block.module) !== undefined) return;
  for (const lifecycle of blocksOf(body, "lifecycle")) {
    checkBlocks(lifecycle, "precondition", address);
    checkBlocks(lifecycle, "postcondition", address);
  }
}

function blocksOf(body: BodyInstance, type: string): readonly BodyInstance[] {
  const memo = body.blocks(type);
  return memo === undefined ? [] : body.scope.evaluation.compute(memo).items;
}

function checkBlocks(body: BodyInstance, type: ConditionBlock, subject: string): void {
  for (const each of blocksOf(body, type)) {
    const condition = each.attribute("condition");
    const written = each.writtenAttribute("condition");
    if (condition === undefined || written === undefined) continue;
    const verdict = verdictOf(each.scope.evaluation.compute(condition));
    if (verdict === true || verdict === undefined) continue;
    const { expression } = written.attribute;
    const isInvalid = verdict === "invalid";
    const message = isInvalid
      ? `This ${conditionNames[type]} of ${subject} must be true or false.`
      : `This ${conditionNames[type]} of ${subject} does not hold. ${messageText(each)}`.trimEnd();
    each.scope.evaluation.report({
      severity: "warning",
      code: isInvalid ? "invalid-condition" : "condition-failed",
      message,
      range: { file: written.file, start: expression.start, end: expression.end },
    });
  }
}

/** What the block says of it, where that is known and may be shown. */
function messageText(block: BodyInstance): string {
  const message = block.attribute("error_message");
  const value = message === undefined ? undefined : block.scope.evaluation.compute(message);
  if (value?.kind !== "string" || (value.marks & (Marks.sensitive | Marks.ephemeral)) !== 0) return "";
  return value.value;
}
