/** How a value is written as JSON. */
export interface JsonStyle {
  /** Changes what is written, as `JSON.stringify` has it. */
  readonly replacer?: (key: string, value: unknown) => unknown;
  /** Spaces that a level is indented by; without it everything stands on one line. */
  readonly indent?: number;
}

/** Whatever is not in ranges without a character that acts, which most text never leaves: only text that does is looked at closely. */
const unusual = /[^\n\x20-\x7e\xa1-\xac\xae-\u05ff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff]/;

/** What acts on a terminal instead of being shown, other than the line breaks of the layout; see `showable`. */
const acting = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The beginnings of commands that Azure Pipelines, GitHub and TeamCity obey wherever they stand in a log. */
const logCommand = /##(?=\[|vso\[|teamcity\[)/gi;

/**
 * Writes a value as JSON that can be printed: characters that would act on a terminal, and words that would act on the
 * pipeline whose log they are printed to, are written as escapes, which mean the same.
 */
export function writeJson(value: unknown, { replacer, indent }: JsonStyle = {}): string {
  const text = JSON.stringify(value, replacer, indent);
  const shown = unusual.test(text) ? text.replace(acting, escapeUnits) : text;
  return shown.includes("##") ? shown.replace(logCommand, "\\u0023#") : shown;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\u${unit}`;
  }).join("");
}

/** An escape in JSON: of a surrogate pair, of half of one, or of anything else. */
const escaped = /\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(ud[89a-f][0-9a-f]{2})|[^])/g;

/**
 * Writes a value as JSON for readers that hold it in UTF-8, and refuse a whole report for half of a surrogate pair: the
 * replacement character stands for each.
 */
export function writeUtf8Json(value: unknown, style: JsonStyle = {}): string {
  const text = writeJson(value, style);
  if (!text.includes("\\ud")) return text;
  return text.replace(escaped, (all, half: string | undefined) => (half === undefined ? all : "\\ufffd"));
}
