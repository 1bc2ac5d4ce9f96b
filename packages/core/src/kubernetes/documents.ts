/** One document of a text: the stretch from one `---` line to the next. */
export interface DocumentText {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text at its `---` lines. In YAML such a line ends a document wherever it stands, even inside a quoted text, so
 * no parsing is needed, and what is wrong in one document cannot spoil another. Documents of nothing but comments are left out.
 */
export function splitDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/^---(?=\s|$)/gm)) {
    // Directives (`%YAML 1.2`) belong to the document that follows them.
    if (isOnlyDirectives(text.slice(start, index))) continue;
    if (hasContent(text, start, index)) documents.push({ start, end: index });
    start = index;
  }
  if (hasContent(text, start, text.length)) documents.push({ start, end: text.length });
  return documents;
}

function hasContent(text: string, start: number, end: number): boolean {
  const from = text.startsWith("---", start) ? start + 3 : start;
  return /^[ \t]*[^#\s]/m.test(text.slice(from, end));
}

function isOnlyDirectives(text: string): boolean {
  return /^\s*%/.test(text) && !/^[ \t]*[^#%\s]/m.test(text);
}
