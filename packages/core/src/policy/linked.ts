import type { GraphNode } from "../graph/graph.js";
import type { Links, UndecidedLink } from "../graph/join.js";
import { parsePath, type AttributePath } from "../graph/path.js";
import type { Reading } from "../graph/reading.js";
import { attempt, inside, literal, mapArgument, reject, textsArgument, type CompileContext } from "./context.js";
import { describeData } from "./literal.js";
import {
  decide,
  undecided,
  withQuick,
  type Leaf,
  type Outcome,
  type RelatedReading,
  type Scope,
  type Test,
  type Truth,
  type UnknownCause,
} from "./outcome.js";
import {
  asksOther,
  compileWhere,
  judgeOther,
  mostRelated,
  noteOther,
  noteRejected,
  type OtherCondition,
} from "./other-node.js";
import type { Data } from "./policy.js";
import { ValueJoin } from "./value-join.js";

/** A way from one node to others: what refers to it, what it refers to, or what has an equal value. */
export interface CompiledStep {
  readonly isIncoming: boolean;
  readonly types: readonly string[];
  readonly by: readonly AttributePath[];
  readonly follow: (node: GraphNode, scope: Scope) => Links;
}

/** How many nodes there must be. */
interface Bounds {
  readonly least: number;
  /** Undefined where any more will do. */
  readonly most: number | undefined;
}

interface CompiledLink extends CompiledStep {
  readonly leaf: Leaf;
  readonly where: OtherCondition | undefined;
  readonly bounds: Bounds;
}

/** The parts of a link as they are written. */
type Given = Readonly<Partial<Record<string, Data>>>;

const names = ["from", "to", "by", "equals", "where", "atLeast", "atMost", "exactly"] as const;

/**
 * Compiles the condition `linked`: nodes of the given types refer to this one (`from`), or this one to them (`to`), with the
 * attribute `by`, and `where` holds for as many of them as is asked for.
 */
export function compileLinked(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, names, context);
  const step = attempt(context, () => compileStep(given, "linked", context), nowhere);
  const where = attempt(context, () => compileWhere(given.where, context), undefined);
  const bounds = compileBounds(given, context);
  const [first] = step.by;
  const leaf: Leaf = {
    path: step.isIncoming || first === undefined ? "" : first.text,
    describe: () => describeBounds(bounds, describeStep(step), where !== undefined),
  };
  const link: CompiledLink = { ...step, leaf, where, bounds };
  return isPlain(given)
    ? withQuick(
        (_reading, scope) => findOne(link, scope),
        (_reading, scope) => isThereOne(link, scope),
      )
    : (_reading, scope) => count(link, scope);
}

function isPlain(given: Given): boolean {
  return given["atLeast"] === undefined && given["atMost"] === undefined && given["exactly"] === undefined;
}

/** Stands for a step that is rejected. */
const nowhere: CompiledStep = {
  isIncoming: false,
  types: [],
  by: [],
  follow: () => ({ linked: [], undecided: [] }),
};

/** Compiles the parts of a link that say where it leads. */
export function compileStep(given: Given, name: string, context: CompileContext): CompiledStep {
  const { from, to, by: byArgument, equals } = given;
  if ((from === undefined) === (to === undefined)) {
    reject(
      context,
      `“${name}” needs either “from” or “to”.`,
      "from: the other refers to this one; to: this one refers to the other.",
    );
  }
  const isIncoming = from !== undefined;
  const types = textsArgument(from ?? to ?? null, inside(context, isIncoming ? "from" : "to"));
  if (byArgument === undefined) reject(context, `“${name}” needs “by”: the attribute that makes the connection.`);
  const by = pathsArgument(byArgument ?? null, inside(context, "by"));
  if (equals === undefined) {
    const query = { types, by };
    return {
      isIncoming,
      types,
      by,
      follow: isIncoming
        ? (node, { graph }) => graph.linksTo(node, query)
        : (node, { graph }) => graph.linksFrom(node, query),
    };
  }
  const equal = pathsArgument(equals, inside(context, "equals"));
  const [otherPaths, ownPaths] = isIncoming ? [by, equal] : [equal, by];
  const join = new ValueJoin({ types, otherPaths, ownPaths });
  return { isIncoming, types, by, follow: (node, { graph }) => join.linksOf(node, graph) };
}

function pathsArgument(argument: Data, context: CompileContext): readonly AttributePath[] {
  return textsArgument(argument, context).map((text) => {
    const parsed = parsePath(text);
    if (!parsed.ok) return reject(context, parsed.problem);
    if (parsed.path.isFromNode || text.startsWith("$")) {
      return reject(context, "This is a path of a node, without anything before it.");
    }
    return parsed.path;
  });
}

function compileBounds(given: Given, context: CompileContext): Bounds {
  const bound = (name: "atLeast" | "atMost" | "exactly"): number | undefined => {
    const argument = given[name];
    if (argument === undefined) return undefined;
    const value = literal(argument, inside(context, name));
    return typeof value === "number" && Number.isInteger(value) && value >= 0
      ? value
      : reject(inside(context, name), `A whole number is expected here, not ${describeData(value)}.`);
  };
  const [least, most, exactly] = [bound("atLeast"), bound("atMost"), bound("exactly")];
  if (exactly !== undefined) {
    if (least !== undefined || most !== undefined) reject(context, "“exactly” says how many already.");
    return { least: exactly, most: exactly };
  }
  if (least !== undefined && most !== undefined && least > most) {
    reject(inside(context, "atMost"), "No number is at least and at most so.");
  }
  return { least: least ?? (most === undefined ? 1 : 0), most };
}

/** Says what a step leads to, in words. */
function describeStep({ isIncoming, types, by }: CompiledStep): string {
  const attributes = by.map((path) => path.text).join(" or ");
  const name = types.join(" or ");
  return isIncoming ? `${name} whose ${attributes} refers to it` : `${name} in ${attributes}`;
}

function describeBounds({ least, most }: Bounds, other: string, isNarrowed: boolean): string {
  const number =
    most === undefined
      ? least === 1
        ? article(other)
        : `at least ${String(least)}`
      : least === most
        ? `exactly ${String(most)}`
        : least === 0
          ? `at most ${String(most)}`
          : `${String(least)} to ${String(most)}`;
  return `${number} ${other}${isNarrowed ? ", set up as required" : ""}`;
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? "an" : "a";
}

/** Whether there is one. */
function findOne(link: CompiledLink, scope: Scope): Outcome {
  const links = link.follow(scope.node, scope);
  const rejected: RelatedReading[] = [];
  const certain = new Set<GraphNode>();
  let unknown: UnknownCause | undefined;
  for (const end of links.linked) {
    if (links.undecided.length > 0) certain.add(end.node);
    const outcome = judgeOther(end, link.where, scope);
    if (outcome === true || outcome.truth === true) {
      if (end.node.uncertain === undefined) {
        return decide(link.leaf, true, link.isIncoming ? undefined : end.reading, noteOther(end));
      }
      unknown ??= end.node.uncertain;
    } else if (outcome.truth === undefined) unknown ??= outcome.cause;
    else if (rejected.length < mostRelated) rejected.push(noteRejected(end, outcome));
  }
  if (unknown !== undefined) return undecided(link.leaf, unknown, undefined, rejected);
  const open = links.undecided.find((candidate) => mayBeLinked(candidate, certain, link.where, scope));
  if (open === undefined) return decide(link.leaf, false, undefined, rejected);
  return undecided(link.leaf, { reason: open.reason, subject: open.subject }, undefined, rejected);
}

/** The same without what made it so. */
function isThereOne(link: CompiledLink, scope: Scope): Truth {
  const links = link.follow(scope.node, scope);
  let isUnknown = false;
  for (const end of links.linked) {
    const truth = asksOther(end, link.where, scope);
    if (truth === true && end.node.uncertain === undefined) return true;
    if (truth !== false) isUnknown = true;
  }
  if (isUnknown) return undefined;
  return links.undecided.length === 0 ? false : findOne(link, scope).truth;
}

function mayBeLinked(
  candidate: UndecidedLink,
  certain: ReadonlySet<GraphNode>,
  where: OtherCondition | undefined,
  scope: Scope,
): boolean {
  const other = candidate.other;
  if (other === undefined) return true;
  if (other.node === scope.node || certain.has(other.node)) return false;
  return asksOther(other, where, scope) !== false;
}

/** Whether there are as many as there must be: what may be linked, and nodes that may be there, widen the count. */
function count(link: CompiledLink, scope: Scope): Outcome {
  const { leaf, bounds, where } = link;
  const links = link.follow(scope.node, scope);
  const seen = new Set<GraphNode>([scope.node]);
  const related: RelatedReading[] = [];
  let place: Reading | undefined;
  let [least, most] = [0, 0];
  let cause: UnknownCause | undefined;
  // However many more there are, they change nothing.
  const isSettled = (): boolean => (bounds.most === undefined ? least >= bounds.least : least > bounds.most);
  for (const end of links.linked) {
    if (isSettled()) break;
    seen.add(end.node);
    const outcome = judgeOther(end, where, scope);
    const truth = outcome === true ? true : outcome.truth;
    if (truth === false) continue;
    const { uncertain } = end.node;
    // A node whose count is not known stands for any number of them.
    most += uncertain === undefined ? 1 : Number.POSITIVE_INFINITY;
    if (truth !== true || uncertain !== undefined)
      cause ??= uncertain ?? (outcome === true ? undefined : outcome.cause);
    else {
      least += 1;
      place ??= end.reading;
      if (related.length < mostRelated) related.push(...noteOther(end));
    }
  }
  for (const open of links.undecided) {
    if (isSettled()) break;
    if (!mayBeLinked(open, seen, where, scope)) continue;
    if (open.other !== undefined) seen.add(open.other.node);
    most += open.other === undefined ? Number.POSITIVE_INFINITY : 1;
    cause ??= { reason: open.reason, subject: open.subject };
  }
  const truth = isSettled() ? bounds.most === undefined : compareCount(least, most, bounds);
  if (truth === undefined) return undecided(leaf, cause ?? { reason: "error" }, undefined, related);
  const found = (): string => (least === most ? String(least) : `at least ${String(least)}`);
  return { ...decide(leaf, truth, link.isIncoming ? undefined : place, related), found };
}

function compareCount(least: number, most: number, bounds: Bounds): boolean | undefined {
  if (most < bounds.least || (bounds.most !== undefined && least > bounds.most)) return false;
  return least >= bounds.least && (bounds.most === undefined || most <= bounds.most) ? true : undefined;
}
