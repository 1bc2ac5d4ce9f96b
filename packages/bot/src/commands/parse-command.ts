import { isDay } from "@lintel/core";

/** What somebody asks of the bot in a comment. */
export type CommentCommand =
  | { readonly kind: "explain"; readonly policy: string }
  | {
      readonly kind: "ignore";
      readonly policy: string;
      /** `YYYY-MM-DD`. */
      readonly until: string | undefined;
      readonly reason: string | undefined;
    }
  | { readonly kind: "rescan" }
  /** It was meant for the bot and makes no sense; what is said about it. */
  | { readonly kind: "unknown"; readonly problem: string };

/** How the commands are written, for whoever got one wrong. */
export const commandUsage = [
  "/lintel explain <policy>",
  "/lintel ignore <policy> until <YYYY-MM-DD> because <reason>",
  "/lintel rescan",
] as const;

const longestReason = 300;

/**
 * Reads the command in a comment: a line of its own that begins with `/lintel`, outside of quotes and code. Only the first one counts. Undefined where
 * there is none.
 */
export function parseCommand(body: string): CommentCommand | undefined {
  let fence: string | undefined;
  for (const line of body.slice(0, 65_536).split(/\r?\n/)) {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    const [, rest] = fence === undefined ? (/^ {0,3}\/lintel(?:\s+(.*))?$/i.exec(line) ?? []) : [];
    if (rest !== undefined || (fence === undefined && /^ {0,3}\/lintel\s*$/i.test(line)))
      return read(rest?.trim() ?? "");
  }
  return undefined;
}

function read(text: string): CommentCommand {
  const [word = "", policy, ...more] = text.split(/\s+/);
  switch (word.toLowerCase()) {
    case "rescan":
      return { kind: "rescan" };
    case "explain":
      return policy === undefined || !isPolicyName(policy)
        ? { kind: "unknown", problem: "Which policy is to be explained?" }
        : { kind: "explain", policy };
    case "ignore":
      return policy === undefined || !isPolicyName(policy)
        ? { kind: "unknown", problem: "Which policy is to be ignored?" }
        : readIgnore(policy, more.join(" "));
    default:
      return { kind: "unknown", problem: word === "" ? "What is to be done?" : "There is no such command." };
  }
}

function readIgnore(policy: string, rest: string): CommentCommand {
  const [, until, because] = /^(?:until\s+(\S+))?\s*(?:because\s+(.*))?$/is.exec(rest) ?? [];
  if (rest !== "" && until === undefined && because === undefined) {
    return { kind: "unknown", problem: "After the policy come “until <date>” and “because <reason>”." };
  }
  if (until !== undefined && !isDay(until)) {
    return { kind: "unknown", problem: "The date is written as 2030-01-31." };
  }
  return { kind: "ignore", policy, until, reason: because?.trim().slice(0, longestReason) };
}

/** Ids and aliases are words; anything else is not even looked up. */
function isPolicyName(text: string): boolean {
  return /^[\w.:-]{1,100}$/.test(text);
}
