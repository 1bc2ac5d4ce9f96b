import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import { decodeSource } from "../source/decode.js";
import { configurationNames } from "../source/file-kind.js";
import type { HostError, SourceHost } from "../source/host.js";
import { baseNameOf, directoryOf, joinPath } from "../source/paths.js";
import type { SourceFile } from "../source/source-file.js";
import type { ConfigurationFile, MentioningFile } from "./configuration-file.js";

/** Whether a path is that of a configuration. */
export function isConfigurationPath(path: string): boolean {
  return configurationNames.includes(baseNameOf(path));
}

/** Looks for configurations and reads them, each once. */
export class ConfigurationReader {
  readonly #read = new Map<string, ConfigurationFile | undefined>();

  constructor(
    readonly host: SourceHost,
    readonly report: ReportDiagnostic,
    /** Takes what configurations with mistakes say of policies and presets. */
    readonly keep: (mentions: MentioningFile) => void,
  ) {}

  /** Reads the configuration of each directory that has one. */
  async inDirectories(directories: Iterable<string>): Promise<readonly ConfigurationFile[]> {
    const found: ConfigurationFile[] = [];
    for (const directory of directories) {
      const file = await this.#inDirectory(directory);
      if (file !== undefined) found.push(file);
    }
    return found;
  }

  async #inDirectory(directory: string): Promise<ConfigurationFile | undefined> {
    if (this.#read.has(directory)) return this.#read.get(directory);
    // A file that is no file is said to be unreadable below; one that is not there is the usual case.
    const kinds = configurationNames.map((name) => {
      const path = joinPath(directory, name);
      return { path, kind: this.host.kindOf(path) };
    });
    const there = kinds.filter(({ kind }) => kind.ok || !isMissing(kind.error));
    const [first, second] = there.map(({ path }) => path);
    if (first !== undefined && second !== undefined) {
      // Where nothing may be known of any of the names, it is the directory that cannot be read.
      const isClosed = there.every(({ kind }) => !kind.ok && kind.error.code === "permission-denied");
      this.report(isClosed ? closedDirectory(first) : twoConfigurations(first, second));
    }
    const file = first === undefined || second !== undefined ? undefined : await this.#readOne(first, directory);
    this.#read.set(directory, file);
    return file;
  }

  async #readOne(path: string, directory: string): Promise<ConfigurationFile | undefined> {
    if (this.#isLink(path, directory)) {
      this.report(notRead(path));
      return undefined;
    }
    const bytes = this.host.readFile(path);
    if (!bytes.ok) {
      const message = `This configuration cannot be read. ${bytes.error.message}`;
      this.report({ severity: "error", code: "configuration-unreadable", message, path });
      return undefined;
    }
    const file = decodeSource(path, bytes.value, this.report);
    if (file === undefined || isWorkflow(file.text)) return undefined;
    return readConfiguration(file, { base: directory, isNamed: false }, this.report, this.keep);
  }

  #isLink(path: string, directory: string): boolean {
    const [real, realDirectory] = [this.host.realPath(path), this.host.realPath(directory)];
    if (!real.ok || !realDirectory.ok) return !real.ok && real.error.code === "outside-root";
    return real.value !== joinPath(realDirectory.value, baseNameOf(path));
  }
}

/**
 * Whether a file is a workflow of GitHub Actions, which people name after the tool that it runs; no configuration has either of
 * these names at its top, and every one has a version.
 */
function isWorkflow(text: string): boolean {
  return /^jobs\s*:/m.test(text) && /^["']?on["']?\s*:/m.test(text) && !/^version\s*:/m.test(text);
}

/** Parses a configuration; what is wrong with it is reported. What that takes is loaded only where there is one. */
export async function readConfiguration(
  file: SourceFile,
  { base, isNamed }: { readonly base: string; readonly isNamed: boolean },
  report: ReportDiagnostic,
  keep: (mentions: MentioningFile) => void,
): Promise<ConfigurationFile | undefined> {
  const { parseConfiguration } = await import("./parse.js");
  const { configuration, mentions, diagnostics } = parseConfiguration(file, isNamed);
  diagnostics.forEach(report);
  if (mentions !== undefined) keep(mentions);
  return configuration === undefined ? undefined : { ...configuration, base, isOnlyHard: false };
}

function isMissing({ code }: HostError): boolean {
  return code === "not-found" || code === "not-a-directory";
}

function closedDirectory(path: string): Diagnostic {
  return {
    severity: "error",
    code: "configuration-unreadable",
    message: "Whether there is a configuration in this directory cannot be told. Permission is denied.",
    path,
  };
}

function twoConfigurations(first: string, second: string): Diagnostic {
  return {
    severity: "error",
    code: "configuration-ambiguous",
    message: `There is a ${baseNameOf(first)} in this directory, too: which of the two counts cannot be told.`,
    hint: "Keep one of them.",
    path: second,
  };
}

function notRead(path: string): Diagnostic {
  return {
    severity: "warning",
    code: "configuration-not-read",
    message: "This configuration is a symbolic link, and is not read.",
    hint: "Put a file in its place, or name the file that it leads to with --config.",
    path,
  };
}

/** A directory and those around it, up to the scan root, the outermost first. */
export function directoriesDownTo(directory: string): readonly string[] {
  const found = [directory];
  for (let at = directory; at !== "";) found.unshift((at = directoryOf(at)));
  return found;
}
