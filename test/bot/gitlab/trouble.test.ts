import { createServer } from "node:http";
import { HostError, publishConversation } from "@lintel/bot";
import { expect, it, onTestFinished } from "vitest";
import { conversation } from "../github/pull-request.js";
import { openMergeRequest, token } from "./merge-request.js";

const all = { maximumComments: 100 };

async function errorOf(promise: Promise<unknown>): Promise<HostError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HostError);
  expect((error as HostError).message).not.toContain(token);
  expect((error as HostError).stack).not.toContain(token);
  return error as HostError;
}

it("sits out limits, also before it writes", async () => {
  const { server, host, head, waits } = await openMergeRequest();
  server.faults.add({ kind: "rate-limit", seconds: 7 }, { path: /\/user$/ });
  server.faults.add({ kind: "rate-limit", seconds: 9 }, { method: "POST", path: /discussions$/ });
  await publishConversation(host, conversation(head, [3]), all);
  expect(waits).toEqual([7_000, 9_000]);
  expect(server.discussions).toHaveLength(2);
});

it("gives up where the limit lasts, and says for how long", async () => {
  const { server, host, waits } = await openMergeRequest();
  server.faults.add({ kind: "rate-limit", seconds: 3_600 });
  const { status, retryAfterSeconds } = await errorOf(host.read());
  expect({ status, retryAfterSeconds, waits }).toEqual({ status: 429, retryAfterSeconds: 3_600, waits: [] });
});

it.each([
  ["500", { kind: "answer", status: 500 }],
  ["502", { kind: "answer", status: 502 }],
  ["a cut", { kind: "cut", isDone: false }],
  ["half an answer", { kind: "half" }],
] as const)("asks again for what it reads after %s", async (_, fault) => {
  const { server, host, waits } = await openMergeRequest();
  server.faults.add(fault, { times: 3 });
  expect((await host.read()).threads).toEqual([]);
  expect(waits).toHaveLength(3);
});

it("waits for no answer forever", async () => {
  const { server, connect } = await openMergeRequest();
  server.faults.add({ kind: "silence", isDone: false }, { times: 1 });
  const quick = connect({ timeoutMilliseconds: 150 });
  expect((await quick.read()).threads).toEqual([]);
  server.faults.add({ kind: "silence", isDone: false }, { times: 9 });
  expect(await errorOf(quick.read())).toMatchObject({ status: undefined });
});

it.each([
  ["500", { kind: "answer", status: 500 }],
  ["a cut after the effect", { kind: "cut", isDone: true }],
  ["half an answer", { kind: "half" }],
] as const)("does not post again after %s", async (_, fault) => {
  const { server, host, head } = await openMergeRequest();
  server.faults.add(fault, { method: "POST" });
  await errorOf(publishConversation(host, conversation(head, [3]), all));
  expect(server.writes()).toHaveLength(1);
});

it("edits again after a cut, which does no harm", async () => {
  const { server, connect, head } = await openMergeRequest();
  await publishConversation(connect(), conversation(head, [3]), all);
  server.faults.add({ kind: "cut", isDone: true }, { method: "PUT", times: 2 });
  await publishConversation(connect(), conversation(head, [], { summary: "### Nothing" }), all);
  expect(server.discussions[1]?.notes[0]?.body).toContain("### Nothing");
});

it("says what is wrong with a token that is unknown, or may too little, or a merge request that is not there", async () => {
  const { server, connect, head } = await openMergeRequest();
  expect(await errorOf(connect({ token: "glpat-wrong" }).read())).toMatchObject({ status: 401 });
  expect(await errorOf(connect({ iid: 8 }).read())).toMatchObject({ status: 404 });
  server.users.set("of a guest", { id: 9, username: "guest", role: "guest" });
  const guest = connect({ token: "of a guest" });
  expect(await errorOf(publishConversation(guest, conversation(head, []), all))).toMatchObject({ status: 403 });
  expect(server.discussions).toEqual([]);
});

it("writes nothing about a commit that the merge request has left", async () => {
  const { server, host, git, head } = await openMergeRequest();
  git.commit("change", { "more.tf": "locals {}\n" });
  expect(await errorOf(host.postComments(conversation(head, [3]).comments, head))).toMatchObject({ status: 409 });
  expect(await errorOf(host.publishCheck(conversation(head, []).check, head))).toMatchObject({ status: 409 });
  expect(server.writes()).toEqual([]);
});

it("takes its token nowhere else, and keeps it out of what it says", async () => {
  const { server, connect } = await openMergeRequest();
  const seen: unknown[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers["private-token"]);
    response.end("{}");
  });
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  server.faults.add({ kind: "answer", status: 302, headers: { location: `http://127.0.0.1:${port}/user` } });
  expect(await errorOf(connect().read())).toMatchObject({ status: 302 });
  expect(seen).toEqual([]);
  server.faults.add({ kind: "answer", status: 403, message: `What is ${token}?` });
  await errorOf(connect().read());
  expect(() => connect({ baseUrl: `https://user:${token}@gitlab.example.com/api/v4` })).toThrow(HostError);
});

it("is told by an answer that is none of GitLab's", async () => {
  const { connect } = await openMergeRequest();
  const page = createServer((_, response) => response.end("<!doctype html><title>Sign in</title>"));
  await new Promise<void>((done) => page.listen(0, "127.0.0.1", done));
  onTestFinished(() => void page.close());
  const { port } = page.address() as { port: number };
  expect((await errorOf(connect({ baseUrl: `http://127.0.0.1:${port}/api/v4` }).read())).message).toMatch(/no JSON/);
});
