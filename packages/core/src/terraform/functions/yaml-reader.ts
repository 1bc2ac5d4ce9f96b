import { FAILSAFE_SCHEMA, Type as YamlType, YAMLException, loadAll } from "js-yaml";
import { EvaluationError } from "../evaluate/error.js";
import { nullValue, objectValue, stringValue, tupleValue } from "../values/construct.js";
import { formatNumber } from "../values/number.js";
import { dynamicType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { callError } from "./failure.js";
import { resolveBlock, resolvePlain, resolveTagged } from "./yaml-scalar.js";

/** Stands for the merge key `<<` among the keys of a mapping: no other key begins with a zero byte. */
const mergeKey = "\0<<";

/** A scalar that has been resolved already; the library makes keys of it by its text. */
class Scalar {
  // Otherwise the library takes it for a mapping when it is a key.
  readonly [Symbol.toStringTag] = "YamlScalar";

  constructor(
    readonly value: Value,
    readonly canMerge = false,
  ) {}

  toString(): string {
    if (this.canMerge) return mergeKey;
    switch (this.value.kind) {
      case "string":
        return this.value.value;
      case "bool":
        return String(this.value.value);
      case "number":
        return formatNumber(this.value.value);
      default:
        throw callError("A key of a mapping in the YAML text is null.");
    }
  }
}

/** A sequence, which cannot be a key. */
class Sequence {
  readonly [Symbol.toStringTag] = "YamlSequence";

  constructor(readonly items: readonly unknown[]) {}

  toString(): string {
    throw callError("A key of a mapping in the YAML text is not a scalar.");
  }
}

/** What of the library's state the listener reads and changes. */
interface ParserState {
  readonly input: string;
  readonly position: number;
  /** The tag of the node that was read last. */
  readonly tag?: string | null;
  result: unknown;
}

/** The state of the parser that runs now, which constructors of scalars do not get otherwise. */
let state: ParserState | undefined;

function isQuoted(): boolean {
  const last = state?.input.charAt(state.position - 1);
  return last === '"' || last === "'";
}

function refuse(): never {
  throw callError("The YAML text has a tag that is not supported.");
}

const schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    new YamlType("tag:yaml.org,2002:plain", {
      kind: "scalar",
      resolve: () => true,
      construct: (text: string) => new Scalar(resolvePlain(text), text === "<<"),
    }),
  ],
  explicit: [
    new YamlType("tag:yaml.org,2002:str", {
      kind: "scalar",
      construct: (text: unknown) => new Scalar(stringValue(typeof text === "string" ? text : "")),
    }),
    new YamlType("", {
      kind: "scalar",
      multi: true,
      construct: (text: unknown, tag: string | undefined) =>
        new Scalar(resolveTagged(tag ?? "", typeof text === "string" ? text : "", isQuoted())),
    }),
    new YamlType("", { kind: "sequence", multi: true, resolve: refuse }),
    new YamlType("", { kind: "mapping", multi: true, resolve: refuse }),
  ],
});

/** Wraps what the library leaves bare: quoted and block scalars, empty nodes, sequences. */
function wrapResult(current: ParserState, text: string): void {
  const result = current.result;
  if (current.tag === "!") refuse();
  if (result === null) current.result = new Scalar(nullValue(dynamicType));
  else if (Array.isArray(result)) current.result = new Sequence(result);
  else if (typeof result === "string") {
    if (isQuoted()) checkEscapes(result, text);
    if (isQuoted()) current.result = new Scalar(stringValue(result), result === "<<");
    else current.result = new Scalar(resolveBlock(endsBehind(current, text) ? result.replace(/\n$/, "") : result));
  }
}

const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** Half of a character cannot be escaped, although the library joins two of them. */
function checkEscapes(result: string, text: string): void {
  if (/[\ud800-\udfff]/.test(result) && surrogateEscape.test(text)) {
    throw callError("The YAML text has an escape that is not a character.");
  }
}

/** A block scalar without a line break at its end gets one from the library, but not from Terraform. */
function endsBehind(current: ParserState, text: string): boolean {
  const length = text.startsWith("\ufeff") ? text.length - 1 : text.length;
  return current.position > length && !/[\r\n]$/.test(text);
}

/** Deeper nesting is refused, so that no reader of the value runs out of stack. */
const deepestNesting = 400;

/** Reads a YAML text with exactly one document. Throws `EvaluationError` where it is not valid. */
export function readYaml(text: string): Value {
  checkStart(text);
  const documents: unknown[] = [];
  try {
    loadAll(
      text,
      (document) => {
        documents.push(document);
      },
      {
        schema,
        // Of equal keys the last one counts.
        json: true,
        maxDepth: deepestNesting,
        listener: (event: string, current: ParserState) => {
          state = current;
          if (event === "close") wrapResult(current, text);
        },
      } as Parameters<typeof loadAll>[2],
    );
  } catch (error) {
    if (error instanceof EvaluationError) throw error;
    if (!(error instanceof YAMLException)) throw error;
    throw callError(`The YAML text is not valid: ${error.reason}, in line ${String(error.mark.line + 1)}.`);
  } finally {
    state = undefined;
  }
  if (documents.length > 1) throw callError("The YAML text has more than one document.");
  checkDocumentStart(text, documents[0]);
  return new Conversion().convert(documents[0]);
}

const nothing = /^(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$))*(?:\.\.\.(?:\s[^]*)?)?$/;
const version = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%YAML[ \t]+([^\s]+)/;

function checkStart(text: string): void {
  const plain = text.replace(/^\ufeff/, "");
  if (nothing.test(plain)) throw callError("The YAML text has no document.");
  const declared = version.exec(plain)?.[1];
  if (declared !== undefined && declared !== "1.1") throw callError("The YAML text is of a version other than 1.1.");
}

const documentStart = /^---[ \t]+(?:[&!]\S+[ \t]+)*([^\s#&!])/m;

/** A mapping or sequence in block style cannot begin in the line of `---`. */
function checkDocumentStart(text: string, root: unknown): void {
  if (root instanceof Scalar) return;
  const first = documentStart.exec(text)?.[1];
  if (first !== undefined && first !== "{" && first !== "[") {
    throw callError("The YAML text has a mapping or sequence in the line of a document's start.");
  }
}

/** Aliases may make a small text stand for a huge value; beyond this many nodes it is refused. */
const mostNodes = 1_000_000;

class Conversion {
  private readonly done = new Map<object, { readonly value: Value; readonly nodes: number }>();
  private readonly open = new Set<object>();
  private nodes = 0;

  convert(node: unknown): Value {
    this.count(1);
    if (node instanceof Scalar) return node.value;
    if (typeof node === "string") return stringValue(node);
    if (typeof node !== "object" || node === null) return nullValue(dynamicType);
    const known = this.done.get(node);
    if (known !== undefined) {
      this.count(known.nodes);
      return known.value;
    }
    if (this.open.has(node)) throw callError("An anchor in the YAML text refers to itself.");
    this.open.add(node);
    const before = this.nodes;
    const value = this.convertCollection(node);
    this.open.delete(node);
    this.done.set(node, { value, nodes: this.nodes - before });
    return value;
  }

  private convertCollection(node: object): Value {
    if (node instanceof Sequence) return tupleValue(node.items.map((item) => this.convert(item)));
    if (Array.isArray(node)) return tupleValue(node.map((item) => this.convert(item)));
    const entries = new Map<string, Value>();
    for (const [key, item] of Object.entries(node)) {
      const value = this.convert(item);
      if (key === mergeKey) merge(value, entries);
      else if (key === "[object Object]") throw callError("A key of a mapping in the YAML text is not a scalar.");
      else entries.set(key.normalize("NFC"), value);
    }
    return objectValue(entries);
  }

  private count(nodes: number): void {
    this.nodes += nodes;
    if (this.nodes > mostNodes) throw callError("The YAML text stands for too large a value.");
  }
}

/** What is merged counts from where it stands, so it overrides the keys before it. */
function merge(value: Value, entries: Map<string, Value>): void {
  if (value.kind !== "object") throw callError("Only a mapping can be merged into a mapping in the YAML text.");
  for (const [key, entry] of value.entries) entries.set(key, entry);
}
