import { parseHclJson } from "./hcl/json.js";
import { parseHcl } from "./hcl/parse.js";
import { resolveRejected, type RejectedFile } from "./hcl/second-opinion.js";
import type { HclFile } from "./hcl/syntax.js";
import { decodeSource } from "./source/decode.js";
import type { Diagnostic, ReportDiagnostic } from "./source/diagnostic.js";
import type { HostResult, SourceHost } from "./source/host.js";
import { SourceFile } from "./source/source-file.js";
import { configurationSchema, variablesSchema } from "./terraform/configuration/json-schema.js";

/** Who parses HCL: our parser, with HashiCorp's as the second opinion on what it rejects, or HashiCorp's alone. */
export type ParserChoice = "lintel" | "hcl2json";

/** A file as text, and what there is to say of it; undefined where it cannot be read. */
interface ReadSource {
  readonly file: SourceFile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A file that may be a manifest, and why it is skipped where it is none. */
export interface ReadCandidate extends ReadSource {
  readonly reason: string | undefined;
}

/** What was read and parsed, for further scans of the same files: by what the host gave, and by texts. */
export class ParsedCache {
  readonly sources = new WeakMap<object, ReadSource>();
  /** Files that may be manifests. */
  readonly candidates = new WeakMap<object, ReadCandidate>();
  /** Trees that no second opinion changes, with all that there is to say of them. */
  readonly trees = new WeakMap<SourceFile, { readonly tree: HclFile; readonly diagnostics: readonly Diagnostic[] }>();
}

/**
 * Reads and parses the files of a scan, each once. Our diagnostics about a file wait until HashiCorp's parser has been heard
 * about it, which takes a round of its own since it is asynchronous.
 */
export class ParsedFiles {
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly #trees = new Map<string, HclFile>();
  #rejected: RejectedFile[] = [];

  constructor(
    readonly host: SourceHost,
    readonly parser: ParserChoice,
    readonly report: ReportDiagnostic,
    readonly cache: ParsedCache = new ParsedCache(),
  ) {}

  /** The number of HCL files that were parsed. */
  get parsedCount(): number {
    return this.#trees.size;
  }

  /** Whether a file was parsed as one of Terraform's. */
  isParsed(path: string): boolean {
    return this.#trees.has(path);
  }

  /** What was parsed so far. */
  get trees(): readonly HclFile[] {
    return [...this.#trees.values()];
  }

  /** Reads a file as text. Undefined, and reported, where that is impossible. */
  source(path: string): SourceFile | undefined {
    if (this.#sources.has(path)) return this.#sources.get(path);
    const bytes = this.host.readFile(path);
    let known = this.cache.sources.get(bytes);
    if (known === undefined) this.cache.sources.set(bytes, (known = readSource(path, bytes)));
    known.diagnostics.forEach(this.report);
    const { file } = known;
    this.#sources.set(path, file);
    return file;
  }

  /** Adds a text that does not come from the host, but from what is given. */
  add(given: object, path: string, text: string): void {
    let known = this.cache.sources.get(given);
    if (known === undefined) {
      this.cache.sources.set(given, (known = { file: new SourceFile(path, text), diagnostics: [] }));
    }
    this.#sources.set(path, known.file);
  }

  /** Parses a file of Terraform's. Undefined, and reported, where it cannot be read. */
  readonly hcl = (path: string): HclFile | undefined => {
    const known = this.#trees.get(path);
    if (known !== undefined) return known;
    const file = this.source(path);
    if (file === undefined) return undefined;
    const cached = this.cache.trees.get(file);
    if (cached !== undefined) {
      cached.diagnostics.forEach(this.report);
      this.#trees.set(path, cached.tree);
      return cached.tree;
    }
    const diagnostics: Diagnostic[] = [];
    const tree = parse(file, (diagnostic) => diagnostics.push(diagnostic));
    const isRejected = diagnostics.some(({ severity }) => severity === "error");
    if (isRejected || (this.parser === "hcl2json" && !tree.isJson)) this.#rejected.push({ tree, diagnostics });
    else {
      diagnostics.forEach(this.report);
      this.cache.trees.set(file, { tree, diagnostics });
    }
    this.#trees.set(path, tree);
    return tree;
  };

  /** Hears HashiCorp's parser about the files that ours rejected since the last time. Returns whether any tree is another now. */
  async hearSecondOpinion(): Promise<boolean> {
    const rejected = this.#rejected;
    if (rejected.length === 0) return false;
    this.#rejected = [];
    let isChanged = false;
    for (const each of rejected) isChanged = (await this.#hear(each)) || isChanged;
    return isChanged;
  }

  async #hear(rejected: RejectedFile): Promise<boolean> {
    const { trees, diagnostics } = await resolveRejected([rejected]);
    const said = diagnostics.filter(({ code }) => this.parser === "lintel" || code !== "parser-disagreement");
    said.forEach(this.report);
    const [tree = rejected.tree] = trees;
    const { file } = rejected.tree;
    if (this.#trees.get(file.path) === tree) this.cache.trees.set(file, { tree, diagnostics: said });
    const isChanged = this.#trees.get(file.path) !== tree;
    this.#trees.set(file.path, tree);
    return isChanged;
  }
}

function readSource(path: string, bytes: HostResult<Uint8Array>): ReadSource {
  const diagnostics: Diagnostic[] = [];
  if (bytes.ok) return { file: decodeSource(path, bytes.value, (problem) => diagnostics.push(problem)), diagnostics };
  const { code, message } = bytes.error;
  const hint = code === "too-large" ? "Exclude the file from the scan." : undefined;
  diagnostics.push({ severity: "error", code: "file-unreadable", message, path, hint });
  return { file: undefined, diagnostics };
}

function parse(file: SourceFile, report: ReportDiagnostic): HclFile {
  if (!file.path.endsWith(".json")) return parseHcl(file, report);
  return parseHclJson(file, file.path.endsWith(".tfvars.json") ? variablesSchema : configurationSchema, report);
}
