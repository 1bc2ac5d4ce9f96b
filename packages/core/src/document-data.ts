import type { Reading } from "./graph/reading.js";
import type { SourceRange } from "./source/source-file.js";

/** What stands in a document in place of a value that must not be shown. */
export const sensitiveText = "(sensitive)";

/** The data of a reading, and what the data does not tell. */
export interface DocumentData {
  readonly value: unknown;
  /** Paths of what is left out because it is not known, in the order of the source. */
  readonly unknown: readonly string[];
  /** Paths of what is there and not shown. */
  readonly sensitive: readonly string[];
}

/** How documents write what is null or not there: `omit` leaves it out. */
type Absence = "omit" | "null";

const deepest = 200;

/**
 * Turns a reading into plain data. What is not known is left out, or null in a list, whose other elements keep their places;
 * so is what is nested deeper than anything sensible. Sensitive is what says so, and what stands where nothing may be shown.
 */
export function documentData(
  reading: Reading,
  absence: Absence,
  isHidden: (range: SourceRange) => boolean,
): DocumentData {
  const unknown: string[] = [];
  const sensitive: string[] = [];
  const write = (part: Reading, path: string, depth: number): unknown => {
    const isLiteral = part.kind === "scalar" && isHidden(part.range);
    if (part.kind !== "absent" && (part.isSensitive || isLiteral)) {
      sensitive.push(path);
      return sensitiveText;
    }
    if (part.kind === "unknown" || depth > deepest) {
      unknown.push(path);
      return undefined;
    }
    switch (part.kind) {
      case "absent":
        return absence === "null" ? null : undefined;
      case "scalar":
        return part.value;
      case "list": {
        if (part.rest !== undefined) unknown.push(path);
        return part.items.map((item, index) => write(item, `${path}[${String(index)}]`, depth + 1) ?? null);
      }
      case "object": {
        if (part.rest !== undefined) unknown.push(path);
        const entries: [string, unknown][] = [];
        for (const name of part.keys()) {
          const value = write(part.get(name), joinName(path, name), depth + 1);
          if (value !== undefined) entries.push([name, value]);
        }
        return Object.fromEntries(entries);
      }
    }
  };
  return { value: write(reading, "", 0), unknown, sensitive };
}

/** Adds a name to a path, in brackets where a dot would not do. */
function joinName(path: string, name: string): string {
  if (!/^[^.[\]"\s]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}
