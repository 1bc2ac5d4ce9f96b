/** What Bitbucket takes in one comment. */
const longestBody = 32_000;

const shownMark = /^<!-- (lintel:[^\n]*?) -->\n/;
const hiddenMark = /^\[\/\/\]: # "(lintel:[^"\n]*)"\n\n?/;

/** Bitbucket shows comments of HTML; a definition that no link refers to is what it shows nothing of. */
export function toBitbucket(body: string): string {
  const text = body.replace(shownMark, '[//]: # "$1"\n\n').trimEnd();
  if (text.length <= longestBody) return text;
  const end = text.lastIndexOf("\n\n", longestBody);
  return `${text.slice(0, end === -1 ? longestBody : end)}\n\n…the rest does not fit into one comment.`;
}

/** Reads a body back, so that it can be compared with what is to be said. */
export function fromBitbucket(raw: string): string {
  return raw.replaceAll("\r\n", "\n").replace(hiddenMark, "<!-- $1 -->\n");
}
