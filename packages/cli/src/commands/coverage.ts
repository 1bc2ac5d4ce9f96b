import type { Project, ScanCoverage } from "@lintel/core";
import { UsageError } from "../command-line/usage-error.js";

/** Reads a share of verdicts that must be known, in percent. @throws UsageError for what is none */
export function requiredCoverage(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const percentage = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (percentage <= 100) return percentage;
  throw new UsageError(
    `--require-coverage does not take ${JSON.stringify(text)}.`,
    "It takes a percentage from 0 to 100: --require-coverage 90.",
  );
}

/**
 * Says what is wrong where a smaller share of verdicts is known than is required; undefined where enough are. A flag beats the
 * configuration. Where there was nothing to judge, nothing is missing, unless modules that are not loaded hide what there is.
 */
export function describeShortage(
  { verdicts, verdictsKnown, moduleCalls, modulesNotLoaded }: ScanCoverage,
  { run }: Project,
  given: number | undefined,
): string | undefined {
  const required = given ?? run.requireCoverage.value;
  if (required === undefined) return undefined;
  const who = given === undefined ? "the configuration requires" : "--require-coverage asks for";
  if (verdicts === 0) {
    if (required === 0 || modulesNotLoaded === 0) return undefined;
    const calls = moduleCalls === 1 ? "the 1 module call is" : `${modulesNotLoaded} of ${moduleCalls} module calls are`;
    return `Nothing was judged, as ${calls} not loaded, where ${who} ${required} % of verdicts to be known.`;
  }
  if (verdictsKnown * 100 >= verdicts * required) return undefined;
  // Rounded down: a share that falls short must not read as if it did not.
  const percentage = Math.floor((verdictsKnown * 1000) / verdicts) / 10;
  return `Only ${percentage} % of ${verdicts} verdicts are known, where ${who} ${required} %.`;
}
