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
  });
});
