import type { LiteralPart } from "./heredoc.js";
import type { Expression, TemplateFor, TemplateIf, TemplateInterpolation, TemplatePart } from "./syntax.js";
import { trimmed } from "./trimmed.js";

/** `%{ if … }`, `%{ else }` and so on, before it is known what belongs together. */
export interface Directive {
  readonly kind: "directive";
  readonly start: number;
  readonly end: number;
  readonly word: "if" | "else" | "endif" | "for" | "endfor";
  /** The condition of an `if`, the collection of a `for`. */
  readonly expression: Expression | undefined;
  readonly keyName: string | undefined;
  readonly valueName: string;
}

/** A template's parts in source order, directives still side by side with what they enclose. */
export type FlatPart = LiteralPart | TemplateInterpolation | Directive;

/** A template's parts with each directive holding what it encloses, or what is wrong with the directives. */
export type TemplateTree =
  | { readonly ok: true; readonly parts: readonly TemplatePart[]; readonly depth: number }
  | { readonly ok: false; readonly start: number; readonly end: number; readonly message: string };

interface OpenDirective {
  readonly opening: Directive;
  readonly outer: TemplatePart[];
  consequent: TemplatePart[] | undefined;
}

/** Nests directives, and melds neighbouring literals into one. Does not recurse: the caller bounds `depth`. */
export function buildTemplateTree(flat: readonly FlatPart[]): TemplateTree {
  const open: OpenDirective[] = [];
  let parts: TemplatePart[] = [];
  let depth = 0;
  for (const part of flat) {
    if (part.kind === "text") addText(parts, part);
    else if (part.kind === "interpolation") parts.push(part);
    else if (part.word === "if" || part.word === "for") {
      open.push({ opening: part, outer: parts, consequent: undefined });
      parts = [];
      depth = Math.max(depth, open.length);
    } else {
      const innermost = open.at(-1);
      const message = mismatch(part, innermost);
      if (innermost === undefined || message !== undefined) {
        return { ok: false, start: part.start, end: part.end, message: message ?? "" };
      }
      if (part.word === "else") {
        innermost.consequent = parts;
        parts = [];
      } else {
        innermost.outer.push(closeDirective(innermost, parts, part.end));
        parts = innermost.outer;
        open.pop();
      }
    }
  }
  const unclosed = open.at(-1)?.opening;
  if (unclosed === undefined) return { ok: true, parts: trimmed(parts), depth };
  const message = `The %{ ${unclosed.word} } is never closed: %{ end${unclosed.word} } is missing.`;
  return { ok: false, start: unclosed.start, end: unclosed.end, message };
}

function addText(parts: TemplatePart[], part: LiteralPart): void {
  if (part.value === "") return;
  const last = parts.at(-1);
  if (last?.kind === "text") {
    parts[parts.length - 1] = { kind: "text", start: last.start, end: part.end, value: last.value + part.value };
  } else parts.push({ kind: "text", start: part.start, end: part.end, value: part.value });
}

function mismatch(part: Directive, innermost: OpenDirective | undefined): string | undefined {
  const wanted = part.word === "endfor" ? "for" : "if";
  if (innermost === undefined) return `There is no %{ ${wanted} } before this %{ ${part.word} }.`;
  if (innermost.opening.word !== wanted) {
    return `This %{ ${part.word} } stands inside a %{ ${innermost.opening.word} } that is not closed yet.`;
  }
  if (part.word === "else" && innermost.consequent !== undefined) return "This %{ if } has an %{ else } already.";
  return undefined;
}

function closeDirective(open: OpenDirective, parts: TemplatePart[], end: number): TemplateIf | TemplateFor {
  const { start, word, expression, keyName, valueName } = open.opening;
  const operand = expression ?? { kind: "error", start, end };
  if (word === "for") return { kind: "for", start, end, keyName, valueName, collection: operand, parts };
  return {
    kind: "if",
    start,
    end,
    condition: operand,
    consequent: open.consequent ?? parts,
    alternate: open.consequent === undefined ? undefined : parts,
  };
}
