import type { Graph, NamedNode } from "../graph/graph.js";
import { inside, mapArgument, reject, textsArgument, type CompileContext } from "./context.js";
import { decide, undecided, type Leaf, type Outcome, type Scope, type Test } from "./outcome.js";
import { compileWhere, judgeOther, noteOther, type OtherCondition } from "./other-node.js";
import type { Data } from "./policy.js";

/**
 * Compiles the condition `exists`: some node of the given types in the same root module or cluster, for which `where` holds.
 * The answer is the same for every node of a domain, and found once, unless the condition speaks of the node that asks.
 */
export function compileExists(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, ["type", "where"], context);
  if (given.type === undefined) reject(context, "“exists” needs “type”: the types of the nodes that are looked for.");
  const types = textsArgument(given.type ?? null, inside(context, "type"));
  const where = compileWhere(given.where, context);
  const leaf: Leaf = {
    path: "",
    describe: () => `${types.join(" or ")} in the same ${where === undefined ? "place" : "place, set up as required"}`,
  };
  const answers = new WeakMap<Graph, Map<string, Outcome>>();
  const nodesIn = ({ graph, node }: Scope): readonly NamedNode[] =>
    graph.nodesMatching(types).filter((other) => other.node.domain === node.domain);
  if (where?.isAboutBoth === true) return (_reading, scope) => search(nodesIn(scope), where, leaf, scope);
  return (_reading, scope) => {
    const { graph, node } = scope;
    let inGraph = answers.get(graph);
    if (inGraph === undefined) answers.set(graph, (inGraph = new Map<string, Outcome>()));
    let outcome = inGraph.get(node.domain);
    if (outcome === undefined) {
      inGraph.set(node.domain, (outcome = search(nodesIn(scope), where, leaf, scope)));
    }
    return outcome;
  };
}

function search(nodes: readonly NamedNode[], where: OtherCondition | undefined, leaf: Leaf, scope: Scope): Outcome {
  let unknown: Outcome["cause"];
  for (const other of nodes) {
    const outcome = judgeOther(other, where, scope);
    if (outcome !== true && outcome.truth === false) continue;
    if (outcome !== true && outcome.truth === undefined) unknown ??= outcome.cause;
    else if (other.node.uncertain !== undefined) unknown ??= other.node.uncertain;
    else return decide(leaf, true, undefined, noteOther(other));
  }
  return unknown === undefined ? decide(leaf, false, undefined) : undecided(leaf, unknown, undefined);
}
