import { compileGlob, expandBraces, isGlob } from "./glob.js";

/** Says whether a path is what a glob matches, or lies in a directory that is. */
export type PathTest = (path: string) => boolean;

/**
 * Compiles a glob of paths: `**` is any number of directories, none included, and a directory stands for everything in it. The
 * paths that are asked for are relative to where the glob is written. Takes time proportional to pattern times path.
 */
export function compilePathGlob(pattern: string): PathTest {
  const alternatives = expandBraces(pattern).map((each) => {
    const segments = each.split("/").filter((segment) => segment !== "" && segment !== ".");
    // What matches a directory matches what is in it.
    while (segments.at(-1) === "**") segments.pop();
    return segments.map(compileSegment);
  });
  const tests = alternatives.map(prefixTest);
  return (path) => {
    if (path === "") return false;
    const names = path.split("/");
    return tests.some((matches) => matches(names));
  };
}

/** A test of one name; `**` stands for any number of names. */
type Segment = ((name: string) => boolean) | "**";

function compileSegment(segment: string): Segment {
  if (segment === "**") return "**";
  if (!isGlob(segment)) return (name) => name === segment;
  return hasOnlyStars(segment) ? compileStars(segment) : compileGlob(segment);
}

/** A test of whether the first of some names, or all of them, are what the segments match. */
function prefixTest(segments: readonly Segment[]): (names: readonly string[]) => boolean {
  const single = segments.flatMap((segment) => (segment === "**" ? [] : [segment]));
  if (single.length < segments.length) return (names) => matchPrefix(segments, names);
  return (names) => names.length >= single.length && single.every((matches, at) => matches(names[at] ?? ""));
}

/** Whether the first of some names, or all of them, are what the segments match. All positions are followed at once. */
function matchPrefix(segments: readonly Segment[], names: readonly string[]): boolean {
  let active = withoutNames(segments, [0]);
  for (const name of names) {
    if (active.has(segments.length)) return true;
    const next: number[] = [];
    for (const position of active) {
      const segment = segments[position];
      if (segment === "**") next.push(position);
      else if (segment?.(name) === true) next.push(position + 1);
    }
    if (next.length === 0) return false;
    active = withoutNames(segments, next);
  }
  return active.has(segments.length);
}

/** Adds the positions that are reached without a name: those after `**`. */
function withoutNames(segments: readonly Segment[], positions: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  for (let position of positions) {
    reached.add(position);
    while (segments[position] === "**") reached.add((position += 1));
  }
  return reached;
}

/** Compiles a glob of addresses, in which `*` stands for whatever there is, brackets for themselves. */
export function compileAddressGlob(pattern: string): (address: string) => boolean {
  return hasOnlyStars(pattern) ? compileStars(pattern) : compileGlob(pattern.replace(/\*+/g, "**"));
}

/** Whether stars are all that a glob has of what is special. */
function hasOnlyStars(pattern: string): boolean {
  return !/[?{\\]/.test(pattern);
}

/** Compiles a pattern in which stars stand for whatever there is, and everything else for itself. */
function compileStars(pattern: string): (text: string) => boolean {
  const [first = "", ...others] = pattern.split(/\*+/);
  const last = others.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    // The leftmost place of each part leaves the most to those behind it.
    let from = first.length;
    for (const part of others) {
      const at = text.indexOf(part, from);
      if (at === -1) return false;
      from = at + part.length;
    }
    return from <= text.length - last.length;
  };
}
