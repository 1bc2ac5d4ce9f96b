import type { ScanStatistics, StatisticsOptions } from "@lintel/core";
import { table } from "../command-line/help.js";

const mostPolicies = 5;

/** Has a scan measured, and tells afterwards what it cost. */
export interface Meter {
  readonly options: StatisticsOptions;
  /** Says what was measured; to be asked when the reports are written. */
  readonly describe: () => string;
}

/** Starts measuring, with the time since this process began. */
export function startMeter(): Meter {
  const start = performance.now();
  let end = start;
  let measured: ScanStatistics | undefined;
  return {
    options: {
      clock: () => performance.now(),
      onStatistics: (statistics) => {
        measured = statistics;
        end = performance.now();
      },
    },
    describe: () => {
      if (measured === undefined) return "";
      const total = performance.now();
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      return describeStatistics(measured, { starting: start, reporting: total - end, total, peakBytes });
    },
  };
}

/** What the process knows of itself, beside what the scan does. */
interface ProcessStatistics {
  /** Milliseconds from its start to that of the scan, and from the end of that to that of the reports. */
  readonly starting: number;
  readonly reporting: number;
  /** Milliseconds altogether. */
  readonly total: number;
  readonly peakBytes: number;
}

const stageNames = {
  discover: "finding files",
  parse: "parsing",
  load: "loading",
  compile: "reading policies",
  evaluate: "judging",
} as const;

function describeStatistics(
  scan: ScanStatistics,
  { starting, reporting, total, peakBytes }: ProcessStatistics,
): string {
  const stages = [
    `starting ${time(starting)}`,
    ...scan.stages.map(({ stage, milliseconds }) => `${stageNames[stage]} ${time(milliseconds)}`),
    `reporting ${time(reporting)}`,
  ];
  const { filesRead, bytesRead } = scan;
  const rows: [string, string][] = [
    ["Time", `${time(total)}: ${stages.join(", ")}`],
    ...describePolicies(scan.policies),
    ...(scan.attributes === 0 ? [] : [["Attributes", describeAttributes(scan)] satisfies [string, string]]),
    ["Read", `${count(filesRead, "file")}, ${size(bytesRead)}`],
    ["Memory", `${size(peakBytes)} at its peak`],
  ];
  return `Statistics\n${table(rows).join("\n")}\n`;
}

function describePolicies(policies: ScanStatistics["policies"]): [string, string][] {
  const sum = policies.reduce((total, { milliseconds }) => total + milliseconds, 0);
  const slowest = policies.slice(0, mostPolicies);
  return [
    [
      "Policies",
      policies.length === 0 ? "none judged anything" : `${policies.length} judged in ${time(sum)}; the slowest:`,
    ],
    ...slowest.map(({ policy, milliseconds, judged }): [string, string] => [
      "",
      `${time(milliseconds)} ${policy}, asked ${judged === 1 ? "once" : `${judged} times`}`,
    ]),
  ];
}

function describeAttributes({ attributes, attributesKnown, unknownReasons }: ScanStatistics): string {
  const share = Math.floor((attributesKnown * 1000) / attributes) / 10;
  const reasons = Object.entries(unknownReasons).sort(([, one], [, other]) => other - one);
  const listed = reasons.map(([reason, number]) => `${number} ${reason}`).join(", ");
  const known = `${attributesKnown} of ${attributes} known (${share} %)`;
  return listed === "" ? known : `${known}; of the others ${listed}`;
}

function time(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds >= 10 ? `${Math.round(milliseconds)} ms` : `${milliseconds.toFixed(1)} ms`;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
