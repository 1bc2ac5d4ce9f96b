import { nearest } from "../nearest.js";
import { noDay, trimReason } from "./directive.js";
import { isDay } from "./suppression.js";

/** What stands behind `lintel:ignore`: policies, and what is said of them. `end` is where reading stopped. */
export interface Terms {
  readonly names: readonly string[];
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
  readonly end: number;
}

/** That the terms cannot be understood. */
export interface BrokenTerms {
  readonly problem: string;
  readonly hint?: string | undefined;
  readonly end: number;
}

const setting = /([\p{L}_-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|“([^”]*)”|([^\s,"'“]+))/uy;
const name = /[\p{L}\p{N}_.*?-]+/uy;
const knownSettings = ["reason", "until", "owner"];
const example = 'Write it as `lintel:ignore policy-id reason="…" until=2030-01-31 owner=…`.';

/** Reads `policy[, policy…] reason="…" until=2030-01-31 owner=…` up to the end of the text, or to a `#`, `//` or `--`. */
export function readTerms(text: string, start: number, end: number): Terms | BrokenTerms {
  const names: string[] = [];
  const settings = new Map<string, string>();
  let at = start;
  let isNextName = true;
  for (;;) {
    const separated = skip(text, at, end);
    if (separated.hasComma) isNextName = true;
    at = separated.at;
    if (at >= end) break;
    if (/^(?:#|\/\/|--|–|—)/.test(text.slice(at, at + 2))) {
      const said = trimReason(text.slice(at, end));
      if (said !== undefined && !settings.has("reason")) settings.set("reason", said);
      break;
    }
    const found = matchAt(setting, text, at, end);
    if (found !== null) {
      const [whole, key = "", quoted, single, curly, bare] = found;
      if (!knownSettings.includes(key)) return { ...unknownSetting(key), end };
      settings.set(key, quoted?.replace(/\\(.)/gs, "$1") ?? single ?? curly ?? bare ?? "");
      at += whole.length;
      isNextName = true;
      continue;
    }
    const named = matchAt(name, text, at, end)?.[0];
    if (named === undefined || !isNextName) {
      const word = /^\S+/.exec(text.slice(at, end))?.[0] ?? "";
      return { problem: `“${word}” cannot be understood here, so that this suppresses nothing.`, hint: example, end };
    }
    names.push(named);
    at += named.length;
    isNextName = false;
  }
  return checkTerms(names, settings, end);
}

function checkTerms(names: readonly string[], settings: ReadonlyMap<string, string>, end: number): Terms | BrokenTerms {
  if (names.length === 0)
    return { problem: "This names no policy, so that it suppresses nothing.", hint: example, end };
  const until = settings.get("until");
  if (until !== undefined && !isDay(until)) return { ...noDay(until), end };
  const said = (key: string): string | undefined => {
    const value = settings.get(key)?.trim();
    return value === "" ? undefined : value;
  };
  return { names, reason: said("reason"), owner: said("owner"), until, end };
}

function skip(text: string, from: number, end: number): { readonly at: number; readonly hasComma: boolean } {
  let at = from;
  let hasComma = false;
  while (at < end && /[\s,\u00A0]/.test(text.charAt(at))) {
    hasComma ||= text.charAt(at) === ",";
    at += 1;
  }
  return { at, hasComma };
}

function matchAt(pattern: RegExp, text: string, at: number, end: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found !== null && found.index + found[0].length <= end ? found : null;
}

function unknownSetting(key: string): { readonly problem: string; readonly hint: string } {
  const near = nearest(key, knownSettings);
  return {
    problem: `A suppression has no “${key}”, so that this suppresses nothing.`,
    hint: near === undefined ? example : `Did you mean “${near}”?`,
  };
}
