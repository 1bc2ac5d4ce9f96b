import type { EvaluatedData, EvaluatedValue } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { layoutFor, showLocation } from "./layout.js";
import { showable, withoutLogCommands } from "./untrusted.js";

/** Writes an evaluated value, where it is written, and the way to the line to edit. */
export function reportValue({ address, data, location, trace }: EvaluatedValue, options: ReportOptions = {}): string {
  const layout = layoutFor(options);
  const { palette } = layout;
  const lines = [
    `${palette.strong(showable(address))} = ${showData(data, "")}`,
    palette.faint(`  at ${showLocation(location, layout)}`),
    ...trace.map(
      (hop) => `  > comes from ${showable(hop.message)}  ${palette.faint(showLocation(hop.location, layout))}`,
    ),
  ];
  return withoutLogCommands(`${lines.join("\n")}\n`);
}

/** Writes a value as one would write it in a configuration, with what cannot be shown in parentheses. */
function showData(data: EvaluatedData, indent: string): string {
  const inner = `${indent}  `;
  switch (data.kind) {
    case "null":
      return "null";
    case "bool":
      return String(data.value);
    case "number":
      return data.digits;
    case "string":
      return quote(data.value);
    case "list":
      if (data.items.length === 0) return "[]";
      return `[\n${data.items.map((item) => `${inner}${showData(item, inner)},\n`).join("")}${indent}]`;
    case "object": {
      if (data.entries.size === 0) return "{}";
      const entries = [...data.entries].map(([key, entry]) => `${inner}${showKey(key)} = ${showData(entry, inner)}\n`);
      return `{\n${entries.join("")}${indent}}`;
    }
    case "unknown":
      return `(unknown: ${data.reason}${data.subject === undefined ? "" : `, ${showable(data.subject)}`})`;
    case "error":
      return `(error: ${showable(data.code)})`;
    case "sensitive":
      return "(sensitive)";
  }
}

function showKey(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? showable(key) : quote(key);
}

function quote(text: string): string {
  return showable(JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&"));
}
