import type { Graph, GraphNode } from "../graph/graph.js";
import type { Links } from "../graph/join.js";
import { followAny } from "./any-reference.js";
import {
  attempt,
  booleanArgument,
  inside,
  mapArgument,
  reject,
  textsArgument,
  type CompileContext,
} from "./context.js";
import { compileStep } from "./linked.js";
import { describeReading } from "./literal.js";
import { decide, undecided, type Leaf, type Outcome, type RelatedReading, type Test } from "./outcome.js";
import { compileWhere } from "./other-node.js";
import { PathSearch, type Hop, type Reached, type Step, type Way } from "./path-search.js";
import { isDataList, type Data } from "./policy.js";

const ownName = 'An attribute of this name is written ["path"].';

/**
 * Compiles the condition `path`: from the node at hand a node of certain types can be reached, over the hops of `via` one after
 * another, or over any references; and `where` holds for that node.
 */
export function compileReachability(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, ["from", "to", "via", "where"], context, ownName);
  const { from, to } = given;
  if (from !== undefined && to !== undefined) reject(context, "“path” leads either “to” something or “from” it.");
  const isIncoming = from !== undefined;
  const endAt = inside(context, isIncoming ? "from" : "to");
  const end = from ?? to;
  const types = end === undefined ? undefined : textsArgument(end, endAt);
  const { hops, endTypes, lastTypes } = compileHops(given.via, { types, end, isIncoming }, context);
  const where = attempt(context, () => compileWhere(given.where, context), undefined);
  const way: Way = { hops, endTypes, where };
  const names = (types ?? lastTypes).join(" or ");
  const leaf: Leaf = {
    path: "",
    describe: () =>
      `a path ${isIncoming ? "from" : "to"} ${names}${given.where === undefined ? "" : ", set up as required"}`,
  };
  const searches = new WeakMap<Graph, PathSearch>();
  return (_reading, scope) => {
    let search = searches.get(scope.graph);
    if (search === undefined) searches.set(scope.graph, (search = new PathSearch(way, scope.graph)));
    return outcomeOfSearch(leaf, search.from(scope));
  };
}

/** What `path` itself says about its end. */
interface End {
  readonly types: readonly string[] | undefined;
  readonly end: Data | undefined;
  readonly isIncoming: boolean;
}

interface CompiledHops {
  readonly hops: readonly Hop[];
  readonly endTypes: readonly string[] | undefined;
  readonly lastTypes: readonly string[];
}

function compileHops(via: Data | undefined, { types, end, isIncoming }: End, context: CompileContext): CompiledHops {
  if (via === undefined) {
    if (types === undefined) return reject(context, "“path” needs “to”, “from” or “via”.", ownName);
    const hop: Hop = { ...anyStep(isIncoming), where: undefined, isRepeated: true, isOptional: false };
    return { hops: [hop], endTypes: types, lastTypes: types };
  }
  const at = inside(context, "via");
  if (!isDataList(via) || via.length === 0) return reject(at, "A list of hops is expected here.");
  let lastTypes: readonly string[] = [];
  let endTypes = types;
  const compileHop = (source: Data, index: number, hopAt: CompileContext): Hop => {
    const given = mapArgument(source, ["from", "to", "by", "equals", "where", "repeat", "optional"], hopAt);
    const isOpen = given.from === undefined && given.to === undefined;
    if (isOpen && (index < via.length - 1 || end === undefined)) {
      return reject(hopAt, "A hop needs either “from” or “to”.", "Only the last may leave it to the path to say.");
    }
    // The last hop leads where the path does, unless it says something narrower itself.
    const written = isOpen && end !== undefined ? { ...given, [isIncoming ? "from" : "to"]: end } : given;
    if (isOpen) endTypes = undefined;
    lastTypes = textsArgument(written.from ?? written.to ?? null, hopAt);
    const isRepeated = given.repeat !== undefined && booleanArgument(given.repeat, inside(hopAt, "repeat"));
    const isOptional = given.optional !== undefined && booleanArgument(given.optional, inside(hopAt, "optional"));
    const step =
      given.by === undefined ? anyStep(written.from !== undefined, lastTypes) : compileStep(written, "via", hopAt);
    const where = compileWhere(given.where, hopAt);
    return { isIncoming: step.isIncoming, follow: step.follow, where, isRepeated, isOptional };
  };
  const hops = via.flatMap((source, index): Hop[] => {
    const hopAt = inside(at, index);
    return attempt(hopAt, () => [compileHop(source, index, hopAt)], []);
  });
  return { hops, endTypes, lastTypes };
}

/** A hop over whatever attribute refers. */
function anyStep(isIncoming: boolean, types?: readonly string[]): Pick<Hop, "isIncoming" | "follow"> {
  if (types === undefined) return { isIncoming, follow: (node, { graph }) => followAny(node, graph, isIncoming) };
  const namesIn = new WeakMap<Graph, ReadonlyMap<GraphNode, string>>();
  return {
    isIncoming,
    follow: (node, { graph }) => {
      let names = namesIn.get(graph);
      if (names === undefined) {
        names = new Map(graph.nodesMatching(types).map((each) => [each.node, each.name]));
        namesIn.set(graph, names);
      }
      return narrow(followAny(node, graph, isIncoming), names);
    },
  };
}

function narrow({ linked, undecided }: Links, names: ReadonlyMap<GraphNode, string>): Links {
  return {
    linked: [...linked].flatMap((link) => {
      const name = names.get(link.node);
      return name === undefined ? [] : [{ ...link, name }];
    }),
    undecided: undecided.filter(({ other }) => other === undefined || names.has(other.node)),
  };
}

function outcomeOfSearch(leaf: Leaf, reached: Reached): Outcome {
  if (reached.truth === undefined) return undecided(leaf, reached.cause, undefined);
  if (!reached.truth) return { ...decide(leaf, false, undefined), found: () => "no such path" };
  const { steps, end, outcome } = reached;
  const [first] = steps;
  const place = first === undefined || first.isIncoming ? undefined : first.reading;
  const related = steps.map(noteStep);
  const { reading, leaf: deciding } = outcome ?? {};
  if (reading !== undefined && reading.kind !== "absent" && deciding !== undefined && deciding.path !== "") {
    const message = `${end.address}: ${deciding.path} is ${describeReading(reading, deciding.path)}`;
    related.push({ node: end, reading, message });
  }
  related.push(...(outcome?.related ?? []));
  const path = first === undefined ? [] : [first.from, ...steps.map(({ to }) => to)];
  return { ...decide(leaf, true, place, related), path, found: () => path.map(({ address }) => address).join(" > ") };
}

/** Says what refers to what, at the attribute that does. */
function noteStep({ from, to, isIncoming, reading }: Step): RelatedReading {
  const [source, target] = isIncoming ? [to, from] : [from, to];
  return { node: source, reading: reading ?? source.reading, message: `${source.address} leads to ${target.address}` };
}
