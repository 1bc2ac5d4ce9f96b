import { listValue, objectValue, stringValue } from "../values/construct.js";
import { dynamicType, objectOf, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";

/** As strict as Go's reader. https://developer.hashicorp.com/terraform/language/functions/csvdecode */
export const csvdecode = define({
  name: "csvdecode",
  parameters: [parameter("str", stringType)],
  returns: dynamicType,
  call: (args) => {
    const [header, ...rows] = readRecords(textAt(args, 0));
    if (header === undefined) throw callError("The CSV text has no header line.");
    const names = header.map((name) => name.normalize("NFC"));
    if (new Set(names).size < names.length) throw callError("The header line of the CSV text has a column twice.");
    const type = objectOf(new Map(names.map((name) => [name, stringType])));
    const items = rows.map((row): Value => {
      if (row.length !== names.length) throw callError("A line of the CSV text has not as many fields as the header.");
      return objectValue(names.map((name, at): [string, Value] => [name, stringValue(row[at] ?? "")]));
    });
    return listValue(type, items);
  },
});

/** Reads all records. Empty lines are skipped; a line may end in CR LF. */
function readRecords(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  // As in Go, CR LF counts as a line break even inside quotes, and a lone CR only at the very end.
  const clean = text.replaceAll("\r\n", "\n").replace(/\r$/, "");
  let at = 0;
  while (at < clean.length) {
    if (clean.charAt(at) === "\n") {
      at += 1;
      continue;
    }
    const record: string[] = [];
    at = readRecord(clean, at, record);
    records.push(record);
  }
  return records;
}

/** Reads one record and returns where the next one begins. */
function readRecord(text: string, start: number, record: string[]): number {
  let at = start;
  for (;;) {
    const field = text.charAt(at) === '"' ? readQuoted(text, at) : readPlain(text, at);
    record.push(field.value);
    if (text.charAt(field.end) !== ",") return field.end + 1;
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  /** Where the comma or line break behind the field stands. */
  readonly end: number;
}

const plainField = /[^,\n]*/y;

function readPlain(text: string, at: number): Field {
  plainField.lastIndex = at;
  const value = plainField.exec(text)?.[0] ?? "";
  if (value.includes('"')) throw callError("A field of the CSV text has a quote, but is not quoted.");
  return { value, end: at + value.length };
}

function readQuoted(text: string, start: number): Field {
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw callError("A quoted field of the CSV text has no end.");
    value += text.slice(at, quote);
    const next = text.charAt(quote + 1);
    if (next === "," || next === "\n" || next === "") return { value, end: quote + 1 };
    if (next !== '"') throw callError("A quoted field of the CSV text goes on behind its closing quote.");
    value += '"';
    at = quote + 2;
  }
}
