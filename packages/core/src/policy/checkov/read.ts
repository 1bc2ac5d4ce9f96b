import { LineCounter, parseDocument, visit } from "yaml";
import type { Diagnostic } from "../../source/diagnostic.js";
import type { SourceFile } from "../../source/source-file.js";
import { conditionEntryNames } from "../condition.js";
import { rangeOf } from "../yaml-value.js";
import { isDataMap, type Policy, type PolicyPath } from "../policy.js";
import { translateCheckov, type TranslatedPolicy } from "./translate.js";

/** A Checkov policy in our words, with what there is to say of it. */
export interface ReadCheckovPolicy extends Pick<TranslatedPolicy, "notesOf"> {
  /** Undefined where a diagnostic is an error. */
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Where Checkov's meaning is odd, and what is written instead. */
  readonly notes: readonly Diagnostic[];
}

const mostAliases = 100;

/** Translates the text of a Checkov policy, YAML or JSON, which is valid YAML. */
export async function readCheckov(file: SourceFile): Promise<ReadCheckovPolicy> {
  // Checkov reads YAML 1.1, in which “yes” and “on” are true, and “y” and “n” are texts to Python alone.
  const document = parseDocument(file.text, { lineCounter: new LineCounter(), prettyErrors: false, version: "1.1" });
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === "boolean" && /^[yn]$/i.test(scalar.source ?? "")) scalar.value = scalar.source;
    },
  });
  const data: unknown = document.toJS({ maxAliasCount: mostAliases });
  const { policy, problems, notes, notesOf } = await translateCheckov(
    isDataMap(data) ? data : {},
    new Set(conditionEntryNames),
  );
  const place = (at: PolicyPath): Diagnostic["range"] => rangeOf(document, file, at);
  const diagnostics = problems.map(({ severity, message, at, hint }): Diagnostic => {
    return { severity, code: "policy-invalid", message, range: place(at), hint };
  });
  return {
    policy,
    diagnostics: diagnostics.sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0)),
    notes: notes.map(({ message, at }) => ({ severity: "info", code: "checkov-meaning", message, range: place(at) })),
    notesOf,
  };
}
