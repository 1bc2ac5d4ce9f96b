import { expect, it } from "vitest";
import { scan } from "./scan.js";
import { createMemoryHost } from "./source/memory-host.js";

/** More than a call takes as arguments. */
const many = 150_000;

it("reads a root module of more resources than are looked at, and says so", { timeout: 60_000 }, async () => {
  const text = Array.from({ length: many }, (_, index) => `resource "t" "r${String(index)}" {}\n`).join("");
  const host = createMemoryHost({ "main.tf": text });
  const { summary, diagnostics } = await scan({ host, paths: ["."], policies: [] });
  expect(diagnostics.map(({ code }) => code)).toEqual(["too-many-instances"]);
  expect(summary.resources).toBeGreaterThanOrEqual(100_000);
});

it("reads a list of very many objects", { timeout: 60_000 }, async () => {
  const item = "- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n";
  const text = `apiVersion: v1\nkind: List\nitems:\n${item.repeat(many)}`;
  const { summary } = await scan({ host: createMemoryHost({ "list.yaml": text }), paths: ["."], policies: [] });
  expect(summary.resources).toBe(many);
});
