import type { ObjectReading, Reading } from "../../graph/reading.js";
import type { Refinement, UnknownValue, Value } from "./value.js";

/**
 * The outline of an unknown text: the text with a mark in the place of each part that is not known. It lets a JSON document be
 * read although one ARN in it is only known after apply.
 */
const opening = "\uE000";
const closing = "\uE001";
const marked = /\uE000([a-z-]+)\|([^\uE001]*)\uE001/;

/** Returns what stands in an outline for an unknown: its own outline, or a mark with the reason and the subject. */
export function outlineOf(unknown: UnknownValue): string {
  return unknown.refinement?.outline ?? markOf(unknown);
}

/** Returns the mark of an unknown, with the reason and the subject. */
export function markOf({ reason, subject }: UnknownValue): string {
  return `${opening}${reason}|${encodeURIComponent(subject ?? "")}${closing}`;
}

/** Longer texts that are no JSON documents are not kept: what a policy asks of a text is about names and ranges. */
const longestText = 4096;
/** No document that a policy reads is longer, and outlines hold one another. */
const longestDocument = 1 << 20;

/** Returns an outline as far as it is of use: a JSON document, or a text that is not too long. */
export function usefulOutline(outline: string): string | undefined {
  return outline.length <= (mayBeJson(outline) ? longestDocument : longestText) ? outline : undefined;
}

/**
 * What is certain of the text that an outline stands for: the texts between its marks, without characters that might
 * join with those of an unknown neighbour when the whole is normalised.
 */
export function piecesOf(refinement: Refinement | undefined): readonly string[] | undefined {
  if (refinement?.notNull !== true) return undefined;
  const { outline } = refinement;
  if (outline === undefined) return refinement.prefix === undefined ? undefined : [refinement.prefix, ""];
  return outline.length > longestText ? undefined : piecesOfText(outline);
}

function piecesOfText(outline: string): readonly string[] | undefined {
  const parts = outline.split(/\uE000[a-z-]+\|[^\uE001]*\uE001/);
  if (parts.length < 2) return undefined;
  const last = parts.length - 1;
  const pieces = parts.map((part, index) => {
    let piece = part.normalize("NFC");
    if (index > 0) piece = piece.replace(/^[\u0080-\uffff]+/, "");
    return index < last ? withoutJoining(piece) : piece;
  });
  return pieces.filter((piece, index) => piece !== "" || index === 0 || index === last);
}

/** Cuts off the end of a text that a combining character might change. Of ASCII only letters and `<=>` take one. */
function withoutJoining(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) > 127) end -= 1;
  return text.slice(0, /[A-Za-z<=>]/.test(text.charAt(end - 1)) ? end - 1 : end);
}

/** Whether the text may be the beginning of a JSON document: what is none needs no outline. */
function mayBeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Returns the refinement with an outline, where there is one. */
export function withOutline(refinement: Refinement, outline: string | undefined): Refinement {
  return outline === undefined ? refinement : { ...refinement, outline };
}

/** Reads the JSON document that an unknown text will be, as far as it is known; undefined where that cannot be told. */
export function readOutline(value: Value, place: Pick<Reading, "range" | "isSensitive">): (() => Reading) | undefined {
  const outline = value.kind === "unknown" ? value.refinement?.outline : undefined;
  if (outline === undefined || !mayBeJson(outline)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(outline);
  } catch {
    return undefined;
  }
  return () => readData(data, { range: place.range, isSensitive: place.isSensitive });
}

function readData(data: unknown, place: Pick<Reading, "range" | "isSensitive">): Reading {
  if (typeof data === "string") {
    const [, reason, subject = ""] = marked.exec(data) ?? [];
    if (!isReason(reason)) return { kind: "scalar", value: data, ...place };
    const name = subject === "" ? undefined : decodeURIComponent(subject);
    return { kind: "unknown", reason, subject: name, pieces: piecesOfText(data), ...place };
  }
  if (typeof data === "number" || typeof data === "boolean") return { kind: "scalar", value: data, ...place };
  if (Array.isArray(data)) {
    const elements: readonly unknown[] = data;
    let items: readonly Reading[] | undefined;
    return {
      kind: "list",
      isBlocks: false,
      get items() {
        return (items ??= elements.map((element) => readData(element, place)));
      },
      ...place,
    };
  }
  return typeof data === "object" && data !== null ? readMembers(data, place) : { kind: "absent", ...place };
}

function readMembers(data: object, place: Pick<Reading, "range" | "isSensitive">): ObjectReading {
  const members = new Map<string, unknown>(Object.entries(data));
  const isOpen = [...members.keys()].some((name) => marked.test(name));
  return {
    kind: "object",
    keys: () => [...members.keys()].filter((name) => !marked.test(name)),
    get: (name) => readData(members.get(name) ?? null, place),
    rest: isOpen ? { reason: "known-after-apply" } : undefined,
    ...place,
  };
}

const reasons = new Set<string>([
  "no-value",
  "known-after-apply",
  "data-source",
  "module-not-loaded",
  "function-not-pure",
  "unknown-count",
  "error",
] satisfies UnknownValue["reason"][]);

function isReason(text: string | undefined): text is UnknownValue["reason"] {
  return text !== undefined && reasons.has(text);
}
