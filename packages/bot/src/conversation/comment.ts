import type { Excerpt, Finding, NotedLocation } from "@lintel/core";
import type { Placement, ReviewedFinding } from "../review/review.js";
import type { ReviewComment } from "./conversation.js";
import { code, codeBlock, details, prose, suggestionBlock } from "./markdown.js";
import type { ConversationOptions } from "./options.js";

type OnLines = Extract<Placement, { readonly kind: "lines" }>;

/**
 * Writes the comment on the lines that caused a finding, and others of the same policy on the same lines; undefined where the finding is not
 * placed on lines.
 */
export function writeComment(
  [reviewed, ...alike]: readonly [ReviewedFinding, ...ReviewedFinding[]],
  options: ConversationOptions,
): ReviewComment | undefined {
  const { finding, placement, suggestion } = reviewed;
  if (placement.kind !== "lines") return undefined;
  const block =
    suggestion === undefined ? undefined : options.suggestionFence?.(suggestion.last - suggestion.first + 1);
  const shown = suggestion === undefined || block === undefined ? undefined : suggestionBlock(suggestion.lines, block);
  const place = suggestion === undefined || shown === undefined ? placement : { ...suggestion, side: "head" as const };
  return {
    key: finding.fingerprint,
    file: place.file,
    side: place.side,
    first: place.first,
    last: place.last,
    body: writeBody(reviewed, placement, alike, shown, options),
  };
}

function writeBody(
  { finding, isBlocking }: ReviewedFinding,
  placement: OnLines,
  alike: readonly ReviewedFinding[],
  suggestion: string | undefined,
  options: ConversationOptions,
): string {
  const { title, severity, policy, message, description, remediation } = finding;
  const blocks = isBlocking ? ", blocks the merge" : "";
  const parts = [
    `**${prose(title)}** (${severity}${blocks}, ${code(policy)})`,
    ...(message === title ? [] : [prose(message)]),
    whatItConcerns(finding, placement),
    ...(alike.length === 0
      ? []
      : [
          `The same holds for ${alike.slice(0, 10).map(placeOf).join(", ")}${alike.length > 10 ? `, and ${alike.length - 10} more` : ""}.`,
        ]),
    prose(description),
    `**To mend it:** ${prose(remediation)}`,
    ...(suggestion === undefined ? [] : [suggestion]),
    ...wayTo(finding, placement, options),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Says which resource is meant, and how the lines lead to it where it stands elsewhere. */
function whatItConcerns({ resource, location }: Finding, { file, side, first, last, role }: OnLines): string {
  const { address, instances } = resource;
  const many = instances.length > 1 ? ` (${instances.length} instances)` : "";
  const isHere = file === location.file && side === "head" && first <= location.end.line && location.start.line <= last;
  if (side === "base") return `What is taken away here kept ${code(address)}${many} from this.`;
  if (isHere) return `Found in ${code(address)}${many}.`;
  const here = role === undefined ? "These lines decide" : `This ${prose(withoutPlace(role))} decides`;
  return `${here} over ${code(address)}${many}, in ${code(`${location.file}:${location.start.line}`)}.`;
}

/** The comment stands at the place, and the resource is named behind. */
function withoutPlace(role: string): string {
  return role.replace(/, for \S+$/, "").replace(/ in \S+$/, "");
}

function placeOf({ finding: { resource, location } }: ReviewedFinding): string {
  return `${code(resource.address)} in ${code(`${location.file}:${location.start.line}`)}`;
}

function wayTo(finding: Finding, { file }: OnLines, options: ConversationOptions): string[] {
  const { trace, related, location, excerpt } = finding;
  const hops = [...trace, ...related];
  if (hops.length === 0 && location.file === file) return [];
  const steps = hops.map((hop) => `- ${describeHop(hop)}`).join("\n");
  const shown = location.file === file || excerpt === null ? [] : [showExcerpt(excerpt, location.start.line)];
  return [details("How it comes about", [...shown, steps].filter((part) => part !== "").join("\n\n"), options)];
}

function describeHop({ location, message }: NotedLocation): string {
  return `${code(`${location.file}:${location.start.line}`)}: ${prose(message)}`;
}

function showExcerpt({ firstLine, lines }: Excerpt, marked: number): string {
  const width = String(firstLine + lines.length - 1).length;
  const shown = lines.map((line, index) => {
    const number = firstLine + index;
    return `${number === marked ? ">" : " "} ${String(number).padStart(width)}  ${line}`;
  });
  return codeBlock(shown);
}
