import type { SourceRange } from "../../source/source-file.js";

/** Whose way of writing a suppression it is. */
export type SuppressionTool =
  "lintel" | "checkov" | "trivy" | "tfsec" | "tflint" | "kics" | "kube-linter" | "kube-score" | "polaris";

/** Where a suppression is written. */
export type SuppressionKind = "comment" | "annotation" | "configuration" | "ignore-file" | "baseline";

/** A suppression out of a configuration file: by address, by path, or by both, which must then both match. */
export interface ConfiguredSuppression {
  /** An id, an alias or a glob of ids; `all` means every policy. */
  readonly policy: string;
  /** An address with or without instance keys, or a glob of addresses (`module.legacy.*`): a key is only compared where one is given. */
  readonly address?: string | undefined;
  /** A glob of files and directories, relative to the scan root, in which a finding must be located. */
  readonly path?: string | undefined;
  /** Says of which files it cannot be about, whatever its path is. */
  readonly isElsewhere?: ((file: string) => boolean) | undefined;
  readonly reason?: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
  readonly owner?: string | undefined;
  /** Where it is written. */
  readonly range: SourceRange;
}

/** What every suppression must have to hold. */
export interface SuppressionRequirements {
  readonly requireReason?: boolean | undefined;
  readonly requireOwner?: boolean | undefined;
  /** How many days ahead of today its last day may lie at most; one that never ends has too many. */
  readonly maximumDays?: number | undefined;
}

/** What a configuration says about suppressions. */
export interface SuppressionOptions {
  readonly configured?: readonly ConfiguredSuppression[] | undefined;
  readonly requirements?: SuppressionRequirements | undefined;
}

/** The place of a finding, as configurations know places. */
export interface SuppressedPlace {
  readonly file: string;
  readonly address: string;
}

/** An attribute that must have a value for a suppression to be about a resource: `[tags.Name=web]`. */
export interface AttributeSelector {
  readonly path: readonly string[];
  readonly value: string;
}

/** A stretch of one file that a suppression is about. */
export interface PlaceScope {
  readonly kind: "place";
  readonly range: SourceRange;
  /** Whether it is also about findings whose trace leads to it. */
  readonly followsTraces: boolean;
  /** Whether it is a module call, so that it is about everything inside the call. */
  readonly isCall: boolean;
}

/** What a suppression is about. */
export type SuppressionScope =
  | PlaceScope
  /** Whatever is located in a file, and what a file of values for variables causes. */
  | { readonly kind: "file"; readonly file: string }
  /** One object, or one resource of Terraform's that stands for it. */
  | { readonly kind: "node"; readonly domain: string; readonly address: string; readonly file: string }
  /** Whatever a test holds for, in one file or anywhere. */
  | {
      readonly kind: "matching";
      readonly file?: string | undefined;
      readonly matches: (place: SuppressedPlace) => boolean;
    };

/** A suppression as it is written, its names not yet looked up. */
export interface WrittenSuppression {
  readonly kind: SuppressionKind;
  readonly tool: SuppressionTool;
  /** Ids as they are written; `all` means every policy that the tool has, too. */
  readonly names: readonly string[] | "all";
  readonly scope: SuppressionScope;
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  /** A day that exists. */
  readonly until?: string | undefined;
  /** A glob of workspaces in which it holds. */
  readonly workspace?: string | undefined;
  readonly selectors?: readonly AttributeSelector[] | undefined;
  /** Where it is written. */
  readonly range: SourceRange;
}

/** What readers of suppressions find. */
export interface FoundSuppressions {
  readonly suppressions: readonly WrittenSuppression[];
  readonly mistakes: readonly SuppressionMistake[];
}

/** Something that is written like a suppression and means none. */
export interface SuppressionMistake {
  readonly message: string;
  /** Whether a whole file of suppressions cannot be read, so that the scan would find what it should not. */
  readonly isFatal?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly range: SourceRange;
}

/** Returns whether a text is a day that there is, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}
