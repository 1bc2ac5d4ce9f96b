import type { Reading } from "./reading.js";

/** What a plan does to a thing. `replace` is delete and create in either order. */
export const changeActions = ["create", "update", "delete", "replace", "forget", "read", "no-op"] as const;
export type ChangeAction = (typeof changeActions)[number];

/** What a plan changes about a node, or what drifted since the last apply. */
export interface NodeChange {
  readonly action: ChangeAction;
  /** As it is before; absent where it does not exist yet. */
  readonly before: Reading;
  /** As it will be; absent where it will not exist. Parts that only apply can tell are unknown. */
  readonly after: Reading;
  /** Paths of the outermost attributes that differ, in code-point order. */
  readonly attributes: readonly string[];
  /** Paths of the attributes that force replacement. */
  readonly replacing: readonly string[];
  /** The address that it had before, when it is moved. */
  readonly movedFrom?: string | undefined;
}
