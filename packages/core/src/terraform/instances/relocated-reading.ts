import type { Reading, TraceStep } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";

/** Where a reading is shown when it is seen from elsewhere, and the hops that lead from there to where it stands. */
export interface Location {
  /** Undefined leaves each part where it is. */
  readonly range: SourceRange | undefined;
  readonly hops: readonly TraceStep[];
}

/**
 * Shows a reading, with everything in it, at another place: a trace then leads from that place to where the reading stands.
 *
 * @param message - says what stands there, as in other hops
 */
export function relocated(reading: Reading, location: Location, message: string): Reading {
  const { range } = location;
  if (range === undefined) return reading;
  const trace = (): readonly TraceStep[] => [
    ...location.hops,
    { range: reading.range, message },
    ...(reading.trace?.() ?? []),
  ];
  switch (reading.kind) {
    case "list": {
      let items: readonly Reading[] | undefined;
      return {
        ...reading,
        range,
        trace,
        get items() {
          items ??= reading.items.map((item) => relocated(item, location, message));
          return items;
        },
      };
    }
    case "object":
      return { ...reading, range, trace, get: (name) => relocated(reading.get(name), location, message) };
    default:
      return { ...reading, range, trace };
  }
}
