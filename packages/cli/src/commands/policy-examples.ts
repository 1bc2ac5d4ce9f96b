import { readFileSync } from "node:fs";

/** Source that a policy fails and source that it passes, as far as there is some. */
export interface PolicyExample {
  readonly fail?: string;
  readonly pass?: string;
}

/** Returns the example of a policy, which the build takes from its fixture and leaves beside the bundle. */
export function exampleOf(id: string): PolicyExample {
  let examples: Readonly<Record<string, PolicyExample>>;
  try {
    examples = JSON.parse(readFileSync(new URL("./examples.json", import.meta.url), "utf8")) as typeof examples;
  } catch {
    // Run from the sources, there is no bundle.
    return {};
  }
  return examples[id] ?? {};
}
