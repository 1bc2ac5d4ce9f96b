import type { UnknownReason } from "../../graph/reading.js";
import type { TerraformNumber } from "./number.js";
import type { Type } from "./type.js";

/** Bit flags that survive operations: a result carries the marks of everything it was computed from. */
export const Marks = { none: 0, sensitive: 1, ephemeral: 2 } as const;

interface ValueBase {
  /** Bitwise or of `Marks`. A collection's marks concern the whole; its elements have their own. */
  readonly marks: number;
}

/** What a composite value holds, so that nobody has to walk it to learn it. The constructors fill it in. */
interface CompositeBase extends ValueBase {
  /** Bitwise or of the marks of everything inside, and of `containsUnknown`. */
  readonly inside?: number | undefined;
  /** How many values it holds, however deep, itself included. */
  readonly size?: number | undefined;
}

/** The bit of `inside` which says that something in a composite value is unknown. */
export const containsUnknown = 4;

export interface StringValue extends ValueBase {
  readonly kind: "string";
  /** NFC-normalised. */
  readonly value: string;
}

export interface NumberValue extends ValueBase {
  readonly kind: "number";
  readonly value: TerraformNumber;
}

export interface BoolValue extends ValueBase {
  readonly kind: "bool";
  readonly value: boolean;
}

/** Null of a type; `dynamic` for the bare literal. */
export interface NullValue extends ValueBase {
  readonly kind: "null";
  readonly type: Type;
}

/** What is certain about an unknown beyond its type. */
export interface Refinement {
  readonly notNull?: boolean | undefined;
  /** A string that is known to begin so. */
  readonly prefix?: string | undefined;
  /** A string with a mark for each part that is not known (`outline.ts`), where it may be a JSON document. */
  readonly outline?: string | undefined;
  /**
   * A list, tuple, map or object of what a collection certainly holds: elements in no order, or entries. Like the outline it
   * is for whoever reads the value, and not Terraform's.
   */
  readonly part?: Value | undefined;
  /** Bounds of a number, both inclusive unless said otherwise. */
  readonly lowerBound?: { readonly value: TerraformNumber; readonly inclusive: boolean } | undefined;
  readonly upperBound?: { readonly value: TerraformNumber; readonly inclusive: boolean } | undefined;
  /** Bounds of a collection's length, inclusive. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** A value that Terraform could not know before apply, or that we cannot; never without the reason. */
export interface UnknownValue extends ValueBase {
  readonly kind: "unknown";
  readonly type: Type;
  readonly reason: UnknownReason;
  /** What is not known, in the source's words: `var.cidrs`, `aws_vpc.main.id`. */
  readonly subject: string | undefined;
  readonly refinement: Refinement | undefined;
}

export interface ListValue extends CompositeBase {
  readonly kind: "list";
  readonly elementType: Type;
  readonly items: readonly Value[];
}

/** `items` are without duplicates and in Terraform's order of iteration. */
export interface SetValue extends CompositeBase {
  readonly kind: "set";
  readonly elementType: Type;
  readonly items: readonly Value[];
}

export interface TupleValue extends CompositeBase {
  readonly kind: "tuple";
  readonly items: readonly Value[];
}

/** `entries` are in order of the keys' UTF-8 bytes (code points), which is Terraform's order of iteration. */
export interface MapValue extends CompositeBase {
  readonly kind: "map";
  readonly elementType: Type;
  readonly entries: ReadonlyMap<string, Value>;
}

/** `entries` are in order of the names' code points. */
export interface ObjectValue extends CompositeBase {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Value>;
}

/** A value of the Terraform language. Immutable. */
export type Value =
  | StringValue
  | NumberValue
  | BoolValue
  | NullValue
  | UnknownValue
  | ListValue
  | SetValue
  | TupleValue
  | MapValue
  | ObjectValue;
