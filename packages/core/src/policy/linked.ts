import type { GraphNode } from "../graph/graph.js";
import type { LinkQuery, Links, UndecidedLink } from "../graph/join.js";
import { parsePath, type AttributePath } from "../graph/path.js";
import { inside, mapArgument, reject, textsArgument, type CompileContext } from "./context.js";
import {
  decide,
  undecided,
  type Leaf,
  type RelatedReading,
  type Scope,
  type Test,
  type UnknownCause,
} from "./outcome.js";
import { judgeOther, mostRelated, noteOther, noteRejected } from "./other-node.js";
import type { Data } from "./policy.js";

/**
 * Compiles the condition `linked`: some node of the given types refers to this one (`from`), or this one to it (`to`), with the
 * attribute `by`, and `where` holds for it.
 */
export function compileLinked(argument: Data, context: CompileContext): Test {
  const given = mapArgument(argument, ["from", "to", "by", "where"], context);
  if ((given.from === undefined) === (given.to === undefined)) {
    reject(
      context,
      "“linked” needs either “from” or “to”.",
      "from: the other refers to this one; to: this one refers to the other.",
    );
  }
  const isIncoming = given.from !== undefined;
  const types = textsArgument(given.from ?? given.to ?? null, inside(context, isIncoming ? "from" : "to"));
  if (given.by === undefined) reject(context, "“linked” needs “by”: the attribute that makes the connection.");
  const by = textsArgument(given.by ?? null, inside(context, "by")).map((text) =>
    pathArgument(text, inside(context, "by")),
  );
  const where =
    given.where === undefined
      ? undefined
      : context.compileCondition(given.where, { ...inside(context, "where"), path: "" });
  const [first] = by;
  const leaf: Leaf = {
    path: isIncoming || first === undefined ? "" : first.text,
    describe: () => describeLink(isIncoming, types, by, where !== undefined),
  };
  const follow: Follow = isIncoming
    ? (scope, query) => scope.graph.linksTo(scope.node, query)
    : (scope, query) => scope.graph.linksFrom(scope.node, query);
  return linkTest({ leaf, query: { types, by }, where, follow, isIncoming });
}

type Follow = (scope: Scope, query: LinkQuery) => Links;

interface CompiledLink {
  readonly leaf: Leaf;
  readonly query: LinkQuery;
  readonly where: Test | undefined;
  readonly follow: Follow;
  readonly isIncoming: boolean;
}

function pathArgument(text: string, context: CompileContext): AttributePath {
  const parsed = parsePath(text);
  return parsed.ok ? parsed.path : reject(context, parsed.problem);
}

function describeLink(
  isIncoming: boolean,
  types: readonly string[],
  by: readonly AttributePath[],
  isNarrowed: boolean,
): string {
  const names = types.join(" or ");
  const attributes = by.map((path) => path.text).join(" or ");
  const other = isIncoming
    ? `${article(names)} ${names} whose ${attributes} refers to it`
    : `${article(names)} ${names} in ${attributes}`;
  return isNarrowed ? `${other}, set up as required` : other;
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? "an" : "a";
}

function linkTest(link: CompiledLink): Test {
  return (_reading, scope) => {
    const links = link.follow(scope, link.query);
    const rejected: RelatedReading[] = [];
    const certain = new Set<GraphNode>();
    let unknown: UnknownCause | undefined;
    for (const end of links.linked) {
      if (links.undecided.length > 0) certain.add(end.node);
      const outcome = judgeOther(end, link.where, scope);
      if (outcome === true || outcome.truth === true) {
        if (end.node.uncertain === undefined)
          return decide(link.leaf, true, link.isIncoming ? undefined : end.reading, noteOther(end));
        unknown ??= end.node.uncertain;
      } else if (outcome.truth === undefined) unknown ??= outcome.cause;
      else if (rejected.length < mostRelated) rejected.push(noteRejected(end, outcome));
    }
    if (unknown !== undefined) return undecided(link.leaf, unknown, undefined, rejected);
    const open = links.undecided.find((candidate) => mayBeLinked(candidate, certain, link.where, scope));
    if (open === undefined) return decide(link.leaf, false, undefined, rejected);
    return undecided(link.leaf, { reason: open.reason, subject: open.subject }, undefined, rejected);
  };
}

function mayBeLinked(
  candidate: UndecidedLink,
  certain: ReadonlySet<GraphNode>,
  where: Test | undefined,
  scope: Scope,
): boolean {
  const other = candidate.other;
  if (other === undefined) return true;
  if (other.node === scope.node || certain.has(other.node)) return false;
  const outcome = judgeOther(other, where, scope);
  return outcome === true || outcome.truth !== false;
}
