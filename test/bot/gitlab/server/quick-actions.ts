/**
 * What older versions of GitLab leave alone when they look for quick actions, as their extractor does it: by a regular expression, for
 * which a block of code ends with the first line that is a fence.
 */
const leftAlone = /^```.+?\n```$|^[ ]*<!--.*?-->|^<[^>]+?>\n.+?\n<\/[^>]+?>$|^>>>\n.+?\n>>>$|`[^`\n]+`/gms;

const actions = /^\/(?:close|merge|approve|assign|label|reopen|title|done|todo|spend|unassign|draft)\b[^\n]*$/gim;

/** The quick actions that GitLab would carry out. */
export function quickActionsIn(body: string): readonly string[] {
  return body.replaceAll("\r", "").replace(leftAlone, "").match(actions) ?? [];
}
