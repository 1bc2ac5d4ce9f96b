import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { readText, readYaml, repositoryPath } from "./example.js";
import { hasTool } from "./tool.js";

/** Published schemas that check-jsonschema brings along, and what has to be said to it. */
const published: readonly (readonly [file: string, schema: string, ...options: string[]])[] = [
  ["action.yml", "github-actions"],
  ["examples/ci/github-actions/lintel.yml", "github-workflows"],
  ["examples/ci/github-actions/with-action.yml", "github-workflows"],
  ["examples/ci/gitlab/.gitlab-ci.yml", "gitlab-ci", "--data-transform", "gitlab-ci"],
  ["examples/ci/gitlab/lintel-review.yml", "gitlab-ci", "--data-transform", "gitlab-ci"],
  ["examples/ci/circleci/config.yml", "circle-ci"],
  ["examples/ci/bitbucket/bitbucket-pipelines.yml", "bitbucket-pipelines"],
  ["examples/ci/bitbucket/lintel-review.yml", "bitbucket-pipelines"],
  // The schema has a pattern that is no regular expression in the Unicode mode of ECMAScript.
  [
    "examples/ci/azure-pipelines/azure-pipelines.yml",
    "azure-pipelines",
    "--data-transform",
    "azure-pipelines",
    "--regex-variant",
    "nonunicode",
  ],
  ["examples/ci/cloud-build/cloudbuild.yaml", "cloudbuild"],
  ["examples/ci/travis/.travis.yml", "travis"],
  ["examples/ci/bamboo/bamboo.yml", "bamboo-spec"],
];

describe.skipIf(!hasTool("check-jsonschema"))("by its published schema", () => {
  it.each(published)("%s is valid", (file, schema, ...options) => {
    const args = ["--builtin-schema", `vendor.${schema}`, ...options, repositoryPath(file)];
    const { status, stdout } = spawnSync("check-jsonschema", args, { encoding: "utf8" });
    expect({ status, stdout: stdout.slice(0, 2000) }).toEqual({ status: 0, stdout: "ok -- validation done\n" });
  });
});

/** Systems without a published schema: theirs are written from the pages that they name. */
const written: readonly (readonly [file: string, schema: string])[] = [
  ["examples/ci/aws/buildspec.yml", "buildspec.schema.json"],
  ["examples/ci/harness/pipeline.yaml", "harness-pipeline.schema.json"],
  ["examples/integrations/megalinter/lintel.megalinter-descriptor.yml", "megalinter-descriptor.schema.json"],
  ["examples/integrations/reviewdog/.reviewdog.yml", "reviewdog.schema.json"],
  ["examples/integrations/atlantis/repos.yaml", "atlantis-repos.schema.json"],
];

describe("by a schema that follows the vendor's page", () => {
  it.each(written)("%s is valid", (file, name) => {
    const schema = JSON.parse(readFileSync(new URL(`schemas/${name}`, import.meta.url), "utf8")) as object;
    const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
    const isValid = ajv.compile(schema);
    isValid(readYaml(file).value);
    expect(isValid.errors ?? []).toEqual([]);
  });
});

/** What a language of blocks closes again, outside of strings and comments; undefined where it closes all. */
function unclosed(text: string, strings: RegExp): string | undefined {
  const open: string[] = [];
  for (const [token] of text.replace(strings, "").matchAll(/[()[\]{}]/g)) {
    const at = ")]}".indexOf(token);
    if (at === -1) open.push(token);
    else if (open.pop() !== "([{"[at]) return token;
  }
  return open.pop();
}

// No parser of Groovy or Kotlin is at hand: what is checked is that brackets and strings close, and the outline that the
// documentation of the declarative pipeline, and of the Kotlin DSL, prescribes.
describe("by its outline", () => {
  it("the Jenkinsfile is a declarative pipeline", () => {
    const text = readText("examples/ci/jenkins/Jenkinsfile");
    expect(unclosed(text, /'''[\s\S]*?'''|'[^'\n]*'|"[^"\n]*"|\/\/.*/g)).toBeUndefined();
    const outline = text.replace(/'''[\s\S]*?'''|\/\/.*/g, "");
    expect([...outline.matchAll(/^ {2}(\w+) \{$/gm)].map(([, name]) => name)).toEqual([
      "agent",
      "options",
      "environment",
      "stages",
      "post",
    ]);
    expect(outline).toMatch(/^pipeline \{$/m);
    expect(outline).toMatch(/stages \{\s+stage\('Lintel'\) \{\s+steps \{\s+sh\s+\}\s+\}\s+\}/);
    const always = /post \{\s+always \{([\s\S]*?)\n {4}\}/.exec(outline)?.[1] ?? "";
    expect([...always.matchAll(/^ +(\w+) /gm)].map(([, name]) => name)).toEqual([
      "recordIssues",
      "junit",
      "archiveArtifacts",
    ]);
  });

  it("the settings of TeamCity are a project in Kotlin", () => {
    const text = readText("examples/ci/teamcity/settings.kts");
    expect(unclosed(text, /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\/\/.*/g)).toBeUndefined();
    const outline = text.replace(/"""[\s\S]*?"""/g, '""').replace(/\/\/.*/g, "");
    expect(outline).toMatch(/^version = "\d{4}\.\d+"$/m);
    expect(outline).toMatch(/^project \{\s+buildType\(Lintel\)\s+\}$/m);
    expect(outline).toMatch(/^object Lintel : BuildType\(\{\n/m);
    const imported = [...outline.matchAll(/^import \S+\.(\w+)$/gm)].map(([, name]) => name);
    expect(
      imported.filter(
        (name) => !new RegExp(`\\b${name ?? ""} \\{`).test(outline.replace(/^import.*/gm, "")) && name !== "vcs",
      ),
    ).toEqual([]);
    // A dollar in a raw string of Kotlin's is the beginning of a template.
    for (const [, script = ""] of text.matchAll(/"""([\s\S]*?)"""/g))
      expect(script.replaceAll("${'$'}", "")).not.toContain("$");
  });

  it("the pipeline of AWS is formatted, and its build project reads the buildspec", () => {
    const text = readText("examples/ci/aws/pipeline.tf");
    expect(text).toMatch(/buildspec = "buildspec\.yml"/);
  });
});
