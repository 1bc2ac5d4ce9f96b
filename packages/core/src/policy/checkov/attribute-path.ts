/** One step of a dotted path. */
export type PathStep = { readonly name: string } | { readonly index: number } | "any-index";

const plain = /[^.[\]"']+/y;
const quoted = /"([^"]*)"|'([^']*)'/y;
const bracketed = /\[\s*(?:(\*)|(\d+)|"([^"]*)"|'([^']*)'|([^\]"'*]+))\s*\]/y;

/**
 * Parses a dotted path: names, quoted where they hold a dot, with `*` or a number where an element of a list is meant, behind a
 * dot or in brackets. Undefined for what is malformed.
 */
export function parseAttributePath(text: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    const isBracket = text[at] === "[";
    const isQuote = text[at] === '"' || text[at] === "'";
    const pattern = isBracket ? bracketed : isQuote ? quoted : plain;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    steps.push(isBracket ? bracketStep(found) : isQuote ? { name: found[1] ?? found[2] ?? "" } : dottedStep(found[0]));
    at = pattern.lastIndex;
    if (text[at] === "." && at + 1 < text.length) at += 1;
    else if (at < text.length && text[at] !== "[") return undefined;
  }
  return steps.length === 0 ? undefined : steps;
}

function dottedStep(text: string): PathStep {
  if (text === "*") return "any-index";
  return /^\d+$/.test(text) ? { index: Number(text) } : { name: text };
}

function bracketStep(found: readonly (string | undefined)[]): PathStep {
  const [, star, index, ...names] = found;
  if (star !== undefined) return "any-index";
  return index === undefined ? { name: names.find((name) => name !== undefined) ?? "" } : { index: Number(index) };
}

/** Whether a path leads by names only. */
export function isPlainPath(steps: readonly PathStep[]): steps is readonly { readonly name: string }[] {
  return steps.every((step) => typeof step === "object" && "name" in step);
}

/** Writes a path as one of our JSONPaths, where a slice of everything takes what is no list for a list of one. */
export function toJsonPath(steps: readonly PathStep[]): string {
  // Without a name before it there is no list that the star could be about: it stands for every attribute.
  if (steps.length === 1 && steps[0] === "any-index") return "$.*";
  const written = steps.map((step) => {
    if (step === "any-index") return "[:]";
    if ("index" in step) return `[${String(step.index)}]`;
    return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step.name)
      ? `.${step.name}`
      : `['${step.name.replace(/['\\]/g, "\\$&")}']`;
  });
  return `$${written.join("")}`;
}

/** Writes names as a path of our language. */
export function toPolicyPath(names: readonly string[], reserved: ReadonlySet<string>): string {
  const isSpecial = (name: string, index: number): boolean =>
    !/^[^.[\]"\s$]+$/.test(name) || (index === 0 && names.length === 1 && reserved.has(name)) || name === "";
  return names
    .map((name, index) => {
      if (isSpecial(name, index)) return `["${name.replace(/["\\]/g, "\\$&")}"]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}
