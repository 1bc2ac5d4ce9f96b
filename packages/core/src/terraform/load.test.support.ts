import type { GraphNode } from "../graph/graph.js";
import { parseHclJson } from "../hcl/json.js";
import { parseHcl } from "../hcl/parse.js";
import type { HclFile } from "../hcl/syntax.js";
import type { Diagnostic } from "../source/diagnostic.js";
import { createMemoryHost } from "../source/memory-host.js";
import { SourceFile, type SourceRange } from "../source/source-file.js";
import { configurationSchema, variablesSchema } from "./configuration/json-schema.js";
import { isConfigurationFileName, loadTerraform, type TerraformInput, type TerraformLoad } from "./load.js";

/** What a test sees of a loaded configuration. */
export interface LoadedFixture {
  readonly load: TerraformLoad;
  readonly diagnostics: readonly Diagnostic[];
  readonly node: (address: string) => GraphNode;
  /** The addresses of nodes of a kind, in order. */
  readonly addresses: (kind: GraphNode["kind"]) => readonly string[];
}

/** Loads configurations from texts by path, for tests. Only what lies under `paths` counts as asked for. */
export function load(
  files: Readonly<Record<string, string>>,
  options: Partial<TerraformInput> & { readonly paths?: readonly string[] } = {},
): LoadedFixture {
  const diagnostics: Diagnostic[] = [];
  const host = createMemoryHost(files);
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const parseFile = (path: string): HclFile | undefined => {
    const text = files[path];
    return text === undefined ? undefined : parseFixture(path, text, report);
  };
  const asked = Object.keys(files).filter((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const isInside = (options.paths ?? [""]).some((each) => each === "" || path.startsWith(`${each}/`));
    return isInside && isConfigurationFileName(name) && !path.includes(".terraform/");
  });
  const parsed = new Map(
    asked.flatMap((path) => {
      const file = parseFile(path);
      return file === undefined ? [] : [[path, file] as const];
    }),
  );
  const loaded = loadTerraform({
    host,
    files: parsed,
    parseFile,
    inputs: [],
    environment: new Map(),
    workspace: "default",
    report,
    ...options,
  });
  return {
    load: loaded,
    diagnostics,
    node: (address) => {
      const found = loaded.nodes.find((node) => node.address === address);
      if (found === undefined) throw new Error(`There is no node ${address}.`);
      return found;
    },
    addresses: (kind) => loaded.nodes.filter((node) => node.kind === kind).map(({ address }) => address),
  };
}

/** Parses a file by the syntax that its name tells. */
export function parseFixture(path: string, text: string, report: (diagnostic: Diagnostic) => void): HclFile {
  const file = new SourceFile(path, text);
  if (!path.endsWith(".json")) return parseHcl(file, report);
  return parseHclJson(file, path.endsWith(".tfvars.json") ? variablesSchema : configurationSchema, report);
}

/** Writes a range as people count: `main.tf:4:1-4:29`. */
export function at({ file, start, end }: SourceRange): string {
  const from = file.positionAt(start);
  const to = file.positionAt(end);
  return `${file.path}:${String(from.line)}:${String(from.column)}-${String(to.line)}:${String(to.column)}`;
}
