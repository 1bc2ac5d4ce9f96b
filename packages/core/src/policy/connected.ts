import type { Graph, GraphNode, NamedNode } from "../graph/graph.js";
import type { UndecidedLink } from "../graph/join.js";
import { partOfAttribute } from "../graph/identity.js";
import { parsePath } from "../graph/path.js";
import { followAny } from "./any-reference.js";
import { inside, mapArgument, reject, textsArgument, type CompileContext } from "./context.js";
import { decide, undecided, type Leaf, type Outcome, type RelatedReading, type Scope, type Test } from "./outcome.js";
import { compileWhere, judgeOther, mostRelated, noteOther, noteRejected, type OtherCondition } from "./other-node.js";
import type { Data } from "./policy.js";

/** What a condition looks for at the other end. */
interface Connection {
  readonly leaf: Leaf;
  readonly types: readonly string[];
  readonly where: OtherCondition | undefined;
}

/**
 * Compiles the condition `connected`: some node of the given types refers to this one, or this one to it, with whatever
 * attribute, and `where` holds for it. What only configures a part of another thing is connected to it by an equal name, too.
 */
export function compileConnected(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, ["to", "where"], context);
  if (given.to === undefined) reject(context, "“connected” needs “to”: the types of the nodes at the other end.");
  const types = textsArgument(given.to ?? null, inside(context, "to"));
  const where = compileWhere(given.where, context);
  const leaf: Leaf = {
    path: "",
    describe: () => `connected to ${types.join(" or ")}${where === undefined ? "" : ", set up as required"}`,
  };
  const connection: Connection = { leaf, types, where };
  return (_reading, scope) => search(connection, scope);
}

const nameMaps = new WeakMap<readonly NamedNode[], ReadonlyMap<GraphNode, string>>();

/** The names under which nodes were found; a graph gives the same list to all that look for the same types. */
function namesIn(ends: readonly NamedNode[]): ReadonlyMap<GraphNode, string> {
  let names = nameMaps.get(ends);
  if (names === undefined) nameMaps.set(ends, (names = new Map(ends.map(({ node, name }) => [node, name]))));
  return names;
}

function search({ leaf, types, where }: Connection, scope: Scope): Outcome {
  const { graph, node } = scope;
  const names = namesIn(graph.nodesMatching(types));
  if (names.size === 0) return decide(leaf, false, undefined);
  const { certain, open } = neighboursOf(node, graph);
  const rejected: RelatedReading[] = [];
  let unknown: Outcome["cause"];
  for (const other of certain) {
    const name = names.get(other);
    if (name === undefined) continue;
    const end: NamedNode = { node: other, name };
    const outcome = judgeOther(end, where, scope);
    if (outcome !== true && outcome.truth === false) {
      if (rejected.length < mostRelated) rejected.push(noteRejected(end, outcome));
    } else if (outcome !== true && outcome.truth === undefined) unknown ??= outcome.cause;
    else if (other.uncertain !== undefined) unknown ??= other.uncertain;
    else return decide(leaf, true, undefined, noteOther(end));
  }
  unknown ??= open.find(({ other }) => mayBeThere(other, names, where, scope));
  if (unknown === undefined) return decide(leaf, false, undefined, rejected);
  return undecided(leaf, { reason: unknown.reason, subject: unknown.subject }, undefined, rejected);
}

function mayBeThere(
  other: NamedNode | undefined,
  names: ReadonlyMap<GraphNode, string>,
  where: OtherCondition | undefined,
  scope: Scope,
): boolean {
  if (other === undefined) return [...names.keys()].some((node) => node.domain === scope.node.domain);
  const name = names.get(other.node);
  if (name === undefined || other.node === scope.node) return false;
  const outcome = judgeOther({ node: other.node, name }, where, scope);
  return outcome === true || outcome.truth !== false;
}

/** The nodes at the other ends of a node's connections, and the connections that may be there. */
interface Neighbours {
  readonly certain: readonly GraphNode[];
  readonly open: readonly UndecidedLink[];
}

const known = new WeakMap<Graph, Map<GraphNode, Neighbours>>();

/** A node may be in several graphs, one after the other. */
function neighboursOf(node: GraphNode, graph: Graph): Neighbours {
  let inGraph = known.get(graph);
  if (inGraph === undefined) known.set(graph, (inGraph = new Map<GraphNode, Neighbours>()));
  let found = inGraph.get(node);
  if (found === undefined) inGraph.set(node, (found = findNeighbours(node, graph)));
  return found;
}

function findNeighbours(node: GraphNode, graph: Graph): Neighbours {
  const certain = new Set<GraphNode>();
  const open: UndecidedLink[] = [];
  const links = [followAny(node, graph, false), followAny(node, graph, true), ...partLinks(node, graph)];
  for (const { linked, undecided: candidates } of links) {
    for (const end of linked) if (end.node !== node) certain.add(end.node);
    open.push(...candidates);
  }
  return { certain: [...certain], open: open.filter(({ other }) => other === undefined || !certain.has(other.node)) };
}

/** The types that configure a part of a thing of another type, by the attribute that names it. */
const wholes: ReadonlyMap<string, string> = new Map([["aws_s3_bucket", "aws_s3_bucket_*"]]);

/** Connections by an equal name, between a thing and what configures a part of it. */
function partLinks(node: GraphNode, graph: Graph) {
  const ownPart = partOfAttribute(node.type);
  if (ownPart !== undefined) {
    const types = [...wholes].flatMap(([whole, parts]) => (node.type.startsWith(parts.slice(0, -1)) ? [whole] : []));
    return [graph.linksFrom(node, { types, by: pathOf(ownPart) })];
  }
  const parts = wholes.get(node.type);
  const attribute = parts === undefined ? undefined : partOfAttribute(parts);
  if (parts === undefined || attribute === undefined) return [];
  return [graph.linksTo(node, { types: [parts], by: pathOf(attribute) })];
}

function pathOf(text: string) {
  const parsed = parsePath(text);
  return parsed.ok ? [parsed.path] : [];
}
