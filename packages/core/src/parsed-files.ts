import { parseHclJson } from "./hcl/json.js";
import { parseHcl } from "./hcl/parse.js";
import { resolveRejected, type RejectedFile } from "./hcl/second-opinion.js";
import type { HclFile } from "./hcl/syntax.js";
import { decodeSource } from "./source/decode.js";
import type { Diagnostic, ReportDiagnostic } from "./source/diagnostic.js";
import type { SourceHost } from "./source/host.js";
import type { SourceFile } from "./source/source-file.js";
import { configurationSchema, variablesSchema } from "./terraform/configuration/json-schema.js";

/** Who parses HCL: our parser, with HashiCorp's as the second opinion on what it rejects, or HashiCorp's alone. */
export type ParserChoice = "lintel" | "hcl2json";

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
    let file: SourceFile | undefined;
    if (bytes.ok) file = decodeSource(path, bytes.value, this.report);
    else {
      const { code, message } = bytes.error;
      const hint = code === "too-large" ? "Exclude the file from the scan." : undefined;
      this.report({ severity: "error", code: "file-unreadable", message, path, hint });
    }
    this.#sources.set(path, file);
    return file;
  }

  /** Adds a text that does not come from the host. */
  add(file: SourceFile): void {
    this.#sources.set(file.path, file);
  }

  /** Parses a file of Terraform's. Undefined, and reported, where it cannot be read. */
  readonly hcl = (path: string): HclFile | undefined => {
    const known = this.#trees.get(path);
    if (known !== undefined) return known;
    const file = this.source(path);
    if (file === undefined) return undefined;
    const diagnostics: Diagnostic[] = [];
    const tree = parse(file, (diagnostic) => diagnostics.push(diagnostic));
    const isRejected = diagnostics.some(({ severity }) => severity === "error");
    if (isRejected || (this.parser === "hcl2json" && !tree.isJson)) this.#rejected.push({ tree, diagnostics });
    else diagnostics.forEach(this.report);
    this.#trees.set(path, tree);
    return tree;
  };

  /** Hears HashiCorp's parser about the files that ours rejected since the last time. Returns whether any tree is another now. */
  async hearSecondOpinion(): Promise<boolean> {
    const rejected = this.#rejected;
    if (rejected.length === 0) return false;
    this.#rejected = [];
    const { trees, diagnostics } = await resolveRejected(rejected);
    for (const diagnostic of diagnostics) {
      if (this.parser === "lintel" || diagnostic.code !== "parser-disagreement") this.report(diagnostic);
    }
    let isChanged = false;
    trees.forEach((tree) => {
      isChanged ||= this.#trees.get(tree.file.path) !== tree;
      this.#trees.set(tree.file.path, tree);
    });
    return isChanged;
  }
}

function parse(file: SourceFile, report: ReportDiagnostic): HclFile {
  if (!file.path.endsWith(".json")) return parseHcl(file, report);
  return parseHclJson(file, file.path.endsWith(".tfvars.json") ? variablesSchema : configurationSchema, report);
}
