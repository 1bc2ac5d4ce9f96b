import type { SourceFile } from "../../source/source-file.js";
import type { Reach } from "./directive.js";
import type { SuppressionScope } from "./suppression.js";
import type { YamlLine } from "./yaml-lines.js";

/** Finds what the comment of a line is about; undefined where that is nothing. */
export function targetInYaml(
  file: SourceFile,
  lines: readonly YamlLine[],
  index: number,
  reach: Reach,
): SuppressionScope | undefined {
  if (reach === "file") return { kind: "file", file: file.path };
  const line = lines[index];
  if (line === undefined) return undefined;
  const from = reach === "enclosing" ? index : lineMeant(lines, index, line, reach);
  if (from === undefined) return undefined;
  const isDocument = reach === "enclosing" || isFirstOfDocument(lines, from);
  const isOwn = from !== index;
  const [first, last] = isDocument ? documentAround(lines, from) : [from, endOfEntry(lines, from, isOwn)];
  const start = lines[first];
  const end = lines[last];
  if (start === undefined || end === undefined) return undefined;
  const column = isDocument || isOwn ? start.column : start.keyColumn;
  return {
    kind: "place",
    range: { file, start: start.start + column, end: end.end },
    followsTraces: true,
    isCall: false,
  };
}

/** The line that a comment is about: its own, or the one below that has content. */
function lineMeant(lines: readonly YamlLine[], index: number, line: YamlLine, reach: Reach): number | undefined {
  if ((line.kind === "content" || line.kind === "inside") && reach !== "below") return index;
  let hasGap = false;
  for (let below = index + 1; below < lines.length; below += 1) {
    const kind = lines[below]?.kind;
    if (kind === "blank") hasGap = true;
    else if (kind === "content") return hasGap && !isFirstOfDocument(lines, below) ? undefined : below;
    else if (kind === "inside" || (kind === "marker" && hasContentAbove(lines, index))) return undefined;
  }
  return undefined;
}

/** Whether a document has begun above a line and goes on there. */
function hasContentAbove(lines: readonly YamlLine[], index: number): boolean {
  for (let above = index; above >= 0; above -= 1) {
    const kind = lines[above]?.kind;
    if (kind === "content") return true;
    if (kind === "marker") return false;
  }
  return false;
}

function isFirstOfDocument(lines: readonly YamlLine[], index: number): boolean {
  return lines[index]?.kind === "content" && !hasContentAbove(lines, index - 1);
}

/** The first and the last line of a document. */
type Bounds = readonly [number, number];

const documentsOf = new WeakMap<readonly YamlLine[], readonly Bounds[]>();

/** The document that a line is of; looked for once for all lines, since one may be as long as its file. */
function documentAround(lines: readonly YamlLine[], index: number): Bounds {
  let documents = documentsOf.get(lines);
  if (documents === undefined) documentsOf.set(lines, (documents = findDocuments(lines)));
  return documents[index] ?? [index, index];
}

function findDocuments(lines: readonly YamlLine[]): readonly Bounds[] {
  const documents: Bounds[] = [];
  for (let first = 0; first < lines.length;) {
    let last = first;
    while (last + 1 < lines.length && lines[last + 1]?.kind !== "marker") last += 1;
    const isMarker = lines[first]?.kind === "marker";
    const bounds: Bounds = [isMarker ? Math.min(first + 1, last) : first, last];
    while (first <= last) documents[first++] = bounds;
  }
  return documents;
}

/** The last line of an entry, or with the whole item where a comment stands above it: everything that is indented more. */
export function endOfEntry(lines: readonly YamlLine[], index: number, isWhole: boolean): number {
  const own = lines[index];
  if (own === undefined) return index;
  const column = isWhole ? own.column : own.keyColumn;
  const isItem = own.column !== own.keyColumn && isWhole;
  let last = index;
  for (let at = index + 1; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || line.kind === "marker") break;
    if (line.kind === "inside") last = at;
    if (line.kind !== "content") continue;
    const isOwnSequence = line.column === column && line.keyColumn > line.column && !isItem;
    if (line.column <= column && !isOwnSequence) break;
    last = at;
  }
  return last;
}
