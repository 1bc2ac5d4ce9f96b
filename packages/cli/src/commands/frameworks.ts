import type { Framework } from "@lintel/core";
import { frameworks } from "@lintel/policies";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";

/** Loads frameworks by their ids, each once. @throws UsageError for one that there is not. */
export async function loadFrameworks(ids: readonly string[]): Promise<readonly Framework[]> {
  const loaded: Framework[] = [];
  for (const id of new Set(ids)) {
    const framework = await frameworks.load(id);
    if (framework === undefined) throw await unknownFramework(id);
    loaded.push(framework);
  }
  return loaded;
}

async function unknownFramework(id: string): Promise<UsageError> {
  const names = (await frameworks.entries()).map((entry) => entry.id);
  return new UsageError(
    `There is no framework ${JSON.stringify(id)}.`,
    didYouMean(id, names) ?? "lintel framework list shows which there are.",
  );
}
