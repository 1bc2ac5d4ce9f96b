import type { Place } from "../problem.js";
import { isRecord, recordOf, type Annotations } from "../rule.js";

/** A reference of Rego's: its first name, and the texts that follow it before anything else does. */
export interface Reference {
  readonly head: string;
  readonly names: readonly string[];
  /** Whether something that is no text follows: an index, a variable. */
  readonly isOpen: boolean;
  readonly place: Place | undefined;
}

/** A rule as it is written; several make one where they share the name. */
export interface SourceRule {
  readonly name: string;
  /** Whether it adds to a set: `deny contains message if …`. */
  readonly isPartialSet: boolean;
  readonly references: readonly Reference[];
  readonly annotations: Annotations;
  readonly place: Place | undefined;
}

/** What a module imports, and the name that it goes by there. */
export interface SourceImport {
  readonly alias: string;
  readonly target: Reference;
}

/** A file of Rego's, as far as it matters here. */
export interface SourceModule {
  /** Without `data`. */
  readonly packagePath: readonly string[];
  readonly annotations: Annotations;
  readonly imports: readonly SourceImport[];
  readonly rules: readonly SourceRule[];
  /** The names of variables that stand for themselves: where one is an import's alias, the alias may be hidden. */
  readonly variables: ReadonlySet<string>;
}

/** Reads what `opa parse --format json` prints. */
export function readSyntax(tree: unknown, file: string): SourceModule {
  const module = recordOf(tree);
  const variables = new Set<string>();
  const packageTerms = listOf(recordOf(module["package"])["path"]);
  return {
    packagePath: packageTerms.slice(1).map((term) => String(recordOf(term)["value"])),
    annotations: listOf(module["annotations"])
      .filter(isRecord)
      .filter(({ scope }) => scope === "package" || scope === "subpackages"),
    imports: listOf(module["imports"]).flatMap((each) => readImport(each, file)),
    rules: listOf(module["rules"]).map((rule) => readRule(rule, file, variables)),
    variables,
  };
}

function readImport(each: unknown, file: string): SourceImport[] {
  const { alias, path } = recordOf(each);
  const target = readReference(path, file);
  if (target === undefined) return [];
  return [{ alias: typeof alias === "string" ? alias : (target.names.at(-1) ?? target.head), target }];
}

function readRule(rule: unknown, file: string, variables: Set<string>): SourceRule {
  const record = recordOf(rule);
  const head = recordOf(record["head"]);
  const first = recordOf(listOf(head["ref"])[0])["value"] ?? head["name"];
  const references: Reference[] = [];
  // The head's own name is no use of it.
  const headParts = [listOf(head["ref"]).slice(1), head["key"], head["value"], head["args"]];
  collect([headParts, record["body"], record["else"]], file, references, variables);
  return {
    name: String(first),
    isPartialSet: head["key"] !== undefined && head["value"] === undefined,
    references,
    annotations: listOf(record["annotations"]).filter(isRecord),
    place: placeOf(head, file) ?? placeOf(record, file),
  };
}

/** Walks a tree without recursion: how deep it is nested is up to whoever wrote it. */
function collect(start: unknown, file: string, references: Reference[], variables: Set<string>): void {
  const pending: unknown[] = [start];
  while (pending.length > 0) {
    const part = pending.pop();
    if (Array.isArray(part)) {
      for (let index = part.length - 1; index >= 0; index -= 1) pending.push(part[index]);
    } else if (isRecord(part)) {
      const reference = readReference(part, file);
      if (reference !== undefined) {
        references.push(reference);
        // What follows the first name may hold references of its own.
        pending.push(listOf(part["value"]).slice(1));
      } else {
        if (part["type"] === "var" && typeof part["value"] === "string") variables.add(part["value"]);
        pending.push(Object.values(part));
      }
    }
  }
}

function readReference(term: unknown, file: string): Reference | undefined {
  const { type, value } = recordOf(term);
  if (type !== "ref" || !Array.isArray(value)) return undefined;
  const [head, ...rest] = value.map(recordOf);
  if (head?.["type"] !== "var") return undefined;
  const names: string[] = [];
  for (const each of rest) {
    if (each["type"] !== "string") break;
    names.push(String(each["value"]));
  }
  return { head: String(head["value"]), names, isOpen: names.length < rest.length, place: placeOf(head, file) };
}

function placeOf(part: Readonly<Record<string, unknown>>, file: string): Place | undefined {
  const { row, col } = recordOf(part["location"]);
  return typeof row === "number" && typeof col === "number" ? { file, line: row, column: col } : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
