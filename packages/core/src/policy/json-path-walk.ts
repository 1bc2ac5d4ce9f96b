import type { ListReading, Reading } from "../graph/reading.js";
import { causeOf } from "./context.js";
import type { Comparison, Filter, Operand, Query, Segment, Selector } from "./json-path.js";
import { equalsData, numberOf } from "./literal.js";
import { dataOf } from "./operand.js";
import type { Truth, UnknownCause } from "./outcome.js";
import { isDataList, isDataMap, type Data } from "./policy.js";

/** What a JSONPath selects, and why it may select more. */
export interface Selection {
  readonly items: readonly Reading[];
  readonly rest: UnknownCause | undefined;
  /** The last thing that was looked for and is not there. */
  readonly missing: Reading | undefined;
}

/** Tells whether a text has a match of a pattern of the path. */
export type PatternTest = (pattern: string, text: string) => boolean;

const mostSteps = 100_000;
const deepest = 64;

/** Selects the parts of a value that a JSONPath leads to. A path steps through a nested block that occurs once by its name. */
export function walkJsonPath(root: Reading, segments: readonly Segment[], matches: PatternTest): Selection {
  return new Walk(root, matches).run(root, segments);
}

class Walk {
  #stepsLeft = mostSteps;
  #missing: Reading | undefined;

  constructor(
    readonly root: Reading,
    readonly matches: PatternTest,
  ) {}

  run(start: Reading, segments: readonly Segment[]): Selection {
    let items: readonly Reading[] = [start];
    let rest: UnknownCause | undefined;
    for (const segment of segments) {
      const next = new Collected();
      for (const item of items) {
        if (segment.isDeep) this.#descend(item, segment, next, 0);
        else this.#select(item, segment, next, false);
      }
      items = next.items;
      rest ??= next.rest;
    }
    return { items, rest, missing: this.#missing };
  }

  #descend(reading: Reading, segment: Segment, into: Collected, depth: number): void {
    if (depth > deepest) {
      into.rest ??= { reason: "error", subject: "what is nested too deeply" };
      return;
    }
    this.#select(reading, segment, into, true);
    for (const part of partsOf(reading)) this.#descend(part, segment, into, depth + 1);
  }

  /** Where everything below is visited anyway, a name is not looked for through a block. */
  #select(reading: Reading, segment: Segment, into: Collected, isDeep: boolean): void {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) into.rest ??= { reason: "error", subject: "what is too large" };
    else if (reading.kind === "unknown") {
      // What is known to be a text has no parts.
      if (reading.pieces === undefined) into.rest ??= causeOf(reading);
    } else for (const selector of segment.selectors) this.#apply(reading, selector, into, isDeep);
  }

  #apply(reading: Reading, selector: Selector, into: Collected, isDeep: boolean): void {
    switch (selector.kind) {
      case "name":
        this.#name(reading, selector.name, into, isDeep);
        return;
      case "wildcard":
        into.add(partsOf(reading), restOf(reading));
        return;
      case "index":
      case "slice":
        this.#elements(reading, selector, into);
        return;
      case "filter":
        this.#filter(reading, selector.filter, into);
        return;
    }
  }

  #name(reading: Reading, name: string, into: Collected, isDeep: boolean): void {
    if (reading.kind === "list" && reading.isBlocks && !isDeep) {
      const [only] = reading.items;
      if (reading.rest !== undefined) into.rest ??= reading.rest;
      else if (only !== undefined && reading.items.length === 1) this.#name(only, name, into, false);
      else this.#missing = reading;
      return;
    }
    if (reading.kind !== "object") return;
    const found = reading.get(name);
    if (found.kind !== "absent") into.add([found], undefined);
    else {
      this.#missing = found;
      into.rest ??= reading.rest;
    }
  }

  /** What is no list is taken for a list of one. */
  #elements(reading: Reading, selector: Extract<Selector, { kind: "index" | "slice" }>, into: Collected): void {
    if (reading.kind === "absent") return;
    const items = reading.kind === "list" ? reading.items : [reading];
    const isWhole = selector.kind === "slice" && selector.start === undefined && selector.end === undefined;
    const rest = reading.kind === "list" ? reading.rest : undefined;
    // Where there may be more, it is not certain which element has which number.
    if (rest !== undefined && !isWhole) into.rest ??= rest;
    else if (selector.kind === "slice") into.add(slice(items, selector), rest);
    else {
      const item = items.at(selector.index);
      if (item === undefined) this.#missing = reading;
      else into.add([item], undefined);
    }
  }

  #filter(reading: Reading, filter: Filter, into: Collected): void {
    into.rest ??= restOf(reading);
    for (const part of partsOf(reading)) {
      const truth = this.#holds(filter, part);
      if (truth === true) into.add([part], undefined);
      else if (truth === undefined) into.rest ??= causeOf(part);
    }
  }

  #holds(filter: Filter, element: Reading): Truth {
    switch (filter.kind) {
      case "all":
      case "any": {
        const deciding = filter.kind === "any";
        let truth: Truth = !deciding;
        for (const each of filter.filters) {
          const found = this.#holds(each, element);
          if (found === deciding) return deciding;
          if (found === undefined) truth = undefined;
        }
        return truth;
      }
      case "not": {
        const truth = this.#holds(filter.filter, element);
        return truth === undefined ? undefined : !truth;
      }
      case "exists": {
        const { items, rest } = this.#query(filter.query, element);
        return items.length > 0 ? true : rest === undefined ? false : undefined;
      }
      case "compare":
        return this.#compare(filter.left, filter.operator, filter.right, element);
    }
  }

  #query({ isFromRoot, segments }: Query, element: Reading): Selection {
    const missing = this.#missing;
    const selection = this.run(isFromRoot ? this.root : element, segments);
    this.#missing = missing;
    return selection;
  }

  #compare(left: Operand, operator: Comparison, right: Operand, element: Reading): Truth {
    const [one, other] = [this.#value(left, element), this.#value(right, element)];
    if (one === undefined || other === undefined) return undefined;
    if (one.kind === "reading" && other.kind === "data" && (operator === "==" || operator === "!=")) {
      const truth = equalsData(one.reading, other.data);
      return truth === undefined ? undefined : truth === (operator === "==");
    }
    const [a, b] = [plain(one), plain(other)];
    return a === undefined || b === undefined ? undefined : compareData(a.data, operator, b.data, this.matches);
  }

  /** Nothing stands for null; undefined where the value is not known, or is one of several. */
  #value(operand: Operand, element: Reading): Value | undefined {
    if (operand.kind === "literal") return { kind: "data", data: operand.value };
    const { items, rest } = this.#query(operand.query, element);
    const [only] = items;
    if (rest !== undefined || items.length > 1) return undefined;
    return only === undefined ? { kind: "data", data: null } : { kind: "reading", reading: only };
  }
}

type Value = { readonly kind: "data"; readonly data: Data } | { readonly kind: "reading"; readonly reading: Reading };

function plain(value: Value): { readonly data: Data } | undefined {
  const data = value.kind === "data" ? value.data : dataOf(value.reading);
  return data === undefined ? undefined : { data };
}

function compareData(left: Data, operator: Comparison, right: Data, matches: PatternTest): boolean {
  if (operator === "==" || operator === "!=") return isSame(left, right) === (operator === "==");
  if (operator === "=~") return typeof left === "string" && typeof right === "string" && matches(right, left);
  if (isDataList(left) || isDataMap(left) || isDataList(right) || isDataMap(right)) return false;
  if (left === null || right === null) return false;
  const [a, b] = [numberOf(left) ?? String(left), numberOf(right) ?? String(right)];
  if (typeof a !== typeof b) return false;
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function isSame(left: Data, right: Data): boolean {
  if (typeof left !== "object" && typeof right !== "object") return String(left) === String(right);
  return JSON.stringify(left) === JSON.stringify(right);
}

function partsOf(reading: Reading): readonly Reading[] {
  if (reading.kind === "list") return reading.items;
  if (reading.kind !== "object") return [];
  return reading.keys().map((name) => reading.get(name));
}

function restOf(reading: Reading): UnknownCause | undefined {
  return reading.kind === "list" || reading.kind === "object" ? reading.rest : undefined;
}

function slice(
  items: ListReading["items"],
  { start, end, step }: Extract<Selector, { kind: "slice" }>,
): readonly Reading[] {
  if (step === 0) return [];
  if (step > 0) return items.slice(start ?? 0, end).filter((_item, index) => index % step === 0);
  const place = (index: number | undefined, otherwise: number): number =>
    index === undefined ? otherwise : index < 0 ? items.length + index : Math.min(index, items.length - 1);
  const found: Reading[] = [];
  for (let at = place(start, items.length - 1); at > place(end, -1); at += step) {
    const item = items[at];
    if (item !== undefined) found.push(item);
  }
  return found;
}

/** What a step has selected so far. */
class Collected {
  readonly items: Reading[] = [];
  rest: UnknownCause | undefined;

  add(items: readonly Reading[], rest: UnknownCause | undefined): void {
    for (const item of items) if (item.kind !== "absent") this.items.push(item);
    this.rest ??= rest;
  }
}
