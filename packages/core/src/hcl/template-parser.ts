import { Character, identifierEnd, skipGoSpaces, trimEnd, trimStart } from "./characters.js";
import { isEscapedMarker, unescapeMarkers, unescapeQuoted } from "./escape.js";
import { dedent } from "./heredoc.js";
import { heightLimit, Scanner } from "./scanner.js";
import type { Expression } from "./syntax.js";
import { buildTemplateTree, type Directive, type FlatPart } from "./template-tree.js";

/** How the literal parts of a template end and what escapes they know. */
interface TemplateForm {
  /** The closing marker of a heredoc; undefined for a template that fills its file. */
  readonly marker: string | undefined;
}

const directiveWords = ["if", "else", "endif", "for", "endfor"] as const;

/** Parses templates: quoted, heredocs, and those that are a file of their own. */
export abstract class TemplateParser extends Scanner {
  /** Set by a closing `~}`: the next part, if it is a literal, loses the space it begins with. */
  private trimsNext = false;
  /** The height of the highest expression in the template being parsed. */
  private partHeight = 0;

  abstract parseExpression(): Expression;

  /** Parses the quoted template at the cursor. */
  protected quotedTemplate(): Expression {
    const text = this.text;
    const start = this.pos;
    for (let at = start + 1; at < this.end; at++) {
      const code = text.charCodeAt(at);
      if (code === Character.quote) {
        this.pos = at + 1;
        this.height = 1;
        return { kind: "string", start, end: at + 1, value: text.substring(start + 1, at), isHeredoc: false };
      }
      if (code === Character.backslash || code === Character.dollar || code === Character.percent) break;
      if (code === Character.lineFeed || code === Character.carriageReturn) break;
    }
    return this.parts(start, false, (flat) => {
      this.pos = start + 1;
      this.quotedParts(start, flat);
    });
  }

  /** Parses the heredoc at the cursor, which is at `<<`. */
  protected heredoc(): Expression {
    const text = this.text;
    const start = this.pos;
    const isFlush = text.charCodeAt(start + 2) === Character.minus;
    const markerStart = start + (isFlush ? 3 : 2);
    const markerEnd = identifierEnd(text, markerStart);
    const marker = text.substring(markerStart, markerEnd);
    this.pos = markerEnd;
    if (marker === "" || !this.isAtNewline()) return this.badHeredocMarker(start, marker);
    const bodyStart = text.charCodeAt(markerEnd) === Character.carriageReturn ? markerEnd + 2 : markerEnd + 1;
    return this.parts(start, true, (flat) => {
      this.pos = bodyStart;
      this.lines({ marker }, flat);
      if (!this.isBroken() && this.pos === -1) {
        this.pos = this.end;
        this.fail(start, markerEnd, `The heredoc is not closed: no line below holds just ${marker}.`);
      }
      if (isFlush && !this.isBroken()) dedent(flat);
    });
  }

  /** Parses the whole text as a template without quotes. */
  protected bareTemplate(): Expression {
    return this.parts(0, true, (flat) => {
      this.pos = 0;
      this.lines({ marker: undefined }, flat);
      this.pos = this.end;
    });
  }

  private badHeredocMarker(start: number, marker: string): Expression {
    const lineEnd = this.text.indexOf("\n", start);
    const end = lineEnd === -1 ? this.end : lineEnd;
    const message =
      marker === ""
        ? "A heredoc begins with << or <<- and, without a blank or quotes, the name of its closing marker."
        : `Nothing may follow ${marker} on the line where the heredoc begins.`;
    return this.fail(start, Math.max(end, start + 2), message);
  }

  /** Has `fill` collect the parts of a template that begins at `start`, and makes one expression of them. */
  private parts(start: number, isHeredoc: boolean, fill: (flat: FlatPart[]) => void): Expression {
    const outerHeight = this.partHeight;
    const outerTrims = this.trimsNext;
    this.partHeight = 0;
    this.trimsNext = false;
    const flat: FlatPart[] = [];
    fill(flat);
    const height = this.partHeight;
    this.partHeight = outerHeight;
    this.trimsNext = outerTrims;
    if (this.isBroken()) return this.broken(start);
    return this.assemble(start, flat, isHeredoc, height);
  }

  private assemble(start: number, flat: readonly FlatPart[], isHeredoc: boolean, height: number): Expression {
    const end = this.pos;
    const tree = buildTemplateTree(flat);
    if (!tree.ok) return this.fail(tree.start, tree.end, tree.message);
    this.height = height + tree.depth + 2;
    if (this.height > heightLimit) return this.failNesting(start, heightLimit);
    const [only] = tree.parts;
    if (only === undefined) return { kind: "string", start, end, value: "", isHeredoc };
    if (tree.parts.length === 1 && only.kind === "text") {
      return { kind: "string", start, end, value: only.value, isHeredoc };
    }
    const isWrapper = flat.length === 1 && only.kind === "interpolation";
    return { kind: "template", start, end, parts: tree.parts, isHeredoc, isWrapper };
  }

  /** Collects the parts of a quoted template up to and with its closing quote. */
  private quotedParts(start: number, flat: FlatPart[]): void {
    const text = this.text;
    let literalStart = this.pos;
    let at = literalStart;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === Character.quote) {
        this.quotedLiteral(literalStart, at, flat);
        this.pos = at + 1;
        return;
      }
      if (code === Character.backslash) at += this.isLineBreak(at + 1) ? 1 : 2;
      else if (code === Character.dollar || code === Character.percent) {
        if (isEscapedMarker(text, at, code)) at += 3;
        else if (text.charCodeAt(at + 1) === Character.openBrace) {
          this.quotedLiteral(literalStart, at, flat);
          this.pos = at;
          this.sequence(code, flat);
          if (this.isBroken()) return;
          at = this.pos;
          literalStart = at;
        } else at++;
      } else if (at >= this.end || this.isLineBreak(at)) {
        this.pos = Math.min(at, this.end);
        this.unclosedQuote(start);
        return;
      } else at++;
    }
  }

  private isLineBreak(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === Character.lineFeed || code === Character.carriageReturn;
  }

  private unclosedQuote(start: number): void {
    const hint = "Close it on the line where it begins; a text of several lines is written as a heredoc (<<-EOT).";
    this.fail(start, this.pos, 'The closing quote (") of this string is missing.', hint);
  }

  private quotedLiteral(start: number, end: number, flat: FlatPart[]): void {
    if (start === end) return;
    const { value, problems } = unescapeQuoted(this.text, start, end);
    for (const problem of problems) this.complain(problem.start, problem.end, problem.message);
    this.addLiteral(start, end, value, flat);
  }

  private addLiteral(start: number, end: number, value: string, flat: FlatPart[]): void {
    flat.push({ kind: "text", start, end, value: this.trimsNext ? trimStart(value) : value });
    this.trimsNext = false;
  }

  /**
   * Collects the parts of a heredoc or bare template: each line, with its line break, is a literal of its own, because strip
   * markers and dedenting work line by line. Leaves the cursor at -1 when the closing marker is missing.
   */
  private lines(form: TemplateForm, flat: FlatPart[]): void {
    const text = this.text;
    let literalStart = this.pos;
    let isLineStart = true;
    for (;;) {
      const newline = text.indexOf("\n", literalStart);
      const lineEnd = newline === -1 ? this.end : newline;
      if (isLineStart && form.marker !== undefined && this.isMarkerLine(form.marker, literalStart, lineEnd)) {
        if (newline === -1) this.markerAtEnd(form.marker, literalStart);
        this.pos = text.charCodeAt(lineEnd - 1) === Character.carriageReturn ? lineEnd - 1 : lineEnd;
        return;
      }
      const stop = this.findSequence(literalStart, lineEnd, form);
      if (this.isBroken()) return;
      if (stop !== -1) {
        if (stop > literalStart)
          this.addLiteral(literalStart, stop, unescapeMarkers(text.substring(literalStart, stop)), flat);
        this.pos = stop;
        this.sequence(text.charCodeAt(stop), flat);
        if (this.isBroken()) return;
        literalStart = this.pos;
        isLineStart = false;
        continue;
      }
      const literalEnd = newline === -1 ? this.end : newline + 1;
      if (literalEnd > literalStart) {
        this.addLiteral(literalStart, literalEnd, unescapeMarkers(text.substring(literalStart, literalEnd)), flat);
      }
      if (newline === -1) {
        this.pos = -1;
        return;
      }
      literalStart = literalEnd;
      isLineStart = true;
    }
  }

  /** HCL wants a line break even behind a marker that ends the file. */
  private markerAtEnd(marker: string, start: number): void {
    const message = `The heredoc's closing marker ${marker} must be followed by a line break, but the file ends.`;
    this.complain(start, this.end, message, "End the file with a line break.");
  }

  private isMarkerLine(marker: string, start: number, end: number): boolean {
    const text = this.text;
    const at = skipGoSpaces(text, start, end);
    const markerEnd = at + marker.length;
    return markerEnd <= end && text.startsWith(marker, at) && skipGoSpaces(text, markerEnd, end) === end;
  }

  /** Returns where the first `${` or `%{` on a line begins, or -1. */
  private findSequence(start: number, end: number, form: TemplateForm): number {
    const text = this.text;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === Character.dollar || code === Character.percent) {
        if (isEscapedMarker(text, at, code)) at += 2;
        else if (text.charCodeAt(at + 1) === Character.openBrace) return at;
      } else if (code === Character.carriageReturn && form.marker !== undefined && at + 1 !== end) {
        this.pos = at;
        this.fail(at, at + 1, "A carriage return may only stand before a line feed.");
        return -1;
      }
    }
    return -1;
  }

  /** Parses the `${ … }` or `%{ … }` at the cursor. */
  private sequence(code: number, flat: FlatPart[]): void {
    const start = this.pos;
    this.pos += 2;
    this.trimsNext = false;
    if (this.accept(Character.tilde)) {
      const last = flat.at(-1);
      if (last?.kind === "text") last.value = trimEnd(last.value);
    }
    const newlinesMatter = this.newlinesMatter;
    this.newlinesMatter = false;
    this.skipBlank();
    if (code === Character.dollar) this.interpolation(start, flat);
    else this.directive(start, flat);
    this.newlinesMatter = newlinesMatter;
  }

  private interpolation(start: number, flat: FlatPart[]): void {
    const expression = this.parseExpression();
    if (this.isBroken()) return;
    this.partHeight = Math.max(this.partHeight, this.height);
    this.closeSequence(start, "interpolation");
    if (!this.isBroken()) flat.push({ kind: "interpolation", start, end: this.pos, expression });
  }

  /** Moves over the `}` or `~}` that ends a sequence. */
  private closeSequence(start: number, what: string): void {
    this.skipBlank();
    if (this.accept(Character.closeBrace)) return;
    if (
      this.text.charCodeAt(this.pos) === Character.tilde &&
      this.text.charCodeAt(this.pos + 1) === Character.closeBrace
    ) {
      this.pos += 2;
      this.trimsNext = true;
      return;
    }
    const at = this.pos;
    if (at >= this.end) this.fail(start, start + 2, `The ${what} that begins here is not closed: } is missing.`);
    else if (this.text.charCodeAt(at) === Character.colon) {
      const hint = "If the text is meant for another program, write $${ instead of ${.";
      this.fail(at, at + 1, `An ${what} ends with }, but a colon was found.`, hint);
    } else this.fail(at, at + 1, `After the expression, the ${what} must end with }.`);
  }

  private directive(start: number, flat: FlatPart[]): void {
    const wordStart = this.pos;
    const name = this.identifier();
    const word = directiveWords.find((candidate) => candidate === name);
    if (word === undefined) {
      const message = "A %{ directive begins with one of if, else, endif, for and endfor.";
      this.fail(wordStart, Math.max(this.pos, wordStart + 1), message, "A literal %{ is written %%{.");
      return;
    }
    this.skipBlank();
    const directive = this.directiveOperands(word, start);
    if (this.isBroken()) return;
    this.closeSequence(start, "directive");
    if (!this.isBroken()) flat.push({ ...directive, end: this.pos });
  }

  private directiveOperands(word: Directive["word"], start: number): Directive {
    let keyName: string | undefined;
    let valueName = "";
    let expression: Expression | undefined;
    if (word === "for") {
      const names = this.forNames();
      keyName = names.keyName;
      valueName = names.valueName;
    }
    if ((word === "if" || word === "for") && !this.isBroken()) {
      expression = this.parseExpression();
      this.partHeight = Math.max(this.partHeight, this.height);
    }
    return { kind: "directive", start, end: this.pos, word, expression, keyName, valueName };
  }

  /** Parses `k, v in` or `v in`, of a directive or of an expression. */
  protected forNames(): { keyName: string | undefined; valueName: string } {
    const first = this.forName();
    this.skipBlank();
    if (!this.accept(Character.comma)) return { keyName: undefined, valueName: this.afterIn(first) };
    this.skipBlank();
    const second = this.forName();
    this.skipBlank();
    return { keyName: first, valueName: this.afterIn(second) };
  }

  private forName(): string {
    const at = this.pos;
    const name = this.identifier();
    if (name === "") this.fail(at, at + 1, "A for needs the name of a variable here.");
    return name;
  }

  private afterIn(name: string): string {
    if (this.isBroken()) return name;
    if (!this.isAtWord("in")) {
      this.fail(
        this.pos,
        this.pos + 1,
        "After its variables a for needs the word in.",
        "Write: for key, value in collection",
      );
      return name;
    }
    this.pos += 2;
    this.skipBlank();
    return name;
  }
}
