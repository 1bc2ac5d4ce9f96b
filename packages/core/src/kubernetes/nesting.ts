/**
 * Whether a text may be nested deeper than a limit, by its brackets, its indentation or its dashes. Told without parsing
 * and so without certainty, for the sake of a parser that neither stack nor memory protect from deep nesting.
 */
export function mayBeNestedDeeperThan(text: string, limit: number): boolean {
  return hasDeepBrackets(text, limit) || hasDeepIndentation(text, limit) || hasManyIndicators(text, limit);
}

function hasDeepBrackets(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === openBracket || character === openBrace) depth++;
    else if (character === closeBracket || character === closeBrace) depth = Math.max(0, depth - 1);
    if (depth > limit) return true;
  }
  return false;
}

const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function hasDeepIndentation(text: string, limit: number): boolean {
  const indents: number[] = [];
  for (const [spaces] of text.matchAll(/^ *(?=\S)/gm)) {
    while ((indents.at(-1) ?? -1) >= spaces.length) indents.pop();
    indents.push(spaces.length);
    if (indents.length > limit) return true;
  }
  return false;
}

/** `- - - x` is a list in a list in a list. */
function hasManyIndicators(text: string, limit: number): boolean {
  let run = 0;
  for (let at = 0; at + 1 < text.length; at++) {
    const character = text.charAt(at);
    if (character === " " || character === "\t") continue;
    const isIndicator = (character === "-" || character === "?") && /\s/.test(text.charAt(at + 1));
    run = isIndicator ? run + 1 : 0;
    if (run > limit) return true;
  }
  return false;
}
