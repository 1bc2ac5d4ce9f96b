import { noDay, trimReason, type BrokenDirective, type Directive, type ReadDirective } from "./directive.js";
import { isDay, type AttributeSelector } from "./suppression.js";

const id = /([A-Za-z0-9_.*-]+)(\[[^\]\n]*\])?((?::(?:exp|ws):[^\s:,]*)*)/y;

/** Reads `tfsec:ignore:ID` and `trivy:ignore:ID`, with `[attribute=value]`, `:exp:2030-01-31` and `:ws:workspace` behind the id. */
export const readTrivy: ReadDirective = (text, { start, at, word }, end) => {
  const tool = word.startsWith("tfsec") ? "tfsec" : "trivy";
  const read: (Directive | BrokenDirective)[] = [];
  let next = at;
  for (;;) {
    id.lastIndex = next;
    const found = id.exec(text);
    if (found === null || found.index + found[0].length > end) break;
    const [whole, name = "", selectors, qualifiers = ""] = found;
    next += whole.length;
    const { until, workspace } = readQualifiers(qualifiers);
    if (until !== undefined && !isDay(until)) read.push({ ...noDay(until), start, end: next });
    else {
      const names = name === "*" ? "all" : [name];
      read.push({
        tool,
        names,
        reach: "near",
        until,
        workspace,
        selectors: readSelectors(selectors),
        start,
        end: next,
      });
    }
    if (text.charAt(next) !== ",") break;
    next += 1;
  }
  if (read.length > 0) {
    const reason = trimReason(text.slice(next, end));
    return reason === undefined ? read : read.map((each) => ({ ...each, reason }));
  }
  const hint = `Write it as \`${tool}:ignore:aws-s3-enable-versioning\`.`;
  return [{ problem: "This names no check, so that it suppresses nothing.", hint, start, end }];
};

function readQualifiers(text: string): { readonly until: string | undefined; readonly workspace: string | undefined } {
  return { until: /:exp:([^:]*)/.exec(text)?.[1], workspace: /:ws:([^:]*)/.exec(text)?.[1] };
}

/** `[name=web, tags.Team="a"]`: all of them must hold. */
function readSelectors(text: string | undefined): readonly AttributeSelector[] | undefined {
  if (text === undefined) return undefined;
  return text
    .slice(1, -1)
    .split(",")
    .flatMap((part) => {
      const [path = "", ...value] = part.split("=");
      if (value.length === 0) return [];
      return [
        {
          path: path.trim().split("."),
          value: value
            .join("=")
            .trim()
            .replace(/^(["'])(.*)\1$/, "$2"),
        },
      ];
    });
}
