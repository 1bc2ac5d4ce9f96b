import type { SourceRange } from "../source/source-file.js";

/** Why something is not known. Each one is counted in the summary. */
export type UnknownReason =
  | "no-value"
  | "known-after-apply"
  | "data-source"
  | "module-not-loaded"
  | "function-not-pure"
  | "unknown-count"
  | "error";

/** One hop on the way from an attribute to the line that a person would edit. */
export interface TraceStep {
  readonly range: SourceRange;
  /** What this line does to the value: `argument "cidrs" of module "web"`, `default of variable "cidrs"`, … */
  readonly message: string;
}

interface ReadingBase {
  /** Where a finding about this place is shown: the attribute or block itself or, for something absent, the header of what lacks it. */
  readonly range: SourceRange;
  /** Whether the value must never be shown. */
  readonly isSensitive: boolean;
  /** The way from here to the line to edit, nearest hop first; empty where the value stands right here. Computed on demand. */
  readonly trace?: (() => readonly TraceStep[]) | undefined;
  /**
   * The nodes this value was computed from, through variables, locals and module outputs, as exact addresses in the same
   * domain, each with the attribute that was taken of it (`""` for the whole). Computed on demand.
   */
  readonly references?: (() => readonly NodeReference[]) | undefined;
  /**
   * The structure behind a JSON text, where it is at hand: the argument of `jsonencode(…)`, the statements of a
   * `data.aws_iam_policy_document`. A text with one unknown part is unknown as a whole; in this structure only the part is.
   * Computed on demand; may be there on a scalar and on an unknown.
   */
  readonly decoded?: (() => Reading) | undefined;
}

/** A use of another node's attribute: `{ address: "aws_s3_bucket.b[0]", attribute: "id" }`. */
export interface NodeReference {
  readonly address: string;
  readonly attribute: string;
}

/** Not written, or written as null. */
export interface AbsentReading extends ReadingBase {
  readonly kind: "absent";
}

/** Written, but its value cannot be told. */
export interface UnknownReading extends ReadingBase {
  readonly kind: "unknown";
  readonly reason: UnknownReason;
  /** What is not known, in the source's own words: `var.cidrs`, `data.aws_vpc.main.id`. */
  readonly subject?: string | undefined;
  /** True when it is certain not to be null, whatever its value: a template with an unknown part, another resource's `arn`. */
  readonly isPresent?: boolean | undefined;
  /**
   * What is certain of a text with parts that are not known, in order: its beginning, what stands between unknown parts, and
   * its end. There are at least two; the first and the last may be empty.
   */
  readonly pieces?: readonly string[] | undefined;
}

/** A text, number or boolean. A number too long for a double keeps its digits in `digits`. */
export interface ScalarReading extends ReadingBase {
  readonly kind: "scalar";
  readonly value: string | number | boolean;
  readonly digits?: string | undefined;
}

/** Why there may be more than is told, and where that is written, when it has a place of its own: a `dynamic` block. */
export interface Rest {
  readonly reason: UnknownReason;
  readonly subject?: string | undefined;
  readonly range?: SourceRange | undefined;
}

/**
 * A list, set or tuple, or the nested blocks of one type. When part of it is not known (a `dynamic` block over an unknown
 * collection) `rest` says why, and `items` holds those that are certain.
 */
export interface ListReading extends ReadingBase {
  readonly kind: "list";
  readonly items: readonly Reading[];
  readonly rest?: Rest | undefined;
  /** Whether the items are nested blocks: a path may step through a single one without an index. */
  readonly isBlocks: boolean;
}

/** A map, an object, the inside of a block, or a whole node. Attributes are read when they are asked for. */
export interface ObjectReading extends ReadingBase {
  readonly kind: "object";
  /** Names that are present, in the order of the source. May include names whose value turns out absent or unknown. */
  keys(): readonly string[];
  /** Reads one name; `absent` (located at this object's header) where there is none. */
  get(name: string): Reading;
  /** When more keys may exist than `keys()` tells, why. */
  readonly rest?: Rest | undefined;
}

/**
 * What a policy sees at one place of a node: the one vocabulary in which Terraform configurations, plans and Kubernetes
 * manifests are read. Readings are immutable and computed on demand.
 */
export type Reading = AbsentReading | UnknownReading | ScalarReading | ListReading | ObjectReading;
