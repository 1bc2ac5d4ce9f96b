import { trimReason, type ReadDirective } from "./directive.js";

/** Reads `tflint-ignore: rule[, rule…]` and `tflint-ignore-file: rule[, rule…]`; a second `#` begins the reason. */
export const readTflint: ReadDirective = (text, { start, at, word }, end) => {
  const found = /^\s*([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(text.slice(at, end));
  if (found === null) {
    const hint = "Write it as `tflint-ignore: terraform_unused_declarations`.";
    return [{ problem: "This names no rule, so that it suppresses nothing.", hint, start, end }];
  }
  const [whole, rules = ""] = found;
  const names = rules.split(/\s*,\s*/);
  return [
    {
      tool: "tflint",
      names: names.includes("all") ? "all" : names,
      reach: word.includes("-file") ? "file" : "near",
      reason: trimReason(text.slice(at + whole.length, end)),
      start,
      end: start + text.slice(start, end).trimEnd().length,
    },
  ];
};
