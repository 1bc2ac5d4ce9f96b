import type { Graph, GraphNode } from "../graph/graph.js";
import type { ObjectReading, Reading } from "../graph/reading.js";
import { SourceFile } from "../source/source-file.js";
import type { CompiledCase, CompiledPolicy } from "./compile.js";
import { maskEngineText, type NamedSecrets } from "./engine-text.js";
import type { EnginePolicy, EngineVerdict, PolicyDocument } from "./engine.js";
import type { Verdict } from "./evaluate.js";
import { quickOf, undecided, type Leaf, type RelatedReading } from "./outcome.js";

/** The way from a document that an engine judged back to what it tells of. */
export interface EngineSubjects {
  readonly graph: Graph;
  /** The node of a document that is about one. */
  nodeOf(document: PolicyDocument): GraphNode | undefined;
  /** The file of a document that is a file. */
  fileOf(document: PolicyDocument): SourceFile | undefined;
}

/** Turns what an engine says into verdicts at the places that it speaks of. */
export class EngineVerdicts {
  readonly #finder: NodeFinder;
  readonly #secrets = new Map<PolicyDocument, NamedSecrets>();

  constructor(readonly subjects: EngineSubjects) {
    this.#finder = new NodeFinder(subjects.graph);
  }

  verdictOf(given: EngineVerdict): Verdict {
    const show = (text: string): string => maskEngineText(text, given.document, this.#secrets);
    const message = show(given.message);
    const [node, ...others] = this.#nodesOf(given);
    const place = node ?? this.#standIn(given, show);
    const { reading, path } = readAt(place.reading, given.path ?? []);
    const related = others.map((other): RelatedReading => ({
      node: other,
      reading: other.reading,
      message: "has the same address",
    }));
    const leaf: Leaf = { path, describe: () => "" };
    const outcome: Verdict["outcome"] = {
      truth: false,
      leaf,
      leafTruth: undefined,
      reading: path === "" ? undefined : reading,
      cause: undefined,
      related,
    };
    return {
      policy: compiledPolicy(given.policy, show),
      case: caseSaying(message),
      node: place,
      scope: { graph: this.subjects.graph, node: place, root: place.reading, reportMistake: () => undefined },
      // Of what may not exist at all, nothing is certain.
      status: place.uncertain === undefined ? "fail" : "unknown",
      reading: place.reading,
      outcome,
      cause: place.uncertain,
      ...(given.exception === undefined ? {} : { exception: given.exception }),
    };
  }

  /** What the verdict is about; several nodes where the address is that of several. */
  #nodesOf({ document, address, root, message }: EngineVerdict): readonly GraphNode[] {
    const own = this.subjects.nodeOf(document);
    if (address !== undefined) {
      const found = this.#finder.at(address, root);
      if (found.length > 0) return found;
    }
    return own === undefined ? (address === undefined ? this.#finder.named(message) : []) : [own];
  }

  /** Stands for what is in no graph: the document's file, or the first file that there is. */
  #standIn({ document, address }: EngineVerdict, show: (text: string) => string): GraphNode {
    const file =
      this.subjects.fileOf(document) ?? this.subjects.graph.nodes[0]?.range.file ?? new SourceFile(document.path, "");
    const range = { file, ...rangeOfAddress(file, address) };
    const shown = address === undefined ? file.path : show(address);
    const absent: Reading = { kind: "absent", range, isSensitive: false };
    const reading: ObjectReading = { kind: "object", range, isSensitive: false, keys: () => [], get: () => absent };
    return { address: shown, blockAddress: shown, type: "file", kind: "object", domain: ".", range, reading };
  }
}

/** Where a plan first writes an address. */
function rangeOfAddress(
  file: SourceFile,
  address: string | undefined,
): { readonly start: number; readonly end: number } {
  const written = address === undefined ? "" : JSON.stringify(address);
  const start = written === "" ? -1 : file.text.indexOf(written);
  return start === -1 ? { start: 0, end: 0 } : { start, end: start + written.length };
}

/** Follows names and indices as far as they lead; a single nested block needs no index. */
function readAt(
  root: Reading,
  steps: readonly (string | number)[],
): { readonly reading: Reading; readonly path: string } {
  let reading = root;
  const names: string[] = [];
  for (const step of steps) {
    if (reading.kind === "list") {
      const index = typeof step === "number" ? step : /^\d+$/.test(step) ? Number(step) : undefined;
      const item = reading.items[index ?? 0];
      if (item === undefined || (index === undefined && reading.items.length > 1)) break;
      reading = item;
      if (index !== undefined) continue;
    }
    if (reading.kind !== "object") break;
    const name = String(step);
    reading = reading.get(name);
    names.push(name);
  }
  return { reading, path: names.join(".") };
}

/** How much of a message is read for an address. */
const longestRead = 4000;

/** Finds nodes by the addresses that a policy gives, or that its message names. */
class NodeFinder {
  readonly #domains: readonly string[];
  #blocks: Map<string, GraphNode[]> | undefined;

  constructor(readonly graph: Graph) {
    this.#domains = [...new Set(graph.nodes.map(({ domain }) => domain))];
  }

  /** The nodes at an address: of an instance, or else the first of each root module that the block of this address has. */
  at(address: string, root: string | undefined): readonly GraphNode[] {
    const domains = root === undefined ? this.#domains : [root];
    const exact = domains.flatMap((domain) => this.graph.nodeAt(domain, address) ?? []);
    if (exact.length > 0) return exact;
    const removed = this.graph.removed.filter((node) => node.address === address && isIn(node, root));
    if (removed.length > 0) return removed;
    const seen = new Set<string>();
    return this.#ofBlock(address).filter((node) => {
      const isFirst = isIn(node, root) && !seen.has(node.domain);
      if (isFirst) seen.add(node.domain);
      return isFirst;
    });
  }

  /** The nodes at the one address that a message names; none where it names none, or several. */
  named(message: string): readonly GraphNode[] {
    let found: readonly GraphNode[] = [];
    for (const word of new Set(message.slice(0, longestRead).split(/[\s'`“”‘’(),;]+/))) {
      const bare = word.replace(/^"|[".:!?]{1,3}$/g, "");
      const at = [word, bare].map((each) => (/[./]/.test(each) ? this.at(each, undefined) : []));
      const nodes = at.find((each) => each.length > 0);
      if (nodes === undefined || nodes[0] === found[0]) continue;
      if (found.length > 0) return [];
      found = nodes;
    }
    return found;
  }

  #ofBlock(address: string): readonly GraphNode[] {
    if (this.#blocks === undefined) {
      this.#blocks = new Map();
      for (const node of this.graph.nodes) {
        const nodes = this.#blocks.get(node.blockAddress);
        if (nodes === undefined) this.#blocks.set(node.blockAddress, [node]);
        else nodes.push(node);
      }
    }
    return this.#blocks.get(address) ?? [];
  }
}

function isIn(node: GraphNode, root: string | undefined): boolean {
  return root === undefined || node.domain === root;
}

function compiledPolicy(policy: EnginePolicy, show: (text: string) => string): CompiledPolicy {
  const { id, title, severity, category, description, remediation } = policy;
  return {
    policy: {
      id,
      title: show(title),
      severity,
      category,
      preset: "recommended",
      description: show(description),
      remediation: show(remediation),
      cases: [],
      links: [],
      controls: {},
      aliases: {},
    },
    aliases: [],
    cases: [],
  };
}

function caseSaying(message: string): CompiledCase {
  const condition: CompiledCase["condition"] = (reading) =>
    undecided({ path: "", describe: () => "" }, { reason: "error" }, reading);
  return {
    match: [],
    when: undefined,
    quickWhen: undefined,
    each: undefined,
    condition,
    quick: quickOf(condition),
    isDeny: true,
    isAboutChanges: false,
    fix: undefined,
    message: () => message,
  };
}
