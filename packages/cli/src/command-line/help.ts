import type { OptionDescription } from "./options.js";

const width = 100;

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

/** Writes the help page of a command. */
export function showHelp({ usage, summary, commands = [], options, examples, notes = [] }: CommandHelp): string {
  const sections = [`Usage: ${usage}`, ...breakLines(summary, width)];
  if (commands.length > 0) sections.push("", "Commands:", ...table(commands));
  if (options.length > 0)
    sections.push("", "Options:", ...table(options.map((option) => [labelOf(option), option.help])));
  if (examples.length > 0) sections.push("", "Examples:", ...table(examples));
  for (const note of notes) sections.push("", note);
  return `${sections.join("\n")}\n`;
}

function labelOf({ name, short, value }: OptionDescription): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

/** Two columns, the second wrapped. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.flatMap(([label, text]) =>
    breakLines(text, Math.max(30, width - first - 2)).map(
      (line, index) => `  ${(index === 0 ? label : "").padEnd(first)}${line}`,
    ),
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
