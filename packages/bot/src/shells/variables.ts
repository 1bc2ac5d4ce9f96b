import { ReviewError } from "../engine/review-error.js";
import type { Environment } from "./publish-target.js";

/** Reads a variable that has to be set. @throws ReviewError where it is not. */
export function required(environment: Environment, name: string, hint: string): string {
  const value = optional(environment, name);
  if (value === undefined) throw new ReviewError(`${name} is not set.`, hint);
  return value;
}

/** Reads a variable; an empty one is none. */
export function optional(environment: Environment, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** Reads a variable that holds a number. @throws ReviewError where it does not. */
export function requiredNumber(environment: Environment, name: string, hint: string): number {
  const value = required(environment, name, hint);
  if (!/^\d{1,15}$/.test(value)) throw new ReviewError(`${name} is no number.`, hint);
  return Number(value);
}

/** Reads a variable that holds the id of a commit, which goes into addresses. @throws ReviewError where it does not. */
export function requiredCommit(environment: Environment, names: readonly [string, ...string[]], hint: string): string {
  const [first] = names;
  const value = optional(environment, ...names) ?? required(environment, first, hint);
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value)) throw new ReviewError(`${first} is no id of a commit.`, hint);
  return value;
}

/** A path of a repository, for an address within Markdown. */
export function encodedPath(path: string): string {
  return path.split("/").map(encoded).join("/");
}

function encoded(part: string): string {
  // Halves of surrogate pairs, which only an artifact can bring, are no text.
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
