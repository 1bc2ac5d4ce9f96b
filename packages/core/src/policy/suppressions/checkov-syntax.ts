import { trimReason, type ReadDirective } from "./directive.js";

/** Reads `checkov:skip=ID[,ID…][:reason]` and the same of `bridgecrew` and `cortex`. */
export const readCheckov: ReadDirective = (text, { start, at }, end) => {
  const found = /^\s*(\w+(?:\s*,\s*\w+)*)/.exec(text.slice(at, end));
  if (found === null) {
    const hint = "Write it as `checkov:skip=CKV_AWS_18: the reason`.";
    return [{ problem: "This names no check, so that it suppresses nothing.", hint, start, end }];
  }
  const [whole, ids = ""] = found;
  const reason = trimReason(text.slice(at + whole.length, end));
  const names = ids.split(/\s*,\s*/);
  return [
    { tool: "checkov", names, reach: "enclosing", reason, start, end: start + text.slice(start, end).trimEnd().length },
  ];
};
