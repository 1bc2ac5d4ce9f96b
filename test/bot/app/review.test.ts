import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pullRequestEvent, sendWebhook, setStage, untilJobs, volume } from "./stage/stage.js";

describe("the App", () => {
  it("reviews a pull request, changes nothing when asked again, and resolves what is mended", async () => {
    const stage = await setStage();
    const app = await stage.startApp();
    const response = await sendWebhook(app, "pull_request", pullRequestEvent());
    expect(response.status).toBe(202);
    const [job] = await untilJobs([app], 1);
    expect(job).toMatchObject({ outcome: "reviewed", conclusion: "failure", posted: expect.any(Number) as number });
    const { pull, repository, github, git } = stage;
    expect(pull.comments).toHaveLength(1);
    expect(pull.comments[0]?.author.login).toBe("lintel[bot]");
    expect(pull.threads.some(({ path, line }) => path === "main.tf" && line === 3)).toBe(true);
    expect(repository.checkRuns).toMatchObject([{ conclusion: "failure", head: git.git("rev-parse", "change") }]);

    const before = github.writes().length;
    await sendWebhook(app, "pull_request", pullRequestEvent(7, "reopened"));
    const again = await untilJobs([app], 2);
    expect(again[1]).toMatchObject({ outcome: "reviewed", posted: 0, edited: 0, isBaseKnown: true });
    expect(
      github
        .writes()
        .slice(before)
        .filter(({ path }) => !path.includes("access_tokens")),
    ).toEqual([]);

    git.commit("change", { "main.tf": volume(true) });
    await sendWebhook(app, "pull_request", pullRequestEvent(7, "synchronize"));
    await untilJobs([app], 3);
    expect(pull.threads.every(({ isResolved }) => isResolved)).toBe(true);
    expect(repository.checkRuns.at(-1)).toMatchObject({ conclusion: "success" });
    expect(pull.comments).toHaveLength(1);
    const heads = repository.sarifs.map(({ commit }) => commit);
    expect(heads).toEqual([git.git("rev-parse", "change~1"), git.git("rev-parse", "change")]);
    expect(gunzipSync(Buffer.from(repository.sarifs[0]?.sarif ?? "", "base64")).toString()).toContain(
      '"aws-ebs-volume-unencrypted"',
    );
  });

  it("asks for no more than the installation allows, and does what it may", async () => {
    const stage = await setStage({ pull_requests: "write", contents: "read", metadata: "read" });
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await untilJobs([app], 1, "reviewed");
    const { pull, repository, git } = stage;
    expect(pull.comments).toHaveLength(1);
    expect(pull.threads.length).toBeGreaterThan(0);
    git.commit("change", { "main.tf": volume(true) });
    await sendWebhook(app, "pull_request", pullRequestEvent(7, "synchronize"));
    const [, job] = await untilJobs([app], 2, "reviewed");
    // GitHub lets nobody resolve a thread who may not write contents.
    expect(job?.["threadsLeft"]).not.toBe("");
    expect(pull.threads.some(({ isResolved }) => isResolved)).toBe(false);
    expect(repository.checkRuns).toEqual([]);
    expect(repository.sarifs).toEqual([]);
  });

  it("reviews all the same where code scanning takes no report", async () => {
    const stage = await setStage();
    stage.repository.hasCodeScanning = false;
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await untilJobs([app], 1, "reviewed");
    expect(stage.repository.checkRuns).toMatchObject([{ status: "completed" }]);
    stage.repository.hasCodeScanning = true;
    stage.github.faults.add({ kind: "answer", status: 500 }, { method: "POST", path: /\/sarifs$/, times: 9 });
    stage.git.commit("change", { "main.tf": volume(false, "w") });
    await sendWebhook(app, "pull_request", pullRequestEvent(7, "synchronize"));
    await untilJobs([app], 2, "reviewed");
    expect(stage.repository.sarifs).toEqual([]);
    expect(stage.repository.checkRuns).toMatchObject([{}, { status: "completed" }]);
  });
});
