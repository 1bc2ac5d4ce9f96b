import { parsePath } from "../graph/path.js";
import type { ListReading, Reading } from "../graph/reading.js";
import { readChange } from "./change.js";
import { causeOf, reject, type CompileContext } from "./context.js";
import type { Scope, UnknownCause } from "./outcome.js";

/** Where a path begins: at the thing at hand, at the node, at the node that a link was asked of, at what a plan says of it. */
type PathRoot = "here" | "node" | "outer" | "before" | "after";

/** A path of a policy, with the place that it begins at. */
export interface RootedPath {
  /** As it is written. */
  readonly text: string;
  /** Without the prefix that says where it begins. */
  readonly ownText: string;
  readonly names: readonly string[];
  readonly root: PathRoot;
}

const prefixes: readonly (readonly [prefix: string, root: PathRoot])[] = [
  ["$outer.", "outer"],
  ["$before.", "before"],
  ["$after.", "after"],
];

/** Compiles a path that may begin with `$.`, `$outer.`, `$before.` or `$after.`. */
export function compilePath(text: string, context: CompileContext): RootedPath {
  const [prefix = "", root] = prefixes.find(([start]) => text.startsWith(start)) ?? [];
  const parsed = parsePath(text.slice(prefix.length));
  if (!parsed.ok) return reject(context, parsed.problem);
  const { names, isFromNode } = parsed.path;
  if (root === undefined) {
    return { text, ownText: isFromNode ? text.slice(2) : text, names, root: isFromNode ? "node" : "here" };
  }
  if (root === "outer") {
    if (context.outer === undefined) {
      return reject(
        context,
        "“$outer” is only known in a “where” of linked, path or exists: there it is the node that was asked.",
      );
    }
    context.outer.isUsed = true;
  }
  return { text, ownText: text.slice(prefix.length), names, root };
}

/** A path that does not say which of several elements it means. */
interface Several {
  readonly kind: "several";
  readonly reading: ListReading;
}

/** Reads what a path names, through single nested blocks. Absent anywhere on the way is absent. */
export function readPath(path: RootedPath, here: Reading, scope: Scope): Reading | Several {
  let reading = path.root === "here" ? here : startOf(path.root, scope);
  for (const name of path.names) {
    if (reading.kind === "list") {
      const only = singleBlock(reading);
      if (only === undefined) return { kind: "several", reading };
      reading = only;
    }
    if (reading.kind === "object") reading = reading.get(name);
    else if (reading.kind === "unknown") return reading;
    else if (reading.kind !== "absent") return { kind: "absent", range: reading.range, isSensitive: false };
    else return reading;
  }
  return reading;
}

function startOf(root: PathRoot, scope: Scope): Reading {
  if (root === "outer") return scope.outer?.root ?? scope.root;
  if (root !== "before" && root !== "after") return scope.root;
  return readChange(root, scope.node);
}

function singleBlock(list: ListReading): Reading | undefined {
  if (list.rest !== undefined && list.items.length === 0) {
    return { kind: "unknown", ...causeOf(list), range: list.range, isSensitive: false };
  }
  const [only] = list.items;
  if (only === undefined) return { kind: "absent", range: list.range, isSensitive: false };
  if (!list.isBlocks || list.items.length > 1) return undefined;
  return list.rest === undefined ? only : { kind: "unknown", ...list.rest, range: list.range, isSensitive: false };
}

/** Tells of a path through a list of several, as a mistake of the policy, or of the manifest that has the list. */
export function reportSeveral(
  path: string,
  reading: ListReading,
  { node, reportMistake, reportUnexpectedList }: Scope,
): UnknownCause {
  if (node.kind === "object" && !reading.isBlocks && reportUnexpectedList !== undefined) reportUnexpectedList(reading);
  else {
    reportMistake(
      `The path “${path}” leads through a list of several things here: use “each”, or any, every or none.`,
      reading,
    );
  }
  return { reason: "error", subject: path };
}
