import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { readText, readYaml, repositoryPath } from "../../pipelines/example.js";
import { binary, run, runPipeline, temporaryDirectory, type PipelineRun } from "../../pipelines/runner.js";
import { cloneAsRunner, volume } from "../rest/clone.js";
import { me, openPullRequest, token, type TestPullRequest } from "./pull-request.js";

const step = readYaml("examples/ci/bitbucket/lintel-review.yml").at("pipelines", "pull-requests", "**", 0, "step");
const branches = { main: { "main.tf": volume(true) }, change: { "main.tf": volume(false) } };

/** The variables of a pipeline of a pull request. */
function variables({ server, head, base }: TestPullRequest, clone: string): Record<string, string> {
  return {
    ...{ BITBUCKET_WORKSPACE: "acme", BITBUCKET_REPO_SLUG: "infra", BITBUCKET_PR_ID: "7", BITBUCKET_COMMIT: head },
    ...{ BITBUCKET_PR_DESTINATION_BRANCH: "main", BITBUCKET_PR_DESTINATION_COMMIT: base.slice(0, 12) },
    ...{ BITBUCKET_CLONE_DIR: clone, LINTEL_BITBUCKET_API_URL: server.url, LINTEL_BITBUCKET_TOKEN: token },
  };
}

function runStep(request: TestPullRequest, more: Readonly<Record<string, string>> = {}): Promise<PipelineRun> {
  const clone = cloneAsRunner(request.git.directory, request.head);
  const steps = [{ script: step.at("script").texts.join("\n"), shell: ["bash", "-e"], isAlways: false }];
  return runPipeline({ steps, environment: variables(request, clone) }, clone, more);
}

it("tells a pull request what it brings, once, and fails", async () => {
  const request = await openPullRequest({}, branches);
  const { server, head } = request;
  const { code, runs } = await runStep(request);
  expect({ code, stderr: runs[0]?.stderr }).toEqual({ code: 1, stderr: "" });
  const [comment, summary] = server.comments;
  expect(comment?.inline).toEqual({ path: "main.tf", to: 3 });
  expect(comment?.raw).toContain("```\n  encrypted         = true\n```");
  expect(summary?.raw).toContain(`https://bitbucket.org/acme/infra/src/${head}/main.tf#lines-3`);
  expect(`${comment?.raw}${summary?.raw}`).not.toMatch(/<[a-z!]/);
  expect([...server.statuses.values()]).toMatchObject([{ state: "FAILED" }]);
  const before = server.writes().length;
  expect((await runStep(request)).runs[0]?.stdout).toContain("nothing to do");
  expect(server.writes()).toHaveLength(before);
});

it("takes a user and a password too, and says nothing of either", async () => {
  const request = await openPullRequest({}, branches);
  const encoded = Buffer.from("ada@example.com:app-password").toString("base64");
  request.server.accounts.set(`Basic ${encoded}`, me);
  const account = {
    LINTEL_BITBUCKET_TOKEN: "",
    LINTEL_BITBUCKET_USER: "ada@example.com",
    LINTEL_BITBUCKET_PASSWORD: "app-password",
  };
  expect((await runStep(request, account)).code).toBe(1);
  const wrong = await runStep(request, { ...account, LINTEL_BITBUCKET_PASSWORD: "not-the-password" });
  expect(wrong.code).toBe(2);
  expect(wrong.runs[0]?.stderr).toMatch(/answered 401/);
  expect(wrong.runs[0]?.stderr).not.toMatch(/not-the-password/);
});

it.each([
  ["no token", { LINTEL_BITBUCKET_TOKEN: "" }, /LINTEL_BITBUCKET_TOKEN is not set[^]*scope pullrequest:write/],
  ["no pull request", { BITBUCKET_PR_ID: "" }, /BITBUCKET_PR_ID is not set/],
])("says what to do where there is %s", async (_, environment, message) => {
  const request = await openPullRequest({}, branches);
  const { code, runs } = await runStep(request, environment);
  expect(code).toBe(2);
  expect(runs[0]?.stderr).toMatch(message);
  expect(request.server.writes()).toEqual([]);
});

it("the entry point of the pipe does the same, with what its variables say", async () => {
  const request = await openPullRequest({}, branches);
  const clone = cloneAsRunner(request.git.directory, request.head);
  const tools = temporaryDirectory();
  symlinkSync(binary, join(tools, "lintel"));
  const environment = { ...variables(request, clone), CHECK: "false", PATH: `${tools}:${process.env["PATH"] ?? ""}` };
  const { code, stdout, stderr } = await run(["sh", repositoryPath("packages/bot/pipe/pipe.sh")], "/", environment);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain("1 posted");
  expect([request.server.comments.length, request.server.statuses.size, request.server.reports.size]).toEqual([
    2, 0, 0,
  ]);
});

it("the pipe is described as Bitbucket asks", () => {
  const schema = JSON.parse(readFileSync(new URL("pipe.schema.json", import.meta.url), "utf8")) as object;
  const isValid = new Ajv({ strict: true, strictRequired: false }).compile(schema);
  isValid(readYaml("packages/bot/pipe/pipe.yml").value);
  expect(isValid.errors ?? []).toEqual([]);
  const { version } = JSON.parse(readText("packages/cli/package.json")) as { version: string };
  for (const file of ["pipe.yml", "Dockerfile"]) expect(readText(`packages/bot/pipe/${file}`)).toContain(version);
  const headings = [...readText("packages/bot/pipe/README.md").matchAll(/^##? (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    ...["Bitbucket Pipelines Pipe: Lintel review", "YAML definition", "Variables", "Details", "Prerequisites"],
    ...["Examples", "Support"],
  ]);
});
