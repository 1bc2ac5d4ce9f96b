import type { Reading, UnknownReason } from "../../graph/reading.js";
import { isInfinite } from "../values/number.js";
import { Marks, type Value } from "../values/value.js";
import type { EvaluatedConfiguration } from "./evaluate-configuration.js";
import { digitsOf } from "./whole-number.js";

/** A value as it may be shown: numbers with all their digits, and in place of what is unknown, failed or sensitive, that. */
export type EvaluatedData =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly digits: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly EvaluatedData[] }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, EvaluatedData> }
  | { readonly kind: "unknown"; readonly reason: UnknownReason; readonly subject?: string | undefined }
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "sensitive" };

/** Returns what may be shown of a value. */
function dataOfValue(value: Value): EvaluatedData {
  if ((value.marks & (Marks.sensitive | Marks.ephemeral)) !== 0) return { kind: "sensitive" };
  switch (value.kind) {
    case "unknown":
      return unknownData(value);
    case "null":
      return { kind: "null" };
    case "number": {
      const digits = digitsOf(value.value);
      if (digits === undefined) return { kind: "error", code: "value-too-large" };
      return isInfinite(value.value) ? { kind: "string", value: digits } : { kind: "number", digits };
    }
    case "string":
      return { kind: "string", value: value.value };
    case "bool":
      return { kind: "bool", value: value.value };
    case "list":
    case "set":
    case "tuple":
      return { kind: "list", items: value.items.map(dataOfValue) };
    case "map":
    case "object":
      return entriesData([...value.entries].map(([name, entry]) => [name, dataOfValue(entry)]));
  }
}

/** How many strings, numbers and the like are shown together: sixty lines that each repeat the one before make billions. */
const largestTotal = 1 << 21;

/** What may be shown of an evaluated configuration, each section an object of values by address. */
export function dataOfConfiguration(
  configuration: EvaluatedConfiguration,
): Readonly<Record<keyof EvaluatedConfiguration, EvaluatedData>> {
  let size = 0;
  const dataWithin = (value: Value): EvaluatedData => {
    size += "size" in value ? (value.size ?? 1) : 1;
    return size > largestTotal ? tooLarge : dataOfValue(value);
  };
  const section = (values: ReadonlyMap<string, Value>): EvaluatedData =>
    entriesData([...values].map(([address, value]) => [address, dataWithin(value)]));
  const { locals, outputs, resources } = configuration;
  return { locals: section(locals), outputs: section(outputs), resources: section(resources) };
}

/** How many strings, numbers and the like are shown of one reading. */
const largestReading = 1 << 17;

/** Returns what may be shown of a reading: of one that holds more than anybody would read, that it does. */
export function dataOfReading(reading: Reading): EvaluatedData {
  const counter = new ReadingCounter();
  const data = dataOfCounted(reading, counter);
  return counter.isOver ? tooLarge : data;
}

class ReadingCounter {
  #left = largestReading;

  get isOver(): boolean {
    return this.#left < 0;
  }

  count(): void {
    this.#left -= 1;
  }
}

const tooLarge: EvaluatedData = { kind: "error", code: "value-too-large" };

function dataOfCounted(reading: Reading, counter: ReadingCounter): EvaluatedData {
  counter.count();
  if (counter.isOver) return tooLarge;
  if (reading.isSensitive) return { kind: "sensitive" };
  switch (reading.kind) {
    case "absent":
      return { kind: "null" };
    case "unknown":
      return unknownData(reading);
    case "scalar": {
      const { value } = reading;
      if (typeof value === "number") return { kind: "number", digits: reading.digits ?? String(value) };
      return typeof value === "string" ? { kind: "string", value } : { kind: "bool", value };
    }
    case "list":
      if (reading.rest !== undefined) return unknownData(reading.rest);
      return { kind: "list", items: reading.items.map((item) => dataOfCounted(item, counter)) };
    case "object":
      return entriesData(reading.keys().map((name) => [name, dataOfCounted(reading.get(name), counter)]));
  }
}

function unknownData({ reason, subject }: { reason: UnknownReason; subject?: string | undefined }): EvaluatedData {
  return reason === "error" ? { kind: "error", code: subject ?? "error" } : { kind: "unknown", reason, subject };
}

function entriesData(entries: readonly (readonly [string, EvaluatedData])[]): EvaluatedData {
  return { kind: "object", entries: new Map(entries) };
}

/**
 * Writes what may be shown of a value as JSON: an unknown is `{"$unknown": reason}`, a failed one `{"$error": code}`, and of
 * what is sensitive only `{"$sensitive": true}` is told.
 */
export function dataToJson(data: EvaluatedData): string {
  switch (data.kind) {
    case "null":
      return "null";
    case "number":
      return data.digits;
    case "bool":
    case "string":
      return JSON.stringify(data.value);
    case "list":
      return `[${data.items.map(dataToJson).join(",")}]`;
    case "object": {
      const members = [...data.entries].map(([name, entry]) => `${JSON.stringify(name)}:${dataToJson(entry)}`);
      return `{${members.join(",")}}`;
    }
    case "unknown":
      return `{"$unknown":${JSON.stringify(data.reason)}}`;
    case "error":
      return `{"$error":${JSON.stringify(data.code)}}`;
    case "sensitive":
      return '{"$sensitive":true}';
  }
}
