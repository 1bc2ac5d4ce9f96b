export { git, GitError, gitMissing } from "./git.js";
