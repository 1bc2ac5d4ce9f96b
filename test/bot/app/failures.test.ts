import { describe, expect, it } from "vitest";
import {
  commentEvent,
  expectNoSecrets,
  lineCommentEvent,
  pullRequestEvent,
  rerequestedEvent,
  sendWebhook,
  setStage,
  until,
  untilJobs,
  volume,
} from "./stage/stage.js";

describe("what cannot be reviewed", () => {
  it("is said once, in one comment, and reviewed when it can be", async () => {
    const stage = await setStage();
    stage.git.git("checkout", "-q", "main");
    stage.git.commit("main", { "lintel.yaml": "version: 2\n" });
    const app = await stage.startApp();
    for (const action of ["opened", "reopened"]) {
      await sendWebhook(app, "pull_request", pullRequestEvent(7, action));
      await untilJobs([app], action === "opened" ? 1 : 2, "given-up");
    }
    expect(stage.pull.comments).toHaveLength(1);
    expect(stage.pull.comments[0]?.body).toMatch(/was not reviewed[^]*configuration/);
    expect(stage.repository.checkRuns).toMatchObject([{ conclusion: "neutral" }]);
    stage.git.commit("main", { "lintel.yaml": "version: 1\n" });
    await sendWebhook(app, "pull_request", pullRequestEvent(7, "synchronize"));
    await untilJobs([app], 1, "reviewed");
    expect(stage.pull.comments).toHaveLength(1);
    expect(stage.pull.comments[0]?.body).toContain("new finding");
  });

  it("is tried again where the host falters, and given up in the end, without a word of what is secret", async () => {
    const stage = await setStage();
    stage.gitServer.fault = 500;
    const app = await stage.startApp({ LINTEL_ATTEMPTS: "2" });
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await untilJobs([app], 1, "put-off");
    await untilJobs([app], 1, "given-up");
    expect(stage.pull.comments).toHaveLength(1);
    expectNoSecrets(stage.pull.comments[0]?.body ?? "", stage.github);
  });

  it("is left alone where the pull request is closed, or gone", async () => {
    const stage = await setStage();
    stage.pull.state = "closed";
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await sendWebhook(app, "pull_request", pullRequestEvent(8));
    const jobs = await untilJobs([app], 2);
    expect(jobs.map(({ outcome }) => outcome).sort()).toEqual(["closed", "gone"]);
    expect(stage.pull.comments).toEqual([]);
  });

  it("waits as long as GitHub wants to be left alone", async () => {
    const stage = await setStage();
    stage.github.faults.add({ kind: "rate-limit", seconds: 600 }, { method: "GET", path: /\/pulls\/7$/ });
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    const [job] = await untilJobs([app], 1, "put-off");
    expect(job?.["afterMilliseconds"]).toBeGreaterThan(590_000);
  });

  it("is reviewed with a word about the conflict where there is one", async () => {
    const stage = await setStage();
    stage.pull.mergeable = false;
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await untilJobs([app], 1, "reviewed");
    expect(stage.pull.comments[0]?.body).toMatch(/conflicts with main/);
  });
});

const ownPolicy = (id: string): string => `id: ${id}
title: A disk is small
severity: low
category: resilience
description: Small disks fill up.
remediation: Make it larger.
match: aws_ebs_volume
require: { encrypted: true }
`;

describe("commands", () => {
  it("are answered once to those who may write, and to nobody else", async () => {
    const stage = await setStage();
    const app = await stage.startApp();
    const { pull, github } = stage;
    const asked = github.state.comment(pull, "ada", "/lintel explain aws-ebs-volume-unencrypted");
    for (let time = 0; time < 2; time++) {
      await sendWebhook(app, "issue_comment", commentEvent(asked.id, "ada", asked.body));
      await until(() => app.logLines().filter(({ msg }) => msg === "job").length > time, "the answer");
    }
    const other = github.state.comment(pull, "eve", "/lintel explain aws-ebs-volume-unencrypted");
    await sendWebhook(app, "issue_comment", commentEvent(other.id, "eve", other.body));
    await untilJobs([app], 1, "not-allowed");
    expect(pull.comments.filter(({ author }) => author.type === "Bot")).toHaveLength(1);
    expect(pull.comments.at(-1)?.body).not.toContain("lintel:answer");
    expect(
      app
        .logLines()
        .filter(({ msg }) => msg === "job")
        .map(({ outcome }) => outcome),
    ).toEqual(["answered", "answered-before", "not-allowed"]);
  });

  it("know the policies of the branch that the change goes to, and not those of the change", async () => {
    const stage = await setStage();
    const { git, github, pull } = stage;
    git.git("checkout", "-q", "main");
    const file = (id: string): Record<string, string> => ({ [`policies/${id}.yaml`]: ownPolicy(id) });
    git.commit("main", { "lintel.yaml": "version: 1\nexternalPolicies: [policies]\n", ...file("acme-disk") });
    git.git("checkout", "-q", "change");
    git.commit("change", { "lintel.yaml": "version: 1\nexternalPolicies: [policies]\n", ...file("acme-hostile") });
    const app = await stage.startApp();
    for (const id of ["acme-disk", "acme-hostile"]) {
      const asked = github.state.comment(pull, "ada", `/lintel explain ${id}`);
      await sendWebhook(app, "issue_comment", commentEvent(asked.id, "ada", asked.body));
      await until(() => pull.comments.at(-1)?.author.type === "Bot", "the answer");
    }
    const answers = pull.comments.filter(({ author }) => author.type === "Bot").map(({ body }) => body);
    expect(answers[0]).toContain("Small disks fill up");
    expect(answers[1]).toContain("There is no policy `acme-hostile`");
    git.git("checkout", "-q", "main");
    git.commit("main", { "policies/acme-disk.yaml": "id: acme-disk\n" });
    const asked = github.state.comment(pull, "ada", "/lintel explain acme-disk");
    await sendWebhook(app, "issue_comment", commentEvent(asked.id, "ada", asked.body));
    await until(() => pull.comments.at(-1)?.author.type === "Bot", "the answer");
    expect(pull.comments.at(-1)?.body).toContain("policies/acme-disk.yaml is invalid");
  });

  it("are answered whatever marks other bots copy", async () => {
    const stage = await setStage();
    const app = await stage.startApp();
    const asked = stage.github.state.comment(stage.pull, "ada", "/lintel explain aws-ebs-volume-unencrypted");
    stage.github.state.comment(stage.pull, "quoting[bot]", `<!-- lintel:answer ${asked.id} -->\nNothing.`);
    await sendWebhook(app, "issue_comment", commentEvent(asked.id, "ada", asked.body));
    await untilJobs([app], 1, "answered");
    expect(stage.pull.comments.at(-1)?.author.login).toBe("lintel[bot]");
  });

  it("suggest a suppression on the lines that they stand on", async () => {
    const stage = await setStage();
    const app = await stage.startApp();
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await untilJobs([app], 1, "reviewed");
    const thread = stage.pull.threads.find(({ line }) => line === 3);
    if (thread === undefined) throw new Error("There is no thread.");
    const text = "/lintel ignore aws-ebs-volume-unencrypted until 2030-01-31 because it holds nothing";
    const asked = stage.github.state.answer(thread, "ada", text);
    await sendWebhook(app, "pull_request_review_comment", lineCommentEvent(asked.id, "ada", text, 3));
    await untilJobs([app], 1, "answered");
    expect(thread.comments.at(-1)?.body).toContain("```suggestion\n  encrypted         = false # lintel:ignore");
  });

  it("rescan, and so does asking for the check again", async () => {
    const stage = await setStage();
    const app = await stage.startApp();
    const asked = stage.github.state.comment(stage.pull, "ada", "/lintel rescan");
    await sendWebhook(app, "issue_comment", commentEvent(asked.id, "ada", asked.body));
    await untilJobs([app], 1, "reviewed");
    const head = stage.git.commit("change", { "main.tf": volume(true) });
    await sendWebhook(app, "check_run", rerequestedEvent(head, [7]));
    await untilJobs([app], 2, "reviewed");
    expect(stage.repository.checkRuns.at(-1)).toMatchObject({ head, conclusion: "success" });
  });
});
