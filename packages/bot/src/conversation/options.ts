import type { Project, Severity } from "@lintel/core";

/** How a review speaks. */
export interface ConversationOptions {
  /** `inline`: findings on the lines that caused them, and a summary; `summary`: the summary alone. */
  readonly style: "inline" | "summary";
  /** The lowest severity that gets a comment of its own; the others are in the summary. */
  readonly commentFrom: Severity;
  /** Whether the owners of affected files are mentioned, or only named. */
  readonly mentionOwners: boolean;
  /** What the host calls a block of code that can be taken over; undefined where there is no such thing. */
  readonly suggestionFence: ((lines: number) => string) | undefined;
  /** The address of a line at the host. */
  readonly linkTo: ((place: LinkedPlace) => string) | undefined;
  /** Whether the host takes the tags that fold text and make it small; where it does not, it shows them. True unless given. */
  readonly hasHtml?: boolean | undefined;
  /** Whether somebody answers the commands that people write in comments. True unless given. */
  readonly hasCommands?: boolean | undefined;
}

/** What only a host can say of how a review speaks. */
export type HostManners = Pick<ConversationOptions, "suggestionFence" | "linkTo" | "hasHtml" | "hasCommands">;

/** A line of a file, before or after the change. */
export interface LinkedPlace {
  readonly file: string;
  readonly line: number;
  readonly side: "head" | "base";
}

/** How a project wants to be spoken to, which its `lintel.yaml` says under `bot`. */
export function conversationOptions({ run }: Project, manners: HostManners): ConversationOptions {
  const { style = "inline", commentFrom = "low", mentionOwners = false } = run.bot.value;
  return { style, commentFrom, mentionOwners, ...manners };
}

/** How many comments one run may post at most. */
export function maximumCommentsOf({ run }: Project): number {
  return run.bot.value.maximumComments ?? 25;
}
