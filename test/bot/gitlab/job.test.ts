import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readYaml } from "../../pipelines/example.js";
import { binary, run, runPipeline, type PipelineRun } from "../../pipelines/runner.js";
import { cloneAsRunner, handOver, volume } from "../rest/clone.js";
import { openMergeRequest, token, type TestMergeRequest } from "./merge-request.js";

const job = readYaml("examples/ci/gitlab/lintel-review.yml").at("lintel-review");
const branches = {
  main: { "main.tf": volume(true), "lintel.yaml": "version: 1\nbot:\n  blockOn: [high]\n" },
  change: { "main.tf": volume(false) },
};

/** The variables of a pipeline of a merge request. */
function variables({ server, head, base }: TestMergeRequest): Record<string, string> {
  return {
    ...{ CI_API_V4_URL: server.url, CI_PROJECT_ID: "42", CI_PROJECT_URL: "https://gitlab.example.com/acme/infra" },
    ...{ CI_MERGE_REQUEST_IID: "7", CI_MERGE_REQUEST_PROJECT_ID: "42", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    ...{ CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_SHA: head, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "42" },
    ...{ CI_JOB_TOKEN: "of-the-job", LINTEL_GITLAB_TOKEN: token },
  };
}

function runJob(request: TestMergeRequest, more: Readonly<Record<string, string>> = {}): Promise<PipelineRun> {
  const step = { script: job.at("script").texts.join("\n"), shell: ["bash", "-eo", "pipefail"], isAlways: false };
  const directory = cloneAsRunner(request.git.directory, request.head);
  const environment = { ...job.at("variables").variables, ...variables(request) };
  return runPipeline({ steps: [step], environment }, directory, more);
}

it("tells a merge request what it brings, once, and fails", async () => {
  const request = await openMergeRequest({}, branches);
  const { server, head } = request;
  const { code, runs } = await runJob(request);
  expect({ code, stderr: runs[0]?.stderr }).toEqual({ code: 1, stderr: "" });
  expect(runs[0]?.stdout).toContain("1 posted");
  const [comment, summary] = server.discussions;
  expect(comment?.position).toMatchObject({ new_path: "main.tf", new_line: 3 });
  expect(comment?.notes[0]?.body).toContain("```suggestion:-0+0\n  encrypted         = true\n```");
  expect(summary?.notes[0]?.body).toContain(`https://gitlab.example.com/acme/infra/-/blob/${head}/main.tf#L3`);
  expect(summary?.notes[0]?.body).not.toContain("/lintel");
  const before = server.writes().length;
  expect((await runJob(request)).runs[0]?.stdout).toContain("nothing to do");
  expect(server.writes()).toHaveLength(before);
});

it("takes the configuration of the target branch, whatever the change writes into its own", async () => {
  const lenient = { ...branches.change, "lintel.yaml": "version: 1\nbot:\n  blockOn: []\n" };
  const request = await openMergeRequest({}, { ...branches, change: lenient });
  expect((await runJob(request)).code).toBe(1);
});

it.each([
  ["no token", { LINTEL_GITLAB_TOKEN: "" }, /no job token \(CI_JOB_TOKEN\) write notes/],
  ["a wrong token", { LINTEL_GITLAB_TOKEN: "glpat-wrong" }, /401[^]*The token is wrong/],
  ["no merge request", { CI_MERGE_REQUEST_IID: "" }, /CI_MERGE_REQUEST_IID is not set[^]*merge_request_event/],
])("says what to do where there is %s", async (_, environment, message) => {
  const request = await openMergeRequest({}, branches);
  const { code, runs } = await runJob(request, environment);
  expect(code).toBe(2);
  expect(runs[0]?.stderr).toMatch(message);
  expect(`${runs[0]?.stderr}${runs[0]?.stdout}`).not.toMatch(/glpat|of-the-job/);
  expect(request.server.writes()).toEqual([]);
});

it("publishes what a step without a token has made, of the commit that is there, and nothing else", async () => {
  const request = await openMergeRequest({}, branches);
  const { server, git, head, base } = request;
  const lintel = (directory: string, args: readonly string[]) =>
    run([process.execPath, binary, ...args], directory, variables(request));
  const scanned = cloneAsRunner(git.directory, head);
  expect((await lintel(scanned, ["review", "--base", base, "-f", "json", "-o", "review.json"])).code).toBe(1);
  const publishing = cloneAsRunner(git.directory, head);
  handOver(scanned, publishing, "review.json");
  const publish = () => lintel(publishing, ["review", "--publish", "gitlab", "--from", "review.json"]);
  expect(await publish()).toMatchObject({ code: 1, stderr: "" });
  expect(server.discussions).toHaveLength(2);

  const review = readFileSync(join(publishing, "review.json"), "utf8");
  writeFileSync(join(publishing, "review.json"), review.replaceAll(head, "c".repeat(40)));
  expect(await publish()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/moved on from cccccccccc/) as string,
  });
  writeFileSync(join(publishing, "review.json"), review.replace('"version":1', '"version":1,"more":true'));
  expect(await publish()).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/no review that can be published/) as string,
  });
  writeFileSync(join(publishing, "review.json"), review);
  const before = server.writes().length;
  git.commit("change", { "more.tf": "locals {}\n" });
  expect(await publish()).toMatchObject({ code: 2, stderr: expect.stringMatching(/moved on from/) as string });
  expect(server.writes()).toHaveLength(before);
});

it("says what it was not let tell", async () => {
  const request = await openMergeRequest({}, branches);
  request.server.users.set("glpat-of-a-guest", { id: 9, username: "guest", role: "guest" });
  const { code, runs } = await runJob(request, { LINTEL_GITLAB_TOKEN: "glpat-of-a-guest" });
  expect(code).toBe(2);
  expect(runs[0]?.stderr).toMatch(/403/);
  expect(runs[0]?.stderr).not.toMatch(/glpat/);
});

it("begins anew where GitLab falters after the effect, and posts nothing twice", { timeout: 60_000 }, async () => {
  const request = await openMergeRequest({}, branches);
  request.server.faults.add({ kind: "cut", isDone: true }, { method: "POST", path: /discussions$/ });
  expect((await runJob(request)).code).toBe(1);
  expect(request.server.discussions).toHaveLength(2);
});
