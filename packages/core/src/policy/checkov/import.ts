import type { Diagnostic } from "../../source/diagnostic.js";
import type { SourceFile } from "../../source/source-file.js";
import { parsePolicy } from "../parse.js";
import type { Policy } from "../policy.js";
import { readCheckov } from "./read.js";
import { writePolicy } from "./write.js";

/** A Checkov policy as one of ours, in YAML. */
export interface ImportedPolicy {
  /** Undefined where a diagnostic is an error. */
  readonly policy: Policy | undefined;
  /** The policy as YAML, with comments where Checkov's meaning is odd. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Where Checkov's meaning is odd, and what is written instead. */
  readonly notes: readonly Diagnostic[];
}

/** Translates the text of a Checkov policy into one of ours. */
export async function importCheckov(file: SourceFile): Promise<ImportedPolicy> {
  const parsed = await parsePolicy(file);
  if (parsed.policy === undefined) return { ...parsed, text: undefined, notes: [] };
  const { policy, diagnostics, notes, notesOf } = await readCheckov(file);
  if (policy === undefined) return { policy, text: undefined, diagnostics, notes };
  const placed = new Set(policy.cases.flatMap(({ require, deny }) => textsOf(require ?? deny ?? {}, notesOf)));
  const heading = [
    `Translated from a policy of Checkov’s, ${file.path}.`,
    ...notes.map(({ message }) => message).filter((message) => !placed.has(message)),
  ];
  return { policy, text: writePolicy(policy, heading, notesOf), diagnostics, notes };
}

/** All notes that parts of a condition carry. */
function textsOf(part: unknown, notesOf: (part: object) => readonly string[]): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return [...notesOf(part), ...Object.values(part).flatMap((inner: unknown) => textsOf(inner, notesOf))];
}
