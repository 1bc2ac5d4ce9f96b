import type { Graph } from "../../graph/graph.js";
import type { AbsentReading } from "../../graph/reading.js";
import { compileMatcher, compileCondition } from "../condition.js";
import type { CompileContext, PatternCompiler } from "../context.js";
import type { Truth } from "../outcome.js";
import { isDataList, isDataMap, PolicyError, type Data, type Policy, type PolicyPath } from "../policy.js";

/**
 * Whether a change to a `default` changes any answer. A default is only there for what is absent, so that two matchers that
 * answer alike about what is absent are one: `{ equals: required, default: optional }` is false there with the default and
 * without, and says of it only what a message tells.
 */
export function changesAnswer(
  at: PolicyPath,
  original: Policy,
  mutant: Policy,
  graph: Graph,
  compilePattern: PatternCompiler | undefined,
): boolean {
  if (at[0] !== "cases" || at.at(-1) !== "default") return true;
  const [node] = graph.nodes;
  if (node === undefined) return true;
  const answer = (policy: Policy): Truth => {
    const context: CompileContext = {
      path: "",
      at: [],
      parameters: new Map(Object.entries(policy.parameters ?? {}).map(([name, { default: value }]) => [name, value])),
      compilePattern: compilePattern ?? (() => () => false),
      compileMatcher,
      compileCondition,
    };
    const absent: AbsentReading = { kind: "absent", range: node.range, isSensitive: false };
    const scope = { graph, node, root: node.reading, reportMistake: () => undefined };
    return compileMatcher(partAt(policy.cases, at.slice(1, -1)), context).test(absent, scope).truth;
  };
  try {
    return answer(original) !== answer(mutant);
  } catch (error) {
    if (error instanceof PolicyError) return true;
    throw error;
  }
}

/** What stands at a place in the cases of a policy. */
export function partAt(cases: Policy["cases"], at: PolicyPath): Data {
  let part: unknown = cases;
  for (const key of at) {
    if (isDataList(part)) part = part[Number(key)];
    else if (isDataMap(part)) part = part[key];
  }
  return (part ?? null) as Data;
}
