import type { RegoInput } from "../rule.js";
import type { Reference, SourceModule } from "./syntax.js";

/** The names at the top of each input that tell it from the others. */
const namesOf: Readonly<Record<Exclude<RegoInput, "combined">, readonly string[]>> = {
  graph: ["nodes", "removed", "edges"],
  plan: [
    "resource_changes",
    "resource_drift",
    "planned_values",
    "prior_state",
    "output_changes",
    "configuration",
    "relevant_attributes",
    "format_version",
    "terraform_version",
  ],
  manifests: [
    "apiVersion",
    "kind",
    "metadata",
    "spec",
    "data",
    "stringData",
    "binaryData",
    "rules",
    "roleRef",
    "subjects",
    "webhooks",
  ],
};

/** What an input is listed as where all documents are one: a list of these. */
const namesInCombined = new Set(["contents"]);

/** Tells by what a module reads of its input which input it is made for; undefined where that tells nothing, or several. */
export function inputUsed(module: SourceModule, references: readonly Reference[]): RegoInput | undefined {
  const aliases = new Map<string, readonly string[]>([["input", []]]);
  for (const { alias, target } of module.imports) if (target.head === "input") aliases.set(alias, target.names);
  const found = new Set<RegoInput>();
  for (const { head, names, isOpen } of references) {
    const before = aliases.get(head);
    if (before === undefined) continue;
    const [first] = [...before, ...names];
    if (first === undefined) {
      if (isOpen) found.add("combined");
    } else for (const input of inputsWith(first)) found.add(input);
  }
  // An index into the input is a list's, unless names say otherwise.
  if (found.size > 1) found.delete("combined");
  if (found.has("combined") && !mentionsContents(references)) return undefined;
  return found.size === 1 ? [...found][0] : undefined;
}

function inputsWith(name: string): readonly RegoInput[] {
  const inputs = Object.entries(namesOf).flatMap(([input, names]) => (names.includes(name) ? [input] : []));
  return (["graph", "plan", "manifests"] as const).filter((input) => inputs.includes(input));
}

function mentionsContents(references: readonly Reference[]): boolean {
  return references.some(({ names, isOpen }) => isOpen || names.some((name) => namesInCombined.has(name)));
}
