import type { SourceRange } from "../source/source-file.js";

/** Who decides a setting: nobody, a line of a file, or a flag of the command line (or an option of whoever calls). */
export type Origin =
  | { readonly kind: "default" }
  | { readonly kind: "file"; readonly range: SourceRange }
  | { readonly kind: "flag"; readonly name: string };

/** A value that somebody wanted. */
export interface Wish<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** What a setting is, who decided it, and what that took the place of: the nearest first. */
export interface Decision<T> extends Wish<T> {
  readonly overrode: readonly Wish<T>[];
}

/** What holds where nobody says anything. */
export function byDefault<T>(value: T): Decision<T> {
  return { value, origin: { kind: "default" }, overrode: [] };
}

/** Puts a wish in the place of what held so far. */
export function overriding<T>(before: Decision<T>, { value, origin }: Wish<T>): Decision<T> {
  return { value, origin, overrode: [{ value: before.value, origin: before.origin }, ...before.overrode] };
}

/** Names the line that decided something. */
export function describeOrigin(origin: Origin): string {
  if (origin.kind === "default") return "the default";
  if (origin.kind === "flag") return origin.name;
  const { file, start } = origin.range;
  return `${file.path}:${String(file.positionAt(start).line)}`;
}
