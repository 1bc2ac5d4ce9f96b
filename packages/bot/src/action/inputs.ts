import { ReviewError } from "../engine/review-error.js";

/** What the Action is asked to do: `auto` is left to the event. */
export const actionModes = ["auto", "review", "scan", "publish"] as const;

/** What the inputs of the Action say. */
export interface ActionInputs {
  readonly mode: (typeof actionModes)[number];
  readonly token: string | undefined;
  /** Relative to the top of the repository; everything unless given. */
  readonly paths: readonly string[] | undefined;
  /** A plan that another step has written. */
  readonly plan: string | undefined;
  /** Where the review lies between the step that scans and the one that publishes. */
  readonly artifact: string;
  /** Where a report for code scanning is written; none unless given. */
  readonly sarif: string | undefined;
  /** Whether findings that block make the step fail, too. */
  readonly fails: boolean;
  readonly hasCheck: boolean;
}

/** Reads the inputs off the environment, as the runner gives them. @throws ReviewError for one that makes no sense */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): ActionInputs {
  const input = (name: string): string | undefined => {
    const value = environment[`INPUT_${name.toUpperCase()}`]?.trim();
    return value === "" ? undefined : value;
  };
  const isTrue = (name: string): boolean => {
    const value = input(name) ?? "true";
    if (value === "true" || value === "false") return value === "true";
    throw new ReviewError(`The input ${name} is ${JSON.stringify(value)}.`, "It is true or false.");
  };
  const wanted = input("mode") ?? "auto";
  const mode = actionModes.find((each) => each === wanted);
  if (mode === undefined) {
    throw new ReviewError(`There is no mode ${JSON.stringify(wanted)}.`, `Write one of ${actionModes.join(", ")}.`);
  }
  const paths = (input("path") ?? "").split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  return {
    mode,
    token: input("token"),
    paths: paths.length === 0 ? undefined : paths,
    plan: input("plan"),
    artifact: input("artifact") ?? "lintel-review.json",
    sarif: input("sarif"),
    fails: isTrue("fail"),
    hasCheck: isTrue("check"),
  };
}
