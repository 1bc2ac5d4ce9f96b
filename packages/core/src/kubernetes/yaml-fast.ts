import { FAILSAFE_SCHEMA, loadAll, Type, YAMLException, type EventType, type State } from "js-yaml";
import { makeMapping, makeSequence, type YamlEntry, type YamlNode } from "./yaml-node.js";
import { makeText, resolvePlainScalar } from "./yaml-scalar.js";

/** How deep a document may be nested. */
export const maxDepth = 200;

/** What the fast parser made of a text: documents, or the place where it gave up. */
export type FastParse =
  | { readonly ok: true; readonly documents: readonly YamlNode[] }
  | { readonly ok: false; readonly offset: number; readonly isTooDeep: boolean };

/** Typed tags are understood without being resolved by the library: how a scalar is typed is decided in one place. */
const schema = FAILSAFE_SCHEMA.extend({
  explicit: ["int", "float", "bool", "null", "timestamp", "binary"].map(
    (name) => new Type(`tag:yaml.org,2002:${name}`, { kind: "scalar" }),
  ),
});

/**
 * Parses YAML (and so JSON) with js-yaml, whose listener tells where each node begins and ends. Anything out of the
 * ordinary, such as explicit keys, is left to the parser that recovers.
 */
export function parseFast(text: string, base: number): FastParse {
  const builder = new TreeBuilder(text, base);
  const options = { schema, maxDepth, listener: builder.listen };
  try {
    loadAll(text, () => undefined, options);
    return { ok: true, documents: builder.documents };
  } catch (thrown) {
    if (thrown instanceof Unusual) return { ok: false, offset: base, isTooDeep: false };
    if (!(thrown instanceof YAMLException)) throw thrown;
    const offset = Math.min(thrown.mark.position, text.length);
    return { ok: false, offset: base + offset, isTooDeep: /maxDepth/.test(thrown.reason) };
  }
}

/** Thrown and caught inside this file: the text is legal, but its events do not tell enough. */
class Unusual extends Error {}

/** A node between its two events, with those of its children that are complete. */
interface Frame {
  readonly openedAt: number;
  readonly children: YamlNode[];
}

class TreeBuilder {
  readonly documents: YamlNode[] = [];
  readonly #frames: Frame[] = [];
  #anchors = new Map<string, YamlNode>();

  constructor(
    readonly text: string,
    readonly base: number,
  ) {}

  readonly listen = (event: EventType, state: State): void => {
    if (event === "open") {
      this.#frames.push({ openedAt: state.position, children: [] });
      return;
    }
    const frame = this.#frames.pop();
    if (frame === undefined) throw new Unusual();
    const node = this.#close(frame, state);
    const anchor = readText(state, "anchor");
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    const parent = this.#frames.at(-1);
    if (parent !== undefined) {
      parent.children.push(node);
    } else {
      this.documents.push(node);
      this.#anchors = new Map();
    }
  };

  #close(frame: Frame, state: State): YamlNode {
    const result: unknown = state.result;
    const kind = readText(state, "kind");
    const again = this.#readTwice(frame);
    if (again !== undefined && again.kind === kind) return again;
    if (kind === "sequence" && Array.isArray(result)) return this.#sequence(frame, result.length, state.position);
    if (kind === "mapping") return this.#mapping(frame, result, state.position);
    const start = contentStart(this.text, frame.openedAt);
    if (kind === "scalar" && typeof result === "string") {
      return this.#scalar(result, start, state.position, readText(state, "tag"));
    }
    if (this.text.charCodeAt(start) === asterisk) return this.#alias(start);
    const at = this.base + frame.openedAt;
    return { kind: "scalar", value: null, start: at, end: at, size: 1 };
  }

  /** A collection in brackets is first read as if it were a key, and then kept: it is its own only child. */
  #readTwice({ children, openedAt }: Frame): YamlNode | undefined {
    const [only] = children;
    if (only === undefined || children.length > 1 || only.kind === "scalar") return undefined;
    const start = contentStart(this.text, openedAt);
    const first = this.text[start];
    return (first === "{" || first === "[") && only.start === this.base + start ? only : undefined;
  }

  #scalar(value: string, start: number, closedAt: number, tag: string | undefined): YamlNode {
    const end = this.base + trimmedEnd(this.text, start, closedAt);
    const first = this.text[start];
    const isPlain = first !== '"' && first !== "'" && first !== "|" && first !== ">" && !tag?.endsWith(":str");
    return isPlain ? resolvePlainScalar(value, this.base + start, end) : makeText(value, this.base + start, end);
  }

  #sequence(frame: Frame, length: number, closedAt: number): YamlNode {
    if (frame.children.length !== length) throw new Unusual();
    return makeSequence(frame.children, this.#startOf(frame), this.base + trimmedEnd(this.text, 0, closedAt));
  }

  #mapping(frame: Frame, result: unknown, closedAt: number): YamlNode {
    const pairs: YamlEntry[] = [];
    const { children } = frame;
    for (let at = 0; at + 1 < children.length; at += 2) {
      const key = children[at];
      const value = children[at + 1];
      if (key === undefined || value === undefined || !this.#isKey(key)) throw new Unusual();
      pairs.push({ key: this.#keyText(key), keyStart: key.start, keyEnd: key.end, value });
    }
    const expected = typeof result === "object" && result !== null ? Object.keys(result).length : -1;
    if (pairs.length !== expected) throw new Unusual();
    const end = this.base + trimmedEnd(this.text, 0, closedAt);
    return makeMapping(pairs, this.#startOf(frame), end, () => undefined);
  }

  /** A key is a scalar with a colon behind it. */
  #isKey(node: YamlNode): boolean {
    if (node.kind !== "scalar") return false;
    let at = node.end - this.base;
    while (this.text[at] === " " || this.text[at] === "\t") at++;
    return this.text[at] === ":";
  }

  /** Keys are texts whatever they look like: `on:` is not a boolean. */
  #keyText(node: YamlNode): string {
    if (node.kind === "scalar" && typeof node.value === "string") return node.value;
    return this.text.slice(node.start - this.base, node.end - this.base);
  }

  #alias(start: number): YamlNode {
    const end = start + 1 + (/^[^\s,[\]{}]*/.exec(this.text.slice(start + 1, start + 200))?.[0].length ?? 0);
    const target = this.#anchors.get(this.text.slice(start + 1, end));
    // An anchor inside itself: there is no such value in JSON.
    if (target === undefined) throw new Unusual();
    return target;
  }

  #startOf(frame: Frame): number {
    return this.base + contentStart(this.text, frame.openedAt);
  }
}

const asterisk = 0x2a;

/** Skips spaces, line breaks, comments, tags and anchors before a node. */
function contentStart(text: string, from: number): number {
  let at = from;
  for (;;) {
    const character = text.charAt(at);
    if (character === " " || character === "\n" || character === "\r" || character === "\t") {
      at++;
    } else if (character === "#") {
      while (at < text.length && text.charAt(at) !== "\n") at++;
    } else if (character === "!" || character === "&") {
      while (at < text.length && !/\s/.test(text.charAt(at))) at++;
    } else {
      return at;
    }
  }
}

/** The offset behind the last character that is not white space. */
function trimmedEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/** js-yaml's type declarations leave out `tag` and `anchor`. */
function readText(state: State, name: "kind" | "tag" | "anchor"): string | undefined {
  const value: unknown = Reflect.get(state, name);
  return typeof value === "string" ? value : undefined;
}
