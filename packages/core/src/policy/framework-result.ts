/** How much of a control the policies can judge. */
export type Coverage = "full" | "partial" | "none";

/**
 * What a scan says of a control. `excepted` means that nothing speaks against it but what was suppressed; `not-judged`, that its
 * policies were off or could not be run; `not-covered`, that no policy judges it.
 */
export type ControlState = "fail" | "unknown" | "not-judged" | "excepted" | "pass" | "not-applicable" | "not-covered";

/** What came of a control, in numbers of verdicts. */
export interface ControlResult {
  readonly id: string;
  readonly title: string;
  readonly coverage: Coverage;
  readonly state: ControlState;
  readonly failed: number;
  readonly unknown: number;
  readonly suppressed: number;
  readonly passed: number;
  /** Ids of the policies that judge it, as far as they were run. */
  readonly policies: readonly string[];
  /** Ids of those that were not: left out, or not to be used. */
  readonly notRun: readonly string[];
}

/** What came of the controls of a framework. */
export interface FrameworkResult {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly complete: boolean;
  readonly controls: readonly ControlResult[];
}
