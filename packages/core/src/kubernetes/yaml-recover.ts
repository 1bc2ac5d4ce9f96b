import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Alias,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { mayBeNestedDeeperThan } from "./nesting.js";
import { maxDepth } from "./yaml-fast.js";
import { makeMapping, makeSequence, type YamlEntry, type YamlNode } from "./yaml-node.js";
import { makeText, resolvePlainScalar } from "./yaml-scalar.js";

/** Something wrong in the text of a document. */
export interface YamlProblem {
  readonly kind: "syntax" | "duplicate-key" | "too-deep";
  /** The parser's own words, without a position; empty where the kind says it all. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A document as far as it could be read. */
export interface RecoveredDocument {
  readonly root: YamlNode;
  readonly problems: readonly YamlProblem[];
  /** Whether a mapping is used as a key: `{{ value }}` reads as one, and nothing that a cluster takes does. */
  readonly hasComplexKey: boolean;
}

/** Parses what the fast parser gave up on: slower, but it recovers from errors and reports several. */
export function parseRecovering(text: string, base: number): RecoveredDocument[] {
  if (mayBeNestedDeeperThan(text, maxDepth)) return [tooDeep(base)];
  try {
    const parsed = parseAllDocuments(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
      version: "1.2",
    });
    return "empty" in parsed ? [] : parsed.map((document) => convertDocument(document, text, base));
  } catch (thrown) {
    // The library descends by recursion; a text may be nested deeper than the stack.
    if (!(thrown instanceof RangeError)) throw thrown;
    return [tooDeep(base)];
  }
}

function tooDeep(base: number): RecoveredDocument {
  const root: YamlNode = { kind: "scalar", value: null, start: base, end: base, size: 1 };
  return { root, problems: [{ kind: "too-deep", message: "", start: base, end: base }], hasComplexKey: false };
}

function convertDocument(document: Document.Parsed, text: string, base: number): RecoveredDocument {
  const conversion = new Conversion(text, base);
  const root = conversion.convert(document.contents);
  const syntax = document.errors.map((error): YamlProblem => {
    const [start, end] = error.pos;
    const message = error.message.replace(/closing (["'])quote/, "closing $1 of the quoted text");
    return {
      kind: "syntax",
      message,
      start: base + Math.min(start, text.length),
      end: base + Math.min(end, text.length),
    };
  });
  return { root, problems: [...syntax, ...conversion.problems], hasComplexKey: conversion.hasComplexKey };
}

class Conversion {
  readonly problems: YamlProblem[] = [];
  hasComplexKey = false;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  convert(node: Node | null): YamlNode {
    if (node === null) return this.#missing(this.base);
    if (isAlias(node)) return this.#anchors.get(node.source) ?? this.#unresolved(node);
    const converted = this.#convertContent(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, converted);
    return converted;
  }

  #convertContent(node: Node): YamlNode {
    const { start, end } = this.#range(node);
    if (isMap(node)) return this.#mapping(node.items, start, end);
    if (isSeq(node)) {
      return makeSequence(
        node.items.map((item) => this.#item(item)),
        start,
        end,
      );
    }
    if (!isScalar(node)) return { kind: "scalar", value: null, start, end, size: 1 };
    const value = typeof node.value === "string" ? node.value : "";
    const isText = (node.type !== "PLAIN" && node.type !== undefined) || node.tag === "tag:yaml.org,2002:str";
    return isText ? makeText(value, start, end) : resolvePlainScalar(value, start, end);
  }

  /** An item may be a pair: `[a: b]` is a list of one mapping. */
  #item(item: unknown): YamlNode {
    if (isNode(item)) return this.convert(item);
    if (isPair(item)) return this.#mapping([item], this.base, this.base);
    return this.convert(null);
  }

  #mapping(items: readonly Pair[], start: number, end: number): YamlNode {
    const pairs: YamlEntry[] = [];
    for (const { key, value } of items) {
      if (!isScalar(key)) {
        this.hasComplexKey = true;
        continue;
      }
      const { start: keyStart, end: keyEnd } = this.#range(key);
      const keyText =
        typeof key.value === "string" ? key.value : this.text.slice(keyStart - this.base, keyEnd - this.base);
      const node = isNode(value) ? this.convert(value) : this.#missing(keyEnd);
      pairs.push({ key: keyText, keyStart, keyEnd, value: node });
    }
    return makeMapping(pairs, start, end, (entry) => {
      this.problems.push({ kind: "duplicate-key", message: entry.key, start: entry.keyStart, end: entry.keyEnd });
    });
  }

  /** An alias of nothing, or of something that it is itself a part of. */
  #unresolved(node: Alias): YamlNode {
    const range = this.#range(node);
    // Not by its name: what begins with an asterisk may have been meant to be a password.
    this.problems.push({ kind: "syntax", message: "there is no anchor of this name before this alias", ...range });
    return { kind: "scalar", value: null, ...range, size: 1 };
  }

  #missing(at: number): YamlNode {
    return { kind: "scalar", value: null, start: at, end: at, size: 1 };
  }

  #range({ range }: Node): { start: number; end: number } {
    if (range === undefined || range === null) return { start: this.base, end: this.base };
    const [start] = range;
    let end = range[1];
    while (end > start && /\s/.test(this.text.charAt(end - 1))) end--;
    return { start: this.base + start, end: this.base + end };
  }
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function isPair(value: unknown): value is Pair {
  return typeof value === "object" && value !== null && "key" in value && "value" in value;
}
