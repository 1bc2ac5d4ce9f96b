import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Pair } from "yaml";
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
    const root: YamlNode = { kind: "scalar", value: null, start: base, end: base, size: 1 };
    const problem: YamlProblem = { kind: "too-deep", message: "", start: base, end: base };
    return [{ root, problems: [problem], hasComplexKey: false }];
  }
}

function convertDocument(document: Document.Parsed, text: string, base: number): RecoveredDocument {
  const conversion = new Conversion(text, base);
  const root = conversion.convert(document.contents);
  const syntax = document.errors.map((error): YamlProblem => {
    const [start, end] = error.pos;
    return { kind: "syntax", message: error.message, start: base + start, end: base + end };
  });
  return { root, problems: [...syntax, ...conversion.duplicates], hasComplexKey: conversion.hasComplexKey };
}

class Conversion {
  readonly duplicates: YamlProblem[] = [];
  hasComplexKey = false;
  readonly #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  convert(node: Node | null): YamlNode {
    if (node === null || isAlias(node)) {
      // An anchor that is unknown, or inside itself, has no value.
      const target = node === null ? undefined : this.#anchors.get(node.source);
      return target ?? { kind: "scalar", value: null, ...this.#range(node), size: 1 };
    }
    const converted = this.#convertContent(node);
    if ("anchor" in node && node.anchor !== undefined) this.#anchors.set(node.anchor, converted);
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
    return isText && node.type !== "PLAIN" ? makeText(value, start, end) : resolvePlainScalar(value, start, end);
  }

  /** An item may be a pair: `[a: b]` is a list of one mapping. */
  #item(item: unknown): YamlNode {
    if (isNode(item)) return this.convert(item);
    if (isPair(item)) return this.#mapping([item], this.base, this.base);
    return this.convert(null);
  }

  #mapping(items: readonly Pair<unknown, unknown>[], start: number, end: number): YamlNode {
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
      this.duplicates.push({ kind: "duplicate-key", message: entry.key, start: entry.keyStart, end: entry.keyEnd });
    });
  }

  #missing(at: number): YamlNode {
    return { kind: "scalar", value: null, start: at, end: at, size: 1 };
  }

  #range(node: Node | null): { start: number; end: number } {
    const range = node?.range;
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

function isPair(value: unknown): value is Pair<unknown, unknown> {
  return typeof value === "object" && value !== null && "key" in value && "value" in value;
}
