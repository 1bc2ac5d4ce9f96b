import { parsePath, type AttributePath } from "../../graph/path.js";
import type { NewEntry, WrittenValue } from "../../source/written-value.js";
import { inside, literal, reject, type CompileContext } from "../context.js";
import { isDataMap, type Data, type PolicyFix } from "../policy.js";

/** A fix whose paths are parsed and whose parameters have their values. */
export interface CompiledFix {
  readonly isSafe: boolean;
  readonly set: readonly { readonly path: AttributePath; readonly value: WrittenValue }[];
  readonly remove: readonly AttributePath[];
  /** Nested blocks to add; the last name of the path is the block's type. */
  readonly add: readonly { readonly path: AttributePath; readonly entries: readonly NewEntry[] }[];
}

/** Compiles the fix of a case. */
export function compileFix(source: PolicyFix, context: CompileContext): CompiledFix {
  const setAt = inside(context, "set");
  const set = Object.entries(source.set ?? {}).map(([text, data]) => ({
    path: pathOf(text, inside(setAt, text)),
    value: valueOf(data, inside(setAt, text)),
  }));
  const remove = (source.remove ?? []).map((text, index) => pathOf(text, inside(inside(context, "remove"), index)));
  const add = (source.add ?? []).map(({ block, with: attributes }, index) => {
    const at = inside(inside(context, "add"), index);
    return { path: pathOf(block, inside(at, "block")), entries: entriesOf(attributes ?? {}, inside(at, "with")) };
  });
  if (set.length + remove.length + add.length === 0) {
    return reject(context, "A fix changes something: it needs “set”, “remove” or “add”.");
  }
  return { isSafe: source.safe, set, remove, add };
}

function pathOf(text: string, context: CompileContext): AttributePath {
  const parsed = parsePath(text);
  if (!parsed.ok) return reject(context, parsed.problem);
  const [first] = parsed.path.names;
  if (first === "effective") return reject(context, "What is effective is not written anywhere, and so cannot be set.");
  return parsed.path;
}

/** A value that is written as it stands: null, which would unset an attribute, is written by removing it. */
function valueOf(data: Data, context: CompileContext): WrittenValue {
  const value = literal(data, context);
  if (value === null) return reject(context, "An attribute is unset under “remove”.");
  return value;
}

function entriesOf(attributes: Data, context: CompileContext): readonly NewEntry[] {
  if (!isDataMap(attributes)) return reject(context, "A mapping of attributes to literals is expected here.");
  return Object.entries(attributes).reduce<readonly NewEntry[]>((entries, [text, data]) => {
    const { names } = pathOf(text, inside(context, text));
    const value = valueOf(data, inside(context, text));
    return withEntry(entries, names.slice(0, -1), { kind: "attribute", name: names.at(-1) ?? text, value });
  }, []);
}

/** Some entries and one more, in nested blocks of these types, which are made where they are missing. */
export function withEntry(
  entries: readonly NewEntry[],
  blocks: readonly string[],
  added: NewEntry,
): readonly NewEntry[] {
  const [name, ...rest] = blocks;
  if (name === undefined) return [...entries, added];
  const index = entries.findIndex((entry) => entry.kind === "block" && entry.name === name);
  const known = entries[index];
  const inner = withEntry(known?.kind === "block" ? known.entries : [], rest, added);
  const block: NewEntry = { kind: "block", name, entries: inner };
  return known === undefined ? [...entries, block] : entries.map((entry) => (entry === known ? block : entry));
}
