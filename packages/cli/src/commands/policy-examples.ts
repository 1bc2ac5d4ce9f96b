import { readFileSync } from "node:fs";
import type { PolicyExamples } from "@lintel/core";

/** A file of an example, named where there are several. */
type ExampleFile = NonNullable<PolicyExamples["failing"]>["files"][number];

/** Files that a policy fails and files that it passes, as far as there are some. */
export interface PolicyExample {
  readonly fail?: readonly ExampleFile[] | undefined;
  readonly pass?: readonly ExampleFile[] | undefined;
}

/** Returns the example of a shipped policy, which the build takes from its fixture and leaves beside the bundle. */
export function exampleOf(id: string): PolicyExample {
  let examples: Readonly<Record<string, PolicyExample>>;
  try {
    examples = JSON.parse(readFileSync(new URL("./examples.json", import.meta.url), "utf8")) as typeof examples;
  } catch {
    // Run from the sources, there is no bundle.
    return {};
  }
  return Object.hasOwn(examples, id) ? (examples[id] ?? {}) : {};
}
