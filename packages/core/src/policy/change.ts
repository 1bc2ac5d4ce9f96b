import { changeActions, type NodeChange } from "../graph/change.js";
import type { GraphNode } from "../graph/graph.js";
import type { Reading, ScalarReading } from "../graph/reading.js";
import type { SourceRange } from "../source/source-file.js";
import { inside, mapArgument, reject, type CompileContext } from "./context.js";
import { nearest } from "./nearest.js";
import { conjunction, decide, type Leaf, type Test } from "./outcome.js";
import { isDataList, isDataMap, type Data } from "./policy.js";
import { placedLike } from "./placed-reading.js";

/** What a plan says about a node. */
export const changeParts = ["action", "attributes", "replacing", "before", "after"] as const;
export type ChangePart = (typeof changeParts)[number];

/** Compiles the condition `change`: what a plan does to the node. It is false of a node that no plan is about. */
export function compileChange(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, changeParts, context);
  const tests = changeParts.flatMap((part) => {
    const source = given[part];
    return source === undefined ? [] : [compilePart(part, source, inside(context, part))];
  });
  if (tests.length === 0) reject(context, `“change” needs one of ${changeParts.join(", ")}.`);
  const holds = conjunction(tests);
  const leaf: Leaf = { path: "change", describe: () => "changed by a plan" };
  return (reading, scope) => (scope.node.change === undefined ? decide(leaf, false, undefined) : holds(reading, scope));
}

function compilePart(part: ChangePart, source: Data, context: CompileContext): Test {
  if (part === "before" || part === "after") {
    const condition = context.compileCondition(source, { ...context, path: "" });
    return (_reading, scope) => condition(readChange(part, scope.node), scope);
  }
  if (part === "action") checkActions(source, context);
  const { test } = context.compileMatcher(source, { ...context, path: `change.${part}` });
  return (_reading, scope) => test(readChange(part, scope.node), scope);
}

/** A misspelt action would never match, and so never be heard of. */
function checkActions(source: Data, context: CompileContext): void {
  if (typeof source === "string") {
    if ((changeActions as readonly string[]).includes(source)) return;
    const near = source === "destroy" ? "delete" : nearest(source, changeActions);
    const hint = near === undefined ? `Actions are ${changeActions.join(", ")}.` : `Did you mean “${near}”?`;
    reject(context, `“${source}” is nothing that a plan does.`, hint);
  }
  if (isDataList(source)) {
    source.forEach((item, index) => {
      checkActions(item, inside(context, index));
    });
  } else if (isDataMap(source)) {
    for (const name of ["equals", "in", "not", "or", "all"]) {
      const argument = Object.hasOwn(source, name) ? source[name] : undefined;
      if (argument !== undefined && !(isDataMap(argument) && "parameter" in argument)) {
        checkActions(argument, inside(context, name));
      }
    }
  }
}

/** Reads what a plan says about a node; absent where no plan does. */
export function readChange(part: ChangePart, node: GraphNode): Reading {
  const { change } = node;
  if (change === undefined) return absentAt(node);
  switch (part) {
    case "action":
      return readAction(change, node);
    case "attributes":
    case "replacing":
      return readNames(change[part], change, node);
    case "before":
      return placedLike(change.before, change.after);
    case "after":
      return change.after;
  }
}

function absentAt(node: GraphNode): Reading {
  return {
    kind: "absent",
    get range() {
      return node.range;
    },
    isSensitive: false,
  };
}

/** Of a replacement, the place is that of the first attribute that forces it. */
function readAction(change: NodeChange, node: GraphNode): Reading {
  const [forcing] = change.action === "replace" ? change.replacing : [];
  return readName(change.action, () => (forcing === undefined ? undefined : readingAt(change.after, forcing)), node);
}

/** Names of attributes, each in the place of what it names. */
function readNames(names: readonly string[], change: NodeChange, node: GraphNode): Reading {
  const items = names.map((name) => readName(name, () => readingAt(change.after, name), node));
  return {
    kind: "list",
    items,
    isBlocks: false,
    isSensitive: false,
    get range(): SourceRange {
      return items[0]?.range ?? node.range;
    },
  };
}

function readName(value: string, findPlace: () => Reading | undefined, node: GraphNode): ScalarReading {
  let found: Reading | undefined;
  const place = (): Reading | undefined => (found ??= findPlace());
  return {
    kind: "scalar",
    value,
    isSensitive: false,
    get range() {
      return place()?.range ?? node.range;
    },
    trace: () => place()?.trace?.() ?? [],
  };
}

/** What stands at the path of a change, `ebs_block_device[0].size`; as near to it as there is something. */
function readingAt(start: Reading, path: string): Reading {
  let reading = start;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    const isIndex = reading.kind === "list" && /^\d+$/.test(step);
    if (reading.kind === "list") reading = reading.items[isIndex ? Number(step) : 0] ?? reading;
    if (!isIndex && reading.kind === "object") reading = reading.get(step);
  }
  return reading;
}
