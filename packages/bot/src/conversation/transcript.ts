import type { Conversation, ReviewComment } from "./conversation.js";
import { code } from "./markdown.js";

/** Writes a conversation as one document of Markdown: the summary, and each comment under the lines that it would stand on. */
export function writeTranscript({ summary, comments }: Conversation): string {
  return `${[summary, ...comments.map(showComment)].join("\n\n---\n\n")}\n`;
}

function showComment({ file, side, first, last, body }: ReviewComment): string {
  const lines = first === last ? String(first) : `${first}-${last}`;
  const gone = side === "base" ? " (taken away)" : "";
  return `#### ${code(`${file}:${lines}`)}${gone}\n\n${body}`;
}
