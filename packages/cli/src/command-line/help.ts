import type { OptionDescription } from "./options.js";

/** Columns of what is read at leisure, where no terminal says otherwise. */
export const usualWidth = 100;

/** What `--help` shows of one command. */
export interface CommandHelp {
  readonly usage: string;
  readonly summary: string;
  /** The commands to choose from, with a line on each. */
  readonly commands?: readonly (readonly [name: string, what: string])[];
  readonly options: readonly OptionDescription[];
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Whatever else there is to say, a paragraph each. */
  readonly notes?: readonly string[];
}

/** Writes the help page of a command, for a terminal of so many columns. */
export function showHelp(
  { usage, summary, commands = [], options, examples, notes = [] }: CommandHelp,
  width = usualWidth,
): string {
  const sections = [`Usage: ${usage}`, ...breakLines(summary, width)];
  if (commands.length > 0) sections.push("", "Commands:", ...table(commands, width));
  for (const [heading, group] of groupsOf(options)) {
    sections.push(
      "",
      `${heading}:`,
      ...table(
        group.map((option) => [labelOf(option), option.help]),
        width,
      ),
    );
  }
  if (examples.length > 0) sections.push("", "Examples:", ...showExamples(examples, width));
  for (const note of notes) sections.push("", ...note.split("\n").flatMap((line) => breakLines(line, width)));
  return `${sections.join("\n")}\n`;
}

/** The options by their headings, in the order in which these come up. */
function groupsOf(options: readonly OptionDescription[]): ReadonlyMap<string, readonly OptionDescription[]> {
  const groups = new Map<string, OptionDescription[]>();
  for (const option of options) {
    const heading = option.group ?? "Options";
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [option]);
    else group.push(option);
  }
  return groups;
}

/** An example is copied: where what it does has no room beside it, that stands below. */
function showExamples(examples: CommandHelp["examples"], width: number): string[] {
  const first = Math.max(...examples.map(([command]) => command.length));
  const isBeside = examples.every(([command, what]) => first + what.length + 4 <= width || command === "");
  if (isBeside) return table(examples, width);
  return examples.flatMap(([command, what]) => [
    ...(command === "" ? [] : [`  ${command}`]),
    ...breakLines(what, width - 6).map((line) => `      ${line}`),
  ]);
}

function labelOf({ name, short, value, isValueOptional }: OptionDescription): string {
  const taken = value === undefined ? "" : isValueOptional === true ? `[=${value}]` : ` ${value}`;
  return `${short === undefined ? "    " : `-${short}, `}--${name}${taken}`;
}

/** Two columns, the second wrapped; below the first where there is no room beside it. */
export function table(rows: readonly (readonly [string, string])[], width = usualWidth): string[] {
  const first = Math.max(...rows.map(([label]) => label.length)) + 2;
  const room = width - first - 2;
  if (room < 24) {
    return rows.flatMap(([label, text]) => [
      `  ${label}`,
      ...breakLines(text, Math.max(20, width - 8)).map((line) => `        ${line}`),
    ]);
  }
  return rows.flatMap(([label, text]) =>
    breakLines(text, room).map((line, index) => `  ${(index === 0 ? label : "").padEnd(first)}${line}`),
  );
}

/** Breaks text at spaces. */
export function breakLines(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
