import type { GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import type { Excerpt } from "./finding.js";
import { mask, maskLiterals, maskSecrets } from "./secret-text.js";

const contextLines = 2;
const mostLines = 7;
const longestLine = 2000;

/** Cuts excerpts out of source files. Lines that several findings show are masked once. */
export class ExcerptCutter {
  readonly #masked = new Map<SourceFile, Map<number, string>>();

  /** Cuts out the lines around a range, with what is secret in them masked. */
  cut(range: SourceRange, node: GraphNode, reading: Reading | undefined): Excerpt {
    const { file } = range;
    const firstLine = Math.max(1, file.positionAt(range.start).line - contextLines);
    const endLine = file.positionAt(Math.max(range.start, range.end - 1)).line;
    const lastLine = Math.min(file.lineCount, endLine + contextLines, firstLine + mostLines - 1);
    const sensitive = sensitiveLines(range, node, reading, firstLine, lastLine);
    const lines: string[] = [];
    for (let line = firstLine; line <= lastLine; line += 1) {
      lines.push(sensitive.has(line) ? maskValue(textOf(file, line)) : this.#maskedLine(file, line));
    }
    return { firstLine, lines };
  }

  #maskedLine(file: SourceFile, line: number): string {
    let lines = this.#masked.get(file);
    if (lines === undefined) this.#masked.set(file, (lines = new Map<number, string>()));
    let text = lines.get(line);
    if (text === undefined) lines.set(line, (text = maskSecrets(textOf(file, line))));
    return text;
  }
}

function textOf(file: SourceFile, line: number): string {
  return (file.lineText(line) ?? "").slice(0, longestLine);
}

const noLines: ReadonlySet<number> = new Set();

/** The lines of an excerpt whose values must not be shown: those of the reading, and of sensitive attributes nearby. */
function sensitiveLines(
  range: SourceRange,
  node: GraphNode,
  reading: Reading | undefined,
  firstLine: number,
  lastLine: number,
): ReadonlySet<number> {
  const ranges: SourceRange[] = reading?.isSensitive === true ? [reading.range] : [];
  if (mayBeSensitive(range.file, node)) {
    for (const name of node.reading.keys()) {
      const attribute = node.reading.get(name);
      if (attribute.isSensitive && attribute.kind !== "absent") ranges.push(attribute.range);
    }
  }
  if (ranges.length === 0) return noLines;
  const lines = new Set<number>();
  for (const { file, start, end } of ranges) {
    if (file !== range.file) continue;
    const from = Math.max(firstLine, file.positionAt(start).line);
    const to = Math.min(lastLine, file.positionAt(Math.max(start, end - 1)).line);
    for (let line = from; line <= to; line += 1) lines.add(line);
  }
  return lines;
}

/** Literals that are sensitive though nothing about their names says so: of declarations, of Secrets, of plans and states. */
function mayBeSensitive(file: SourceFile, node: GraphNode): boolean {
  return node.kind === "variable" || node.kind === "output" || node.kind === "object" || file.path.endsWith(".json");
}

/** Masks whatever a line says, save for the name it says it of, brackets and code. */
function maskValue(text: string): string {
  const match = /^(\s*(?:-\s+)?(?:["']?[\w.-]+["']?\s*[:=]\s*)?)(.*)$/.exec(text);
  const [, name = "", value = ""] = match ?? [];
  if (value === "" || /^[\]})>]+,?$/.test(value)) return text;
  return name + (match === null ? mask : maskLiterals(value));
}
