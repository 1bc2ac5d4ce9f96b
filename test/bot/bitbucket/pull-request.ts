import { createBitbucketClient, createBitbucketHost, type CodeHost } from "@lintel/bot";
import { expect, onTestFinished } from "vitest";
import { TestRepository } from "../../../packages/bot/src/testing/repository.js";
import {
  startBitbucket,
  type BitbucketAccount,
  type BitbucketServer,
  type BitbucketServerOptions,
} from "./server/start-bitbucket.js";

export const token = "ATCTT-a-token-that-nobody-may-see";
export const me: BitbucketAccount = { uuid: "{00000000-0000-0000-0000-000000000001}", display_name: "Lintel" };
export const ada: BitbucketAccount = { uuid: "{00000000-0000-0000-0000-000000000002}", display_name: "Ada" };

/** A pull request at a server of its own, and a host that publishes to it. */
export interface TestPullRequest {
  readonly server: BitbucketServer;
  readonly git: TestRepository;
  readonly base: string;
  readonly head: string;
  readonly waits: number[];
  readonly connect: (more?: {
    readonly token?: string;
    readonly account?: string;
    readonly id?: number;
    readonly head?: string;
  }) => CodeHost;
}

/** What the branches of a pull request hold. */
export interface Branches {
  readonly main: Readonly<Record<string, string>>;
  readonly change: Readonly<Record<string, string>>;
}

/** A pull request that writes a file and alters another one. */
function bothKinds(): Branches {
  const altered = text("old", 30).split("\n").with(9, "altered = true").toSpliced(19, 2).join("\n");
  return { main: { "old.tf": text("old", 30) }, change: { "main.tf": text("new", 40), "old.tf": altered } };
}

/** Starts a server with a pull request. */
export async function openPullRequest(
  options: Omit<BitbucketServerOptions, "directory"> = {},
  { main, change } = bothKinds(),
): Promise<TestPullRequest> {
  const git = new TestRepository();
  const base = git.commit("main", main);
  const head = git.commit("change", change);
  const server = await startBitbucket({ ...options, directory: git.directory });
  server.accounts.set(`Bearer ${token}`, me).set("Bearer of-ada", ada);
  const waits: number[] = [];
  const connect: TestPullRequest["connect"] = (more = {}) => {
    const wait = (milliseconds: number): Promise<unknown> => Promise.resolve(waits.push(milliseconds));
    const access = {
      baseUrl: server.url,
      credentials: { token: more.token ?? token },
      timeoutMilliseconds: 2_000,
      wait,
    };
    const place = { workspace: "acme", repository: "infra", id: more.id ?? 7, head: more.head ?? head };
    return createBitbucketHost(createBitbucketClient(access), place, { account: more.account });
  };
  onTestFinished(async () => {
    await server.close();
    git.remove();
    expect(server.violations).toEqual([]);
  });
  return { server, git, base, head, waits, connect };
}

function text(name: string, lines: number): string {
  return Array.from({ length: lines }, (_, at) => `${name}_${at + 1} = ${at + 1}\n`).join("");
}
