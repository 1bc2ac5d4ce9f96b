import { Character, isDigit } from "./characters.js";
import { isNumber, numberEnd } from "./number.js";
import { type OperatorEntry, operatorAt } from "./operators.js";
import { heightLimit, nestingLimit } from "./scanner.js";
import type { BinaryOperation, Expression, NumberLiteral, SplatStep } from "./syntax.js";
import { TemplateParser } from "./template-parser.js";
import { unexpected } from "./unexpected.js";

/** Parses expressions other than those in brackets and calls. Each method leaves the cursor at or after the end of its node. */
export abstract class ExpressionParser extends TemplateParser {
  protected abstract tupleConstructor(): Expression;
  protected abstract objectConstructor(): Expression;
  protected abstract parenthesized(): Expression;
  protected abstract call(start: number, firstName: string, firstEnd: number): Expression;

  /** Parses an expression of any form. The cursor is at its first character or at blanks before it. */
  parseExpression(): Expression {
    this.skipBlank();
    if (++this.nesting > nestingLimit) {
      this.nesting--;
      return this.failNesting(this.pos);
    }
    const condition = this.binary(1);
    const expression =
      !this.isBroken() && this.text.charCodeAt(this.pos) === Character.question
        ? this.conditional(condition)
        : condition;
    this.nesting--;
    return expression;
  }

  private conditional(condition: Expression): Expression {
    const start = condition.start;
    const conditionHeight = this.height;
    this.pos++;
    const consequent = this.parseExpression();
    if (this.isBroken()) return this.broken(start);
    const consequentHeight = this.height;
    this.skipBlank();
    const at = this.pos;
    if (this.text.charCodeAt(at) !== Character.colon || this.text.charCodeAt(at + 1) === Character.colon) {
      return this.fail(at, at + 1, "The conditional needs a colon and the value for false here: condition ? a : b.");
    }
    this.pos++;
    const alternate = this.parseExpression();
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(Math.max(conditionHeight, consequentHeight, this.height)))
      return this.failNesting(start, heightLimit);
    return { kind: "conditional", start, end: alternate.end, condition, consequent, alternate };
  }

  /** Parses operations of at least this precedence; leaves the cursor after blanks that follow. */
  private binary(minimum: number): Expression {
    let left = this.operand();
    for (;;) {
      if (this.isBroken()) return left;
      this.skipBlank();
      const entry = operatorAt(this.text, this.pos);
      if (entry === undefined || entry.precedence < minimum) return left;
      left = this.operation(left, entry);
    }
  }

  private operation(left: Expression, entry: OperatorEntry): Expression {
    const { operator, precedence } = entry;
    const leftHeight = this.height;
    this.pos += operator.length;
    this.skipBlank();
    const right = this.binary(precedence + 1);
    if (this.isBroken()) return this.broken(left.start);
    if (!this.grow(Math.max(leftHeight, this.height))) return this.failNesting(left.start, heightLimit);
    const operation: BinaryOperation = { kind: "binary", start: left.start, end: right.end, operator, left, right };
    return operation;
  }

  /** Sets the height of a node one above that of its children; returns false when that is too high. */
  protected grow(height: number): boolean {
    this.height = height + 1;
    return this.height <= heightLimit;
  }

  private operand(): Expression {
    const code = this.text.charCodeAt(this.pos);
    if (code !== Character.minus && code !== Character.bang) return this.traversals(this.term(code));
    const start = this.pos;
    this.pos++;
    this.skipBlank();
    if (++this.nesting > nestingLimit) {
      this.nesting--;
      return this.failNesting(start);
    }
    const operand = this.operand();
    this.nesting--;
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(this.height)) return this.failNesting(start, heightLimit);
    return { kind: "unary", start, end: operand.end, operator: code === Character.minus ? "-" : "!", operand };
  }

  private term(code: number): Expression {
    switch (code) {
      case Character.quote:
        return this.quotedTemplate();
      case Character.openBracket:
        return this.tupleConstructor();
      case Character.openBrace:
        return this.objectConstructor();
      case Character.openParenthesis:
        return this.parenthesized();
      case Character.less:
        if (this.text.charCodeAt(this.pos + 1) === Character.less) return this.heredoc();
        break;
      default:
        if (isDigit(code)) return this.numberLiteral();
        if (this.isAtIdentifier()) return this.named();
    }
    const { start, end, message, hint } = unexpected(this.text, this.pos, "An expression is expected here");
    return this.fail(start, end, message, hint);
  }

  private numberLiteral(): NumberLiteral {
    const start = this.pos;
    const end = numberEnd(this.text, start);
    const text = this.text.substring(start, end);
    this.pos = end;
    this.height = 1;
    if (!isNumber(text)) this.complain(start, end, `${text} is not a number.`);
    return { kind: "number", start, end, text };
  }

  private named(): Expression {
    const start = this.pos;
    const name = this.identifier();
    const end = this.pos;
    this.height = 1;
    this.skipBlank();
    const code = this.text.charCodeAt(this.pos);
    if (code === Character.openParenthesis || this.isAtDoubleColon()) return this.call(start, name, end);
    if (name === "true") return { kind: "boolean", start, end, value: true };
    if (name === "false") return { kind: "boolean", start, end, value: false };
    if (name === "null") return { kind: "null", start, end };
    return { kind: "variable", start, end, name };
  }

  protected isAtDoubleColon(): boolean {
    return this.text.charCodeAt(this.pos) === Character.colon && this.text.charCodeAt(this.pos + 1) === Character.colon;
  }

  /** Parses what hangs on a term: attributes, indices and splats. */
  private traversals(term: Expression): Expression {
    let object = term;
    for (;;) {
      if (this.isBroken()) return object;
      this.skipBlank();
      const code = this.text.charCodeAt(this.pos);
      if (code === Character.dot && !this.isAtEllipsis()) object = this.afterDot(object);
      else if (code === Character.openBracket) object = this.afterBracket(object);
      else return object;
      if (this.height > heightLimit) return this.failNesting(term.start, heightLimit);
    }
  }

  protected isAtEllipsis(): boolean {
    return this.text.startsWith("...", this.pos);
  }

  private afterDot(object: Expression): Expression {
    const start = object.start;
    this.pos++;
    this.skipBlank();
    const nameStart = this.pos;
    const code = this.text.charCodeAt(nameStart);
    if (code === Character.star) {
      this.pos++;
      const height = this.height;
      const { steps, end } = this.attributeOnlySteps(nameStart + 1);
      this.height = height + 1;
      return { kind: "splat", start, end, object, style: "attributeOnly", steps };
    }
    if (isDigit(code)) {
      const height = this.height;
      const key = this.legacyIndex();
      this.height = height + 1;
      return { kind: "index", start, end: key.end, object, key, isLegacy: true };
    }
    const name = this.identifier();
    if (name === "") return this.badAttributeName(start);
    this.height++;
    return { kind: "getAttribute", start, end: this.pos, object, name, nameStart };
  }

  private badAttributeName(start: number): Expression {
    const at = this.pos;
    this.fail(
      at,
      at + 1,
      "After a dot the name of an attribute is expected.",
      "An index is written in brackets: a[0].",
    );
    return this.broken(start);
  }

  private legacyIndex(): NumberLiteral {
    const key = this.numberLiteral();
    if (key.text.includes(".")) {
      this.fail(
        key.start,
        key.end,
        "Two indices in a row cannot be written with dots.",
        "Write [0][1] instead of .0.1.",
      );
    }
    return key;
  }

  /** Parses the `.a.b` of `x.*.a.b`. */
  private attributeOnlySteps(after: number): { steps: SplatStep[]; end: number } {
    const steps: SplatStep[] = [];
    let end = after;
    for (;;) {
      this.skipBlank();
      if (this.text.charCodeAt(this.pos) !== Character.dot || this.isAtEllipsis()) return { steps, end };
      this.pos++;
      this.skipBlank();
      const start = this.pos;
      if (isDigit(this.text.charCodeAt(start))) {
        const key = this.legacyIndex();
        steps.push({ kind: "index", start, end: key.end, key });
      } else {
        const name = this.identifier();
        if (name === "") this.badSplatStep();
        else steps.push({ kind: "attribute", start, end: this.pos, name });
      }
      if (this.isBroken()) return { steps, end };
      end = this.pos;
    }
  }

  private badSplatStep(): void {
    const at = this.pos;
    if (this.text.charCodeAt(at) === Character.star) {
      this.fail(at, at + 1, "A splat (.*) cannot stand inside another one.", "Write [*] for the second one.");
    } else this.badAttributeName(at);
  }

  private afterBracket(object: Expression): Expression {
    const start = object.start;
    this.pos++;
    // A line break between [ and * counts even where those around the brackets do not: so does HCL.
    this.skipBlank();
    const height = this.height;
    if (this.text.charCodeAt(this.pos) === Character.star) {
      this.pos++;
      const close = this.closeSplat();
      if (this.isBroken()) return this.broken(start);
      this.height = 0;
      const { steps, end } = this.fullSteps(close);
      if (this.isBroken()) return this.broken(start);
      this.height = Math.max(height, this.height) + 1;
      return { kind: "splat", start, end, object, style: "full", steps };
    }
    const key = this.indexKey();
    if (this.isBroken()) return this.broken(start);
    this.height = Math.max(height, this.height) + 1;
    return { kind: "index", start, end: this.pos, object, key, isLegacy: false };
  }

  /** Parses `*]` behind the star and returns where the bracket ends. */
  private closeSplat(): number {
    this.skipBlank();
    const at = this.pos;
    if (!this.accept(Character.closeBracket)) this.fail(at, at + 1, "The splat [*] needs its closing bracket here.");
    return this.pos;
  }

  /** Parses `key]`. */
  private indexKey(): Expression {
    const newlinesMatter = this.newlinesMatter;
    this.newlinesMatter = false;
    const key = this.parseExpression();
    if (!this.isBroken()) {
      this.skipBlank();
      const at = this.pos;
      if (!this.accept(Character.closeBracket)) this.fail(at, at + 1, "The index needs its closing bracket (]) here.");
    }
    this.newlinesMatter = newlinesMatter;
    return key;
  }

  /** Parses all that follows `[*]`, which is applied to each element. Sets `height` to that of what was parsed. */
  private fullSteps(after: number): { steps: SplatStep[]; end: number } {
    const steps: SplatStep[] = [];
    let end = after;
    let height = 0;
    for (;;) {
      this.skipBlank();
      const code = this.text.charCodeAt(this.pos);
      const start = this.pos;
      if (code === Character.dot && !this.isAtEllipsis()) steps.push(this.stepAfterDot(start));
      else if (code === Character.openBracket) steps.push(this.stepAfterBracket(start));
      else break;
      if (this.isBroken()) break;
      height = Math.max(height, this.height);
      end = steps.at(-1)?.end ?? end;
    }
    this.height = height + 1;
    return { steps, end };
  }

  private stepAfterDot(start: number): SplatStep {
    this.pos++;
    this.skipBlank();
    this.height = 1;
    const code = this.text.charCodeAt(this.pos);
    if (code === Character.star) {
      this.pos++;
      const { steps, end } = this.attributeOnlySteps(this.pos);
      this.height = 2;
      return { kind: "splat", start, end, style: "attributeOnly", steps };
    }
    if (isDigit(code)) {
      const key = this.legacyIndex();
      return { kind: "index", start, end: key.end, key };
    }
    const name = this.identifier();
    if (name === "") this.badAttributeName(start);
    return { kind: "attribute", start, end: this.pos, name };
  }

  private stepAfterBracket(start: number): SplatStep {
    this.pos++;
    this.skipBlank();
    if (this.text.charCodeAt(this.pos) !== Character.star) {
      const key = this.indexKey();
      return { kind: "index", start, end: this.pos, key };
    }
    this.pos++;
    const close = this.closeSplat();
    if (++this.nesting > nestingLimit) this.failNesting(start);
    const { steps, end } = this.isBroken() ? { steps: [], end: close } : this.fullSteps(close);
    this.nesting--;
    return { kind: "splat", start, end, style: "full", steps };
  }
}
