export { changedFiles, pathsOf, workingTreeChanges, type ChangedFile } from "./changed-files.js";
export { createEarlierHost } from "./earlier-host.js";
export { filtersNotSwitchedOff, withoutFilters } from "./filters.js";
export { git, gitBytes, GitError, gitMissing } from "./git.js";
export {
  defaultBranch,
  isShallow,
  mergeBase,
  repositoryDirectory,
  repositoryRoot,
  resolveCommit,
  resolveTree,
} from "./revisions.js";
export { createTreeHost, type TreeHost, type TreeHostOptions } from "./tree-host.js";
