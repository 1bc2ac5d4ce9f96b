/** The file of a shipped policy. */
export interface PolicyFile {
  /** Its name without the extension, which is the policy's id. */
  readonly id: string;
  /** The provider's folder: the bundle that it belongs to. */
  readonly bundle: string;
  /** Relative to the folder of the policies, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Finds the shipped policies in the order of their ids. */
export declare function findPolicies(): readonly PolicyFile[];

/** Finds the files of the frameworks, in the order of their ids. */
export declare function findFrameworks(): readonly Omit<PolicyFile, "bundle">[];

/** Reads the files of a policy's fixture, by path: one file beside it, or all of a folder. */
export declare function readFixture(file: PolicyFile): Readonly<Record<string, string>>;
