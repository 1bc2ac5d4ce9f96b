import type { Graph, GraphNode } from "./graph/graph.js";
import type { Reading } from "./graph/reading.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import type { SourceFile, SourceRange } from "./source/source-file.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import { sensitivePlaces } from "./terraform/instances/sensitive-places.js";

/**
 * Tells what must not be shown of a file: of a plan or a state nothing, since every line of it may hold anything; of others the
 * literals that sensitive values come from. Nothing is looked for before it is first asked for.
 */
export function findSensitivePlaces(
  graph: Graph,
  roots: readonly RootModule[],
  plans: ReadonlySet<string>,
): SensitivePlaces {
  let byFile: Map<string, SourceRange[]> | undefined;
  return (file) => {
    if (plans.has(file.path)) return undefined;
    byFile ??= indexPlaces(graph, roots);
    return byFile.get(file.path) ?? [];
  };
}

function indexPlaces(graph: Graph, roots: readonly RootModule[]): Map<string, SourceRange[]> {
  const byFile = new Map<string, SourceRange[]>();
  const add = (range: SourceRange): void => {
    const places = byFile.get(range.file.path);
    if (places === undefined) byFile.set(range.file.path, [range]);
    else places.push(range);
  };
  for (const root of roots) sensitivePlaces(root).forEach(add);
  const named = new Map<SourceFile, boolean>();
  const namesSecrets = (file: SourceFile): boolean => {
    let found = named.get(file);
    if (found === undefined) named.set(file, (found = nameOfSecret.test(file.text)));
    return found;
  };
  for (const node of [...graph.nodes, ...graph.removed])
    if (isLookedInto(node, namesSecrets)) addSensitive(node.reading, add, node.range);
  return byFile;
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
