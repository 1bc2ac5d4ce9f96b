import { isGlob } from "../../graph/glob.js";
import { compileAddressGlob, compilePathGlob } from "../../graph/path-glob.js";
import { withoutKeys } from "./addresses.js";
import type { ConfiguredSuppression, SuppressedPlace, WrittenSuppression } from "./suppression.js";

/** Turns suppressions of a configuration into such as comments have. */
export function configuredSuppressions(configured: readonly ConfiguredSuppression[]): readonly WrittenSuppression[] {
  return configured.map(({ policy, address, path, isElsewhere, reason, until, owner, range }) => ({
    kind: "configuration",
    tool: "lintel",
    names: policy === "all" ? "all" : [policy],
    scope: { kind: "matching", matches: placeMatcher(address, path, isElsewhere) },
    reason,
    until,
    owner,
    range,
  }));
}

function placeMatcher(
  address: string | undefined,
  path: string | undefined,
  isElsewhere: ConfiguredSuppression["isElsewhere"],
): (place: SuppressedPlace) => boolean {
  const isPath = path === undefined ? undefined : compilePathGlob(path);
  const isAddress = address === undefined ? undefined : addressMatcher(address);
  return (place) =>
    (isPath?.(place.file) ?? true) && (isAddress?.(place.address) ?? true) && isElsewhere?.(place.file) !== true;
}

/**
 * An address means itself, all instances of it, and where it is that of a module call, everything inside. With keys it means
 * the instance that has them.
 */
function addressMatcher(address: string): (address: string) => boolean {
  const matches = isGlob(address) ? compileAddressGlob(address) : undefined;
  return (candidate) =>
    [candidate, withoutKeys(candidate)].some((each) => isSameOrInside(each, address) || matches?.(each) === true);
}

function isSameOrInside(candidate: string, address: string): boolean {
  if (candidate === address) return true;
  const isCall = /(?:^|\.)module\.[^.[]+(?:\[[^\]]*\])?$/.test(address);
  return isCall && candidate.startsWith(`${address}.`);
}
