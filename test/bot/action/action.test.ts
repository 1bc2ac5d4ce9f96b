import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { TestRepository } from "../../../packages/bot/src/testing/repository.js";
import { startGitHub } from "../github/server/start-github.js";

const action = fileURLToPath(new URL("../../../actions/review/dist/index.mjs", import.meta.url));
const token = "ghs_a-token-that-nobody-may-see";

const volume = (encrypted: boolean): string =>
  `resource "aws_ebs_volume" "v" {\n  encrypted = ${String(encrypted)}\n}\n`;

/** A pull request at a server, and a workspace that a runner would have checked out. */
async function stage(headRepository = "org/stack") {
  const git = new TestRepository();
  const base = git.commit("main", { "main.tf": volume(true) });
  const head = git.commit("change", { "main.tf": volume(false) });
  git.git("update-ref", "refs/remotes/origin/main", base);
  const server = await startGitHub();
  const scratch = mkdtempSync(join(tmpdir(), "lintel-action-"));
  onTestFinished(async () => {
    await server.close();
    git.remove();
    rmSync(scratch, { recursive: true, force: true });
    expect(server.violations).toEqual([]);
  });
  const repository = server.state.addRepository({ owner: "org", name: "stack", directory: git.directory });
  const pull = server.state.addPullRequest(repository, { number: 7, author: "ada", headRef: "change", headRepository });
  server.state.addToken(token, "github-actions[bot]");
  const side = (sha: string, ref: string, name: string) => ({ sha, ref, repo: { full_name: name } });
  const pullRequest = {
    pull_request: { number: 7, head: side(head, "change", headRepository), base: side(base, "main", "org/stack") },
  };
  const workflowRun = {
    workflow_run: {
      head_sha: head,
      head_branch: "change",
      head_repository: { owner: { login: headRepository.split("/")[0] } },
    },
  };
  /** Runs a step as a runner does. */
  const run = async (event: unknown, inputs: Readonly<Record<string, string>>) => {
    const files = {
      event: join(scratch, "event.json"),
      page: join(scratch, "page.md"),
      output: join(scratch, "output"),
    };
    writeFileSync(files.event, typeof event === "string" ? event : JSON.stringify(event));
    writeFileSync(files.page, "");
    writeFileSync(files.output, "");
    const step = spawn(process.execPath, [action], {
      cwd: git.directory,
      env: {
        PATH: process.env["PATH"],
        GITHUB_API_URL: server.url,
        GITHUB_EVENT_PATH: files.event,
        GITHUB_REPOSITORY: "org/stack",
        GITHUB_WORKSPACE: git.directory,
        GITHUB_STEP_SUMMARY: files.page,
        GITHUB_OUTPUT: files.output,
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      },
    });
    let log = "";
    const collect = (text: string): void => {
      log += text;
    };
    step.stdout.setEncoding("utf8").on("data", collect);
    step.stderr.setEncoding("utf8").on("data", collect);
    const code = await new Promise<number | null>((done) => step.once("close", done));
    return { code, log, page: readFileSync(files.page, "utf8"), output: readFileSync(files.output, "utf8") };
  };
  const artifact = join(git.directory, "lintel-review.json");
  return { git, server, repository, pull, pullRequest, workflowRun, run, artifact };
}

describe("the Action", { timeout: 120_000 }, () => {
  it("reviews a pull request of the repository's own branches, and publishes that", async () => {
    const { run, pullRequest, pull, repository, git } = await stage();
    const { code, log, page, output } = await run(pullRequest, { token, sarif: "lintel.sarif" });
    expect({ code, output }).toEqual({ code: 1, output: "conclusion=failure\n" });
    expect(pull.threads.map(({ path, line }) => `${path}:${String(line)}`)).toEqual(["main.tf:2"]);
    expect(pull.comments).toHaveLength(1);
    expect(repository.checkRuns.map(({ conclusion }) => conclusion)).toEqual(["failure"]);
    expect(page).toContain("aws_ebs_volume.v");
    const sarif = JSON.parse(readFileSync(join(git.directory, "lintel.sarif"), "utf8")) as {
      runs: { results: { baselineState: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ baselineState }) => baselineState)).toContain("new");
    // The runner takes the word for what it must not show; nothing else has it.
    expect(log.replace(`::add-mask::${token}`, "")).not.toContain(token);
    expect((await run(pullRequest, { token, fail: "false" })).code).toBe(0);
  });

  it("scans pull requests from forks without a token, and publishes them in another workflow", async () => {
    const { run, pullRequest, workflowRun, pull, server } = await stage("mallory/stack");
    const scanned = await run(pullRequest, {});
    expect(scanned).toMatchObject({ code: 1, output: "artifact=lintel-review.json\nconclusion=failure\n" });
    expect(server.log).toEqual([]);
    expect((await run(workflowRun, { token })).code).toBe(1);
    expect(pull.threads).toHaveLength(1);
    expect(pull.comments[0]?.body).toContain("1 new finding");
  });

  it("believes nothing that the other workflow left behind", async () => {
    const { run, pullRequest, workflowRun, server, artifact, git } = await stage("mallory/stack");
    await run(pullRequest, {});
    const written = readFileSync(artifact, "utf8");
    const other = git.git("rev-parse", "main");
    for (const spoilt of [
      "{",
      written.replace('"version":1', '"version":1,"token":"x"'),
      written.replaceAll('"file":"main.tf"', '"file":"../../etc/passwd"'),
      written.replace(/"head":"[0-9a-f]+"/, `"head":"${other}"`),
    ]) {
      expect(spoilt).not.toBe(written);
      writeFileSync(artifact, spoilt);
      expect((await run(workflowRun, { token })).code).toBe(2);
    }
    writeFileSync(artifact, written);
    git.commit("change", { "later.tf": "# pushed since\n" });
    expect((await run(workflowRun, { token })).log).toContain("No open pull request is at");
    expect(server.writes()).toEqual([]);
  });

  it("mentions whom the branch names that the change goes to, whomever the other workflow names", async () => {
    const { run, pullRequest, workflowRun, pull, artifact, git } = await stage("mallory/stack");
    git.git("checkout", "-q", "main");
    git.commit("main", { "lintel.yaml": "version: 1\nbot: { mentionOwners: true }\n", CODEOWNERS: "* @org/infra\n" });
    git.git("update-ref", "refs/remotes/origin/main", "main");
    await run(pullRequest, {});
    const written = readFileSync(artifact, "utf8");
    const spoilt = written.replaceAll('"@org/infra"', '"@org/everyone"').replaceAll('"main.tf"', '"ma)in\\ud800.tf"');
    expect(spoilt).not.toBe(written);
    writeFileSync(artifact, spoilt);
    await run(workflowRun, { token });
    expect(pull.comments[0]?.body).toContain("For @org/infra,");
    expect(pull.comments[0]?.body).toContain("/ma%29in%EF%BF%BD.tf#L2");
    expect(pull.comments[0]?.body).not.toContain("@org/everyone");
  });

  it("takes its configuration from the branch that the change goes to", async () => {
    const { run, pullRequest, git, pull } = await stage("mallory/stack");
    const head = git.commit("change", {
      "lintel.yaml": "version: 1\npolicies: { '*': off }\nplugins: [./evil.mjs]\n",
      "evil.mjs": "process.exit(0)",
    });
    const pushed = structuredClone(pullRequest);
    pushed.pull_request.head.sha = head;
    const { code, page } = await run(pushed, {});
    expect(code).toBe(1);
    expect(page).toContain("aws_ebs_volume.v");
    expect(pull.comments).toEqual([]);
  });

  it.each([
    ["an event without a pull request", "{}", {}],
    ["an event that is no JSON", "{", {}],
    ["a mode that there is not", "{}", { mode: "dance" }],
    ["an input that is neither true nor false", "{}", { fail: "perhaps" }],
  ])("ends with a sentence after %s", async (_, event, inputs) => {
    const { run, server } = await stage();
    const { code, log } = await run(event, inputs);
    expect(code).toBe(2);
    expect(log).toMatch(/^::error::Lintel could not review this\. .+\n$/);
    expect(server.log).toEqual([]);
  });

  it("says that there is no token where one is needed, and that a commit is not in the clone", async () => {
    const { run, pullRequest } = await stage();
    expect((await run(pullRequest, {})).log).toContain("There is no token to publish with");
    const elsewhere = structuredClone(pullRequest);
    elsewhere.pull_request.head.sha = "0".repeat(40);
    expect(await run(elsewhere, { token })).toMatchObject({ code: 2 });
  });
});
