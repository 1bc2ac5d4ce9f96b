import type { Reading } from "../graph/reading.js";
import { inside, reject, type CompileContext } from "./context.js";
import { parseJsonPath, type Filter, type Segment } from "./json-path.js";
import { walkJsonPath, type PatternTest } from "./json-path-walk.js";
import { conjunction, type Test } from "./outcome.js";
import { isDataMap, type Data } from "./policy.js";

/**
 * Compiles the condition `select`: the list of everything that a JSONPath, from the thing at hand, leads to matches. Absent
 * where that is nothing.
 */
export function compileSelect(argument: Data, context: CompileContext): Test {
  if (!isDataMap(argument) || Object.keys(argument).length === 0) {
    return reject(context, "“select” is a mapping of JSONPaths to matchers.");
  }
  return conjunction(
    Object.entries(argument).map(([path, matcher]) => compileOne(path, matcher, inside(context, path))),
  );
}

function compileOne(text: string, source: Data, context: CompileContext): Test {
  const parsed = parseJsonPath(text);
  if (!parsed.ok) return reject(context, parsed.problem);
  const { segments } = parsed;
  const matches = compilePatterns(segments, context);
  const ownPath = namesOf(segments);
  const path = [context.path, ownPath].filter((part) => part !== "").join(".");
  const matcher = context.compileMatcher(source, { ...context, path });
  return (reading, scope) => {
    const { items, rest, missing } = walkJsonPath(reading, segments, matches);
    const selected: Reading =
      items.length === 0 && rest === undefined
        ? absentAt(missing ?? reading)
        : { kind: "list", items, rest, isBlocks: false, range: (items[0] ?? reading).range, isSensitive: false };
    return matcher.test(selected, scope);
  };
}

function absentAt(place: Reading): Reading {
  return { kind: "absent", range: place.range, isSensitive: false };
}

/** The path without indices and wildcards, as findings name attributes. */
function namesOf(segments: readonly Segment[]): string {
  return segments
    .flatMap(({ selectors }) => selectors.flatMap((selector) => (selector.kind === "name" ? [selector.name] : [])))
    .join(".");
}

function compilePatterns(segments: readonly Segment[], context: CompileContext): PatternTest {
  const tests = new Map<string, (text: string) => boolean>();
  for (const pattern of patternsOf(segments)) {
    try {
      tests.set(pattern, context.compilePattern(pattern));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      reject(context, `“${pattern}” is not an RE2 pattern: ${problem}.`);
    }
  }
  return (pattern, text) => tests.get(pattern)?.(text) ?? false;
}

function patternsOf(segments: readonly Segment[]): readonly string[] {
  const ofFilter = (filter: Filter): readonly string[] => {
    switch (filter.kind) {
      case "all":
      case "any":
        return filter.filters.flatMap(ofFilter);
      case "not":
        return ofFilter(filter.filter);
      case "exists":
        return patternsOf(filter.query.segments);
      case "compare": {
        const inside = [filter.left, filter.right].flatMap((operand) =>
          operand.kind === "query" ? patternsOf(operand.query.segments) : [],
        );
        const { right } = filter;
        return filter.operator === "=~" && right.kind === "literal" ? [...inside, String(right.value)] : inside;
      }
    }
  };
  return segments.flatMap(({ selectors }) =>
    selectors.flatMap((selector) => (selector.kind === "filter" ? ofFilter(selector.filter) : [])),
  );
}
