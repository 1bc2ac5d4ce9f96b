import type { GraphNode } from "../../graph/graph.js";
import type { Reading, UnknownReason } from "../../graph/reading.js";
import { compilePath, readPath, reportSeveral } from "../attribute.js";
import { causeOf, type CompileContext } from "../context.js";
import { numberOf } from "../literal.js";
import { dataOf } from "../operand.js";
import type { Scope } from "../outcome.js";
import type { Data } from "../policy.js";

/** What every attribute has, whether its value is known or not. It can be given to `context.fail` as the place of a verdict. */
interface AttributeBase {
  /** Its path from the node, without indices: `ingress.cidr_blocks`. */
  readonly path: string;
  /** Whether its value must never be shown. A message that holds it is masked. */
  readonly isSensitive: boolean;
  /** Whether no more elements or keys may be there than are told. */
  readonly isComplete: boolean;
  /** The value as a text, where it is a text, number or boolean that is known. */
  readonly text: string | undefined;
  /** The value as a number, where it is one, or a text that says one, and known. */
  readonly number: number | undefined;
  /** Reads on: a path relative to this attribute, through nested blocks that occur once. */
  attribute(path: string): Attribute;
  /**
   * The elements of a list, or the nested blocks of a type; any other value is the only one of its kind, and what is absent has
   * none. Where there may be more than are known, the last is unknown.
   */
  elements(): readonly Attribute[];
  /** The values of a map, an object or the inside of a block, by key; nothing for anything else. */
  entries(): ReadonlyMap<string, Attribute>;
}

/** An attribute whose whole value is known. */
export interface KnownAttribute extends AttributeBase {
  readonly status: "known";
  /** Plain data; inside it, null stands for what is absent. */
  readonly value: Data;
}

/** An attribute whose value, or a part of it, is not known. `elements` and `entries` tell the parts that are. */
export interface UnknownAttribute extends AttributeBase {
  readonly status: "unknown";
  readonly value: undefined;
  readonly reason: UnknownReason;
  /** What is not known, in the source's own words: `var.cidrs`. */
  readonly subject: string | undefined;
  /** Whether it is certain not to be null, whatever its value. */
  readonly isPresent: boolean;
}

/** An attribute that is not written, or written as null. Its place is what lacks it. */
export interface AbsentAttribute extends AttributeBase {
  readonly status: "absent";
  readonly value: undefined;
}

/** What a policy reads at one place: every value is known, unknown or absent, and which it is has to be asked. */
export type Attribute = KnownAttribute | UnknownAttribute | AbsentAttribute;

/** The place that stands behind an attribute or a node which a policy holds in its hands. */
export interface Place {
  readonly node: GraphNode;
  /** Undefined for the node as a whole. */
  readonly reading: Reading | undefined;
  readonly path: string;
}

/** What attributes are read in: the scope of their node, and a record of what was given away. */
export interface Viewing {
  readonly scope: Scope;
  readonly compileContext: CompileContext;
  /** Told of every value that a policy gets to see. */
  readonly onRead: (reading: Reading) => void;
}

const places = new WeakMap<object, Place>();

/** Remembers the place of something that a policy is given. */
export function setPlace<T extends object>(view: T, place: Place): T {
  places.set(view, place);
  return view;
}

/** The place of something that a policy gave back; undefined for what it made up itself. */
export function placeOf(view: unknown): Place | undefined {
  return typeof view === "object" && view !== null ? places.get(view) : undefined;
}

/** Reads a path from a place of a node. */
export function readAttribute(start: Reading, path: string, base: string, viewing: Viewing): Attribute {
  const rooted = compilePath(path, viewing.compileContext);
  const own = rooted.root === "here" && base !== "" ? `${base}.${rooted.ownText}` : rooted.ownText;
  const found = readPath(rooted, start, viewing.scope);
  if (found.kind !== "several") return viewAttribute(found, own, viewing);
  const cause = reportSeveral(own, found.reading, viewing.scope);
  const { reading } = found;
  return viewAttribute(
    { kind: "unknown", ...cause, range: reading.range, isSensitive: reading.isSensitive },
    own,
    viewing,
  );
}

/** Shows a reading as an attribute. */
export function viewAttribute(reading: Reading, path: string, viewing: Viewing): Attribute {
  viewing.onRead(reading);
  const base: AttributeBase = {
    path,
    isSensitive: reading.isSensitive,
    isComplete: reading.kind !== "unknown" && !("rest" in reading && reading.rest !== undefined),
    text: reading.kind === "scalar" ? (reading.digits ?? String(reading.value)) : undefined,
    number: reading.kind === "scalar" ? numberOf(reading.value) : undefined,
    attribute: (inner) => readAttribute(reading, inner, path, viewing),
    elements: () => elementsOf(reading, path, viewing),
    entries: () => entriesOf(reading, path, viewing),
  };
  return setPlace(withStatus(base, reading), { node: viewing.scope.node, reading, path });
}

function withStatus(base: AttributeBase, reading: Reading): Attribute {
  if (reading.kind === "absent") return { ...base, status: "absent", value: undefined };
  const value = dataOf(reading);
  if (value !== undefined) return { ...base, status: "known", value };
  const { reason, subject } = causeOf(reading);
  const isPresent = reading.kind !== "unknown" || reading.isPresent === true;
  return { ...base, status: "unknown", value: undefined, reason, subject, isPresent };
}

function elementsOf(reading: Reading, path: string, viewing: Viewing): readonly Attribute[] {
  if (reading.kind === "absent") return [];
  if (reading.kind !== "list") return [viewAttribute(reading, path, viewing)];
  const items = reading.items.map((item) => viewAttribute(item, path, viewing));
  if (reading.rest === undefined) return items;
  const { reason, subject, range = reading.range } = reading.rest;
  return [...items, viewAttribute({ kind: "unknown", reason, subject, range, isSensitive: false }, path, viewing)];
}

function entriesOf(reading: Reading, path: string, viewing: Viewing): ReadonlyMap<string, Attribute> {
  if (reading.kind !== "object") return new Map();
  const inside = (name: string): string => (path === "" ? name : `${path}.${name}`);
  return new Map(reading.keys().map((name) => [name, viewAttribute(reading.get(name), inside(name), viewing)]));
}
