import { generateKeyPairSync, sign } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { uploadSarif } from "@lintel/bot";
import { describe, expect, it } from "vitest";
import { comment, openPullRequest, place, token, type TestPullRequest } from "./pull-request.js";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
const app = { id: 99, slug: "lintel", publicKey, installations: new Map([[5, ["org/stack"]]]) };

async function ask({ server }: TestPullRequest, method: string, path: string, body?: unknown, bearer = token) {
  const response = await fetch(`${server.url}${path}`, {
    ...{ method, headers: { authorization: `Bearer ${bearer}` } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

function webToken(claims: Readonly<Record<string, unknown>>, key = keys.privateKey): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

const pulls = "/repos/org/stack/pulls/7";

describe("the server that behaves as GitHub", () => {
  it("takes comments only where the diff shows lines, and a review as a whole or not at all", async () => {
    const opened = await openPullRequest();
    const post = (comments: readonly unknown[]) =>
      ask(opened, "POST", `${pulls}/reviews`, { event: "COMMENT", comments });
    const at = (line: number, more: object = {}) => ({ path: "old.tf", body: "Why?", line, side: "RIGHT", ...more });
    const shown = [at(7), at(10), at(13), at(20, { side: "LEFT" }), at(12, { start_line: 9, start_side: "RIGHT" })];
    expect((await post(shown)).status).toBe(200);
    expect(opened.pull.threads).toHaveLength(5);
    const notShown = [
      at(6),
      at(14),
      at(20, { start_line: 10, start_side: "RIGHT" }),
      at(10, { start_line: 12, start_side: "RIGHT" }),
      at(10, { path: "nowhere.tf" }),
      { path: "old.tf", body: "Why?" },
    ];
    for (const bad of notShown) expect([bad, (await post([at(10), bad])).status]).toEqual([bad, 422]);
    expect(opened.pull.threads).toHaveLength(5);
    const { status, body } = await ask(opened, "POST", `${pulls}/comments`, { ...at(10), commit_id: opened.head });
    expect([status, body["line"]]).toEqual([201, 10]);
    const before = await ask(opened, "POST", `${pulls}/comments`, { ...at(10), commit_id: opened.base });
    expect(before.status).toBe(422);
    const unknown = await ask(opened, "POST", `${pulls}/comments`, { ...at(10), commit_id: "0".repeat(40) });
    expect(unknown.status).toBe(422);
  });

  it("gives tokens to whoever has the app's key, which end at its repositories", async () => {
    const opened = await openPullRequest({ app });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 99, iat: now - 60, exp: now + 500 };
    const get = (bearer: string, id = 5) => ask(opened, "POST", `/app/installations/${id}/access_tokens`, {}, bearer);
    const { status, body } = await get(webToken(claims));
    expect(status).toBe(201);
    const issued = String(body["token"]);
    expect((await ask(opened, "GET", pulls, undefined, issued)).status).toBe(200);
    opened.server.state.addRepository({ owner: "org", name: "other", directory: opened.git.directory });
    expect((await ask(opened, "GET", "/repos/org/other", undefined, issued)).status).toBe(404);
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const wrong = [
      webToken({ ...claims, exp: now - 1 }),
      webToken({ ...claims, iss: 1 }),
      webToken(claims, other),
      token,
    ];
    for (const bearer of wrong) expect((await get(bearer)).status).toBe(401);
    expect((await get(webToken(claims), 6)).status).toBe(404);
  });

  it("reads lists in pages, and contents, permissions and pull requests", async () => {
    const opened = await openPullRequest({ largestPage: 2 });
    const { server, pull, repository, git } = opened;
    for (let at = 0; at < 3; at += 1) server.state.comment(pull, "ada", `Remark ${at}`);
    const name = { owner: place.owner, repo: place.repo };
    const first = await ask(opened, "GET", "/repos/org/stack/issues/7/comments?per_page=100");
    expect(first.body).toHaveLength(2);
    expect(first.headers.get("link")).toContain('page=2>; rel="next"');
    expect(await opened.client.restAll("GET /repos/{owner}/{repo}/issues/7/comments", name)).toHaveLength(3);
    repository.roles.set("grace", "maintain");
    const permission = async (login: string) =>
      (await ask(opened, "GET", `/repos/org/stack/collaborators/${login}/permission`)).body["permission"];
    expect([await permission("grace"), await permission("mallory")]).toEqual(["write", "none"]);
    const owners = await ask(opened, "GET", "/repos/org/stack/contents/CODEOWNERS?ref=main");
    expect(Buffer.from(String(owners.body["content"]), "base64").toString()).toBe("* @org/platform\n");
    pull.headRepository = null;
    const { body } = await ask(opened, "GET", pulls);
    expect(body).toMatchObject({ changed_files: 2, mergeable: true, head: { sha: opened.head, repo: null } });
    expect(git.git("rev-parse", "change")).toBe(opened.head);
    expect((await ask(opened, "GET", "/repos/org/stack/pulls?state=open&head=org:change")).body).toHaveLength(0);
  });

  it("refuses what GitHub's schema does not know, and pages without a size", async () => {
    const opened = await openPullRequest();
    const query = async (text: string) => (await ask(opened, "POST", "/graphql", { query: text })).body;
    const pull = (fields: string) =>
      `{ repository(owner: "org", name: "stack") { pullRequest(number: 7) { ${fields} } } }`;
    expect(await query(pull("number"))).toMatchObject({ data: { repository: { pullRequest: { number: 7 } } } });
    expect(await query(pull("numbre"))).toMatchObject({ errors: [{}] });
    expect(await query("{ viewer { login } ")).toMatchObject({ errors: [{}] });
    expect(await query(pull("comments { totalCount }"))).toMatchObject({
      errors: [{ type: "MISSING_PAGINATION_BOUNDARIES" }],
    });
    expect(await query(pull("comments(first: 101) { totalCount }"))).toMatchObject({
      errors: [{ type: "EXCESSIVE_PAGINATION" }],
    });
    const resolve = 'mutation { resolveReviewThread(input: { threadId: "none" }) { thread { id } } }';
    expect(await query(resolve)).toMatchObject({ errors: [{ type: "NOT_FOUND" }] });
  });

  it("takes no more than 50 annotations at once, and checks from apps alone", async () => {
    const opened = await openPullRequest();
    const { body } = await ask(opened, "POST", "/repos/org/stack/check-runs", {
      name: "Lintel",
      head_sha: opened.head,
    });
    const path = `/repos/org/stack/check-runs/${String(body["id"])}`;
    const { first: start_line } = comment(1);
    const annotation = { path: "main.tf", start_line, end_line: 1, annotation_level: "notice", message: "So" };
    const patch = (count: number, bearer?: string) => {
      const annotations = Array.from({ length: count }, () => annotation);
      return ask(opened, "PATCH", path, { output: { title: "T", summary: "S", annotations } }, bearer);
    };
    expect([(await patch(50)).status, (await patch(50)).status]).toEqual([200, 200]);
    expect(opened.repository.checkRuns[0]?.annotations).toHaveLength(100);
    opened.server.state.addToken("ghp_of-a-person", "grace");
    expect((await patch(1, "ghp_of-a-person")).status).toBe(403);
    expect((await patch(1, "nobody's")).status).toBe(401);
  });
});

describe("uploading a report for code scanning", () => {
  it("compresses it, and says which commit it is of", async () => {
    const { client, repository, head } = await openPullRequest();
    const sarif = JSON.stringify({ version: "2.1.0", runs: [] });
    expect(await uploadSarif(client, place, { head, sarif })).toMatchObject({ id: repository.sarifs[0]?.id });
    expect(repository.sarifs).toMatchObject([{ commit: head, ref: "refs/pull/7/head" }]);
    expect(gunzipSync(Buffer.from(repository.sarifs[0]?.sarif ?? "", "base64")).toString()).toBe(sarif);
  });

  it("says why where a repository takes none, and fails where GitHub does", async () => {
    const { server, client, repository, head } = await openPullRequest();
    repository.hasCodeScanning = false;
    const refused = await uploadSarif(client, place, { head, sarif: "{}" });
    expect("refused" in refused ? refused.refused : "").toContain("403");
    server.faults.add({ kind: "answer", status: 500 }, { times: 9 });
    await expect(uploadSarif(client, place, { head, sarif: "{}" })).rejects.toMatchObject({ status: 500 });
  });
});
