/**
 * Characters that would act on a terminal or a log instead of being shown: controls, marks that reorder or hide text, line
 * and paragraph separators, and halves of surrogate pairs, which cannot be written as UTF-8. The two joiners stay: emoji and
 * several scripts are misspelled without them.
 */
const acting = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const onlyPlain = /^[\x20-\x7e]*$/;

/**
 * Makes text of a scanned file, or a name of one, safe to show on one line of a terminal: whatever could act is spelled out
 * (`\u{1b}`), a tab becomes two spaces.
 */
export function showable(text: string): string {
  // Nearly all text is, and finding that out takes a tenth of the time.
  if (onlyPlain.test(text)) return text;
  return text.replace(acting, (character) =>
    character === "\t" ? "  " : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Two colons with nothing but blanks and the report's own colors before them. */
const lineCommand = new RegExp(`^((?:[^\\S\\n]|${String.fromCharCode(27)}\\[[0-9;]*m)*):(?=:)`, "gm");

/**
 * Disarms what log readers take for commands: GitHub obeys lines that begin with `::`, GitHub and Azure Pipelines obey
 * `##[…]` and `##vso[…]` anywhere, TeamCity `##teamcity[…]`. A scanned file must not be able to speak to the pipeline that scans it.
 */
export function withoutLogCommands(report: string): string {
  const lines = report.includes("::") ? report.replace(lineCommand, "$1: ") : report;
  return lines.includes("##") ? lines.replace(/##(?=\[|vso\[|teamcity\[)/gi, "# #") : lines;
}
