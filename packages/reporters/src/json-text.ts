/** How a value is written as JSON. */
export interface JsonStyle {
  /** Changes what is written, as `JSON.stringify` has it. */
  readonly replacer?: (key: string, value: unknown) => unknown;
  /** Spaces that a level is indented by; without it everything stands on one line. */
  readonly indent?: number;
}

const plain = /^[\n\x20-\x7e]*$/;

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
  const shown = plain.test(text) ? text : text.replace(acting, escapeUnits);
  return shown.includes("##") ? shown.replace(logCommand, "\\u0023#") : shown;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\u${unit}`;
  }).join("");
}
