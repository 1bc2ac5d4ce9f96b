/** A place in a file as people count it: both numbers start at 1; a column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A half-open stretch of a file's text, in UTF-16 offsets from its start. */
export interface SourceRange {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/**
 * The text of one file, and the way from an offset to a line and a column. The line table is built when it is first
 * asked for: most files never have a finding.
 */
export class SourceFile {
  #lineStarts: readonly number[] | undefined;

  /**
   * @param path - relative to the scan root, with forward slashes, never starting with `./`
   * @param text - the whole text, without a byte order mark
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** Returns the line and column of an offset; an offset past the end is the end of the text. */
  positionAt(offset: number): Position {
    const starts = this.#starts();
    const target = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= target) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: target - (starts[low] ?? 0) + 1 };
  }

  /** Returns the offset of a line and a column (both from 1), kept within the text. */
  offsetAt(position: Position): number {
    const start = this.#starts()[position.line - 1] ?? this.text.length;
    return Math.min(start + position.column - 1, this.text.length);
  }

  /** Returns the text of a line (from 1) without its line break, or undefined where there is no such line. */
  lineText(line: number): string | undefined {
    const starts = this.#starts();
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    const end = starts[line] ?? this.text.length;
    return this.text.slice(start, end).replace(/\r?\n$/, "");
  }

  /** The number of lines; an empty text has one. */
  get lineCount(): number {
    return this.#starts().length;
  }

  #starts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      // Not by `indexOf`: V8 knows that it has no effect, and may move it to where it runs on every call.
      const starts = [0];
      let at = 0;
      for (const line of this.text.split("\n")) starts.push((at += line.length + 1));
      starts.pop();
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }
}
