import { readFileSync } from "node:fs";
import { UsageError } from "../../command-line/usage-error.js";
import type { CiSystem } from "./ci-systems.js";

/** The pipeline of a CI system, which the build takes from `examples/ci` and leaves beside the bundle. */
export function pipelineOf({ template }: CiSystem): string {
  let texts: Readonly<Record<string, string>>;
  try {
    texts = JSON.parse(readFileSync(new URL("./pipelines.json", import.meta.url), "utf8")) as typeof texts;
  } catch {
    texts = {};
  }
  const text = Object.hasOwn(texts, template) ? texts[template] : undefined;
  if (text === undefined)
    throw new UsageError("The pipelines are missing from this installation.", "Install it again.");
  return text;
}

/** Whether a pipeline is one that was written here, and not somebody's own. */
export function isOwnPipeline(text: string): boolean {
  return /^(#|\/\/) Lintel in /.test(text);
}
