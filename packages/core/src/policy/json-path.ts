/** One step of a JSONPath (RFC 9535): from a value to some of what it holds, or of what lies anywhere below it. */
export interface Segment {
  readonly selectors: readonly Selector[];
  /** Written with two dots: of the value itself and of everything below. */
  readonly isDeep: boolean;
}

/** What a step selects. */
export type Selector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "index"; readonly index: number }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly end: number | undefined;
      readonly step: number;
    }
  | { readonly kind: "filter"; readonly filter: Filter };

/** What a filter asks of an element. */
export type Filter =
  | { readonly kind: "all" | "any"; readonly filters: readonly Filter[] }
  | { readonly kind: "not"; readonly filter: Filter }
  | { readonly kind: "exists"; readonly query: Query }
  | { readonly kind: "compare"; readonly left: Operand; readonly operator: Comparison; readonly right: Operand };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "=~";

/** A query inside a filter: of the element (`@`), or of the whole (`$`). */
export interface Query {
  readonly isFromRoot: boolean;
  readonly segments: readonly Segment[];
}

/** One side of a comparison. */
export type Operand =
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null };

/** The steps of a JSONPath, or what is wrong with it. */
export type ParsedJsonPath =
  { readonly ok: true; readonly segments: readonly Segment[] } | { readonly ok: false; readonly problem: string };

const longestPath = 2000;
const deepestFilter = 16;

class Malformed extends Error {}

/** Parses a JSONPath as RFC 9535 has it, without functions; `=~`, a match of a pattern, is added. */
export function parseJsonPath(text: string): ParsedJsonPath {
  if (text.length > longestPath) return { ok: false, problem: "This JSONPath is too long." };
  const parser = new Parser(text);
  try {
    return { ok: true, segments: parser.parse() };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const where = parser.at >= text.length ? "at its end" : `at “${text.slice(parser.at, parser.at + 12)}”`;
    return { ok: false, problem: `“${text}” is not a JSONPath: ${error.message} ${where}.` };
  }
}

const name = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_\u0080-\uffff-]*/uy;
const integer = /-?\d+/y;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const comparison = /==|!=|<=|>=|=~|<|>/y;
const keyword = /(?:true|false|null)\b/y;

class Parser {
  at = 0;

  constructor(readonly text: string) {}

  parse(): readonly Segment[] {
    if (!this.#take("$")) this.#fail("a path begins with $, which is missing");
    const segments = this.#segments(0);
    if (this.at < this.text.length) this.#fail("it is malformed");
    return segments;
  }

  #segments(depth: number): readonly Segment[] {
    const segments: Segment[] = [];
    for (;;) {
      const isDeep = this.#take("..");
      if (this.text[this.at] === "[") segments.push({ selectors: this.#bracketed(depth), isDeep });
      else if (isDeep || this.#take(".")) segments.push({ selectors: [this.#dotted()], isDeep });
      else return segments;
    }
  }

  #dotted(): Selector {
    if (this.#take("*")) return { kind: "wildcard" };
    return { kind: "name", name: this.#match(name) ?? this.#fail("a name is missing") };
  }

  #bracketed(depth: number): readonly Selector[] {
    this.#expect("[");
    const selectors: Selector[] = [];
    do {
      this.#skipSpace();
      selectors.push(this.#selector(depth));
      this.#skipSpace();
    } while (this.#take(","));
    this.#expect("]");
    return selectors;
  }

  #selector(depth: number): Selector {
    if (this.#take("*")) return { kind: "wildcard" };
    if (this.#take("?")) return { kind: "filter", filter: this.#any(depth + 1) };
    const quoted = this.#quoted();
    if (quoted !== undefined) return { kind: "name", name: quoted };
    const start = this.#integer();
    this.#skipSpace();
    if (!this.#take(":")) {
      return start === undefined ? this.#fail("a name, an index or * is expected") : { kind: "index", index: start };
    }
    this.#skipSpace();
    const end = this.#integer();
    this.#skipSpace();
    const step = this.#take(":") ? (this.#skipSpace(), this.#integer() ?? 1) : 1;
    return { kind: "slice", start, end, step };
  }

  #any(depth: number): Filter {
    if (depth > deepestFilter) this.#fail("it is nested too deeply");
    const filters = [this.#all(depth)];
    while ((this.#skipSpace(), this.#take("||"))) filters.push(this.#all(depth));
    const [only] = filters;
    return only !== undefined && filters.length === 1 ? only : { kind: "any", filters };
  }

  #all(depth: number): Filter {
    const filters = [this.#basic(depth)];
    while ((this.#skipSpace(), this.#take("&&"))) filters.push(this.#basic(depth));
    const [only] = filters;
    return only !== undefined && filters.length === 1 ? only : { kind: "all", filters };
  }

  #basic(depth: number): Filter {
    if (depth > deepestFilter) this.#fail("it is nested too deeply");
    this.#skipSpace();
    if (this.text.startsWith("!", this.at) && !this.text.startsWith("!=", this.at)) {
      this.#expect("!");
      return { kind: "not", filter: this.#basic(depth + 1) };
    }
    if (this.#take("(")) {
      const inner = this.#any(depth + 1);
      this.#skipSpace();
      this.#expect(")");
      return inner;
    }
    const left = this.#operand(depth);
    this.#skipSpace();
    const operator = this.#match(comparison);
    if (operator === undefined) {
      return left.kind === "query" ? { kind: "exists", query: left.query } : this.#fail("a comparison is missing");
    }
    this.#skipSpace();
    const right = this.#operand(depth);
    if (operator === "=~" && !(right.kind === "literal" && typeof right.value === "string")) {
      this.#fail("=~ needs a pattern in quotes");
    }
    return { kind: "compare", left, operator: operator as Comparison, right };
  }

  #operand(depth: number): Operand {
    const isFromRoot = this.#take("$");
    if (isFromRoot || this.#take("@"))
      return { kind: "query", query: { isFromRoot, segments: this.#segments(depth + 1) } };
    const quoted = this.#quoted();
    if (quoted !== undefined) return { kind: "literal", value: quoted };
    const word = this.#match(keyword);
    if (word !== undefined) return { kind: "literal", value: word === "null" ? null : word === "true" };
    const digits = this.#match(number);
    return digits === undefined
      ? this.#fail("@, $ or a literal is expected")
      : { kind: "literal", value: Number(digits) };
  }

  #quoted(): string | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return undefined;
    let value = "";
    for (let at = this.at + 1; at < this.text.length; at += 1) {
      const character = this.text.charAt(at);
      if (character === quote) {
        this.at = at + 1;
        return value;
      }
      // A backslash only takes the quotes and itself from their meaning, so that patterns can be written as they are.
      const next = this.text[at + 1];
      if (character === "\\" && (next === quote || next === "\\")) value += this.text.charAt((at += 1));
      else value += character;
    }
    return this.#fail("a quote is not closed");
  }

  #integer(): number | undefined {
    const digits = this.#match(integer);
    return digits === undefined ? undefined : Number(digits);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  #take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) this.#fail(`${text} is missing`);
  }

  #skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at += 1;
  }

  #fail(message: string): never {
    throw new Malformed(message);
  }
}
