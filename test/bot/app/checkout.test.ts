import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openCloneStore, type CloneStore } from "../../../packages/bot/src/app/checkout/clone-store.js";
import { fetchChange, isBranchName, type FetchRequest } from "../../../packages/bot/src/app/checkout/fetch-change.js";
import { GitProcessError } from "../../../packages/bot/src/app/checkout/git-process.js";
import { TestRepository } from "../../../packages/bot/src/testing/repository.js";
import { startGitServer, type GitServer } from "./stage/git-server.js";

const token = "ghs_aTokenThatIsNowhereToBeFound";

interface Setting {
  readonly git: TestRepository;
  readonly server: GitServer;
  readonly store: CloneStore;
  readonly work: string;
  readonly request: FetchRequest;
}

const limits = { maximumDiskBytes: 1e9, maximumRepositoryBytes: 1e9 };

async function setUp(more: Partial<typeof limits> = {}): Promise<Setting> {
  const git = new TestRepository();
  const server = await startGitServer({
    directoryOf: (name) => (name === "org/stack" ? git.directory : undefined),
    isAllowed: (given) => given === token,
  });
  const work = mkdtempSync(join(tmpdir(), "lintel-clones-"));
  const store = await openCloneStore(work, { ...limits, ...more });
  onTestFinished(async () => {
    await server.close();
    git.remove();
    rmSync(work, { recursive: true, force: true });
  });
  const request: FetchRequest = {
    ...{ url: `${server.url}/org/stack.git`, token, baseBranch: "main", number: 7 },
    ...{ timeoutMilliseconds: 30_000, alsoAllowed: ["http"] },
  };
  return { git, server, store, work, request };
}

/** A change that lies some commits after where it began, as does the other branch. */
function change(git: TestRepository, { commits = 1 } = {}): { base: string; head: string } {
  git.commit("main", { "main.tf": "# first\n" });
  git.git("checkout", "-q", "-b", "change");
  let head = "";
  for (let commit = 0; commit < commits; commit++) head = git.commit("change", { "main.tf": `# ${commit}\n` });
  git.git("update-ref", "refs/pull/7/head", head);
  git.git("checkout", "-q", "main");
  let base = "";
  for (let commit = 0; commit < commits; commit++) base = git.commit("main", { "other.tf": `# ${commit}\n` });
  return { base, head };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
}

describe("a fetch", () => {
  it("brings both sides, nothing checked out, the token nowhere on the disk", async () => {
    const { git, server, store, work, request } = await setUp();
    const ends = change(git);
    await store.use("org/stack", async (directory) => {
      expect(await fetchChange(store, directory, request)).toEqual(ends);
      expect(readdirSync(directory)).toEqual([".git"]);
    });
    const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
    expect(server.requests.at(-1)?.authorization).toBe(`Basic ${encoded}`);
    for (const file of filesBelow(work)) {
      const text = readFileSync(file, "latin1");
      expect([file, text.includes(token) || text.includes(encoded.slice(8))]).toEqual([file, false]);
    }
  });

  it("goes back in history as far as it must, and no further", async () => {
    const { git, store, request } = await setUp();
    const old = Array.from({ length: 40 }, (_, at) => `# ${at}\n`);
    for (const text of old) git.commit("main", { "old.tf": text });
    change(git, { commits: 150 });
    await store.use("org/stack", async (directory) => {
      const { base, head } = await fetchChange(store, directory, request);
      const inClone = (...args: string[]): string =>
        execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
      expect(inClone("merge-base", base, head)).toBe(git.git("merge-base", "main", "change"));
    });
  });

  it("keeps what it has, and brings what is new; a force-push, too", async () => {
    const { git, store, request } = await setUp();
    change(git);
    const seen: string[] = [];
    await store.use("org/stack", (directory) =>
      fetchChange(store, directory, { ...request, onClone: (what) => seen.push(what) }),
    );
    git.git("checkout", "-q", "--orphan", "change2", "main");
    const head = git.commit("change2", { "new.tf": "# pushed over it\n" });
    git.git("update-ref", "refs/pull/7/head", head);
    await store.use("org/stack", async (directory) => {
      const fetched = await fetchChange(store, directory, { ...request, onClone: (what) => seen.push(what) });
      expect(fetched.head).toBe(head);
    });
    expect(seen).toEqual(["new", "known"]);
  });

  it("makes a broken clone anew", async () => {
    const { git, store, request } = await setUp();
    change(git);
    const seen: string[] = [];
    await store.use("org/stack", async (directory) => {
      await fetchChange(store, directory, request);
      const packs = filesBelow(join(directory, ".git", "objects"));
      for (const file of packs) {
        execFileSync("chmod", ["u+w", file]);
        truncateSync(file, 10);
      }
      writeFileSync(join(directory, ".git", "shallow.lock"), "");
      git.git("checkout", "-q", "change");
      const head = git.commit("change", { "again.tf": "" });
      git.git("update-ref", "refs/pull/7/head", head);
      const fetched = await fetchChange(store, directory, { ...request, onClone: (what) => seen.push(what) });
      expect(fetched.head).toBe(head);
    });
    expect(seen).toContain("anew");
  });

  it("ends with all of its processes when it takes too long", async () => {
    const { git, server, store, request } = await setUp();
    change(git);
    server.fault = "silence";
    await store.use("org/stack", async (directory) => {
      const fetched = fetchChange(store, directory, { ...request, timeoutMilliseconds: 700 });
      await expect(fetched).rejects.toMatchObject({ why: "timeout" });
      const running = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
      expect(running).not.toContain(server.url);
    });
  });

  it("never shows the token, neither in arguments nor in an error", async () => {
    const { git, server, store, request } = await setUp();
    change(git);
    server.fault = "silence";
    await store.use("org/stack", async (directory) => {
      const ending = new AbortController();
      const fetched = fetchChange(store, directory, { ...request, signal: ending.signal });
      while (server.requests.length === 0) await new Promise((done) => setTimeout(done, 20));
      const running = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
      expect(running).toContain(server.url);
      expect(running).not.toContain(token);
      expect(running).not.toContain("eC1hY2Nlc3M");
      ending.abort();
      await expect(fetched).rejects.toMatchObject({ why: "aborted" });
      server.fault = 401;
      const refused: unknown = await fetchChange(store, directory, request).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(GitProcessError);
      expect(String(refused)).not.toContain(token);
    });
  });

  it("ends where the repository is larger than it may be", async () => {
    const { git, store, request } = await setUp({ maximumRepositoryBytes: 100_000 });
    git.commit("main", { "main.tf": "" });
    const large = Array.from({ length: 40_000 }, () => Math.random().toString(36)).join("\n");
    git.git("update-ref", "refs/pull/7/head", git.commit("change", { "large.txt": large }));
    await store.use("org/stack", async (directory) => {
      await expect(fetchChange(store, directory, request)).rejects.toMatchObject({ why: "too-large" });
      expect(filesBelow(directory)).toEqual([]);
    });
  });

  it("fetches by no protocol but those that are allowed", async () => {
    const { git, store, request } = await setUp();
    change(git);
    await store.use("org/stack", async (directory) => {
      await expect(fetchChange(store, directory, { ...request, alsoAllowed: [] })).rejects.toThrow(/not allowed/);
      const local = { ...request, url: `file://${git.directory}`, token: undefined };
      await expect(fetchChange(store, directory, local)).rejects.toThrow(/not allowed/);
      const command = { ...request, url: `ext::sh -c touch% ${directory}/ran`, token: undefined };
      await expect(fetchChange(store, directory, command)).rejects.toThrow(/not allowed/);
      expect(existsSync(join(directory, "ran"))).toBe(false);
    });
  });

  it("takes no branch for an option, a range or a reference of another kind", async () => {
    const { git, store, request } = await setUp();
    change(git);
    const hostile = [
      "--upload-pack=x",
      "a:refs/heads/b",
      "a..b",
      "+a",
      "a b",
      "a\nb",
      "*",
      "a.lock",
      "",
      "@{-1}",
      "/a",
    ];
    const harmless = hostile.filter((name) => name === "+a");
    expect(hostile.filter(isBranchName)).toEqual(harmless);
    for (const baseBranch of hostile) {
      await store.use("org/stack", async (directory) => {
        await expect(fetchChange(store, directory, { ...request, baseBranch })).rejects.toThrow(GitProcessError);
      });
    }
    git.git("branch", "-m", "main", "feature/größe-(1)'$x");
    await store.use("org/stack", async (directory) => {
      const fetched = await fetchChange(store, directory, { ...request, baseBranch: "feature/größe-(1)'$x" });
      expect(fetched.base).toBe(git.git("rev-parse", "feature/größe-(1)'$x"));
    });
  });
});

describe("the clones", () => {
  it("that were not used for the longest are thrown away, and none that is in use", async () => {
    const { store } = await setUp({ maximumDiskBytes: 2500 });
    const fill = async (name: string): Promise<string> =>
      store.use(name, async (directory) => {
        writeFileSync(join(directory, "content"), "x".repeat(1000));
        await new Promise((done) => setTimeout(done, 15));
        return directory;
      });
    const [first, second] = [await fill("org/first"), await fill("org/second")];
    const used = await store.use("org/first", async (directory) => {
      await fill("org/third");
      await fill("org/fourth");
      return existsSync(directory);
    });
    expect(used).toBe(true);
    expect([existsSync(first), existsSync(second)]).toEqual([true, false]);
  });

  it("of two processes lie in two places, and one that was left is taken over", async () => {
    const { work, store } = await setUp();
    const where = (one: CloneStore): Promise<string> => one.use("org/stack", (directory) => Promise.resolve(directory));
    const own = await where(store);
    // What a process left that is no more.
    writeFileSync(join(work, "0", "lock"), "999999999");
    expect(await where(await openCloneStore(work, limits))).toBe(own);
    writeFileSync(join(work, "0", "lock"), "1");
    expect(await where(await openCloneStore(work, limits))).not.toBe(own);
  });
});
