import type { Reading } from "../../graph/reading.js";
import { readData } from "../literal.js";
import type { Data } from "../policy.js";

const longestDocument = 1_000_000;

/** The document behind a value: a structure, or the JSON in a text. Undefined where the text is not JSON. */
export function documentOf(reading: Reading): Reading | undefined {
  if (reading.decoded !== undefined) return reading.decoded();
  if (reading.kind !== "scalar") return reading;
  if (typeof reading.value !== "string" || reading.value.length > longestDocument) return undefined;
  try {
    const data: unknown = JSON.parse(reading.value);
    return readData(data as Data, reading.range, reading.isSensitive);
  } catch {
    return undefined;
  }
}
