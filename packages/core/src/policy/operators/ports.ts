import type { ObjectReading, Reading } from "../../graph/reading.js";
import {
  attempt,
  causeOf,
  inside,
  listArgument,
  literal,
  mapArgument,
  reject,
  type CompileContext,
} from "../context.js";
import { describeData, numberOf } from "../literal.js";
import { compareWithOperands, hasOperand } from "../operand.js";
import { decide, undecided, type Leaf, type Test, type Truth } from "../outcome.js";
import { isDataList, type Data } from "../policy.js";

/** A range of ports, both ends included; an undefined end is not known. */
interface PortRange {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly reading: Reading;
  /** What says the upper end, where that is another attribute. */
  readonly end?: Reading | undefined;
}

const lowest = 0;
const highest = 65535;

/** Which protocols a rule is about, as far as ports go. `all` has no ports of its own: every port is admitted. */
type Protocol = "all" | "ports" | "none" | "unknown";

const allProtocols = new Set(["-1", "all", "any", "*"]);
const portProtocols = new Set(["tcp", "6", "udp", "17", "sctp", "132"]);

/**
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html: `-1` means all protocols and then all
 * ports, whatever the ports say; for ICMP the two numbers are a type and a code.
 */
function protocolOf(reading: Reading): Protocol {
  if (reading.kind === "unknown") return "unknown";
  if (reading.kind !== "scalar") return "ports";
  const name = String(reading.value).toLowerCase();
  if (allProtocols.has(name)) return "all";
  return portProtocols.has(name) ? "ports" : "none";
}

/** The first of these names that is there. */
function firstPresent(rule: ObjectReading, names: readonly string[]): Reading | undefined {
  for (const name of names) {
    const reading = rule.get(name);
    if (reading.kind !== "absent") return reading;
  }
  return undefined;
}

/** The ranges of a rule, in the words of AWS, Google, Azure and Kubernetes; undefined where it names no port at all. */
function rangesOf(rule: ObjectReading): readonly PortRange[] | undefined {
  const from = firstPresent(rule, ["from_port", "port", "destination_port_range"]);
  const to = firstPresent(rule, ["to_port", "endPort", "end_port"]);
  const start = from ?? to;
  if (start !== undefined) {
    if (from?.kind === "scalar" && numberOf(from.value) === undefined) return [parseRange(from)];
    return [{ from: portOf(start), to: portOf(to ?? start), reading: start, end: to }];
  }
  const list = firstPresent(rule, ["ports", "destination_port_ranges"]);
  if (list === undefined) return undefined;
  if (list.kind !== "list") return [parseRange(list)];
  const ranges = list.items.map(parseRange);
  if (list.rest !== undefined) ranges.push({ from: undefined, to: undefined, reading: list });
  return ranges.length === 0 ? undefined : ranges;
}

function portOf(reading: Reading): number | undefined {
  return reading.kind === "scalar" ? (numberOf(reading.value) ?? Number.NaN) : undefined;
}

/** `22`, `1000-2000`, `*`. */
function parseRange(reading: Reading): PortRange {
  if (reading.kind !== "scalar") return { from: undefined, to: undefined, reading };
  if (reading.value === "*") return { from: lowest, to: highest, reading };
  const [from, to] = String(reading.value).split("-");
  const first = Number(from);
  return { from: first, to: to === undefined ? first : Number(to), reading };
}

/** Kleene's answer to "does the range include the port", where an end may be unknown. */
function includes(range: PortRange, port: number): Truth {
  if (range.from !== undefined && !(range.from <= port)) return false;
  if (range.to !== undefined && !(range.to >= port)) return false;
  return range.from === undefined || range.to === undefined ? undefined : true;
}

function includesAll(range: PortRange): Truth {
  if (range.from !== undefined && !(range.from <= 1)) return false;
  if (range.to !== undefined && !(range.to >= highest)) return false;
  return range.from === undefined || range.to === undefined ? undefined : true;
}

function liesWithin(range: PortRange, ports: ReadonlySet<number>): Truth {
  if (range.from === undefined || range.to === undefined) {
    const end = range.from ?? range.to;
    return end === undefined || ports.has(end) ? undefined : false;
  }
  // A port that goes by a name is none of the numbers.
  if (Number.isNaN(range.from) || Number.isNaN(range.to) || range.to - range.from >= ports.size) return false;
  for (let port = range.from; port <= range.to; port += 1) if (!ports.has(port)) return false;
  return true;
}

/** What is asked of a rule's ranges. `ofEverything` is the answer for all ports. */
interface PortTest {
  readonly ofRange: (range: PortRange) => Truth;
  readonly ofEverything: boolean;
  /** Whether all ranges must pass, or one is enough. */
  readonly isUniversal: boolean;
}

function portsArgument(argument: Data, context: CompileContext): readonly number[] {
  const value = literal(argument, context);
  const items = isDataList(value) ? value : [value];
  return items.flatMap((item) => attempt(context, () => [readPort(item, context)], []));
}

function readPort(item: Data, context: CompileContext): number {
  const port = context.isFilled === true && typeof item === "string" ? numberOf(item) : item;
  return typeof port === "number" && Number.isInteger(port) && port >= lowest && port <= highest
    ? port
    : reject(context, `${describeData(item)} is not a port.`);
}

function compileTests(argument: Data, context: CompileContext): readonly PortTest[] {
  const given = mapArgument(argument, ["covers", "within"], context);
  const tests: PortTest[] = [];
  if (given.covers === "all") {
    tests.push({ ofRange: includesAll, ofEverything: true, isUniversal: false });
  } else if (given.covers !== undefined) {
    const ports = portsArgument(given.covers, inside(context, "covers"));
    tests.push({
      ofRange: (range) => anyOf(ports, (port) => includes(range, port)),
      ofEverything: true,
      isUniversal: false,
    });
  }
  if (given.within !== undefined) {
    const listContext = inside(context, "within");
    const ports = new Set(portsArgument(listArgument(given.within, listContext), listContext));
    tests.push({ ofRange: (range) => liesWithin(range, ports), ofEverything: false, isUniversal: true });
  }
  if (tests.length === 0) reject(context, "“ports” says nothing.", "Use covers or within.");
  return tests;
}

function anyOf<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let truth: Truth = false;
  for (const item of items) {
    const answer = test(item);
    if (answer === true) return true;
    if (answer === undefined) truth = undefined;
  }
  return truth;
}

/** Compiles the condition `ports`: about the ports that the rule at hand admits. */
export function compilePorts(argument: Data, context: CompileContext): Test {
  return hasOperand(argument) ? compareWithOperands(argument, context, compileFixed) : compileFixed(argument, context);
}

function compileFixed(argument: Data, context: CompileContext): Test {
  const tests = compileTests(argument, context);
  const path = context.path === "" ? "from_port" : `${context.path}.from_port`;
  const leaf: Leaf = { path, describe: () => `ports ${describePorts(argument)}` };
  return (reading, scope) => {
    const rule = singleRule(reading);
    if (rule === undefined) {
      if (reading.kind === "unknown" || reading.kind === "list") return undecided(leaf, causeOf(reading), reading);
      return decide(leaf, false, reading);
    }
    return judgeRule(rule, tests, leaf, scope.root === rule);
  };
}

function singleRule(reading: Reading): ObjectReading | undefined {
  if (reading.kind === "object") return reading;
  const only = reading.kind === "list" && reading.items.length === 1 ? reading.items[0] : undefined;
  return only?.kind === "object" ? only : undefined;
}

function judgeRule(rule: ObjectReading, tests: readonly PortTest[], leaf: Leaf, isNode: boolean): ReturnType<Test> {
  const protocolReading = firstPresent(rule, ["protocol", "ip_protocol"]);
  const protocol = protocolReading === undefined ? "ports" : protocolOf(protocolReading);
  const place = protocolReading ?? (isNode ? undefined : rule);
  if (protocol === "none") return decide(leaf, false, place);
  const ranges = protocol === "all" ? undefined : rangesOf(rule);
  if (ranges === undefined && protocol !== "unknown") {
    return decide(
      leaf,
      tests.every((test) => test.ofEverything),
      place,
    );
  }
  let unknown: Reading | undefined;
  let deciding: Reading | undefined = ranges?.[0]?.reading;
  for (const test of tests) {
    const { truth, reading } = judgeRanges(ranges ?? [], test);
    if (truth === false && (protocol !== "unknown" || !test.ofEverything)) return decide(leaf, false, reading);
    if (truth === undefined) unknown ??= reading;
    if (truth === true) deciding = reading ?? deciding;
  }
  // Whether a rule is about ports at all, or about all of them, hangs on a protocol that is not known.
  if (protocol === "unknown" && protocolReading !== undefined) {
    return undecided(leaf, causeOf(protocolReading), protocolReading);
  }
  return unknown === undefined ? decide(leaf, true, deciding) : undecided(leaf, causeOf(unknown), unknown);
}

function judgeRanges(ranges: readonly PortRange[], test: PortTest): { truth: Truth; reading: Reading | undefined } {
  let unknown: Reading | undefined;
  for (const range of ranges) {
    const truth = test.ofRange(range);
    if (truth === !test.isUniversal) return { truth, reading: range.reading };
    if (truth === undefined) unknown ??= range.from === undefined ? range.reading : (range.end ?? range.reading);
  }
  return { truth: unknown === undefined ? test.isUniversal : undefined, reading: unknown ?? ranges[0]?.reading };
}

function describePorts(argument: Data): string {
  return describeData(argument).replace(/["{}]/g, "").replace(/:/g, " ").replace(/,/g, ", ");
}
