import type { GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import type { Excerpt } from "./finding.js";
import { mask, maskLiterals, maskSecrets } from "./secret-text.js";
import { indentOf, readSourceLines, type SourceLines } from "./source-lines.js";

const contextLines = 2;
const mostLines = 7;
const longestLine = 2000;

/** Tells the places in a file that must not be shown; undefined where nothing of the file may be. */
export type SensitivePlaces = (file: SourceFile) => readonly SourceRange[] | undefined;

/** Cuts excerpts out of source files. What is hidden in a file, and lines that several findings show, are looked for once. */
export class ExcerptCutter {
  readonly #files = new Map<SourceFile, MaskedFile | undefined>();

  constructor(readonly sensitivePlaces: SensitivePlaces) {}

  /** Cuts out the lines around a range, with what is secret in them masked; null where nothing of the file may be shown. */
  cut(range: SourceRange, node: GraphNode, reading: Reading | undefined): Excerpt | null {
    const { file } = range;
    const masked = this.#maskedFile(file);
    if (masked === undefined) return null;
    const firstLine = Math.max(1, file.positionAt(range.start).line - contextLines);
    const endLine = file.positionAt(Math.max(range.start, range.end - 1)).line;
    const lastLine = Math.min(file.lineCount, endLine + contextLines, firstLine + mostLines - 1);
    const sensitive = masked.linesOf(ownPlaces(file, node, reading));
    const lines: string[] = [];
    for (let line = firstLine; line <= lastLine; line += 1) lines.push(masked.show(line, sensitive));
    return { firstLine, lines };
  }

  #maskedFile(file: SourceFile): MaskedFile | undefined {
    if (!this.#files.has(file)) {
      const places = this.sensitivePlaces(file);
      this.#files.set(file, places === undefined ? undefined : new MaskedFile(file, places));
    }
    return this.#files.get(file);
  }
}

/**
 * The numbers of the lines of a file in which something is masked when they are shown. What is sensitive in it is known of a
 * file with the same text, or undefined where all of it is.
 */
export function maskedLines(file: SourceFile, places: readonly SourceRange[] | undefined): ReadonlySet<number> {
  const lines = new Set<number>();
  const own = places?.map((place) => ({ ...place, file }));
  const masked = own === undefined ? undefined : new MaskedFile(file, own);
  for (let line = 1; line <= file.lineCount; line += 1) {
    if (masked?.show(line, noLines) !== (file.lineText(line) ?? "").slice(0, longestLine)) lines.add(line);
  }
  return lines;
}

const noLines: ReadonlySet<number> = new Set();

/** A file whose lines are shown without what is secret in them. */
class MaskedFile {
  readonly #lines: SourceLines;
  readonly #sensitive: ReadonlySet<number>;
  readonly #shown = new Map<number, string>();

  constructor(
    readonly file: SourceFile,
    places: readonly SourceRange[],
  ) {
    this.#lines = readSourceLines(file.text);
    this.#sensitive = this.linesOf(places);
  }

  show(line: number, alsoSensitive: ReadonlySet<number>): string {
    if (alsoSensitive.has(line)) return this.#mask(line, true);
    let shown = this.#shown.get(line);
    if (shown === undefined) this.#shown.set(line, (shown = this.#mask(line, this.#sensitive.has(line))));
    return shown;
  }

  #mask(line: number, isSensitive: boolean): string {
    const text = (this.file.lineText(line) ?? "").slice(0, longestLine);
    const hiding = this.#lines.hidden.get(line);
    const opener = this.#lines.verbatim.get(line);
    if (hiding === "line" || (isSensitive && opener !== undefined)) {
      return text.trim() === "" ? text : text.replace(/\S.*$/, mask);
    }
    return isSensitive || hiding === "literals" ? maskValue(text) : maskSecrets(text);
  }

  /** The lines of some places. In YAML, the range of something over several lines is that of its key. */
  linesOf(places: readonly SourceRange[]): ReadonlySet<number> {
    const lines = new Set<number>();
    for (const { file, start, end } of places) {
      if (file !== this.file) continue;
      const first = file.positionAt(start).line;
      let last = file.positionAt(Math.max(start, end - 1)).line;
      if (/\.ya?ml$/.test(file.path)) {
        const indent = indentOf(file.lineText(first));
        while (last < file.lineCount && indentOf(file.lineText(last + 1)) > indent) last += 1;
      }
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
    return lines;
  }
}

/** Where the node at hand holds what must not be shown: the reading, and sensitive attributes nearby. */
function ownPlaces(file: SourceFile, node: GraphNode, reading: Reading | undefined): readonly SourceRange[] {
  const places: SourceRange[] = reading?.isSensitive === true ? [reading.range] : [];
  if (!mayBeSensitive(file, node)) return places;
  for (const name of node.reading.keys()) {
    const attribute = node.reading.get(name);
    if (attribute.isSensitive && attribute.kind !== "absent") places.push(attribute.range);
  }
  return places;
}

/** Literals that are sensitive though nothing about their names says so: of declarations, and of objects. */
function mayBeSensitive(file: SourceFile, node: GraphNode): boolean {
  return node.kind === "variable" || node.kind === "output" || node.kind === "object" || file.path.endsWith(".json");
}

/** Masks whatever a line says, save for the name it says it of, brackets and code. */
function maskValue(text: string): string {
  const match = /^(\s*(?:-\s+)?(?:["']?[\w.-]+["']?\s*[:=]\s*)?)(.*)$/.exec(text);
  const [, name = "", value = ""] = match ?? [];
  if (value === "" && /=\s*$/.test(text)) return mask;
  if (value === "" || /^[\]})>]+,?$/.test(value)) return text;
  if (match === null || isFlow(value)) return name + mask;
  return name + maskLiterals(value);
}

/** A mapping or list of YAML's on one line, in which a bare word is no code. */
function isFlow(value: string): boolean {
  return /^[[{]\s*[^\s"']/.test(value) && !/^[[{][^:]*=/.test(value);
}
