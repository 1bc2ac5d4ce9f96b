/** A pattern that Python's `re.match` takes, in what RE2 knows. */
interface FromStart {
  /** Must have a match. */
  readonly matches: string;
  /** Must have none: what the pattern looks ahead for, to refuse it. */
  readonly refused: readonly string[];
}

/** Makes patterns that match from the start of a text, of one that `re.match` takes. */
export function patternFromStart(pattern: string): FromStart {
  const written = pattern.replace(/\\Z/g, "\\z");
  const refused: string[] = [];
  let rest = written.replace(/^\^/, "");
  for (;;) {
    const end = rest.startsWith("(?!") ? endOfGroup(rest) : undefined;
    if (end === undefined) break;
    refused.push(anchored(rest.slice(3, end)));
    rest = rest.slice(end + 1);
  }
  if (refused.length === 0 || hasAlternatives(rest)) return { matches: anchored(written), refused: [] };
  return { matches: anchored(rest), refused };
}

function anchored(pattern: string): string {
  if (pattern.includes("|")) return `^(?:${pattern})`;
  return pattern.startsWith("^") || pattern.startsWith("\\A") ? pattern : `^${pattern}`;
}

/** The place of the bracket that closes the group at the start of a pattern. */
function endOfGroup(pattern: string): number | undefined {
  for (const { at, depth, character } of outline(pattern)) if (character === ")" && depth === 0) return at;
  return undefined;
}

function hasAlternatives(pattern: string): boolean {
  for (const { depth, character } of outline(pattern)) if (character === "|" && depth === 0) return true;
  return false;
}

/** The brackets and bars of a pattern outside of classes, each with the depth that it leaves or stands at. */
function* outline(pattern: string): Generator<{ at: number; depth: number; character: string }> {
  let depth = 0;
  let isClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "\\") at += 1;
    else if (isClass) isClass = character !== "]";
    else if (character === "[") isClass = true;
    else if (character === "(") depth += 1;
    else if (character === ")") yield { at, depth: (depth -= 1), character };
    else if (character === "|") yield { at, depth, character };
  }
}
