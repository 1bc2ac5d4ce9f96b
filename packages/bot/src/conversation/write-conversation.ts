import { severities, type Severity } from "@lintel/core";
import type { Review, ReviewedFinding } from "../review/review.js";
import { writeComment } from "./comment.js";
import type { Annotation, Check, Conversation } from "./conversation.js";
import type { ConversationOptions } from "./options.js";
import { headline, writeSummary } from "./summary.js";

/** Puts a review into words. The same review makes the same words. */
export function writeConversation(review: Review, options: ConversationOptions): Conversation {
  const { added, unknownNow, diagnostics } = review;
  const isCommented = ({ finding }: ReviewedFinding): boolean =>
    options.style === "inline" && isAtLeast(finding.severity, options.commentFrom);
  const comments = groupAlike(added.filter(isCommented)).flatMap((alike) => writeComment(alike, options) ?? []);
  const summary = writeSummary(review, options);
  const found = [...added, ...unknownNow].map(({ finding }) => finding);
  return {
    head: review.head,
    summary,
    comments,
    open: new Set(found.map(({ fingerprint }) => fingerprint)),
    isPartial: diagnostics.some(({ severity }) => severity === "error"),
    check: writeCheck(review, summary),
  };
}

/** Findings of one policy on the same lines are one comment. */
function groupAlike(all: readonly ReviewedFinding[]): readonly (readonly [ReviewedFinding, ...ReviewedFinding[]])[] {
  const groups = new Map<string, [ReviewedFinding, ...ReviewedFinding[]]>();
  for (const each of all) {
    const key = JSON.stringify([each.finding.policy, { ...each.placement, role: undefined }]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

function isAtLeast(severity: Severity, lowest: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(lowest);
}

function writeCheck(review: Review, summary: string): Check {
  const { added, conclusion } = review;
  return {
    conclusion,
    title: capitalized(headline(review)),
    summary,
    annotations: added.map(toAnnotation),
  };
}

function toAnnotation({ finding, placement, isBlocking }: ReviewedFinding): Annotation {
  const { location, message, remediation, resource, policy, severity, title } = finding;
  const isOnHead = placement.kind === "lines" && placement.side === "head";
  const { file, first, last } = isOnHead
    ? placement
    : { file: location.file, first: location.start.line, last: location.end.line };
  const level = isBlocking ? "failure" : severity === "info" || severity === "low" ? "notice" : "warning";
  return { file, first, last, level, title, message: `${message} (${resource.address})\n${remediation}\n${policy}` };
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
