import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const mostHops = 40;

/** Where a path leads in the end, also when nothing is there yet: the real directory, and the name that a link there points to. */
export function targetOfLink(path: string): string {
  let at = resolve(path);
  for (let hop = 0; hop < mostHops; hop++) {
    const real = join(realOrSame(dirname(at)), basename(at));
    const link = linkAt(real);
    if (link === undefined) return real;
    at = resolve(dirname(real), link);
  }
  return at;
}

function realOrSame(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return directory;
  }
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
