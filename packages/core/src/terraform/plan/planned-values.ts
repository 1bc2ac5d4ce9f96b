import type { Reading } from "../../graph/reading.js";
import { isRecord } from "./json.js";
import { DocumentLocator, textOfEntry } from "./locate.js";
import type { PlanFile } from "./plan-file.js";
import { readPlanned, type PlannedPath } from "./planned-reading.js";
import { entriesOf, isSecretVariable } from "./recorded-secrets.js";

/** The reading that the configuration has at an address, where the configuration is at hand. */
type Configured = (address: string) => Reading | undefined;

/**
 * Reads the outputs of the root module as a plan or a state tells them, and the variables that a plan was made with, by
 * `output.x` and `var.x`.
 */
export function valuesOfPlan(
  { document, file, isSecret }: PlanFile,
  configured: Configured,
): ReadonlyMap<string, Reading> {
  const found = new Map<string, Reading>();
  const locator = new DocumentLocator(file);
  const add = (
    address: string,
    path: PlannedPath,
    value: unknown,
    marks: { unknown?: unknown; sensitive: unknown },
  ) => {
    const origin = {
      address,
      locate: (inside: PlannedPath) => locator.locate([...path, ...inside], path.length - 1),
      textOf: (inside: PlannedPath) => textOfEntry(locator.locate([...path, ...inside], path.length - 1)),
      references: () => [],
      isSecret,
    };
    const planned = { value, unknown: marks.unknown, sensitive: marks.sensitive };
    found.set(address, readPlanned(planned, origin, configured(address)));
  };
  for (const [name, entry] of entriesOf(document["variables"])) {
    add(`var.${name}`, ["variables", name, "value"], entry["value"], { sensitive: isSecretVariable(document, name) });
  }
  for (const [name, entry] of entriesOf(document["output_changes"])) {
    const { actions, after, after_unknown: unknown, after_sensitive: sensitive } = entry;
    const isRemoved = Array.isArray(actions) && actions.length === 1 && actions[0] === "delete";
    if (!isRemoved) add(`output.${name}`, ["output_changes", name, "after"], after, { unknown, sensitive });
  }
  const values = document["values"];
  const path: PlannedPath = isRecord(values) ? ["values", "outputs"] : ["outputs"];
  for (const [name, entry] of entriesOf(isRecord(values) ? values["outputs"] : document["outputs"])) {
    add(`output.${name}`, [...path, name, "value"], entry["value"], { sensitive: entry["sensitive"] });
  }
  return found;
}
