import type { ScanResult, ShownGraph } from "@lintel/core";

/** The time that reports say where nobody says one: the same input gives the same bytes. */
export const epoch = "1970-01-01T00:00:00Z";

/** The account and region of findings that nobody says them for; an import into AWS Security Hub refuses them. */
export const awsPlaceholder = { account: "000000000000", region: "us-east-1" } as const;

/** What a caller may choose about a report. Every reporter ignores what does not concern its format. */
export interface ReportOptions {
  /** List findings that could not be decided (text), and include them as `open` results (SARIF). */
  readonly showUnknown?: boolean | undefined;
  /** List what is suppressed, with why, by whom and how long. Text only; other formats have it in any case. */
  readonly showSuppressed?: boolean | undefined;
  /** Use ANSI colors. Text only. */
  readonly color?: boolean | undefined;
  /** Columns that prose is wrapped to and source lines are clipped to. Text only. */
  readonly width?: number | undefined;
  /** Turns a file relative to the scan root into the path a person can open. Text only; other formats keep the scan root. */
  readonly displayPath?: ((file: string) => string) | undefined;
  /** How many failures are not in the result because of their severity. Text only. */
  readonly hidden?: number | undefined;
  /** Leave out everything but findings and errors. Text only. */
  readonly quiet?: boolean | undefined;
  /**
   * When the scan ran, `2030-01-31T12:00:00Z`, for formats whose consumers demand a time (`asff`, `gitlab-sast`, …).
   * Without it they say the start of 1970, so that the same input gives the same bytes.
   */
  readonly time?: string | undefined;
  /** The account that findings are imported into. `asff` only. */
  readonly aws?: { readonly account: string; readonly region: string } | undefined;
  /** The resources and what connects them. `html` only. */
  readonly graph?: ShownGraph | undefined;
}

/** Turns the outcome of a scan into the text of a report, which ends with a line break unless it is empty. */
export type Reporter = (result: ScanResult, options?: ReportOptions) => string;
