import type { Reading } from "../graph/reading.js";

/** What a reading holds, as plain data. */
export function plain(reading: Reading): unknown {
  switch (reading.kind) {
    case "absent":
      return undefined;
    case "unknown":
      return { unknown: reading.reason, subject: reading.subject };
    case "scalar":
      return reading.value;
    case "list":
      return reading.items.map(plain);
    case "object":
      return Object.fromEntries(reading.keys().map((key) => [key, plain(reading.get(key))]));
  }
}
