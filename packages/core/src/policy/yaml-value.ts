import { isMap, isNode, isScalar, parseDocument, visit, type Document } from "yaml";
import { mayBeNestedDeeperThan } from "../kubernetes/nesting.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import type { PolicyPath } from "./policy.js";

/** Something that keeps a text from being read as YAML at all. */
export interface YamlProblem {
  readonly message: string;
  readonly range: SourceRange;
}

/** The data of a YAML text, with the document that tells where they stand. Where there are problems the data are undefined. */
export interface YamlValue {
  readonly document: Document;
  readonly value: unknown;
  /** Where nothing is wrong but that keys occur twice: the data with the last of each, in which other mistakes can be found. */
  readonly withLastOfKeys?: unknown;
  readonly problems: readonly YamlProblem[];
}

/** More than anybody writes by hand, and few enough characters for a parser that builds a tree of them. */
const longestText = 1_000_000;
/** How deep mappings and lists may be nested in each other. */
const deepest = 100;
const mostAliases = 100;

/** Reads what a person wrote as YAML: not too long, not too deep, every key a name that occurs once. */
export function readYamlValue(file: SourceFile, subject: string): YamlValue {
  const oversized = describeSize(file, subject);
  if (oversized !== undefined) return { document: parseDocument(""), value: undefined, problems: [oversized] };
  const document = parseDocument(file.text, { prettyErrors: false, uniqueKeys: true });
  const broken = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    message:
      code === "MULTIPLE_DOCS"
        ? `${subject} is one document of YAML; another one begins here.`
        : `This is not valid YAML: ${message}`,
    range: { file, start: pos[0], end: Math.max(pos[0] + 1, pos[1]) },
  }));
  const problems = [...broken, ...describeKeys(document, file)];
  const repeated = document.errors.filter(({ code }) => code === "DUPLICATE_KEY");
  if (problems.length > repeated.length) return { document, value: undefined, problems };
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return problems.length === 0
      ? { document, value, problems }
      : { document, value: undefined, withLastOfKeys: value, problems };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `The aliases of this file cannot be followed: ${error.message}.`.replace("..", ".");
    return { document, value: undefined, problems: [...problems, { message, range: firstAlias(document, file) }] };
  }
}

/** What no parser should be given: neither its stack nor the memory is without end. */
function describeSize(file: SourceFile, subject: string): YamlProblem | undefined {
  const range = { file, start: 0, end: Math.min(1, file.text.length) };
  if (file.text.length > longestText) {
    return { message: `${subject} has no more than ${longestText.toLocaleString("en")} characters.`, range };
  }
  if (!mayBeNestedDeeperThan(file.text, deepest)) return undefined;
  return { message: `${subject} is not nested deeper than ${String(deepest)} levels.`, range };
}

/** Keys that are no names: lists and mappings, and what would be no entry of an object. */
function describeKeys(document: Document, file: SourceFile): readonly YamlProblem[] {
  const found: YamlProblem[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      if (isScalar(key) && key.value !== "__proto__") return;
      if (isNode(key) && key.range) {
        const [start, end] = key.range;
        const range = { file, start, end: Math.max(start + 1, end) };
        found.push({ message: "This cannot be the name of anything.", range });
      }
    },
  });
  return found;
}

function firstAlias(document: Document, file: SourceFile): SourceRange {
  let range: SourceRange = { file, start: 0, end: Math.min(1, file.text.length) };
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.range) return undefined;
      range = { file, start: alias.range[0], end: alias.range[1] };
      return visit.BREAK;
    },
  });
  return range;
}

/** Points at the key of a mapping's entry, or at the nearest thing above that is there. */
export function rangeOf(document: Document, file: SourceFile, at: PolicyPath): SourceRange {
  for (let length = at.length; length > 0; length -= 1) {
    const parent = document.getIn(at.slice(0, length - 1), true);
    const key = at[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) {
        return { file, start: pair.key.range[0], end: pair.key.range[1] };
      }
    }
    const node: unknown = document.getIn(at.slice(0, length), true);
    const range = isScalar(node) || isMap(node) ? node.range : undefined;
    if (range) return { file, start: range[0], end: range[1] };
  }
  return { file, start: 0, end: Math.min(1, file.text.length) };
}
