/** The length of the longest text that {@link shortTextPattern} answers for. */
export const shortText = 128;

/** How many steps a search may take at most. */
const mostSteps = 1 << 19;

/** What each group of {@link token} stands for. */
const kinds = ["literal", "dot", "anchor", "open", "close", "or", "quantifier"];

/** What JavaScript and RE2 mean the same by: literals, classes of listed characters, groups, anchors and repetitions. */
const token =
  /([A-Za-z0-9 _\-:/@%,;"'=<>!~#&]|\\[.*+?^$(){}|[\]\\/]|\[\^?[A-Za-z0-9_.%{}$*?+:/@<>"' -]+\])|(\.)|([\^$])|(\((?:\?:)?)|(\))|(\|)|([?*+]|\{[0-9]{1,2}\})/y;

/**
 * Translates an RE2 pattern to one of the platform, which is ready sooner, where that means the same and takes no more than a
 * bounded number of steps on any text of up to {@link shortText} characters. Undefined where that is not certain.
 */
export function shortTextPattern(pattern: string): RegExp | undefined {
  const isCaseless = pattern.startsWith("(?i)");
  let translated = "";
  let choices = 1;
  let steps = shortText;
  let before = "start";
  token.lastIndex = isCaseless ? 4 : 0;
  while (token.lastIndex < pattern.length) {
    const found = token.exec(pattern);
    if (found === null) return undefined;
    const [text] = found;
    const kind = kinds[found.slice(1).findIndex((part: string | undefined) => part !== undefined)] ?? "";
    if (kind === "or") choices += 1;
    if (kind === "quantifier") {
      const isRepeatable = before === "literal" || before === "dot" || (before === "close" && text === "?");
      if (!isRepeatable) return undefined;
      steps *= text === "?" ? 2 : text.startsWith("{") ? 1 : shortText;
    }
    if (kind === "open") {
      // Each group's alternatives multiply with those of the others.
      steps *= choices;
      choices = 1;
    }
    translated += kind === "dot" ? "[^\\n]" : text;
    before = kind;
  }
  if (steps * choices > mostSteps) return undefined;
  try {
    return new RegExp(translated, isCaseless ? "iu" : "u");
  } catch {
    return undefined;
  }
}
