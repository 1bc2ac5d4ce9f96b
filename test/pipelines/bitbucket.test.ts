import { expect, it } from "vitest";
import { startCodeInsights } from "./code-insights.js";
import { pipelines } from "./pipelines.js";
import { runPipeline, temporaryDirectory } from "./runner.js";

const insights = "http://api.bitbucket.org/2.0/repositories/acme/infra/commit/c0ffee/reports/lintel";

function groups(count: number): string {
  const one = (index: number): string =>
    `resource "aws_security_group" "g${String(index)}" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
  return Array.from({ length: count }, (_, index) => one(index)).join("");
}

async function requestsFor(text: string) {
  const pipeline = pipelines["Bitbucket Pipelines"]?.();
  if (pipeline === undefined) throw new Error("There is no example for Bitbucket.");
  const { proxy, requests } = await startCodeInsights();
  const directory = temporaryDirectory({ ".git/HEAD": "", "main.tf": text });
  const { code, runs } = await runPipeline(pipeline, directory, { BITBUCKET_PROXY: proxy });
  expect(runs.at(-1)).toMatchObject({ code: 0 });
  return { code, requests };
}

it("a report and its annotations are put into Code Insights, by pages, after a scan that fails", async () => {
  const { code, requests } = await requestsFor(groups(150));
  expect(code).toBe(1);
  expect(requests.slice(0, 2).map(({ method, url }) => [method, url])).toEqual([
    ["DELETE", insights],
    ["PUT", insights],
  ]);
  expect(requests[1]?.body).toMatchObject({ title: "Lintel", result: "FAILED" });
  const pages = requests.slice(2);
  expect(new Set(pages.map(({ method, url }) => `${method} ${url}`))).toEqual(
    new Set([`POST ${insights}/annotations`]),
  );
  const sizes = pages.map(({ body }) => (Array.isArray(body) ? body.length : 0));
  expect(sizes.slice(0, -1).every((size) => size === 100)).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(150);
  const identifiers = pages.flatMap(({ body }) => body as { external_id: string }[]).map((each) => each.external_id);
  expect(new Set(identifiers).size).toBe(identifiers.length);
});

it("no more than a thousand annotations are put there", async () => {
  const { requests } = await requestsFor(groups(1100));
  const pages = requests.slice(2);
  expect(pages.map(({ body }) => (Array.isArray(body) ? body.length : 0))).toEqual(
    Array.from({ length: 10 }, () => 100),
  );
});
