/**
 * Compiles a glob to a test of a whole text: `*` and `?` stay within one segment between slashes, `**` crosses them, `{a,b}`
 * are alternatives, `\` takes the next character as it is. Takes time proportional to pattern times text, never more.
 */
export function compileGlob(pattern: string): (text: string) => boolean {
  const alternatives = expandBraces(pattern).map(tokenize);
  const [only] = alternatives;
  if (alternatives.length === 1 && only !== undefined) return (text) => matchTokens(only, text);
  return (text) => alternatives.some((tokens) => matchTokens(tokens, text));
}

/** Whether a text has any of the characters that a glob gives a meaning to. */
export function isGlob(text: string): boolean {
  return /[*?{\\]/.test(text);
}

const maximumAlternatives = 1000;

/** Returns the alternatives of a glob: `a{b,c}d` becomes `abd` and `acd`; braces without a comma or without an end stand for themselves. */
export function expandBraces(pattern: string): string[] {
  let done: string[] = [];
  let pending = [pattern];
  while (pending.length > 0 && done.length + pending.length < maximumAlternatives) {
    const next: string[] = [];
    for (const text of pending) {
      const group = findGroup(text);
      if (group === undefined) done.push(text);
      else for (const part of group.parts) next.push(text.slice(0, group.start) + part + text.slice(group.end));
    }
    pending = next;
  }
  done = done.concat(pending);
  return done;
}

function findGroup(text: string): { start: number; end: number; parts: string[] } | undefined {
  for (let start = 0; start < text.length; start += 1) {
    if (text[start] === "\\") start += 1;
    else if (text[start] === "{") {
      const group = readGroup(text, start);
      if (group !== undefined) return group;
    }
  }
  return undefined;
}

function readGroup(text: string, start: number): { start: number; end: number; parts: string[] } | undefined {
  const parts: string[] = [];
  let depth = 0;
  let partStart = start + 1;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "," && depth === 1) {
      parts.push(text.slice(partStart, at));
      partStart = at + 1;
    } else if (character === "}") {
      depth -= 1;
      if (depth > 0) continue;
      if (parts.length === 0) return undefined;
      parts.push(text.slice(partStart, at));
      return { start, end: at + 1, parts };
    }
  }
  return undefined;
}

/** One character, or `?`, `*`, `**` by these names. */
type Token = string;
const anyCharacter = "any-character";
const anySegment = "any-segment";
const anything = "anything";

function tokenize(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "\\" && at + 1 < pattern.length) tokens.push(pattern.charAt((at += 1)));
    else if (character === "?") tokens.push(anyCharacter);
    else if (character !== "*") tokens.push(character);
    else {
      let end = at;
      while (pattern[end + 1] === "*") end += 1;
      tokens.push(end > at ? anything : anySegment);
      at = end;
    }
  }
  return tokens;
}

/** Runs all positions of the pattern at once, as one bit each in an array: no backtracking. */
function matchTokens(tokens: readonly Token[], text: string): boolean {
  let active = closure(tokens, [0]);
  for (const character of text) {
    const next: number[] = [];
    for (const position of active) {
      const token = tokens[position];
      if (token === undefined) continue;
      if (token === anything || (token === anySegment && character !== "/")) next.push(position);
      else if (token === character || (token === anyCharacter && character !== "/")) next.push(position + 1);
    }
    if (next.length === 0) return false;
    active = closure(tokens, next);
  }
  return active.includes(tokens.length);
}

/** Adds the positions that are reached without a character: those after a star. */
function closure(tokens: readonly Token[], positions: readonly number[]): number[] {
  const seen = new Set<number>();
  for (let position of positions) {
    seen.add(position);
    while (tokens[position] === anySegment || tokens[position] === anything) seen.add((position += 1));
  }
  return [...seen];
}
