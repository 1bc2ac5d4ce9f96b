import { isWrittenObject, type WrittenValue } from "../source/written-value.js";

const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Writes a value as an expression of native syntax, laid out as `terraform fmt` would; lines after the first get `indent`. */
export function writeExpression(value: WrittenValue, indent: string, lineBreak: string): string {
  if (typeof value === "string") return quoteHcl(value);
  if (isWrittenObject(value)) return writeObject(value, indent, lineBreak);
  if (typeof value === "object" && value !== null) {
    return `[${value.map((item) => writeExpression(item, indent, lineBreak)).join(", ")}]`;
  }
  return String(value);
}

function writeObject(value: Readonly<Record<string, WrittenValue>>, indent: string, lineBreak: string): string {
  const entries = Object.entries(value).map(([name, item]) => ({
    key: writeKey(name),
    text: writeExpression(item, `${indent}  `, lineBreak),
  }));
  if (entries.length === 0) return "{}";
  const lines = alignedLines(entries).map((line) => `${indent}  ${line}`);
  return ["{", ...lines, `${indent}}`].join(lineBreak);
}

/** Lines `key = text` whose equals signs stand below each other wherever lines without a break follow each other. */
export function alignedLines(entries: readonly { readonly key: string; readonly text: string }[]): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < entries.length;) {
    let end = start;
    while (end < entries.length && !isOpen(entries[end]?.text)) end += 1;
    const chain = entries.slice(start, Math.max(end, start + 1));
    const width = Math.max(...chain.map(({ key }) => key.length));
    for (const { key, text } of chain) lines.push(`${key.padEnd(width)} = ${text}`);
    start += chain.length;
  }
  return lines;
}

function isOpen(text: string | undefined): boolean {
  return text?.includes("\n") === true;
}

/** Writes the name of an item of an object. */
export function writeKey(name: string): string {
  return identifier.test(name) ? name : quoteHcl(name);
}

/** Writes a quoted template that stands for exactly this text. */
function quoteHcl(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escapeMarkers(escaped)}"`;
}

/** Doubles what would begin an interpolation or a directive. */
export function escapeMarkers(text: string): string {
  return text.replace(/\$(?=\{)/g, "$$$$").replace(/%(?=\{)/g, "%%");
}
