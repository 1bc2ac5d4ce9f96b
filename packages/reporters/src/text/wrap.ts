import { columnsOf } from "./columns.js";

/**
 * Breaks prose into lines of at most `width` columns at its spaces. A word that is wider than a line stands on a line of its
 * own, unbroken, so that paths and addresses can still be copied.
 */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let columns = 0;
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    const wordColumns = columnsOf(word);
    if (line !== "" && columns + 1 + wordColumns > width) {
      lines.push(line);
      line = "";
      columns = 0;
    }
    columns += (line === "" ? 0 : 1) + wordColumns;
    line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Wraps prose behind a label; continuation lines stand under the first one's text. */
export function wrapBehind(label: string, text: string, width: number): string[] {
  const margin = columnsOf(label);
  const room = Math.max(20, width - margin);
  return wrap(text, room).map((line, index) => `${index === 0 ? label : " ".repeat(margin)}${line}`);
}
