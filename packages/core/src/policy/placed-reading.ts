import type { Reading } from "../graph/reading.js";

/**
 * The reading of what was, in the places of what will be: a finding about the past leads into the source where that is at
 * hand. Where both stand in one file, the plan's own, everything keeps its own place.
 */
export function placedLike(reading: Reading, model: Reading): Reading {
  const place = {
    get range() {
      const { range } = model;
      return range.file === reading.range.file ? reading.range : range;
    },
    isSensitive: reading.isSensitive,
    trace: model.trace,
    references: undefined,
    decoded: reading.decoded,
  };
  switch (reading.kind) {
    case "object":
      return Object.assign(place, {
        kind: reading.kind,
        keys: () => reading.keys(),
        get: (name: string) => placedLike(reading.get(name), model.kind === "object" ? model.get(name) : model),
        rest: reading.rest,
      });
    case "list": {
      const { items, isBlocks, rest } = reading;
      const itemOf = (index: number): Reading => (model.kind === "list" ? (model.items[index] ?? model) : model);
      const placed = items.map((item, index) => placedLike(item, itemOf(index)));
      return Object.assign(place, { kind: reading.kind, items: placed, isBlocks, rest });
    }
    case "scalar":
      return Object.assign(place, { kind: reading.kind, value: reading.value, digits: reading.digits });
    case "unknown": {
      const { kind, reason, subject, isPresent, pieces } = reading;
      return Object.assign(place, { kind, reason, subject, isPresent, pieces });
    }
    case "absent":
      return Object.assign(place, { kind: reading.kind });
  }
}
