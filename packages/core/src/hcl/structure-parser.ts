import { BracketParser } from "./bracket-parser.js";
import { Character } from "./characters.js";
import { isEscapedMarker, unescapeQuoted } from "./escape.js";
import { findResumption, isBlockHeader, type SkippedPart } from "./recovery.js";
import { blockNestingLimit } from "./scanner.js";
import type { Attribute, Block, Body, Comment, Expression, Label } from "./syntax.js";
import { trimmed } from "./trimmed.js";

/** How many attributes of a body are compared one by one before a set is made of them. */
const fewAttributes = 12;

/** Parses bodies: attributes and blocks. */
export class StructureParser extends BracketParser {
  /** Whether the file ended inside a block. */
  isUnclosed = false;
  /** Whether the header of a block stands at the start of a line inside another block. */
  hasOutdentedBlock = false;
  /** Whether such a header closes the block before it: for a second attempt at a file in which a brace is missing. */
  closesAtOutdentedBlock = false;

  /** Parses the whole text as a file. */
  fileBody(): { readonly body: Body; readonly comments: readonly Comment[] } {
    const items: (Attribute | Block)[] = [];
    this.items(items, undefined);
    return { body: { start: 0, end: this.end, items: trimmed(items) }, comments: trimmed(this.comments) };
  }

  /** Parses the whole text as one expression, in which line breaks do not matter. */
  wholeExpression(): Expression {
    this.newlinesMatter = false;
    const expression = this.parseExpression();
    if (!this.isBroken()) {
      this.skipBlank();
      if (this.pos < this.end) this.failHere("The text should end after the expression");
    }
    return this.isBroken() ? { kind: "error", start: 0, end: this.end } : expression;
  }

  /** Parses the whole text as a template without quotes. */
  wholeTemplate(): Expression {
    return this.bareTemplate();
  }

  /** Parses items up to the closing brace of `block`, which is left to the caller, or to the end of the file. */
  private items(items: (Attribute | Block)[], block: { start: number; headerEnd: number } | undefined): void {
    let names: Set<string> | undefined;
    let attributes = 0;
    for (;;) {
      this.skipBlankLines();
      if (this.pos >= this.end) {
        if (block !== undefined) this.unclosedBlock(block);
        return;
      }
      if (this.text.charCodeAt(this.pos) === Character.closeBrace) {
        if (block !== undefined) return;
        this.complain(this.pos, this.pos + 1, "This closing brace closes nothing: no block is open here.");
        this.pos++;
        continue;
      }
      if (!this.isAtIdentifier()) {
        this.badItem();
        continue;
      }
      if (block !== undefined && this.isOutdentedBlock()) {
        this.hasOutdentedBlock = true;
        if (this.closesAtOutdentedBlock) {
          this.unclosedBlock(block);
          return;
        }
      }
      const item = this.item(true);
      if (item === undefined) continue;
      if (item.kind === "attribute") {
        if (++attributes === fewAttributes) names = attributeNames(items);
        const isDefined = names === undefined ? hasAttribute(items, item.name) : names.has(item.name);
        if (isDefined) this.redefined(item);
        names?.add(item.name);
      }
      items.push(item);
    }
  }

  private redefined(attribute: Attribute): void {
    const message = `The argument ${attribute.name} is already set in this block; it may be set only once.`;
    this.complain(attribute.start, attribute.nameEnd, message, undefined, "hcl-duplicate-argument");
  }

  private isOutdentedBlock(): boolean {
    return this.text.charCodeAt(this.pos - 1) === Character.lineFeed && isBlockHeader(this.text, this.pos);
  }

  private unclosedBlock(block: { start: number; headerEnd: number }): void {
    if (this.isUnclosed && !this.closesAtOutdentedBlock) return;
    this.isUnclosed = true;
    const message = "The block that begins here is never closed: a } is missing.";
    this.complain(block.start, block.headerEnd, message, "Brackets inside it may be unbalanced.", "hcl-unclosed-block");
  }

  private badItem(): void {
    const hint =
      this.text.charCodeAt(this.pos) === Character.quote ? "The name of an argument has no quotes." : undefined;
    this.failHere("The name of an argument or the type of a block is expected here", hint);
    this.resume(this.pos, "item");
  }

  /** Takes parsing up again after a syntax error in what begins at `start`. */
  private resume(start: number, part: SkippedPart): void {
    this.mend(findResumption(this.text, start, part));
  }

  /** Parses an attribute or block; `endsLine` unless it is the only argument of a block on one line. */
  private item(endsLine: boolean): Attribute | Block | undefined {
    const start = this.pos;
    const name = this.identifier();
    const nameEnd = this.pos;
    this.skipBlank();
    const code = this.text.charCodeAt(this.pos);
    if (code === Character.equals) {
      const next = this.text.charCodeAt(this.pos + 1);
      if (next !== Character.equals && next !== Character.greater)
        return this.attribute(start, name, nameEnd, endsLine);
    } else if (code === Character.quote || code === Character.openBrace || this.isAtIdentifier()) {
      return this.block(start, name, nameEnd);
    }
    const hint = code === Character.colon ? `Write ${name} = instead of ${name}:.` : undefined;
    this.failHere(`After ${name} comes = and a value, or { and the content of a block`, hint);
    this.resume(nameEnd, "item");
    return undefined;
  }

  private attribute(start: number, name: string, nameEnd: number, endsLine: boolean): Attribute {
    this.pos++;
    this.skipBlank();
    const valueStart = this.pos;
    let expression = this.parseExpression();
    if (this.isBroken()) {
      this.resume(valueStart, "expression");
      expression = { kind: "error", start: valueStart, end: Math.max(valueStart, this.endOfText(this.pos)) };
    } else if (endsLine) this.endLine("After the value of an argument a line break is expected");
    return { kind: "attribute", start, end: expression.end, name, nameEnd, expression };
  }

  /** The offset behind the last character before `at` that is no blank. */
  private endOfText(at: number): number {
    let end = at;
    while (end > 0 && this.text.charCodeAt(end - 1) <= Character.space) end--;
    return end;
  }

  private endLine(expectation: string): void {
    this.skipBlank();
    if (this.pos >= this.end || this.isAtNewline()) return;
    const hint = this.text.charCodeAt(this.pos) === Character.comma ? "No comma is needed here." : undefined;
    this.failHere(expectation, hint);
    this.resume(this.pos, "item");
  }

  private block(start: number, type: string, typeEnd: number): Block | undefined {
    const labels = this.labels();
    if (this.isBroken()) {
      this.resume(start, "item");
      return undefined;
    }
    const headerEnd = labels.at(-1)?.end ?? typeEnd;
    if (++this.nesting > blockNestingLimit) {
      this.nesting--;
      this.failNesting(start, blockNestingLimit);
      this.resume(start, "block");
      return undefined;
    }
    this.pos++;
    const bodyStart = this.pos;
    const items: (Attribute | Block)[] = [];
    this.blockItems(items, { start, headerEnd });
    this.nesting--;
    const bodyEnd = this.pos;
    if (this.accept(Character.closeBrace)) {
      const end = this.pos;
      this.endLine("After the } of a block a line break is expected");
      return {
        kind: "block",
        start,
        end,
        type,
        labels,
        headerEnd,
        body: { start: bodyStart, end: bodyEnd, items: trimmed(items) },
      };
    }
    return {
      kind: "block",
      start,
      end: bodyEnd,
      type,
      labels,
      headerEnd,
      body: { start: bodyStart, end: bodyEnd, items },
    };
  }

  private labels(): readonly Label[] {
    let labels: Label[] | undefined;
    for (;;) {
      this.skipBlank();
      const code = this.text.charCodeAt(this.pos);
      if (code === Character.openBrace) return labels === undefined ? noLabels : trimmed(labels);
      labels ??= [];
      if (code === Character.quote) labels.push(this.quotedLabel());
      else if (this.isAtIdentifier()) {
        const start = this.pos;
        const value = this.identifier();
        labels.push({ start, end: this.pos, value, isQuoted: false });
      } else this.badHeader(code);
      if (this.isBroken()) return labels;
    }
  }

  private badHeader(code: number): void {
    if (code === Character.equals) {
      this.failHere("A block has no =", "Write: name = value for an argument, or leave out the = for a block.");
    } else this.failHere("The labels of a block are followed by {, on the same line");
  }

  private quotedLabel(): Label {
    const text = this.text;
    const start = this.pos;
    let at = start + 1;
    let isPlain = true;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === Character.quote) break;
      if (code === Character.backslash) {
        isPlain = false;
        at += 2;
      } else if (at >= this.end || code === Character.lineFeed || code === Character.carriageReturn) {
        this.pos = Math.min(at, this.end);
        this.fail(start, this.pos, 'The closing quote (") of this label is missing.');
        break;
      } else if (code === Character.dollar || code === Character.percent) {
        if (isEscapedMarker(text, at, code)) {
          isPlain = false;
          at += 3;
        } else if (text.charCodeAt(at + 1) === Character.openBrace) {
          this.fail(
            at,
            at + 2,
            "The label of a block is a plain text, so it cannot hold ${ or %{.",
            "Write $${ for a literal one.",
          );
          break;
        } else at++;
      } else at++;
    }
    if (this.isBroken()) return { start, end: at, value: "", isQuoted: true };
    this.pos = at + 1;
    return {
      start,
      end: at + 1,
      value: isPlain ? text.substring(start + 1, at) : this.unescapedLabel(start + 1, at),
      isQuoted: true,
    };
  }

  private unescapedLabel(start: number, end: number): string {
    const { value, problems } = unescapeQuoted(this.text, start, end);
    for (const problem of problems) this.complain(problem.start, problem.end, problem.message);
    return value;
  }

  /** Parses the inside of a block, several lines or just one argument on the line of the header. */
  private blockItems(items: (Attribute | Block)[], block: { start: number; headerEnd: number }): void {
    this.skipBlank();
    if (this.isAtIdentifier()) {
      const itemStart = this.pos;
      const item = this.item(false);
      if (item !== undefined) items.push(item);
      this.skipBlank();
      if (item?.kind === "attribute" && this.text.charCodeAt(this.pos) === Character.closeBrace) return;
      if (item?.kind === "block") this.oneLineProblem(itemStart);
      else if (item?.expression.kind !== "error" && item !== undefined) {
        this.oneLineProblem(this.pos);
        this.resume(this.pos, "item");
      }
    }
    this.items(items, block);
  }

  private oneLineProblem(at: number): void {
    const message = "A block on one line holds a single argument and its closing brace, and nothing else.";
    this.complain(at, at + 1, message, "Begin a new line after the opening brace.");
  }
}

const noLabels: readonly Label[] = [];

function hasAttribute(items: readonly (Attribute | Block)[], name: string): boolean {
  for (const item of items) if (item.kind === "attribute" && item.name === name) return true;
  return false;
}

function attributeNames(items: readonly (Attribute | Block)[]): Set<string> {
  const names = new Set<string>();
  for (const item of items) if (item.kind === "attribute") names.add(item.name);
  return names;
}
