/** Makes a function that tells whether a path is one that a `--filter` means: a name, or a glob with `*`, `?`, `[…]` and `**`. */
export function filePattern(pattern: string): (path: string) => boolean {
  const source = pattern
    .replace(/^\.\//, "")
    .split(/(\*\*\/?|\*|\?|\[\^?[^\]]+\])/)
    .map((part, index) => (index % 2 === 0 ? part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") : wildcard(part)))
    .join("");
  const expression = compiled(`^${source}$`);
  return (path) => expression?.test(path) ?? path === pattern;
}

/** Undefined for what is no pattern, as `[z-a]`, which then is a name. */
function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source, "u");
  } catch {
    return undefined;
  }
}

function wildcard(part: string): string {
  if (part === "**/") return "(?:[^/]*/)*";
  if (part === "**") return ".*";
  if (part === "*") return "[^/]*";
  if (part === "?") return "[^/]";
  return `[${part.slice(1, -1).replace(/[\\[]/g, "\\$&")}]`;
}
