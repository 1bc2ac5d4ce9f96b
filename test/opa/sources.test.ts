import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMemoryHost, scan } from "@lintel/core";
import { loadRegoPolicies, type RegoOptions } from "@lintel/opa";
import { afterAll, describe, expect, it } from "vitest";
import { hasOpa } from "./tools.js";

const scratch = mkdtempSync(join(tmpdir(), "lintel-rego-sources-"));
let directories = 0;
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

async function load(files: Readonly<Record<string, string>>, options: RegoOptions = {}) {
  const directory = join(scratch, String(directories++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return loadRegoPolicies([directory], { ...options, nameOf: (path) => path.slice(directory.length + 1) });
}

/** What is wrong, each as `code file:line:column`. */
async function problemsOf(files: Readonly<Record<string, string>>, options?: RegoOptions) {
  const { diagnostics } = await load(files, options);
  return diagnostics.map(({ code, severity, location }) => {
    const place =
      location === null ? "" : ` ${location.file}:${String(location.start.line)}:${String(location.start.column)}`;
    return `${severity} ${code}${place}`;
  });
}

const rule = (body: string): string => `package main\n\nimport rego.v1\n\n${body}\n`;
const fine = rule('deny contains "m" if input.kind == "Pod"');

describe.runIf(hasOpa)("sources of Rego", () => {
  it("are compiled, tests left out, with data where directories say", async () => {
    const { policies, diagnostics } = await load({
      "main.rego": rule('deny contains sprintf("%v", [data.team.names[_]]) if input.kind == "Pod"'),
      "main_test.rego": "package main\n\ntest_deny if count(deny) == 7\n",
      "team/data.json": '{"names": ["a", "b"]}',
    });
    expect(diagnostics).toEqual([]);
    const host = createMemoryHost({ "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n" });
    const { findings } = await scan({ host, paths: ["."], engines: [policies] });
    expect(findings.map(({ message }) => message)).toEqual(["a", "b"]);
  });

  it.each<[string, string, string]>([
    ["the graph", "some node in input.nodes; node.type", "graph"],
    ["a plan", "input.resource_changes[_].address", "plan"],
    ["manifests", 'input.kind == "Pod"', "manifests"],
    ["manifests combined", "input[_].contents.kind", "combined"],
  ])("are given %s where that is what they read", async (_name, body, input) => {
    const { policies, diagnostics } = await load({ "main.rego": rule(`deny contains "m" if { ${body} }`) });
    expect(diagnostics).toEqual([]);
    expect(policies.rules.map((each) => each.input)).toEqual([input]);
  });

  it("are given what they say, or what is asked for", async () => {
    const said = { "main.rego": `# METADATA\n# custom:\n#   input: graph\n${fine}` };
    expect((await load(said)).policies.rules.map(({ input }) => input)).toEqual(["graph"]);
    expect((await load(said, { input: "plan" })).policies.rules.map(({ input }) => input)).toEqual(["plan"]);
  });

  it("of which nothing tells what they read are an error", async () => {
    expect(await problemsOf({ "main.rego": rule('deny contains "m" if input.review.object') })).toEqual([
      "error rego-input",
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["syntax", { "a.rego": "package main\n\ndeny contains x if {\n" }, ["error rego-syntax a.rego:4:1"]],
    [
      "a name that is not bound",
      { "a.rego": rule("deny contains x if input.kind") },
      ["error rego-invalid a.rego:5:15"],
    ],
    ["no rule that counts", { "a.rego": rule("allow if input.kind") }, ["error rego-no-rules"]],
    [
      "a misspelt rule beside one that counts",
      { "a.rego": `${fine}\ndney_x contains "m" if input.kind\n` },
      ["error rego-misspelt-rule a.rego:7:1"],
    ],
    [
      "an import of a package that there is not",
      {
        "a.rego": rule('import data.lib.helprs\n\ndeny contains "m" if helprs.bad'),
        "b.rego": "package lib.helpers\n\nbad := true\n",
      },
      ["error rego-unknown-name a.rego:5:8"],
    ],
    [
      "a rule of a package that there is not",
      { "a.rego": rule('deny contains "m" if data.lib.bda'), "b.rego": "package lib\n\nbad := true\n" },
      ["error rego-unknown-name a.rego:5:22"],
    ],
    [
      "data that there is not",
      { "a.rego": rule('deny contains "m" if data.settings.on') },
      ["error rego-unknown-name a.rego:5:22"],
    ],
  ])("with %s are an error at its place", async (_name, files, expected) => {
    expect(await problemsOf(files, { input: "manifests" })).toEqual(expected);
  });

  it("with a rule of nearly the right name that others read are fine", async () => {
    const files = { "a.rego": rule('denied contains "m" if input.kind\n\ndeny contains name if some name in denied') };
    expect(await problemsOf(files, { input: "manifests" })).toEqual([]);
  });
});
