import type { Data } from "./policy/policy.js";

/** The name of a file that says which values the policy's parameters have in its directory, and below. */
export const parametersName = "parameters.yaml";

/** The values of parameters, by their names. */
export type Parameters = Readonly<Record<string, Data>>;

/** The files of a fixture for which the policy's parameters are the same; they are judged apart from the others. */
export interface FixturePart {
  readonly files: Readonly<Record<string, string>>;
  readonly parameters: Parameters;
}

/** Divides a fixture by the nearest directory around each file that says what the parameters are; `given` is what they say. */
export function divideFixture(
  files: Readonly<Record<string, string>>,
  given: ReadonlyMap<string, Parameters>,
): readonly FixturePart[] {
  const divided = new Map<string | undefined, Record<string, string>>();
  for (const [path, text] of Object.entries(files)) {
    if (given.has(path)) continue;
    const file = nearest(path, given);
    const part = divided.get(file);
    if (part === undefined) divided.set(file, { [path]: text });
    else part[path] = text;
  }
  return [...divided].map(([file, part]) => ({
    files: part,
    parameters: (file === undefined ? undefined : given.get(file)) ?? {},
  }));
}

function nearest(path: string, given: ReadonlyMap<string, Parameters>): string | undefined {
  const directories = path.split("/").slice(0, -1);
  for (let depth = directories.length; depth >= 0; depth -= 1) {
    const file = [...directories.slice(0, depth), parametersName].join("/");
    if (given.has(file)) return file;
  }
  return undefined;
}
