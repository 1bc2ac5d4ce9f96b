/** One document of a text: the stretch from one `---` line to the next, or one value of a stream of JSON. */
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
    if (hasContent(text, start, index)) addStretch(text, start, index, documents);
    start = index;
  }
  if (hasContent(text, start, text.length)) addStretch(text, start, text.length, documents);
  return documents;
}

function addStretch(text: string, start: number, end: number, documents: DocumentText[]): void {
  let from = start;
  for (const next of jsonStarts(text, start, end)) {
    documents.push({ start: from, end: next });
    from = next;
  }
  documents.push({ start: from, end });
}

/** Where objects of JSON begin that follow another one: kubectl reads them one after the other, which YAML does not know. */
function* jsonStarts(text: string, start: number, end: number): Generator<number> {
  const stretch = text.slice(start, end);
  if (!/^[\s\uFEFF]*\{/.test(stretch) || !/\}\s*\{/.test(stretch)) return;
  let depth = 0;
  let from = 0;
  let isInString = false;
  for (const { 0: token, index } of stretch.matchAll(/\\.|["{}]/gs)) {
    if (token === '"') isInString = !isInString;
    if (isInString) continue;
    if (token === "}") depth -= 1;
    if (token !== "{") continue;
    const before = stretch.slice(from, index);
    if (depth === 0 && before.trim() !== "") {
      if (!isJson(before)) return;
      from = index;
      yield start + index;
    }
    depth += 1;
  }
}

/** What looks like two objects of JSON may be one of YAML, whose single quotes hide braces. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ""));
    return true;
  } catch {
    return false;
  }
}

function hasContent(text: string, start: number, end: number): boolean {
  const from = text.startsWith("---", start) ? start + 3 : start;
  return /^[ \t]*[^#\s]/m.test(text.slice(from, end));
}

function isOnlyDirectives(text: string): boolean {
  return /^\s*%/.test(text) && !/^[ \t]*[^#%\s]/m.test(text);
}
