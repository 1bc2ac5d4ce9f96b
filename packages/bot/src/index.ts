export { ChangeIndex, type ChangedFile, type ChangeSet, type Hunk, type LineRange } from "./change/change-set.js";
