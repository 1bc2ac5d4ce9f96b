import type {
  AbsentReading,
  ListReading,
  ObjectReading,
  Reading,
  ScalarReading,
  UnknownReading,
} from "../graph/reading.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from "./yaml-node.js";

/** What holds for everything below a place. */
interface Surroundings {
  readonly file: SourceFile;
  readonly isSensitive: boolean;
  /** Whether a `${…}` in a text is nobody's placeholder: shells and proxies write variables so. */
  readonly isVerbatim: boolean;
}

/** Values below these keys are programs and data, where `${…}` and `{{…}}` mean something to whoever reads them. */
const verbatimKeys: ReadonlySet<string> = new Set([
  "command",
  "args",
  "data",
  "stringData",
  "binaryData",
  "annotations",
]);

const placeholder = /\{\{[^{}]{0,400}\}\}|\$\{[A-Za-z_][A-Za-z0-9_]*(?::?[-=?+][^}]{0,200})?\}/;

/** The reading of a whole object. Its header, where what is absent is shown, is the `kind` line. */
export function readObject(file: SourceFile, root: YamlMapping): ObjectReading {
  const isSecret = scalarOf(root.entries.get("kind")) === "Secret";
  const surroundings: Surroundings = { file, isSensitive: false, isVerbatim: false };
  return readMapping(root, headerOfObject(file, root), surroundings, isSecret ? secretKeys : none);
}

/** Where the header of an object stands: its `kind`, else its first key. */
export function headerOfObject(file: SourceFile, root: YamlMapping): SourceRange {
  const header = root.entries.get("kind") ?? root.entries.values().next().value;
  return header === undefined ? { file, start: root.start, end: root.start } : rangeOfEntry(file, header);
}

const secretKeys: ReadonlySet<string> = new Set(["data", "stringData"]);
const none: ReadonlySet<string> = new Set();

/** The annotation in which `kubectl apply` keeps a whole object, the data of a secret included. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

function read(node: YamlNode, range: SourceRange, around: Surroundings): Reading {
  switch (node.kind) {
    case "scalar":
      return readScalar(node, range, around);
    case "sequence":
      return readSequence(node, range, around);
    case "mapping":
      return readMapping(node, range, around, none);
  }
}

function readScalar(
  node: YamlScalar,
  range: SourceRange,
  around: Surroundings,
): AbsentReading | ScalarReading | UnknownReading {
  const { isSensitive } = around;
  const { value } = node;
  if (value === null) return { kind: "absent", range, isSensitive };
  if (typeof value === "string" && !around.isVerbatim) {
    const found = value.includes("{") ? placeholder.exec(value) : null;
    if (found !== null) {
      // What is nothing but a placeholder may turn out to be nothing.
      const isPresent = found[0].length < value.length;
      const subject = isSensitive ? withoutFallback(found[0]) : found[0];
      return { kind: "unknown", reason: "no-value", subject, isPresent, range, isSensitive };
    }
  }
  return { kind: "scalar", value, range, isSensitive, digits: node.digits };
}

/** A placeholder by its name alone: `${PASSWORD:-secret}` says what is used where there is no value. */
function withoutFallback(text: string): string {
  return text.replace(/^(\$\{\w+)[^}]*\}$/, "$1}");
}

function readSequence(node: YamlSequence, range: SourceRange, around: Surroundings): ListReading {
  let items: readonly Reading[] | undefined;
  return {
    kind: "list",
    range,
    isSensitive: around.isSensitive,
    isBlocks: false,
    get items() {
      return (items ??= node.items.map((item) => read(item, rangeOfItem(around.file, item), around)));
    },
  };
}

function readMapping(
  node: YamlMapping,
  range: SourceRange,
  around: Surroundings,
  sensitiveKeys: ReadonlySet<string>,
): ObjectReading {
  const known = new Map<string, Reading>();
  return {
    kind: "object",
    range,
    isSensitive: around.isSensitive,
    keys: () => [...node.entries.keys()],
    get(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const entry = node.entries.get(name);
      if (entry === undefined) return { kind: "absent", range, isSensitive: around.isSensitive };
      const reading = read(entry.value, rangeOfEntry(around.file, entry), {
        file: around.file,
        isSensitive:
          around.isSensitive ||
          sensitiveKeys.has(name) ||
          name === lastApplied ||
          (name === "value" && isNamedLikeSecret(node)),
        // `data: {{ data }}` as a whole is a placeholder like any other.
        isVerbatim: around.isVerbatim || (entry.value.kind !== "scalar" && verbatimKeys.has(name)),
      });
      known.set(name, reading);
      return reading;
    },
  };
}

const secretName = /(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|(?:private|api|access|secret)[_-]?key)s?$/i;

/** Whether a mapping is a pair like `name: DB_PASSWORD` with a `value` that nobody should see. */
function isNamedLikeSecret(node: YamlMapping): boolean {
  const name = scalarOf(node.entries.get("name"));
  return typeof name === "string" && secretName.test(name);
}

/** An attribute's range: key and value where they end on one line, else the key alone, as of a block. */
function rangeOfEntry(file: SourceFile, entry: YamlEntry): SourceRange {
  const { keyStart: start, keyEnd, value } = entry;
  // The value of an alias stands elsewhere.
  const isBeside = value.start >= keyEnd && isOneLine(file.text, start, value.end);
  if (isBeside && value.end > value.start) return { file, start, end: value.end };
  const colon = file.text.indexOf(":", keyEnd);
  return { file, start, end: colon === -1 || colon > keyEnd + 20 ? keyEnd : colon + 1 };
}

/** A list item's range: the whole where it stands on one line, else its first attribute (`name: web`). */
function rangeOfItem(file: SourceFile, item: YamlNode): SourceRange {
  if (isOneLine(file.text, item.start, item.end)) return { file, start: item.start, end: item.end };
  const first = item.kind === "mapping" ? item.entries.values().next().value : undefined;
  if (first !== undefined && file.text.charAt(item.start) !== "{") return rangeOfEntry(file, first);
  const lineBreak = file.text.indexOf("\n", item.start);
  return { file, start: item.start, end: lineBreak === -1 ? item.end : Math.min(lineBreak, item.end) };
}

function isOneLine(text: string, start: number, end: number): boolean {
  const lineBreak = text.indexOf("\n", start);
  return lineBreak === -1 || lineBreak >= end;
}

function scalarOf(entry: YamlEntry | undefined): string | number | boolean | null | undefined {
  return entry?.value.kind === "scalar" ? entry.value.value : undefined;
}
