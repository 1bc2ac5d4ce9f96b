import {
  createGitHubClient,
  createGitHubHost,
  type CodeHost,
  type Conversation,
  type GitHubAccess,
  type GitHubClient,
  type ReviewComment,
} from "@lintel/bot";
import { onTestFinished, expect } from "vitest";
import { TestRepository } from "../../../packages/bot/src/testing/repository.js";
import { startGitHub, type GitHubServer, type GitHubServerOptions } from "./server/start-github.js";
import type { PullRequestState, RepositoryState } from "./server/state.js";

export const place = { owner: "org", repo: "stack", number: 7 };
export const token = "ghs_a-token-that-nobody-may-see";

/** A pull request at a server of its own, and a host that publishes to it. */
export interface TestPullRequest {
  readonly server: GitHubServer;
  readonly git: TestRepository;
  readonly repository: RepositoryState;
  readonly pull: PullRequestState;
  readonly client: GitHubClient;
  readonly host: CodeHost;
  readonly base: string;
  readonly head: string;
}

/** The lines that the change writes, of `main.tf`. */
export const changedLines = 40;

/** The commits of a change that writes a file and alters another one. */
export interface TestChange {
  readonly git: TestRepository;
  readonly base: string;
  readonly head: string;
}

/** Makes a change in a repository of its own; whoever makes it takes it away. */
export function makeChange(): TestChange {
  const git = new TestRepository();
  const base = git.commit("main", { "old.tf": text("old", 30), CODEOWNERS: "* @org/platform\n" });
  const altered = text("old", 30).split("\n").with(9, "altered = true").toSpliced(19, 1).join("\n");
  const head = git.commit("change", { "main.tf": text("new", changedLines), "old.tf": altered });
  return { git, base, head };
}

/** Starts a server with a pull request. It ends with the test, which must have kept to the API. */
export async function openPullRequest(
  options: GitHubServerOptions = {},
  shared?: TestChange,
): Promise<TestPullRequest> {
  const change = shared ?? makeChange();
  const { git } = change;
  const server = await startGitHub(options);
  const repository = server.state.addRepository({ owner: "org", name: "stack", directory: git.directory });
  const pull = server.state.addPullRequest(repository, { number: place.number, author: "ada", headRef: "change" });
  server.state.addToken(token, "lintel[bot]");
  const client = connect(server);
  onTestFinished(async () => {
    await server.close();
    if (shared === undefined) git.remove();
    expect(server.violations).toEqual([]);
  });
  return { server, repository, pull, client, host: createGitHubHost(client, place), ...change };
}

/** A client for which a second takes a millisecond. */
export function connect({ url }: Pick<GitHubServer, "url">, access: Partial<GitHubAccess> = {}): GitHubClient {
  return createGitHubClient({ baseUrl: url, token, timeoutMilliseconds: 5_000, millisecondsPerSecond: 1, ...access });
}

function text(name: string, lines: number): string {
  return Array.from({ length: lines }, (_, at) => `${name}_${at + 1} = ${at + 1}\n`).join("");
}

/** A comment on a line of `main.tf`. */
export function comment(line: number, more: Partial<ReviewComment> = {}): ReviewComment {
  const body = `**Line ${line} is wrong**\n\nMend it.`;
  return { key: `key-${line}`, file: "main.tf", side: "head", first: line, last: line, body, ...more };
}

/** A conversation with comments on some lines of `main.tf`. */
export function conversation(head: string, lines: readonly number[], more: Partial<Conversation> = {}): Conversation {
  const comments = lines.map((line) => comment(line));
  return {
    ...{
      head,
      summary: `### ${lines.length} findings`,
      comments,
      open: new Set(comments.map(({ key }) => key)),
      isPartial: false,
    },
    check: {
      ...{
        conclusion: lines.length > 0 ? "failure" : "success",
        title: `${lines.length} findings`,
        summary: "All of it.",
      },
      annotations: lines.map((line) => ({
        ...{
          file: "main.tf",
          first: line,
          last: line,
          level: "failure" as const,
          title: "Wrong",
          message: `Line ${line}`,
        },
      })),
    },
    ...more,
  };
}
