import { Character } from "./characters.js";
import { ExpressionParser } from "./expression-parser.js";
import { heightLimit } from "./scanner.js";
import type { Expression, ForExpression, ObjectItem } from "./syntax.js";
import { unexpected } from "./unexpected.js";
import { trimmed } from "./trimmed.js";

/** Parses what stands in brackets: parentheses, calls, tuples, objects and `for` expressions. */
export abstract class BracketParser extends ExpressionParser {
  protected parenthesized(): Expression {
    const start = this.pos;
    const newlinesMatter = this.enter(false);
    const expression = this.parseExpression();
    if (!this.isBroken()) this.close(Character.closeParenthesis, "The parenthesis opened before needs ) here");
    this.newlinesMatter = newlinesMatter;
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(this.height)) return this.failNesting(start, heightLimit);
    return { kind: "parentheses", start, end: this.pos, expression };
  }

  /** Moves over the opening bracket; returns what `newlinesMatter` was. */
  private enter(newlinesMatter: boolean): boolean {
    const outer = this.newlinesMatter;
    this.newlinesMatter = newlinesMatter;
    this.pos++;
    return outer;
  }

  private close(code: number, expectation: string): void {
    this.skipBlank();
    if (!this.accept(code)) this.failHere(expectation);
  }

  /** Reports what stands at the cursor instead of what was expected. */
  protected failHere(expectation: string, likelyHint?: string): void {
    const { start, end, message, hint } = unexpected(this.text, this.pos, expectation);
    this.fail(start, end, message, likelyHint ?? hint);
  }

  protected call(start: number, firstName: string, firstEnd: number): Expression {
    let name = firstName;
    let nameEnd = firstEnd;
    while (this.isAtDoubleColon()) {
      this.pos += 2;
      this.skipBlank();
      const part = this.identifier();
      if (part === "") this.failHere("After :: the name of a function is expected");
      if (this.isBroken()) return this.broken(start);
      name += `::${part}`;
      nameEnd = this.pos;
      this.skipBlank();
    }
    if (this.text.charCodeAt(this.pos) !== Character.openParenthesis) {
      this.failHere(`The function ${name} needs its arguments in parentheses here`);
      return this.broken(start);
    }
    const newlinesMatter = this.enter(false);
    const { args, expandsFinal } = this.callArguments(name);
    this.newlinesMatter = newlinesMatter;
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(this.height)) return this.failNesting(start, heightLimit);
    return { kind: "call", start, end: this.pos, name, nameEnd, arguments: args, expandsFinal };
  }

  private callArguments(name: string): { args: readonly Expression[]; expandsFinal: boolean } {
    const args: Expression[] = [];
    let height = 0;
    let expandsFinal = false;
    for (;;) {
      this.skipBlank();
      if (this.accept(Character.closeParenthesis)) break;
      args.push(this.parseExpression());
      if (this.isBroken()) break;
      height = Math.max(height, this.height);
      this.skipBlank();
      if (this.accept(Character.comma)) continue;
      if (this.isAtEllipsis()) {
        this.pos += 3;
        expandsFinal = true;
        this.close(Character.closeParenthesis, "Only ) may follow the ... of the last argument");
        break;
      }
      if (this.accept(Character.closeParenthesis)) break;
      this.failHere(`The arguments of ${name} are separated by commas and end with )`);
      break;
    }
    this.height = height;
    return { args: trimmed(args), expandsFinal };
  }

  protected tupleConstructor(): Expression {
    const start = this.pos;
    const newlinesMatter = this.enter(false);
    this.skipBlank();
    const expression = this.isAtWord("for")
      ? this.forExpression(start, Character.closeBracket)
      : this.tupleItems(start);
    this.newlinesMatter = newlinesMatter;
    return expression;
  }

  private tupleItems(start: number): Expression {
    const items: Expression[] = [];
    let height = 0;
    for (;;) {
      this.skipBlank();
      if (this.accept(Character.closeBracket)) break;
      items.push(this.parseExpression());
      if (this.isBroken()) break;
      height = Math.max(height, this.height);
      this.skipBlank();
      if (this.accept(Character.comma)) continue;
      if (this.accept(Character.closeBracket)) break;
      this.failHere("The items of a list are separated by commas and end with ]");
      break;
    }
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(height)) return this.failNesting(start, heightLimit);
    return { kind: "tuple", start, end: this.pos, items: trimmed(items) };
  }

  protected objectConstructor(): Expression {
    const start = this.pos;
    const newlinesMatter = this.enter(false);
    this.skipBlank();
    let expression: Expression;
    if (this.isAtWord("for")) expression = this.forExpression(start, Character.closeBrace);
    else {
      this.newlinesMatter = true;
      expression = this.objectItems(start);
    }
    this.newlinesMatter = newlinesMatter;
    return expression;
  }

  private objectItems(start: number): Expression {
    const items: ObjectItem[] = [];
    let height = 0;
    for (;;) {
      this.skipBlankLines();
      if (this.accept(Character.closeBrace)) break;
      if (this.pos >= this.end) {
        this.fail(start, start + 1, "The object that begins here is never closed: } is missing.");
        break;
      }
      const item = this.objectItem();
      if (item === undefined) break;
      height = Math.max(height, this.height);
      items.push(item);
      this.skipBlank();
      if (this.accept(Character.comma) || this.isAtNewline()) continue;
      if (this.accept(Character.closeBrace)) break;
      this.failHere("The items of an object are separated by commas or line breaks and end with }");
      break;
    }
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(height)) return this.failNesting(start, heightLimit);
    return { kind: "object", start, end: this.pos, items: trimmed(items) };
  }

  private objectItem(): ObjectItem | undefined {
    const key = this.parseExpression();
    if (this.isBroken()) return undefined;
    const keyHeight = this.height;
    this.skipBlank();
    if (!this.acceptItemSeparator()) {
      this.failHere("After the key of an object item = or : is expected");
      return undefined;
    }
    const value = this.parseExpression();
    if (this.isBroken()) return undefined;
    this.height = Math.max(keyHeight, this.height);
    return { start: key.start, end: value.end, key, value };
  }

  private acceptItemSeparator(): boolean {
    const code = this.text.charCodeAt(this.pos);
    const next = this.text.charCodeAt(this.pos + 1);
    const isSeparator =
      code === Character.equals
        ? next !== Character.equals && next !== Character.greater
        : code === Character.colon && next !== Character.colon;
    if (isSeparator) this.pos++;
    return isSeparator;
  }

  /** Parses a `for` expression whose opening bracket, at `start`, is behind the cursor. */
  private forExpression(start: number, closing: number): Expression {
    this.newlinesMatter = false;
    this.pos += 3;
    this.skipBlank();
    const { keyName, valueName } = this.forNames();
    if (this.isBroken()) return this.broken(start);
    const collection = this.parseExpression();
    if (this.isBroken()) return this.broken(start);
    let height = this.height;
    this.skipBlank();
    if (this.isAtDoubleColon() || !this.accept(Character.colon))
      this.failHere("After its collection a for needs a colon");
    if (this.isBroken()) return this.broken(start);
    const head = { start, keyName, valueName, collection };
    const first = this.parseExpression();
    if (this.isBroken()) return this.broken(start);
    height = Math.max(height, this.height);
    return this.forResult(head, first, height, closing);
  }

  private forResult(
    head: Pick<ForExpression, "start" | "keyName" | "valueName" | "collection">,
    first: Expression,
    height: number,
    closing: number,
  ): Expression {
    const { start, keyName, valueName, collection } = head;
    let highest = height;
    let value = first;
    let key: Expression | undefined;
    let condition: Expression | undefined;
    this.skipBlank();
    const arrow = this.pos;
    if (this.text.startsWith("=>", arrow)) {
      this.pos += 2;
      key = first;
      value = this.parseExpression();
      if (this.isBroken()) return this.broken(start);
      highest = Math.max(highest, this.height);
      this.skipBlank();
    }
    const ellipsis = this.pos;
    const isGrouping = this.isAtEllipsis();
    if (isGrouping) {
      this.pos += 3;
      this.skipBlank();
    }
    if (this.isAtWord("if")) {
      this.pos += 2;
      condition = this.parseExpression();
      if (this.isBroken()) return this.broken(start);
      highest = Math.max(highest, this.height);
    }
    this.close(closing, `The for expression must end with ${String.fromCharCode(closing)} here`);
    this.checkForm(key, isGrouping, closing, arrow, ellipsis);
    if (this.isBroken()) return this.broken(start);
    if (!this.grow(highest)) return this.failNesting(start, heightLimit);
    const end = this.pos;
    return { kind: "forExpression", start, end, keyName, valueName, collection, key, value, condition, isGrouping };
  }

  /** Only the form in braces has a key, and must have one; only it may group. */
  private checkForm(
    key: Expression | undefined,
    isGrouping: boolean,
    closing: number,
    arrow: number,
    ellipsis: number,
  ) {
    if (this.isBroken()) return;
    if (closing === Character.closeBrace) {
      if (key !== undefined) return;
      this.complain(arrow, arrow + 1, "A for expression in braces makes an object, so it needs a key: k => v.");
    } else if (key !== undefined) {
      this.complain(
        arrow,
        arrow + 2,
        "A for expression in brackets makes a list, so it has no key.",
        "Use braces for an object.",
      );
    } else if (isGrouping) {
      this.complain(ellipsis, ellipsis + 3, "Only a for expression in braces can group its values with ...");
    }
  }
}
