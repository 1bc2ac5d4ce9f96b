import type { ListReading, ObjectReading, Reading, Rest, UnknownReading } from "../../graph/reading.js";
import type { Expression, SyntaxNode } from "../../hcl/syntax.js";
import type { SourceRange } from "../../source/source-file.js";
import { toDouble } from "../values/number.js";
import { piecesOf, readOutline } from "../values/outline.js";
import { Marks, type MapValue, type ObjectValue, type UnknownValue, type Value } from "../values/value.js";
import type { PathStep } from "../trace/place.js";
import { LazyEntries } from "./lazy-entries.js";
import type { Origin } from "./origin.js";
import { digitsOf, wholeNumber } from "./whole-number.js";

/** Reads a value. `expression` is what it was written as, as far as it stands in place; it gives elements their own ranges. */
export function readingOfValue(value: Value, origin: Origin, expression: Expression | undefined): Reading {
  return new ValueReader(origin).read(value, expression, origin.range, [], false);
}

class ValueReader {
  constructor(readonly origin: Origin) {}

  read(
    value: Value,
    expression: Expression | undefined,
    range: SourceRange,
    path: readonly PathStep[],
    isInSensitive: boolean,
  ): Reading {
    const isSensitive = isInSensitive || (value.marks & (Marks.sensitive | Marks.ephemeral)) !== 0;
    const base = {
      range,
      isSensitive,
      trace: () => this.origin.trace(path),
      references: () => this.origin.references(path),
    };
    switch (value.kind) {
      case "null":
        return { kind: "absent", ...base };
      case "unknown":
        return this.readUnknown(value, base, path);
      case "bool":
        return { kind: "scalar", value: value.value, ...base };
      case "string": {
        const reading: Reading = { kind: "scalar", value: value.value, ...base };
        return looksLikeJson(value.value) ? this.withDecoded(reading, value, path) : reading;
      }
      case "number": {
        const number = toDouble(value.value);
        const isExact = wholeNumber(value.value) !== undefined;
        return { kind: "scalar", value: number, digits: isExact ? undefined : digitsOf(value.value), ...base };
      }
      case "list":
      case "set":
      case "tuple":
        return this.readItems(value.items, base, inPlace(expression), path);
      case "map":
      case "object":
        return this.readEntries(value, base, inPlace(expression), path);
    }
  }

  readUnknown(value: UnknownValue, base: Omit<UnknownReading, "kind" | "reason">, path: readonly PathStep[]): Reading {
    const { reason, subject, type, refinement } = value;
    if (refinement?.part !== undefined) return this.readPartial(refinement.part, { reason, subject }, base, path);
    const isPresent = refinement?.notNull === true ? true : undefined;
    const pieces = type.kind === "string" ? piecesOf(refinement) : undefined;
    const reading: UnknownReading = { kind: "unknown", reason, subject, isPresent, pieces, ...base };
    return type.kind === "string" || type.kind === "dynamic" ? this.withDecoded(reading, value, path) : reading;
  }

  /** What is certain of a collection that is not known as a whole, with the rest open. */
  readPartial(
    part: Value,
    rest: Rest,
    base: Omit<UnknownReading, "kind" | "reason">,
    path: readonly PathStep[],
  ): Reading {
    if (part.kind !== "map" && part.kind !== "object") {
      const values = "items" in part ? part.items : [];
      // Where an item stands in the whole is not certain, so that its trace is that of the whole.
      const items = values.map((item) => this.read(item, undefined, base.range, path, base.isSensitive));
      return { kind: "list", isBlocks: false, ...base, items, rest };
    }
    const { entries } = part;
    return {
      kind: "object",
      ...base,
      rest,
      keys: () => [...entries.keys()],
      get: (name) => {
        const entry = entries.get(name);
        if (entry === undefined) return { ...rest, kind: "unknown", ...base };
        return this.read(entry, undefined, base.range, [...path, name], base.isSensitive);
      },
    };
  }

  /** Looks for the structure behind a JSON text when somebody asks whether there is one. */
  withDecoded(reading: Reading, value: Value, path: readonly PathStep[]): Reading {
    const { origin } = this;
    let decoded: { readonly found: (() => Reading) | undefined } | undefined;
    return {
      ...reading,
      get decoded() {
        decoded ??= { found: origin.decoded(path) ?? readOutline(value, reading) };
        return decoded.found;
      },
    };
  }

  readItems(
    values: readonly Value[],
    base: Omit<ListReading, "kind" | "items" | "isBlocks">,
    expression: Expression | undefined,
    path: readonly PathStep[],
  ): Reading {
    const written = expression?.kind === "tuple" && expression.items.length === values.length ? expression.items : [];
    let items: readonly Reading[] | undefined;
    const read = (): readonly Reading[] =>
      values.map((value, index) => {
        const item = written[index];
        return this.readPart(value, item, item, expression, base, [...path, index]);
      });
    return {
      kind: "list",
      isBlocks: false,
      ...base,
      get items() {
        items ??= read();
        return items;
      },
    };
  }

  readEntries(
    value: ObjectValue | MapValue,
    base: Omit<ObjectReading, "kind" | "keys" | "get">,
    expression: Expression | undefined,
    path: readonly PathStep[],
  ): Reading {
    const { entries } = value;
    const open = entries instanceof LazyEntries ? entries.open : undefined;
    return {
      kind: "object",
      ...base,
      rest: open === undefined ? undefined : { reason: open.reason, subject: open.subject },
      keys: () => keysInOrder(entries, expression),
      get: (name) => {
        const entry = entries.get(name);
        if (entry === undefined) return { kind: "absent", range: base.range, isSensitive: base.isSensitive };
        const item = itemOf(expression, name);
        return this.readPart(entry, item, item?.value, expression, base, [...path, name]);
      },
    };
  }

  /** Reads an element, located at its item in the constructor around it, or where a call or condition in place takes it from. */
  readPart(
    value: Value,
    item: SyntaxNode | undefined,
    own: Expression | undefined,
    around: Expression | undefined,
    { range, isSensitive }: Pick<Reading, "range" | "isSensitive">,
    path: readonly PathStep[],
  ): Reading {
    if (item !== undefined) {
      const place = { file: this.origin.file, start: item.start, end: item.end };
      return this.read(value, own, place, path, isSensitive);
    }
    const isComputed = around?.kind === "conditional" || around?.kind === "call";
    if (!isComputed) return this.read(value, undefined, range, path, isSensitive);
    return this.read(value, around, this.origin.rangeWithin(path) ?? range, path, isSensitive);
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** The constructor that stands in place, without the parentheses and wrappers around it. */
function inPlace(expression: Expression | undefined): Expression | undefined {
  let at = expression;
  while (at !== undefined) {
    if (at.kind === "parentheses") at = at.expression;
    else if (at.kind === "call" && at.arguments.length === 1 && !at.expandsFinal && keepsElements.has(at.name)) {
      at = at.arguments[0];
    } else if (at.kind === "template" && at.isWrapper) {
      const [part] = at.parts;
      at = part?.kind === "interpolation" ? part.expression : undefined;
    } else return at;
  }
  return undefined;
}

/** Functions whose result has the elements of their argument at the same places. */
const keepsElements = new Set(["tolist", "tomap", "sensitive", "nonsensitive"]);

function keysInOrder(entries: ReadonlyMap<string, Value>, expression: Expression | undefined): readonly string[] {
  if (expression?.kind !== "object") return [...entries.keys()];
  const keys = new Set<string>();
  for (const { key } of expression.items) {
    const name = literalKey(key);
    if (name !== undefined && entries.has(name)) keys.add(name);
  }
  for (const name of entries.keys()) keys.add(name);
  return [...keys];
}

/** The last item with a key: the one that wins. */
function itemOf(
  expression: Expression | undefined,
  name: string,
): (Expression & { kind: "object" })["items"][number] | undefined {
  if (expression?.kind !== "object") return undefined;
  return expression.items.findLast(({ key }) => literalKey(key) === name);
}

function literalKey(key: Expression): string | undefined {
  if (key.kind === "variable") return key.name;
  if (key.kind === "string") return key.value;
  if (key.kind === "number") return key.text;
  return key.kind === "parentheses" && key.expression.kind === "string" ? key.expression.value : undefined;
}
