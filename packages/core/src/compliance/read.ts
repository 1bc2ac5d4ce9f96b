import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import type { DocumentedFramework } from "./schema.js";

/** A framework, or what is wrong with its file. */
export interface ReadFramework {
  readonly framework: DocumentedFramework | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the file of a framework. What that takes is loaded only when this is called. */
export async function readFramework(path: string, text: string): Promise<ReadFramework> {
  const { parseFramework } = await import("./parse.js");
  return parseFramework(new SourceFile(path, text));
}
