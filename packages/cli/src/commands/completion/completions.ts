import { frameworks, policies } from "@lintel/policies";
import type { CommandHelp } from "../../command-line/help.js";
import type { OptionDescription } from "../../command-line/options.js";
import { overview, pages } from "../help.js";
import { shells } from "./scripts.js";

/** What a word may become, and what the shell may offer where none of that fits. */
export interface Completions {
  readonly values: readonly Completion[];
  readonly fallback: "files" | "directories" | "none";
}

/** One of them. */
export interface Completion {
  readonly value: string;
  /** A line without tabs. */
  readonly description: string;
}

const files: Completions = { values: [], fallback: "files" };
const nothing: Completions = { values: [], fallback: "none" };

/** Finds what the last of the words behind `lintel` may become. */
export async function completionsOf(words: readonly string[]): Promise<Completions> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? "";
  const [first, second] = before;
  if (first === undefined) return startingWith(current, current.startsWith("-") ? flagsOf(overview) : commandNames());
  if (first === "help") return startingWith(current, second === undefined ? commandNames() : namesBelow(second));
  if (!Object.hasOwn(pages, first)) return files;
  const { page, following = {} } = pages[first] ?? { page: overview };
  const below = second !== undefined && Object.hasOwn(following, second) ? following[second] : undefined;
  if (second === undefined && page.commands !== undefined && !current.startsWith("-")) {
    const { values } = startingWith(current, namesBelow(first));
    return { values, fallback: page.options.length > 0 ? "files" : "none" };
  }
  const name = below === undefined ? first : `${first} ${second ?? ""}`;
  return completeArgument(name, below ?? page, before.slice(below === undefined ? 1 : 2), current);
}

async function completeArgument(
  name: string,
  page: CommandHelp,
  before: readonly string[],
  current: string,
): Promise<Completions> {
  if (before.includes("--")) return positionalsOf(name, before, current);
  const assignment = /^--([^=]+)=(.*)$/s.exec(current);
  if (assignment !== null) {
    const option = page.options.find((each) => each.name === assignment[1]);
    const { values, fallback } = await valuesOf(option, assignment[2] ?? "");
    return { values: values.map((each) => ({ ...each, value: `--${assignment[1] ?? ""}=${each.value}` })), fallback };
  }
  const last = before.at(-1) ?? "";
  const option = page.options.find((each) => last === `--${each.name}` || last === `-${each.short ?? ""}`);
  if (option?.value !== undefined) return valuesOf(option, current);
  return current.startsWith("-") ? startingWith(current, flagsOf(page)) : positionalsOf(name, before, current);
}

async function valuesOf(option: OptionDescription | undefined, current: string): Promise<Completions> {
  if (option?.value === undefined) return nothing;
  const { choices, listed, value, name } = option;
  if (choices !== undefined) return startingWith(current, choices.map(undescribed));
  if (listed !== undefined) return inList(current, listed.map(undescribed));
  if (name === "policy" || name === "skip-policy" || value === "CHECK") {
    return inList(current, policyNames(lastOf(current)));
  }
  if (value === "RULE") return startingWith(current, policyNames(current));
  if (value === "FRAMEWORK") return inList(current, await frameworkNames());
  if (value === "PROVIDER") return startingWith(current, providerNames());
  if (value === "DIR" || value === "DIRECTORY") return { values: [], fallback: "directories" };
  return ["FILE", "PATH", "MODULE"].includes(value) ? files : nothing;
}

async function positionalsOf(name: string, before: readonly string[], current: string): Promise<Completions> {
  switch (name) {
    case "explain":
      return startingWith(current, policyNames(current));
    case "framework show":
      return startingWith(current, await frameworkNames());
    case "completion":
      return startingWith(current, before.length > 0 ? [] : shells.map(undescribed));
    case "version":
    case "framework list":
    case "policy list":
    case "policy new":
    case "policy schema":
    case "config schema":
      return nothing;
    default:
      return files;
  }
}

function undescribed(value: string): Completion {
  return { value, description: "" };
}

function startingWith(current: string, all: readonly Completion[]): Completions {
  return { values: all.filter(({ value }) => value.startsWith(current)), fallback: "none" };
}

/** Completes what stands behind the last comma. */
function inList(current: string, all: readonly Completion[]): Completions {
  const last = lastOf(current);
  const earlier = current.slice(0, current.length - last.length);
  const taken = new Set(earlier.split(","));
  const { values, fallback } = startingWith(last, all);
  const wanted = values.filter(({ value }) => !taken.has(value));
  return { values: wanted.map(({ value, description }) => ({ value: earlier + value, description })), fallback };
}

function lastOf(list: string): string {
  return list.slice(list.lastIndexOf(",") + 1);
}

function commandNames(): readonly Completion[] {
  const named = (overview.commands ?? []).map(([value, description]) => ({ value, description }));
  return [...named, { value: "help", description: "show the help of a command" }];
}

function namesBelow(command: string): readonly Completion[] {
  const { page } = (Object.hasOwn(pages, command) ? pages[command] : undefined) ?? {};
  return (page?.commands ?? []).map(([value, description]) => ({ value, description }));
}

function flagsOf({ options }: CommandHelp): readonly Completion[] {
  const described = options.map(({ name, help }) => ({ value: `--${name}`, description: firstSentence(help) }));
  if (options.some(({ name }) => name === "help")) return described;
  return [...described, { value: "--help", description: "Show the help of this command." }];
}

/** Up to the first full stop that a space follows; lists of names have none. */
function firstSentence(text: string): string {
  return (/^.*?[.;](?=\s|$)/s.exec(text)?.[0] ?? text).replace(/\s+/g, " ");
}

/** The ids, and, for whoever has begun one, the names that other tools have. */
function policyNames(begun: string): readonly Completion[] {
  return policies.entries.flatMap(({ id, title, aliases }) => {
    const others = begun === "" ? [] : aliases.map((alias) => ({ value: alias, description: title }));
    return [{ value: id, description: title }, ...others];
  });
}

function providerNames(): readonly Completion[] {
  const names = new Set(policies.entries.map(({ id }) => id.split("-")[0] ?? id));
  return [...names].map(undescribed);
}

async function frameworkNames(): Promise<readonly Completion[]> {
  const entries = await frameworks.entries();
  return entries.map(({ id, title, edition }) => ({ value: id, description: `${title}, ${edition}` }));
}
