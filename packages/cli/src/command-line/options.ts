import { parseArgs } from "node:util";
import { didYouMean } from "./suggest.js";
import { UsageError } from "./usage-error.js";

/** One option of a command: what it is called, what it takes, and what help says about it. */
export interface OptionDescription {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in help; an option without one is a flag. */
  readonly value?: string;
  /** Whether it may stand without its value, which is then given behind an equals sign only. */
  readonly isValueOptional?: boolean;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** What a list of values is made of, which the command checks itself. */
  readonly listed?: readonly string[];
  readonly help: string;
  /** The heading that help shows it under, where a command has many. */
  readonly group?: string;
}

/** Puts options under one heading of a help page. */
export function inGroup(group: string, options: readonly OptionDescription[]): readonly OptionDescription[] {
  return options.map((option) => ({ ...option, group }));
}

/** An option as it stood on the command line; a flag's value is the empty string. */
export interface GivenOption {
  readonly name: string;
  readonly value: string;
}

/** A command line taken apart. */
export class GivenOptions {
  /**
   * @param inOrder - every option as often as it was given, in the order of the command line
   * @param positionals - everything that is not an option
   */
  constructor(
    readonly inOrder: readonly GivenOption[],
    readonly positionals: readonly string[],
  ) {}

  /** Whether an option was given. */
  has(name: string): boolean {
    return this.inOrder.some((option) => option.name === name);
  }

  /** The value of an option; the last one counts. */
  last(name: string): string | undefined {
    return this.inOrder.findLast((option) => option.name === name)?.value;
  }

  /** Every value of an option that may be repeated, as it stands. */
  all(name: string): string[] {
    return this.inOrder.filter((option) => option.name === name).map(({ value }) => value);
  }

  /** Every value of an option that may be repeated and takes comma-separated lists. */
  list(name: string): string[] {
    return this.inOrder
      .filter((option) => option.name === name)
      .flatMap((option) => option.value.split(","))
      .map((value) => value.trim())
      .filter((value) => value !== "");
  }
}

const helpOption: OptionDescription = { name: "help", short: "h", help: "Show this help." };

/** Takes a command line apart. @throws UsageError for an option that there is not, or a value that it cannot have. */
export function parseOptions(args: readonly string[], descriptions: readonly OptionDescription[]): GivenOptions {
  const known = [...descriptions, helpOption];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      known.map(({ name, short, value, isValueOptional }) => [
        name,
        {
          // A flag, to the parser, leaves alone what stands behind it.
          type: value === undefined || isValueOptional === true ? "boolean" : "string",
          multiple: true,
          ...(short === undefined ? {} : { short }),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: GivenOption[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const description = known.find(({ name }) => name === token.name);
    if (description === undefined) throw unknownOption(token.rawName, known);
    given.push({ name: token.name, value: valueOf(description, token) });
  }
  return new GivenOptions(given, positionals);
}

function valueOf(
  { name, value: placeholder, isValueOptional, choices }: OptionDescription,
  { value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined },
): string {
  if (placeholder === undefined) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value.`, `Write --${name} alone.`);
    return "";
  }
  if (isValueOptional === true && (value === undefined || value === "")) return "";
  const isNextOption = inlineValue !== true && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || value === "" || isNextOption) {
    throw new UsageError(`--${name} needs a value.`, `Write --${name} ${placeholder}.`);
  }
  if (choices !== undefined && !choices.includes(value)) {
    const hint = [didYouMean(value, choices), `It takes ${choices.join(", ")}.`].filter((part) => part !== undefined);
    throw new UsageError(`--${name} does not take ${JSON.stringify(value)}.`, hint.join(" "));
  }
  return value;
}

function unknownOption(rawName: string, known: readonly OptionDescription[]): UsageError {
  const suggestion = didYouMean(
    rawName.replace(/^-+/, ""),
    known.map(({ name }) => name),
  );
  const hint = suggestion?.replace(/(Did you mean|or) (?=\S)/g, "$1 --");
  return new UsageError(`There is no option ${rawName}.`, hint ?? "--help lists the options.");
}
