import type { ReadDirective, Reach } from "./directive.js";

const commands: Readonly<Record<string, Reach>> = { ignore: "file", "ignore-line": "below", "ignore-block": "below" };

/** Reads `kics-scan ignore`, `kics-scan ignore-line`, `kics-scan ignore-block` and `kics-scan disable=ID[,ID…]`. */
export const readKics: ReadDirective = (text, { start, at }, end) => {
  const [whole = "", command = "", ids] =
    /^\s*([a-z-]+)(?:\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*))?/.exec(text.slice(at, end)) ?? [];
  const place = { start, end: at + whole.length };
  const reach = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (reach !== undefined) return [{ tool: "kics", names: "all", reach, ...place }];
  if (command === "disable" && ids !== undefined) {
    return [{ tool: "kics", names: ids.split(/\s*,\s*/), reach: "file", ...place }];
  }
  const problem = `“kics-scan ${command}” is not understood, so that this suppresses nothing.`;
  const hint = "Known are `kics-scan ignore`, `ignore-line`, `ignore-block` and `disable=` with ids of queries.";
  return [{ problem, hint, ...place }];
};
