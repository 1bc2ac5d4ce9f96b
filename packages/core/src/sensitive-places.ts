import type { Graph, GraphNode } from "./graph/graph.js";
import type { Reading } from "./graph/reading.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import type { SourceFile, SourceRange } from "./source/source-file.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import { sensitivePlaces } from "./terraform/instances/sensitive-places.js";

/** The places in the files of root modules where the literals stand that sensitive values come from; those of each are looked for once. */
export class RootPlaces {
  readonly #known = new WeakMap<RootModule, readonly SourceRange[]>();

  /** Those of some root modules, by file. */
  of(roots: readonly RootModule[]): Map<string, SourceRange[]> {
    const byFile = new Map<string, SourceRange[]>();
    for (const root of roots) {
      let places = this.#known.get(root);
      if (places === undefined) this.#known.set(root, (places = sensitivePlaces(root)));
      for (const place of places) add(byFile, place);
    }
    return byFile;
  }
}

function add(byFile: Map<string, SourceRange[]>, range: SourceRange): void {
  const places = byFile.get(range.file.path);
  if (places === undefined) byFile.set(range.file.path, [range]);
  else places.push(range);
}

/** What is looked through for what must not be shown. */
interface SearchedSources {
  readonly graph: Graph;
  readonly roots: readonly RootModule[];
  /** Paths of plans and states. */
  readonly plans: ReadonlySet<string>;
}

/**
 * Tells what must not be shown of a file: of a plan or a state nothing, since every line of it may hold anything; of others the
 * literals that sensitive values come from. Nothing is looked for before it is first asked for.
 */
export function findSensitivePlaces(
  { graph, roots, plans }: SearchedSources,
  rootPlaces: RootPlaces = new RootPlaces(),
): SensitivePlaces {
  let byFile: Map<string, SourceRange[]> | undefined;
  return (file) => {
    if (plans.has(file.path)) return undefined;
    if (byFile === undefined) {
      byFile = rootPlaces.of(roots);
      addPlaces(byFile, graph);
    }
    return byFile.get(file.path) ?? [];
  };
}

function addPlaces(byFile: Map<string, SourceRange[]>, graph: Graph): void {
  const named = new Map<SourceFile, boolean>();
  const namesSecrets = (file: SourceFile): boolean => {
    let found = named.get(file);
    if (found === undefined) named.set(file, (found = nameOfSecret.test(file.text)));
    return found;
  };
  for (const node of [...graph.nodes, ...graph.removed]) {
    if (!isLookedInto(node, namesSecrets)) continue;
    addSensitive(
      node.reading,
      (range) => {
        add(byFile, range);
      },
      node.range,
    );
  }
}

/** What stands in a manifest beside a value that is secret because of it. */
const nameOfSecret =
  /\bname["']?[ \t]*:[ \t]*["']?[\w.-]{0,200}(?:pass|pwd|secret|token|credential|key)|last-applied-configuration/i;

/** Nodes whose sensitive parts no line of their own may tell, and whose readings cost nothing. */
function isLookedInto(
  { hasRecordedSecrets, type, kind, range }: GraphNode,
  namesSecrets: (file: SourceFile) => boolean,
): boolean {
  if (hasRecordedSecrets === true) return true;
  return kind === "object" && (type === "v1/Secret" || namesSecrets(range.file));
}

/** What no line writes stands at the header, which gives nothing away. */
function addSensitive(reading: Reading, add: (range: SourceRange) => void, header: SourceRange): void {
  if (reading.isSensitive) {
    if (reading.kind !== "absent" && !isSame(reading.range, header)) add(reading.range);
  } else if (reading.kind === "list") {
    for (const item of reading.items) addSensitive(item, add, header);
  } else if (reading.kind === "object") {
    for (const name of reading.keys()) addSensitive(reading.get(name), add, header);
  }
}

function isSame(one: SourceRange, other: SourceRange): boolean {
  return one.file.path === other.file.path && one.start === other.start && one.end === other.end;
}
