import { formatNumber } from "../values/number.js";
import type { Value } from "../values/value.js";
import { countGraphemes } from "./graphemes.js";

/** One line of HCL, without its indentation. */
interface Line {
  /** The part before the equals sign, where there is one and its value ends in the same line. */
  readonly name: string;
  /** The rest: the whole line where `name` is empty. */
  readonly text: string;
  /** How many more brackets the line opens than it closes. */
  readonly brackets: number;
}

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Whether a text can be written as a name without quotes. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/** Writes a wholly known value as an expression, laid out as `terraform fmt` does. */
export function writeExpression(value: Value): string {
  const writer = new LineWriter();
  writer.value(value);
  return writer.finish();
}

/** Writes definitions of variables, as in a `.tfvars` file. */
export function writeDefinitions(entries: ReadonlyMap<string, Value>): string {
  if (entries.size === 0) return "";
  const writer = new LineWriter();
  for (const [name, value] of entries) writer.attribute(name, value);
  return writer.finish();
}

/** Collects the text line by line, and counts brackets outside of strings. */
class LineWriter {
  private readonly lines: Line[] = [];
  private text = "";
  private brackets = 0;
  private name: string | undefined;

  value(value: Value): void {
    switch (value.kind) {
      case "string":
        this.text += quote(value.value);
        return;
      case "number":
        this.text += formatNumber(value.value);
        return;
      case "bool":
        this.text += String(value.value);
        return;
      case "null":
      case "unknown":
        this.text += "null";
        return;
      case "list":
      case "set":
      case "tuple":
        this.open("[");
        for (const [at, item] of value.items.entries()) {
          if (at > 0) this.text += ", ";
          this.value(item);
        }
        this.close("]");
        return;
      case "map":
      case "object":
        this.open("{");
        if (value.entries.size > 0) this.endLine();
        for (const [key, entry] of value.entries) this.attribute(isIdentifier(key) ? key : quote(key), entry);
        this.close("}");
    }
  }

  attribute(name: string, value: Value): void {
    this.name = name;
    this.value(value);
    this.endLine();
  }

  /** Ends the last line and lays out all of them. */
  finish(): string {
    const hasOpenLine = this.text !== "";
    if (hasOpenLine) this.endLine();
    const text = layOut(this.lines).join("\n");
    return hasOpenLine ? text : `${text}\n`;
  }

  private open(bracket: string): void {
    this.text += bracket;
    this.brackets += 1;
  }

  private close(bracket: string): void {
    this.text += bracket;
    this.brackets -= 1;
  }

  private endLine(): void {
    const { name, text, brackets } = this;
    if (name === undefined) this.lines.push({ name: "", text, brackets });
    else if (brackets === 0) this.lines.push({ name, text: `= ${text}`, brackets });
    else this.lines.push({ name: "", text: `${name} = ${text}`, brackets });
    this.name = undefined;
    this.text = "";
    this.brackets = 0;
  }
}

/** Indents, and aligns the equals signs of adjacent lines. */
function layOut(lines: readonly Line[]): readonly string[] {
  const indents = indentsOf(lines);
  return lines.map((line, at) => {
    const indent = " ".repeat(indents[at] ?? 0);
    if (line.name === "") return indent + line.text;
    let widest = 0;
    let first = at;
    while ((lines[first - 1]?.name ?? "") !== "") first -= 1;
    for (let next = first; (lines[next]?.name ?? "") !== ""; next += 1) {
      widest = Math.max(widest, countGraphemes(lines[next]?.name ?? ""));
    }
    return `${indent}${line.name}${" ".repeat(widest - countGraphemes(line.name) + 1)}${line.text}`;
  });
}

/** A line that opens several brackets indents by one step only, which ends when all of them are closed. */
function indentsOf(lines: readonly Line[]): readonly number[] {
  const open: number[] = [];
  return lines.map(({ brackets }) => {
    if (brackets > 0) {
      open.push(brackets);
      return 2 * (open.length - 1);
    }
    let closed = -brackets;
    while (closed > 0 && open.length > 0) {
      const last = open.pop() ?? 0;
      if (closed < last) open.push(last - closed);
      closed = Math.max(0, closed - last);
    }
    return 2 * open.length;
  });
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
  "${": "$${",
  "%{": "%%{",
};

const escaped = /[$%]\{|["\\]|(?! )[\p{C}\p{Z}]/gu;

/** Writes a quoted template that stands for exactly this text. */
function quote(text: string): string {
  const inner = text.replace(escaped, (found) => {
    const short = shortEscapes[found];
    if (short !== undefined) return short;
    const code = (found.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
  return `"${inner}"`;
}
