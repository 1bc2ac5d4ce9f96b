/** How a value is written as JSON. */
export interface JsonStyle {
  /** Changes what is written, as `JSON.stringify` has it. */
  readonly replacer?: (key: string, value: unknown) => unknown;
  /** Spaces that a level is indented by; without it everything stands on one line. */
  readonly indent?: number;
}

/** Stretches of what is not ASCII, or not printed: all that is looked at closely, since most text has little of it. */
const unusual = /[^\n\x20-\x7e]+/g;

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
  const shown = isActing(text) ? text.replace(unusual, (stretch) => stretch.replace(acting, escapeUnits)) : text;
  return shown.includes("##") ? shown.replace(logCommand, "\\u0023#") : shown;
}

function isActing(text: string): boolean {
  for (const [stretch] of text.matchAll(unusual)) if (stretch.search(acting) >= 0) return true;
  return false;
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
