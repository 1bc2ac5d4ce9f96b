import type { FrameworkResult } from "./framework-result.js";
import type { UnknownReason } from "../graph/reading.js";
import type { Position } from "../source/source-file.js";

/** How much a finding matters, the most first. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/** What becomes of a policy's findings, the mildest first; see {@link Finding.enforcement}. */
export const enforcements = ["advisory", "soft-mandatory", "hard-mandatory"] as const;
export type Enforcement = (typeof enforcements)[number];

/** A stretch of a file; `end` is exclusive. `file` is relative to the scan root, with forward slashes. */
export interface Location {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** A place with a sentence: a hop of a trace, or something related. */
export interface NotedLocation {
  readonly location: Location;
  readonly message: string;
}

/** The lines around a finding's location, for reports that show source. Secrets are already masked. */
export interface Excerpt {
  /** Line number of the first line. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface FindingResource {
  /** Without instance keys when several instances share the finding. */
  readonly address: string;
  readonly type: string;
  /** The expanded addresses, when there is more than one or the address has a key. */
  readonly instances: readonly string[];
}

export interface Fix {
  readonly safe: boolean;
  readonly edits: readonly { readonly location: Location; readonly text: string }[];
}

export interface Suppression {
  /** `comment`, `annotation`, `configuration`, `ignore-file`, `baseline`, or `policy-exception` where the policy itself makes one. */
  readonly kind: string;
  /** The tool in whose way it is written, where that is another one. */
  readonly tool?: string | null | undefined;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly until: string | null;
  readonly location: Location | null;
}

/** The names of the scenarios in which a policy fails at a place, passes, and cannot be judged. */
export interface FindingScenarios {
  readonly fails: readonly string[];
  readonly passes: readonly string[];
  readonly unknown: readonly string[];
}

export type FindingStatus = "fail" | "unknown" | "suppressed" | "pass";

/** What a comparison says of a finding; SARIF's `baselineState` without `updated` and `absent`, which only a whole run can have. */
export type BaselineState = "new" | "unchanged";

/** One policy's verdict on one place. The same object goes to every report; it is plain data. */
export interface Finding {
  readonly policy: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly category: string;
  readonly status: FindingStatus;
  readonly title: string;
  readonly message: string;
  readonly description: string;
  readonly remediation: string;
  readonly resource: FindingResource;
  readonly location: Location;
  readonly related: readonly NotedLocation[];
  readonly trace: readonly NotedLocation[];
  readonly fix: Fix | null;
  readonly suppression: Suppression | null;
  readonly controls: Readonly<Record<string, readonly string[]>>;
  /**
   * `advisory` is reported and never fails a run, `soft-mandatory` fails it and can be suppressed, `hard-mandatory` fails it
   * whatever the thresholds are, and cannot be suppressed.
   */
  readonly enforcement?: Enforcement | undefined;
  /** Where the scenarios of a configuration do not agree, what comes of the policy in which. */
  readonly scenarios?: FindingScenarios | undefined;
  /** Where the scan was compared with a baseline or with another revision: whether the finding was there before. */
  readonly baselineState?: BaselineState | undefined;
  /** Of a policy that follows a path: the addresses of the nodes along it, from the one that was judged to its end. */
  readonly path?: readonly string[] | undefined;
  readonly reason: UnknownReason | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly excerpt: Excerpt | null;
  readonly fingerprint: string;
}

/** That a policy is about resources of a type, but not about this one. */
export interface NotApplicable {
  readonly policy: string;
  readonly resource: FindingResource;
  /** The resource's header. */
  readonly location: Location;
}

/** A diagnostic as reports show it. */
export interface ReportedDiagnostic {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
  /** Null when it concerns no file; a location with line 0 never occurs: a whole file is line 1, column 1. */
  readonly location: Location | null;
}

export interface Summary {
  /** Files parsed. */
  readonly files: number;
  /** Resource instances and Kubernetes objects. */
  readonly resources: number;
  /** Policies that were on. */
  readonly policies: number;
  readonly failed: number;
  readonly passed: number;
  readonly unknown: number;
  readonly suppressed: number;
  /** Reason to number of files: `not-a-manifest`, `helm-template`, `too-large`, … */
  readonly skipped: Readonly<Record<string, number>>;
  readonly unknownReasons: Readonly<Partial<Record<UnknownReason, number>>>;
}

/** How much of what was there a scan has looked at. */
export interface ScanCoverage {
  /** Files under the given paths that might have been scanned: those that were parsed and those that were not. */
  readonly filesFound: number;
  readonly filesParsed: number;
  /**
   * Reason to number of files: those of the summary, `unreadable` and `variables-not-loaded`. Directories that were left out as a
   * whole are counted here, but not among the files.
   */
  readonly filesSkipped: Readonly<Record<string, number>>;
  /** Module calls, each block counted once. */
  readonly moduleCalls: number;
  /** Those of them whose module is not there. */
  readonly modulesNotLoaded: number;
  readonly resources: number;
  /** Verdicts that are pass, fail or suppressed, and all of them. */
  readonly verdictsKnown: number;
  readonly verdicts: number;
  readonly unknownReasons: Summary["unknownReasons"];
  /** Ids of the policies that were on and found nothing to judge, sorted. */
  readonly policiesWithoutTarget: readonly string[];
}

/** What lies between a scan of now and one of an earlier commit, where only what is new is reported. */
export interface ResultComparison {
  /** The commit that it was compared with. */
  readonly base: string;
  /** How many findings failed then and do so still. */
  readonly unchanged: number;
  /** How many failed then and no longer do. */
  readonly fixed: number;
}

/** The outcome of a scan: exactly the JSON report (schema version 1). */
export interface ScanResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "lintel"; readonly version: string };
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** How much was looked at; absent only from results that older versions wrote. */
  readonly coverage?: ScanCoverage | undefined;
  /** What the findings were compared with, where only new ones are among them. */
  readonly comparison?: ResultComparison | undefined;
  /** What came of the controls of the frameworks that were asked for. */
  readonly frameworks?: readonly FrameworkResult[] | undefined;
}
