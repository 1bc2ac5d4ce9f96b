import type { ListReading, ObjectReading, Reading, ScalarReading } from "../graph/reading.js";
import type { SourceRange } from "../source/source-file.js";
import { piecesMayBe } from "./operators/pieces.js";
import type { Truth } from "./outcome.js";
import { isSecretName, maskText } from "./secret-text.js";
import { isDataList, isDataMap, type Data } from "./policy.js";

/** Reads plain data as if it stood at one place of a source: a provider's default, a parsed JSON text. */
export function readData(data: Data, range: SourceRange, isSensitive = false): Reading {
  if (data === null) return { kind: "absent", range, isSensitive };
  if (isDataList(data)) {
    let items: readonly Reading[] | undefined;
    return {
      kind: "list",
      get items() {
        return (items ??= data.map((item) => readData(item, range, isSensitive)));
      },
      isBlocks: false,
      range,
      isSensitive,
    };
  }
  if (isDataMap(data)) {
    return {
      kind: "object",
      keys: () => Object.keys(data),
      get: (name) => readData(Object.hasOwn(data, name) ? (data[name] ?? null) : null, range, isSensitive),
      range,
      isSensitive,
    };
  }
  return { kind: "scalar", value: data, range, isSensitive };
}

/** Whether a value equals data. Scalars compare the way Terraform converts them; null equals what is absent. */
export function equalsData(reading: Reading, data: Data): Truth {
  switch (reading.kind) {
    case "absent":
      return data === null;
    case "unknown":
      return typeof data === "string" && reading.pieces !== undefined && !piecesMayBe(reading.pieces, data)
        ? false
        : undefined;
    case "scalar":
      return isDataList(data) || isDataMap(data) || data === null ? false : equalScalars(reading, data);
    case "list":
      return isDataList(data) ? equalLists(reading, data) : false;
    case "object":
      return isDataMap(data) ? equalObjects(reading, data) : false;
  }
}

function equalScalars(reading: ScalarReading, data: string | number | boolean): boolean {
  const value = reading.value;
  if (typeof value === typeof data) {
    return reading.digits === undefined ? value === data : reading.digits === String(data);
  }
  if (typeof value === "boolean" || typeof data === "boolean") return String(value) === String(data);
  if (reading.digits !== undefined) return reading.digits === data;
  const left = numberOf(value);
  return left !== undefined && left === numberOf(data);
}

const numberSyntax = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number that a scalar is or says, or undefined. */
export function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && numberSyntax.test(value) ? Number(value) : undefined;
}

function equalLists(reading: ListReading, data: readonly Data[]): Truth {
  if (reading.items.length > data.length) return false;
  if (reading.rest === undefined && reading.items.length < data.length) return false;
  const truths = reading.items.map((item, index) => equalsData(item, data[index] ?? null));
  if (reading.rest !== undefined) return undefined;
  return allOf(truths);
}

function equalObjects(reading: ObjectReading, data: Readonly<Record<string, Data>>): Truth {
  const names = new Set([...reading.keys(), ...Object.keys(data)]);
  const truth = allOf([...names].map((name) => equalsData(reading.get(name), data[name] ?? null)));
  return truth === true && reading.rest !== undefined ? undefined : truth;
}

function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

const longestList = 5;
const longestText = 80;
/** Enough to tell what stands within the part that is shown. */
const longestMasked = 2000;

/**
 * Says what a value is, in a few words. A sensitive value is never shown, nor what looks like a secret by itself or by the name
 * (of the attribute, or a path to it) that it is given to.
 */
export function describeReading(reading: Reading, name = ""): string {
  if (reading.kind === "absent") return "not set";
  if (reading.isSensitive || (reading.kind === "scalar" && isSecretName(name))) return "(sensitive)";
  switch (reading.kind) {
    case "unknown":
      return reading.subject === undefined ? `unknown (${reading.reason})` : `unknown (${reading.subject})`;
    case "scalar":
      return describeScalar(reading.digits ?? reading.value, typeof reading.value === "string");
    case "list":
      return describeList(reading, name);
    case "object":
      return reading.keys().length === 0 ? "{}" : "{…}";
  }
}

/** Says what data is, as one would write it. */
export function describeData(data: Data): string {
  if (data === null) return "nothing";
  if (isDataList(data)) return `[${data.map(describeData).join(", ")}]`;
  if (isDataMap(data)) return JSON.stringify(data);
  return describeScalar(data, typeof data === "string");
}

function describeScalar(value: string | number | boolean, isText: boolean): string {
  if (!isText) return String(value);
  const text = maskText(String(value).slice(0, longestMasked));
  return JSON.stringify(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}

function describeList(reading: ListReading, name: string): string {
  if (reading.isBlocks) return reading.items.length === 1 ? "a block" : `${String(reading.items.length)} blocks`;
  const shown = reading.items
    .slice(0, longestList)
    .map((item) => (item.kind === "list" ? "[…]" : describeReading(item, name)));
  if (reading.items.length > longestList || reading.rest !== undefined) shown.push("…");
  return `[${shown.join(", ")}]`;
}
