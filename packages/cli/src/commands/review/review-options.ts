import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel review --help` shows, and what its command line is checked against. */
export const reviewHelp = {
  usage: "lintel review [path…] [options]",
  summary:
    "Reviews what a branch changes since it left another one: what is new, mended and suppressed, on the lines that caused it. Both sides are read from commits and scanned whole; lintel.yaml, policies and the baseline are those of the branch that the change goes to. Nothing is fetched, run or changed; with --publish, what it finds is told in the pull request.",
  options: [
    {
      name: "base",
      value: "REF",
      help: "The branch that the change goes to. Default: the one that the repository calls its own (origin/HEAD, main, master).",
    },
    {
      name: "head",
      value: "REF",
      help: "The branch or commit to review. Default: HEAD; what is not committed is left out.",
    },
    {
      name: "plan",
      value: "FILE",
      help: "A plan, as terraform show -json prints it: says what is destroyed, replaced, and has drifted.",
    },
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: ["markdown", "json"],
      help: "markdown (default) reads as the conversation would; json is what a second step can publish.",
    },
    { name: "output", short: "o", value: "FILE", help: "Write the review to a file." },
    {
      name: "publish",
      value: "HOST",
      choices: ["github", "gitlab", "bitbucket"],
      help: "Tell it in the pull request that the job of a CI system belongs to: as a summary, comments on lines, and a check. The job's own variables say where; the token is in GITHUB_TOKEN, LINTEL_GITLAB_TOKEN or LINTEL_BITBUCKET_TOKEN.",
    },
    {
      name: "from",
      value: "FILE",
      help: "Publish the review that another step wrote with --format json, instead of making one. It is refused where it is not of the commit that the pull request is at.",
    },
    { name: "no-check", help: "Publish no check (commit status, build status, report): the job itself says it." },
    {
      name: "today",
      value: "DATE",
      help: "The day that dates are compared with, as 2030-01-31. Default: today's, in UTC.",
    },
  ],
  examples: [
    ["lintel review", "this branch against the main one"],
    ["lintel review --base origin/release infra", "what it changes below infra, against another branch"],
    ["lintel review --format json -o review.json", "for a step that publishes it"],
    ["lintel review --publish gitlab", "in a job of GitLab CI/CD, for a merge request"],
    ["lintel review --publish bitbucket --from review.json", "what a step without a token has made"],
  ],
  notes: [
    "Exit codes: 0 nothing new blocks, 1 something does, 2 it could not be reviewed, or not all of it, or not be published.",
  ],
} as const satisfies CommandHelp;
