import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import { Character, identifierEnd, isAsciiIdentifierStart } from "./characters.js";
import type { Comment, ErrorExpression } from "./syntax.js";

/**
 * How deep expressions may be nested in one another. A level takes a dozen stack frames in the parser; people's files
 * stay below thirty.
 */
export const nestingLimit = 250;

/**
 * How high the tree of an expression may be. It grows without nesting, too (`a + b + c`, `a.b.c`), and what reads trees
 * recurses.
 */
export const heightLimit = 500;

/** How deep blocks may be nested in blocks. */
export const blockNestingLimit = 100;

/**
 * The cursor over a file's text that all layers of the parser share. There are no tokens: each layer looks at characters.
 *
 * After a syntax error `isBroken` holds, which silences everything up to the place where parsing is taken up again: whoever
 * sees it returns at once. `height` is that of the expression parsed last, so that no tree grows higher than `heightLimit`
 * even where it grows without recursion (`a + b + c`, `a.b.c`).
 */
export abstract class Scanner {
  protected readonly text: string;
  protected readonly end: number;
  protected readonly comments: Comment[] = [];
  protected pos = 0;
  protected nesting = 0;
  protected height = 0;
  private hasFailed = false;
  private hasNoCommentClose = false;
  /** Whether a line break ends what is being parsed, as it does in bodies and objects but not in brackets. */
  protected newlinesMatter = true;

  constructor(
    protected readonly file: SourceFile,
    protected readonly report: ReportDiagnostic,
  ) {
    this.text = file.text;
    this.end = file.text.length;
  }

  /** Whether a syntax error was found in what is being parsed. */
  protected isBroken(): boolean {
    return this.hasFailed;
  }

  /** Takes parsing up again at `at`, after a syntax error. */
  protected mend(at: number): void {
    this.pos = at;
    this.hasFailed = false;
    this.newlinesMatter = true;
    while ((this.comments.at(-1)?.start ?? -1) >= at) this.comments.pop();
  }

  /** Moves over blanks and comments, and over line breaks where they do not matter. */
  protected skipBlank(): void {
    const text = this.text;
    let at = this.pos;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === Character.space || code === Character.tab) at++;
      else if (code === Character.lineFeed) {
        if (this.newlinesMatter) break;
        at++;
      } else if (code === Character.carriageReturn) {
        if (this.newlinesMatter || text.charCodeAt(at + 1) !== Character.lineFeed) break;
        at += 2;
      } else if (code === Character.hash || code === Character.slash) {
        const next = this.comment(at, code);
        if (next === at) break;
        at = next;
      } else break;
    }
    this.pos = at;
  }

  /** Moves over blanks, comments and line breaks, whether these matter or not. */
  protected skipBlankLines(): void {
    const newlinesMatter = this.newlinesMatter;
    this.newlinesMatter = false;
    this.skipBlank();
    this.newlinesMatter = newlinesMatter;
  }

  /** Whether the cursor is at a line break. */
  protected isAtNewline(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return (
      code === Character.lineFeed ||
      (code === Character.carriageReturn && this.text.charCodeAt(this.pos + 1) === Character.lineFeed)
    );
  }

  /** Whether an identifier begins at the cursor. */
  protected isAtIdentifier(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return code < 128 ? isAsciiIdentifierStart(code) : identifierEnd(this.text, this.pos) !== this.pos;
  }

  /** Moves over the identifier at the cursor and returns it; returns an empty text where there is none. */
  protected identifier(): string {
    const start = this.pos;
    this.pos = identifierEnd(this.text, start);
    return this.text.substring(start, this.pos);
  }

  /** Whether this very identifier, and not a longer one, is at the cursor. */
  protected isAtWord(word: string): boolean {
    return this.text.startsWith(word, this.pos) && identifierEnd(this.text, this.pos) === this.pos + word.length;
  }

  /** Moves over a character if it is at the cursor. */
  protected accept(code: number): boolean {
    if (this.text.charCodeAt(this.pos) !== code) return false;
    this.pos++;
    return true;
  }

  /** Reports a syntax error and makes `isBroken` true; only the first of a broken item is reported. */
  protected fail(start: number, end: number, message: string, hint?: string, code = "hcl-syntax"): ErrorExpression {
    if (!this.isBroken()) this.complain(start, end, message, hint, code);
    this.hasFailed = true;
    return this.broken(start);
  }

  /** Stands for an expression in which an error was reported. */
  protected broken(start: number): ErrorExpression {
    this.height = 1;
    return { kind: "error", start, end: Math.max(start, this.pos) };
  }

  /** Reports an error after which parsing can go on as if nothing had happened. */
  protected complain(start: number, end: number, message: string, hint?: string, code = "hcl-syntax"): void {
    const range = { file: this.file, start, end: Math.min(Math.max(end, start + 1), Math.max(this.end, start)) };
    this.report({ severity: "error", code, message, range, hint });
  }

  /** Reports that this is nested too deeply. */
  protected failNesting(start: number, limit = nestingLimit): ErrorExpression {
    const message = `This is nested more than ${limit} levels deep, which is more than can be read.`;
    return this.fail(start, start + 1, message, "Split it up, for instance into several locals.", "hcl-nesting");
  }

  /** Records the comment at `start` and returns where it ends, or `start` where none begins. */
  private comment(start: number, code: number): number {
    const text = this.text;
    if (code === Character.slash) {
      const second = text.charCodeAt(start + 1);
      if (second === Character.star) {
        const close = this.commentClose(start + 2);
        if (close === -1) return start;
        this.comments.push({ style: "/*", start, end: close + 2 });
        return close + 2;
      }
      if (second !== Character.slash) return start;
    }
    const newline = text.indexOf("\n", start);
    let end = newline === -1 ? this.end : newline;
    if (newline !== -1 && text.charCodeAt(end - 1) === Character.carriageReturn) end--;
    this.comments.push({ style: code === Character.hash ? "#" : "//", start, end });
    return end;
  }

  /** Finds the end of a comment; a text full of comments that are never closed is searched only once. */
  private commentClose(start: number): number {
    if (this.hasNoCommentClose) return -1;
    const close = this.text.indexOf("*/", start);
    this.hasNoCommentClose = close === -1;
    return close;
  }
}
