import type { GraphNode } from "../graph/graph.js";
import type { Reading } from "../graph/reading.js";
import type { SourceRange } from "../source/source-file.js";
import type { Excerpt } from "./finding.js";
import { mask, maskLiterals, maskSecrets } from "./secret-text.js";

const contextLines = 2;
const mostLines = 7;
const longestLine = 2000;

/** Cuts out the lines around a range, with what is secret in them masked. */
export function cutExcerpt(range: SourceRange, node: GraphNode, reading: Reading | undefined): Excerpt {
  const { file } = range;
  const firstLine = Math.max(1, file.positionAt(range.start).line - contextLines);
  const endLine = file.positionAt(Math.max(range.start, range.end - 1)).line;
  const lastLine = Math.min(file.lineCount, endLine + contextLines, firstLine + mostLines - 1);
  const lines: string[] = [];
  for (let line = firstLine; line <= lastLine; line += 1) lines.push((file.lineText(line) ?? "").slice(0, longestLine));
  const sensitive = sensitiveRanges(lines.join("\n"), range, node, reading);
  return { firstLine, lines: lines.map((text, index) => maskLine(text, firstLine + index, sensitive)) };
}

/** The ranges in the same file whose values must not be shown: that of the reading, and those of attributes named nearby. */
function sensitiveRanges(text: string, range: SourceRange, node: GraphNode, reading: Reading | undefined): SourceRange[] {
  const ranges: SourceRange[] = reading?.isSensitive === true ? [reading.range] : [];
  for (const name of node.reading.keys()) {
    if (!text.includes(name)) continue;
    const attribute = node.reading.get(name);
    if (attribute.isSensitive && attribute.kind !== "absent") ranges.push(attribute.range);
  }
  return ranges.filter((sensitive) => sensitive.file === range.file);
}

function maskLine(text: string, line: number, sensitive: readonly SourceRange[]): string {
  const isSensitive = sensitive.some(({ file, start, end }) => {
    return file.positionAt(start).line <= line && line <= file.positionAt(Math.max(start, end - 1)).line;
  });
  return isSensitive ? maskValue(text) : maskSecrets(text);
}

/** Masks whatever a line says, save for the name it says it of, brackets and code. */
function maskValue(text: string): string {
  const match = /^(\s*(?:-\s+)?(?:["']?[\w.-]+["']?\s*[:=]\s*)?)(.*)$/.exec(text);
  const [, name = "", value = ""] = match ?? [];
  if (value === "" || /^[\]})>]+,?$/.test(value)) return text;
  return name + (match === null ? mask : maskLiterals(value));
}
