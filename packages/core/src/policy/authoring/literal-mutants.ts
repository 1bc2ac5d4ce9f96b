import { isDataList, type Data, type PolicyPath } from "../policy.js";
import { shorterLists, show, type Change } from "./mutant.js";

/** A text that no example has. */
const stranger = "\u2404another-text";

/** Changes a literal: another text, the other truth value, one more or less, a list without one of its elements. */
export function changeLiteral(source: Data, at: PolicyPath): readonly Change<Data>[] {
  if (typeof source === "boolean") {
    return [{ at, what: `${String(source)} becomes ${String(!source)}`, changed: !source }];
  }
  if (typeof source === "number") return changeNumber(source, at);
  if (typeof source === "string") return [{ at, what: `${show(source)} becomes another text`, changed: stranger }];
  if (isDataList(source)) {
    const [only] = source;
    if (source.length !== 1 || only === undefined) return shorterLists(source, at);
    return changeLiteral(only, [...at, 0]).map((change) => ({ ...change, changed: [change.changed] }));
  }
  return [];
}

/** A number becomes one more, and one less. */
export function changeNumber(source: Data, at: PolicyPath): readonly Change<Data>[] {
  if (typeof source !== "number") return [];
  return [source + 1, source - 1].map((changed) => ({
    at,
    what: `${String(source)} becomes ${String(changed)}`,
    changed,
  }));
}

/** `true` becomes `false`, and the other way round. */
export function changeTruth(source: Data, at: PolicyPath): readonly Change<Data>[] {
  return typeof source === "boolean" ? changeLiteral(source, at) : [];
}

/** A version's last number becomes one more, and one less. */
export function changeVersion(source: Data, at: PolicyPath): readonly Change<Data>[] {
  const match = typeof source === "string" ? /^(.*?)(\d+)$/.exec(source) : null;
  if (match === null) return [];
  const [, start = "", last = ""] = match;
  return [Number(last) + 1, Number(last) - 1]
    .filter((number) => number >= 0)
    .map((number) => ({
      at,
      what: `${show(source)} becomes “${start}${String(number)}”`,
      changed: `${start}${String(number)}`,
    }));
}

/** A span's number becomes one more, and one less: `90d`. A date stays what it is, since a day more is hardly ever meant. */
export function changeSpan(source: Data, at: PolicyPath): readonly Change<Data>[] {
  const [, count = "", unit = ""] = (typeof source === "string" && /^(\d+)([a-z])$/.exec(source)) || [];
  if (count === "") return [];
  return [Number(count) + 1, Number(count) - 1].map((number) => ({
    at,
    what: `${show(source)} becomes “${String(number)}${unit}”`,
    changed: `${String(number)}${unit}`,
  }));
}

/** A pattern loses what ties it to the beginning or to the end of the text. */
export function loosenPattern(source: Data, at: PolicyPath): readonly Change<Data>[] {
  if (typeof source !== "string") return [];
  const changes: Change<Data>[] = [];
  const start = /^(?:\(\?[a-z]+\))?\^/.exec(source);
  const isWhole = !hasTopLevelAlternatives(source);
  if (start !== null && isWhole) {
    const changed = source.slice(0, start[0].length - 1) + source.slice(start[0].length);
    changes.push({ at, what: "the pattern is no longer tied to the beginning", changed });
  }
  if (source.endsWith("$") && !source.endsWith("\\$") && isWhole) {
    changes.push({ at, what: "the pattern is no longer tied to the end", changed: source.slice(0, -1) });
  }
  return changes;
}

function hasTopLevelAlternatives(pattern: string): boolean {
  let depth = 0;
  let isClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === "\\") at += 1;
    else if (isClass) isClass = character !== "]";
    else if (character === "[") isClass = true;
    else if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "|" && depth === 0) return true;
  }
  return false;
}
