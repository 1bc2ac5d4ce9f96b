import { createGitLabClient, createGitLabHost, type CodeHost } from "@lintel/bot";
import { expect, onTestFinished } from "vitest";
import { TestRepository } from "../../../packages/bot/src/testing/repository.js";
import { startGitLab, type GitLabServer, type GitLabServerOptions, type GitLabUser } from "./server/start-gitlab.js";

export const token = "glpat-a-token-that-nobody-may-see";
export const me: GitLabUser = { id: 1, username: "project_42_bot", role: "developer" };
export const ada: GitLabUser = { id: 2, username: "ada", role: "developer" };

/** A merge request at a server of its own, and a host that publishes to it. */
export interface TestMergeRequest {
  readonly server: GitLabServer;
  readonly git: TestRepository;
  readonly host: CodeHost;
  readonly base: string;
  readonly head: string;
  /** What was waited for, in milliseconds; nobody waits. */
  readonly waits: number[];
  readonly connect: (more?: {
    readonly token?: string;
    readonly timeoutMilliseconds?: number;
    readonly baseUrl?: string;
    readonly iid?: number;
  }) => CodeHost;
}

/** What the branches of a merge request hold. */
export interface Branches {
  readonly main: Readonly<Record<string, string>>;
  readonly change: Readonly<Record<string, string | null>>;
}

/** A merge request that writes, alters, renames and deletes files. */
function allKinds(): Branches {
  const altered = text("old", 30).split("\n").with(9, "altered = true").toSpliced(19, 2).join("\n");
  const moved = text("moved", 20).split("\n").toSpliced(4, 3).join("\n");
  return {
    main: { "old.tf": text("old", 30), "moved.tf": text("moved", 20), "gone.tf": text("gone", 3) },
    change: {
      ...{ "main.tf": text("new", 40), "old.tf": altered },
      ...{ "moved.tf": null, "gone.tf": null, "to/moved.tf": moved },
    },
  };
}

/** Starts a server with a merge request. */
export async function openMergeRequest(
  options: Omit<GitLabServerOptions, "directory"> = {},
  { main, change } = allKinds(),
): Promise<TestMergeRequest> {
  const git = new TestRepository();
  const base = git.commit("main", main);
  const head = git.commit("change", change);
  const server = await startGitLab({ ...options, directory: git.directory });
  server.users.set(token, me).set("token of ada", ada);
  const waits: number[] = [];
  const connect: TestMergeRequest["connect"] = (more = {}) => {
    const access = { baseUrl: server.url, token, timeoutMilliseconds: 2_000, ...more };
    const wait = (milliseconds: number): Promise<unknown> => Promise.resolve(waits.push(milliseconds));
    return createGitLabHost(createGitLabClient({ ...access, wait }), { project: "42", iid: more.iid ?? 7 });
  };
  onTestFinished(async () => {
    await server.close();
    git.remove();
    expect(server.violations).toEqual([]);
    expect(server.actions).toEqual([]);
  });
  return { server, git, host: connect(), base, head, waits, connect };
}

function text(name: string, lines: number): string {
  return Array.from({ length: lines }, (_, at) => `${name}_${at + 1} = ${at + 1}\n`).join("");
}
