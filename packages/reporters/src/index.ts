import type { Reporter } from "./report.js";

export type { Reporter, ReportOptions } from "./report.js";

const loaders = {
  text: async () => (await import("./text/text.js")).reportText,
  json: async () => (await import("./json.js")).reportJson,
  sarif: async () => (await import("./sarif/sarif.js")).reportSarif,
} as const satisfies Record<string, () => Promise<Reporter>>;

/** The name of a report format. */
export type ReporterName = keyof typeof loaders;

/** Every format there is, in the order in which help lists them. */
export const reporterNames: readonly ReporterName[] = ["text", "json", "sarif"];

/** Tells whether a word names a format. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(loaders, name);
}

/** Loads one reporter; the code of the others stays unread. */
export function loadReporter(name: ReporterName): Promise<Reporter> {
  return loaders[name]();
}
