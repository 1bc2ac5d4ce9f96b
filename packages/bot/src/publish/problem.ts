import type { Conversation } from "../conversation/conversation.js";
import { prose } from "../conversation/markdown.js";
import type { CodeHost } from "../host/code-host.js";
import { publishWithRetries, type Published, type PublishingOptions } from "./publish.js";

/** Why a change was not reviewed, in sentences for people. */
export interface ReviewProblem {
  /** The commit that should have been reviewed. */
  readonly head: string;
  readonly what: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** Whether it keeps the change from being merged: what is wrong with the change does, what went wrong with us does not. */
  readonly conclusion: "failure" | "neutral";
}

/** Puts into words that there is no review. Comments that are there stay as they are. */
export function writeProblem({ head, what, hint, conclusion }: ReviewProblem): Conversation {
  const parts = [prose(what), ...(hint === undefined ? [] : [prose(hint)])];
  const footer = `<sub>Nothing is known of ${head.slice(0, 10)}. Push again, or write \`/lintel rescan\`.</sub>`;
  const summary = ["### Lintel: this change was not reviewed", ...parts, footer].join("\n\n");
  const check = { conclusion, title: "Not reviewed", summary: parts.join("\n\n"), annotations: [] };
  return { head, summary, comments: [], open: new Set(), isPartial: true, check };
}

/** Says at a host that a change was not reviewed, and why; saying it twice is saying it once. @throws HostError */
export function publishProblem(
  host: CodeHost,
  problem: ReviewProblem,
  options: Omit<PublishingOptions, "maximumComments"> = {},
): Promise<Published> {
  return publishWithRetries(host, writeProblem(problem), { ...options, maximumComments: 0 });
}
