import type { HostManners } from "../conversation/options.js";
import { encodedPath } from "../shells/variables.js";

/** How GitHub shows code that can be taken over, and the lines of files of two commits. */
export function githubManners(
  webUrl: string,
  { base, head }: { readonly base: string; readonly head: string },
): HostManners {
  return {
    suggestionFence: () => "suggestion",
    linkTo: ({ file, line, side }) => `${webUrl}/blob/${side === "head" ? head : base}/${encodedPath(file)}#L${line}`,
  };
}
