/** A key with its value, as they stand in the text. Offsets are UTF-16 units from the start of the file. */
export interface YamlEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: YamlNode;
}

interface YamlNodeBase {
  readonly start: number;
  readonly end: number;
  /** How many nodes it has when every alias is written out; bounds what a policy could be made to walk. */
  readonly size: number;
}

export interface YamlScalar extends YamlNodeBase {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The digits of a number that a double cannot hold. */
  readonly digits?: string | undefined;
}

export interface YamlSequence extends YamlNodeBase {
  readonly kind: "sequence";
  readonly items: readonly YamlNode[];
}

/** Entries in the order of the source, merged ones (`<<`) last; of equal keys only the one that counts. */
export interface YamlMapping extends YamlNodeBase {
  readonly kind: "mapping";
  readonly entries: ReadonlyMap<string, YamlEntry>;
}

/** A value of a YAML or JSON document with its place. An alias is the node that it stands for: the tree is a graph without cycles. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** What happened twice in one mapping; the later one counts, as it does for `kubectl`. */
export type OnDuplicateKey = (entry: YamlEntry) => void;

/** Makes a sequence. */
export function makeSequence(items: readonly YamlNode[], start: number, end: number): YamlSequence {
  return { kind: "sequence", items, start, end, size: items.reduce((sum, item) => sum + item.size, 1) };
}

/** Makes a mapping: applies merge keys, and lets the later of two equal keys win. */
export function makeMapping(
  pairs: readonly YamlEntry[],
  start: number,
  end: number,
  onDuplicateKey: OnDuplicateKey,
): YamlMapping {
  const entries = new Map<string, YamlEntry>();
  const merges: YamlNode[] = [];
  for (const pair of pairs) {
    if (pair.key === "<<") {
      for (const merged of pair.value.kind === "sequence" ? pair.value.items : [pair.value]) merges.push(merged);
      continue;
    }
    if (entries.has(pair.key)) onDuplicateKey(pair);
    entries.set(pair.key, pair);
  }
  for (const merged of merges) {
    if (merged.kind !== "mapping") continue;
    for (const [key, entry] of merged.entries) {
      if (!entries.has(key)) entries.set(key, entry);
    }
  }
  let size = 1;
  for (const entry of entries.values()) size += 1 + entry.value.size;
  return { kind: "mapping", entries, start, end, size };
}

/** Reads a path of keys through mappings. */
export function nodeAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const key of keys) at = at?.kind === "mapping" ? at.entries.get(key)?.value : undefined;
  return at;
}

/** The text at a path of keys, or undefined where there is none or it is something else. */
export function textAt(node: YamlNode | undefined, ...keys: readonly string[]): string | undefined {
  const found = nodeAt(node, ...keys);
  return found?.kind === "scalar" && typeof found.value === "string" ? found.value : undefined;
}
