import type { SourceFile } from "../source/source-file.js";

/** The line break that a file uses: that of its first line. */
export function lineBreakOf({ text }: SourceFile): "\n" | "\r\n" {
  return text.charAt(text.indexOf("\n") - 1) === "\r" ? "\r\n" : "\n";
}

/** Where the line of an offset begins. */
export function lineStartAt({ text }: SourceFile, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line after that of an offset begins; the end of the text where there is none. */
export function nextLineAt({ text }: SourceFile, offset: number): number {
  const lineBreak = text.indexOf("\n", offset);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(file: SourceFile, offset: number): string {
  const start = lineStartAt(file, offset);
  return /^[ \t]*/.exec(file.text.slice(start, offset))?.[0] ?? "";
}

/** Whether an offset is the first of its line that is not blank. */
export function beginsLine(file: SourceFile, offset: number): boolean {
  return file.text.slice(lineStartAt(file, offset), offset).trim() === "";
}

/** What stands between an offset and the end of its line. */
export function restOfLine(file: SourceFile, offset: number): string {
  return file.text.slice(offset, nextLineAt(file, offset)).trimEnd();
}
