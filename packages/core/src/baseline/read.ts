import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { baselineVersion, entryNames, uniqueEntries, type Baseline, type BaselineEntry } from "./baseline.js";
import { baselineProblem, describeSyntax, locateIn, type BaselinePath } from "./problem.js";

/** A baseline, or what is wrong with its text: never a baseline that knows less than was written. */
export interface ReadBaseline {
  readonly baseline: Baseline | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is wrong somewhere in what was parsed. */
interface Mistake {
  readonly at: BaselinePath;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** How many problems of one file are listed. */
const mostProblems = 20;

/** Reads the text of a baseline. `path` is only for telling where problems are. */
export function readBaseline(path: string, text: string): ReadBaseline {
  const file = new SourceFile(path, text.startsWith("\uFEFF") ? text.slice(1) : text);
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch {
    return { baseline: undefined, diagnostics: [describeSyntax(file)] };
  }
  const mistakes: Mistake[] = [];
  const baseline = checkBaseline(value, (mistake) => mistakes.push(mistake));
  if (mistakes.length === 0 && baseline !== undefined) return { baseline, diagnostics: [] };
  const locate = locateIn(file);
  const diagnostics = mistakes
    .slice(0, mostProblems)
    .map(({ at, message, hint }) => baselineProblem(message, locate(at), hint));
  return { baseline: undefined, diagnostics };
}

type Complain = (mistake: Mistake) => void;
type Fields = Readonly<Record<string, unknown>>;

function checkBaseline(value: unknown, complain: Complain): Baseline | undefined {
  if (!isFields(value)) {
    complain({ at: [], message: "A baseline is a JSON object.", hint: howToMake });
    return undefined;
  }
  const { schemaVersion, entries } = value;
  if (schemaVersion !== baselineVersion) {
    complain(describeVersion(schemaVersion));
    return undefined;
  }
  checkNames(value, ["schemaVersion", "entries"], [], complain);
  if (!Array.isArray(entries)) {
    complain({ at: entries === undefined ? [] : ["entries"], message: "“entries” is a list.", hint: howToMake });
    return undefined;
  }
  const read = entries.flatMap((entry: unknown, index) => checkEntry(entry, ["entries", index], complain) ?? []);
  return { schemaVersion: baselineVersion, entries: uniqueEntries(read) };
}

const howToMake = "“lintel baseline create” writes one.";

function describeVersion(given: unknown): Mistake {
  if (given === undefined) {
    return { at: [], message: "“schemaVersion” is missing: this is no baseline.", hint: howToMake };
  }
  const isNewer = typeof given === "number" && given > baselineVersion;
  return {
    at: ["schemaVersion"],
    message: `“schemaVersion” is ${String(baselineVersion)} in the baselines that this version of lintel reads.`,
    hint: isNewer ? "A newer version wrote this file: use that one." : howToMake,
  };
}

function checkNames(value: Fields, names: readonly string[], at: BaselinePath, complain: Complain): void {
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) complain({ at: [...at, name], message: `“${name}” is not known here.` });
  }
}

function checkEntry(value: unknown, at: BaselinePath, complain: Complain): BaselineEntry | undefined {
  if (!isFields(value)) {
    complain({ at, message: "An entry is a JSON object." });
    return undefined;
  }
  checkNames(value, entryNames, at, complain);
  const { status, count } = value;
  if (status !== "fail" && status !== "unknown") {
    complain({ at: [...at, "status"], message: "“status” is “fail” or “unknown”." });
  }
  if (!isCount(count)) complain({ at: [...at, "count"], message: "“count” is a whole number above 0." });
  const textOf = (name: string, isValid: (text: string) => boolean, what: string): string => {
    const text = value[name];
    if (typeof text === "string" && isValid(text)) return text;
    complain({ at: [...at, name], message: `“${name}” is ${what}.` });
    return "";
  };
  return {
    file: textOf("file", isRelative, "a path relative to the scan root"),
    policy: textOf("policy", isNotEmpty, "the id of a policy"),
    address: textOf("address", isNotEmpty, "the address of a resource or an object"),
    root: textOf("root", isRelative, "a directory relative to the scan root"),
    status: status === "unknown" ? "unknown" : "fail",
    count: isCount(count) ? count : 1,
    fingerprint: textOf("fingerprint", isHash, "64 hexadecimal digits"),
    movedFingerprint: textOf("movedFingerprint", isHash, "64 hexadecimal digits"),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === "number" && value > 0;
}

function isNotEmpty(text: string): boolean {
  return text !== "";
}

function isRelative(text: string): boolean {
  return text !== "" && !text.startsWith("/") && !/(?:^|\/)\.\.(?:\/|$)/.test(text);
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
