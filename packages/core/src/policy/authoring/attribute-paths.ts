import { parsePath } from "../../graph/path.js";
import {
  isDataList,
  isDataMap,
  type Data,
  type DataMap,
  type Policy,
  type PolicyFix,
  type PolicyPath,
} from "../policy.js";

/** An attribute that a policy names, with the types that it is asked of. */
export interface NamedAttribute {
  readonly at: PolicyPath;
  /** From the node, through what `each` iterates over. */
  readonly names: readonly string[];
  /** Globs of the types that it may be an attribute of. */
  readonly types: readonly string[];
}

/** Types of nodes that a policy names. */
export interface NamedTypes {
  readonly at: PolicyPath;
  readonly types: readonly string[];
}

/** What a policy names. */
export interface PolicyNames {
  readonly attributes: readonly NamedAttribute[];
  readonly types: readonly NamedTypes[];
}

/** Where the paths of a condition begin. */
interface Scope {
  readonly types: readonly string[];
  readonly base: readonly string[];
  readonly outer?: Scope | undefined;
}

/** Collects the attributes and types that a policy's conditions, messages and fixes name. */
export function namesIn(policy: Policy): PolicyNames {
  const collector = new Collector();
  policy.cases.forEach(({ match, when, each, require, deny, message, fix }, index) => {
    const at: PolicyPath = ["cases", index];
    const node: Scope = { types: match, base: [] };
    collector.types.push({ at: [...at, "match"], types: match });
    if (when !== undefined) collector.condition(when, [...at, "when"], node);
    let scope = node;
    if (each !== undefined) {
      const [path, where] = typeof each === "string" ? [each, undefined] : [each.path, each.where];
      const here = typeof each === "string" ? [...at, "each"] : [...at, "each", "path"];
      scope = { types: match, base: collector.path(path, here, node) };
      if (where !== undefined) collector.condition(where, [...at, "each", "where"], scope);
    }
    if (require !== undefined) collector.condition(require, [...at, "require"], scope);
    if (deny !== undefined) collector.condition(deny, [...at, "deny"], scope);
    if (message !== undefined) collector.message(message, [...at, "message"], scope);
    if (fix !== undefined) collector.fix(fix, [...at, "fix"], scope);
  });
  return collector;
}

const ownWords: ReadonlySet<string> = new Set(["address", "type", "actual", "expected"]);
/** Operators whose argument speaks of the value itself or of its elements. */
const passing: ReadonlySet<string> = new Set(["not", "any", "every", "none"]);
const listing: ReadonlySet<string> = new Set(["all", "or"]);

class Collector implements PolicyNames {
  readonly attributes: NamedAttribute[] = [];
  readonly types: NamedTypes[] = [];

  /** Notes a path and returns it from the node. */
  path(text: string, at: PolicyPath, scope: Scope): readonly string[] {
    const [prefix = ""] = /^\$(?:outer|before|after)\./.exec(text) ?? [];
    const parsed = parsePath(text.slice(prefix.length));
    if (!parsed.ok) return [];
    const start = prefix === "$outer." ? scope.outer : scope;
    if (start === undefined) return [];
    const isOwn = prefix === "" && !parsed.path.isFromNode;
    const names = [...(isOwn ? start.base : []), ...parsed.path.names];
    this.attributes.push({ at, names, types: start.types });
    return names;
  }

  fix({ set, remove, add }: PolicyFix, at: PolicyPath, scope: Scope): void {
    for (const path of Object.keys(set ?? {})) this.path(path, [...at, "set", path], scope);
    remove?.forEach((path, index) => this.path(path, [...at, "remove", index], scope));
    add?.forEach(({ block, with: entries = {} }, index) => {
      const base = this.path(block, [...at, "add", index, "block"], scope);
      for (const name of isDataMap(entries) ? Object.keys(entries) : []) {
        this.path(name, [...at, "add", index, "with", name], { types: scope.types, base });
      }
    });
  }

  message(text: string, at: PolicyPath, scope: Scope): void {
    for (const piece of text.split(/(\{\{|\}\}|\{[^{}]*\})/)) {
      const name = piece.startsWith("{") && piece.length > 2 ? piece.slice(1, -1).trim() : "";
      if (name !== "" && !ownWords.has(name) && !/^change\b/.test(name)) this.path(name, at, scope);
    }
  }

  condition(source: DataMap, at: PolicyPath, scope: Scope): void {
    for (const [name, argument] of Object.entries(source)) this.#entry(name, argument, [...at, name], scope);
  }

  #entry(name: string, argument: Data, at: PolicyPath, scope: Scope): void {
    switch (name) {
      case "all":
      case "any":
        if (isDataList(argument)) argument.forEach((each, index) => this.#nested(each, [...at, index], scope));
        return;
      case "not":
        this.#nested(argument, at, scope);
        return;
      case "linked":
      case "path":
        this.#relation(argument, at, scope);
        return;
      case "exists":
        if (isDataMap(argument)) this.#other(argument["type"], argument["where"], at, "type", scope);
        return;
      case "connected":
        if (isDataMap(argument)) this.#other(argument["to"], argument["where"], at, "to", scope);
        return;
      case "select":
        return;
      case "change":
        if (!isDataMap(argument)) return;
        for (const part of ["before", "after"]) this.#nested(argument[part], [...at, part], { ...scope, base: [] });
        return;
      case "ports":
        return;
      default:
        this.#matcher(argument, at, this.path(name, at, scope), scope);
    }
  }

  #nested(condition: Data | undefined, at: PolicyPath, scope: Scope): void {
    if (isDataMap(condition)) this.condition(condition, at, scope);
  }

  /** Notes types, and what is asked of them. */
  #other(types: Data | undefined, where: Data | undefined, at: PolicyPath, key: string, outer: Scope): Scope {
    const named = texts(types);
    if (named.length > 0) this.types.push({ at: [...at, key], types: named });
    const scope: Scope = { types: named, base: [], outer };
    this.#nested(where, [...at, "where"], scope);
    return scope;
  }

  #relation(argument: Data, at: PolicyPath, scope: Scope): void {
    if (!isDataMap(argument)) return;
    const key = argument["from"] === undefined ? "to" : "from";
    const other = this.#other(argument[key], argument["where"], at, key, scope);
    const node: Scope = { ...scope, base: [] };
    const holder = key === "from" ? other : node;
    for (const text of texts(argument["by"])) this.path(text, [...at, "by"], holder);
    const compared = argument["equals"];
    if (typeof compared === "string") this.path(compared, [...at, "equals"], key === "from" ? node : other);
    const { via } = argument;
    if (isDataList(via)) this.#hops(via, [...at, "via"], node);
  }

  #hops(hops: readonly Data[], at: PolicyPath, start: Scope): void {
    let from = start;
    hops.forEach((hop, index) => {
      if (!isDataMap(hop)) return;
      const key = hop["from"] === undefined ? "to" : "from";
      const next = this.#other(hop[key], hop["where"], [...at, index], key, start);
      const holder =
        key === "from" ? next : hop["repeat"] === true ? { ...from, types: [...from.types, ...next.types] } : from;
      if (holder.types.length > 0) {
        for (const text of texts(hop["by"])) this.path(text, [...at, index, "by"], holder);
      }
      from = hop["optional"] === true ? { ...next, types: [...from.types, ...next.types] } : next;
    });
  }

  #matcher(source: Data, at: PolicyPath, path: readonly string[], scope: Scope): void {
    if (!isDataMap(source)) return;
    for (const [name, argument] of Object.entries(source)) {
      const here = [...at, name];
      if (name === "where") this.#nested(argument, here, { ...scope, base: path });
      else if (passing.has(name)) this.#matcher(argument, here, path, scope);
      else if (listing.has(name) && isDataList(argument)) {
        argument.forEach((each, index) => {
          this.#matcher(each, [...here, index], path, scope);
        });
      } else if (isDataMap(argument) && typeof argument["attribute"] === "string") {
        this.path(argument["attribute"], [...here, "attribute"], scope);
      }
    }
  }
}

function texts(data: Data | undefined): readonly string[] {
  return (isDataList(data) ? data : [data]).filter((each) => typeof each === "string");
}
