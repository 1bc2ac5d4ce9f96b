import {
  attempt,
  elementary,
  inside,
  mapArgument,
  numberArgument,
  reject,
  scalarMatcher,
  textsArgument,
  type CompileContext,
  type Operator,
} from "../context.js";
import type { UnknownReading } from "../../graph/reading.js";
import { describeData } from "../literal.js";
import type { Truth } from "../outcome.js";
import type { Data } from "../policy.js";
import { isWithin, overlaps, parseAddressRange, type AddressRange } from "./address-range.js";
import type { Pieces } from "./pieces.js";

/**
 * Ranges that are not part of the internet, as far as /8 and broader goes.
 *
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry
 */
const notPublic = [
  "10.0.0.0/8",
  "127.0.0.0/8",
  "0.0.0.0/8",
  "224.0.0.0/3",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
  "::/8",
].map((text) => known(text));

/** Azure's names for the whole internet, where AWS and Google want a range. */
const wholeInternet = new Set(["*", "any", "internet"]);

const broadPrefix = 8;

function known(text: string): AddressRange {
  const range = parseAddressRange(text);
  if (range === undefined) throw new Error(`${text} is not a range`);
  return range;
}

/** Whether a text is a range that admits the whole internet, or a /8 of it or more. */
export function isPublicRange(text: string): boolean {
  const trimmed = text.trim();
  const range = parseAddressRange(trimmed);
  if (range === undefined) return wholeInternet.has(trimmed.toLowerCase());
  return range.prefix <= broadPrefix && !notPublic.some((reserved) => isWithin(range, reserved));
}

/**
 * Whether this is the range of a network of AWS or of a part of it, which are /16 and /44 at most.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
function isOfNetwork({ reason, subject, pieces }: UnknownReading): boolean {
  if (pieces !== undefined || (reason !== "known-after-apply" && reason !== "data-source")) return false;
  return networkRange.test(subject ?? "");
}

const networkRange = /(?:^|\.)aws_(?:default_)?(?:vpc|subnet)\.[^.]+\.(?:ipv6_)?cidr_block$/;

/** A text that ends in a narrow prefix, `${…}/32`, is no public range, whatever stands before. */
function mayBePublic(pieces: Pieces): Truth {
  const prefix = /\/(\d{1,3})\s*$/.exec(pieces.at(-1) ?? "")?.[1];
  return prefix !== undefined && Number(prefix) > broadPrefix ? false : undefined;
}

function rangesArgument(argument: Data, context: CompileContext): readonly AddressRange[] {
  return textsArgument(argument, context).flatMap((text) => attempt(context, () => [readRange(text, context)], []));
}

function readRange(text: string, context: CompileContext): AddressRange {
  return parseAddressRange(text) ?? reject(context, `${describeData(text)} is not a range of addresses.`);
}

type RangeTest = (range: AddressRange) => boolean;

function compileTests(argument: Data, context: CompileContext): readonly RangeTest[] {
  const {
    within,
    overlaps: overlapping,
    broaderThan,
  } = mapArgument(argument, ["within", "overlaps", "broaderThan"], context);
  const tests: RangeTest[] = [];
  if (within !== undefined) {
    const ranges = rangesArgument(within, inside(context, "within"));
    tests.push((range) => ranges.some((outer) => isWithin(range, outer)));
  }
  if (overlapping !== undefined) {
    const ranges = rangesArgument(overlapping, inside(context, "overlaps"));
    tests.push((range) => ranges.some((other) => overlaps(range, other)));
  }
  if (broaderThan !== undefined) {
    const prefix = attempt(context, () => numberArgument(broaderThan, inside(context, "broaderThan")), 0);
    tests.push((range) => range.prefix < prefix);
  }
  return tests;
}

const cidr: Operator = (argument, context) => {
  if (argument === "public") {
    return elementary(
      context,
      () => "a range open to the internet",
      (reading) => {
        if (reading.kind === "scalar") return typeof reading.value === "string" && isPublicRange(reading.value);
        if (reading.kind !== "unknown" || isOfNetwork(reading)) return false;
        return reading.pieces === undefined ? undefined : mayBePublic(reading.pieces);
      },
    );
  }
  const tests = compileTests(argument, context);
  return scalarMatcher(
    context,
    () => `a range of addresses ${describeData(argument)}`,
    (value) => {
      const range = typeof value === "string" ? parseAddressRange(value.trim()) : undefined;
      return range !== undefined && tests.every((test) => test(range));
    },
  );
};

/** Operators about ranges of IP addresses. */
export const cidrOperators: Readonly<Record<string, Operator>> = { cidr };
