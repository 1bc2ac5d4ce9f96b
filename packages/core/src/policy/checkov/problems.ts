import { nearest } from "../nearest.js";
import type { PolicyPath } from "../policy.js";

/** Something about a Checkov policy that whoever reads it should know. */
export interface CheckovProblem {
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Where in the file. */
  readonly at: PolicyPath;
  readonly hint?: string | undefined;
}

/** Collects what is wrong with a policy, so that all of it is told. */
export class Problems {
  readonly all: CheckovProblem[] = [];

  get hasError(): boolean {
    return this.all.some(({ severity }) => severity === "error");
  }

  error(at: PolicyPath, message: string, hint?: string): void {
    this.all.push({ severity: "error", message, at, hint });
  }

  warn(at: PolicyPath, message: string, hint?: string): void {
    this.all.push({ severity: "warning", message, at, hint });
  }

  /** Tells of a name that is none of those there are. */
  unknown(at: PolicyPath, what: string, name: string, known: readonly string[]): void {
    this.error(
      at,
      `There is no ${what} ${/^"/.test(name) ? name : `“${name}”`} in Checkov’s policies.`,
      didYouMean(name, known),
    );
  }
}

/** Names the known name that is meant, or all of them. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `There are ${known.join(", ")}.` : `Did you mean “${near}”?`;
}
