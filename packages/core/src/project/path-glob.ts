import { compileGlob } from "../graph/glob.js";

/** Says whether a path is what a glob matches, or lies in a directory that is. */
export type PathTest = (path: string) => boolean;

/**
 * Compiles a glob of paths: `**` is any number of directories, none included, and a directory stands for everything in it. The
 * paths that are asked for are relative to where the glob is written.
 */
export function compilePathGlob(pattern: string): PathTest {
  const plain = pattern.replace(/^(?:\.?\/)+/, "").replace(/(?:\/\*\*)*\/*$/, "");
  if (plain === "" || plain === "." || plain === "**") return () => true;
  // Many `**` in a row mean the same as one, and every one that may stand for nothing doubles the alternatives.
  const matches = compileGlob(plain.replace(/(^|\/)(?:\*\*\/)+/g, "$1{,**/}"));
  const answers = new Map<string, boolean>();
  const test = (path: string): boolean => {
    const known = answers.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf("/");
    const answer = (slash !== -1 && test(path.slice(0, slash))) || matches(path);
    answers.set(path, answer);
    return answer;
  };
  return (path) => path !== "" && test(path);
}

/** Compiles a glob of addresses, in which `*` stands for whatever there is, brackets for themselves. */
export function compileAddressGlob(pattern: string): (address: string) => boolean {
  return compileGlob(pattern.replace(/\*+/g, "**"));
}
