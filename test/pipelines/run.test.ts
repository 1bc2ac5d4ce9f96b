import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startCodeInsights } from "./code-insights.js";
import { pipelines } from "./pipelines.js";
import { hasContent, run, runPipeline, temporaryDirectory } from "./runner.js";
import { repositoryPath } from "./example.js";

const required =
  'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 6.0"\n    }\n  }\n}\n';
const group = (cidr: string): string => `resource "aws_security_group" "web" {
  description = "Web"
  ingress {
    description = "SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${cidr}"]
  }
}
`;
/** Something grave, something that is not, and nothing at all. */
const open = { ".git/HEAD": "", "infra/main.tf": required + group("0.0.0.0/0") };
const unpinned = { ".git/HEAD": "", "infra/main.tf": group("10.0.0.0/8") };

/** Where what lies outside of a pipeline is. */
async function outside(): Promise<Record<string, string>> {
  return { BITBUCKET_PROXY: (await startCodeInsights()).proxy };
}

describe.each(Object.entries(pipelines))("the pipeline of %s", (_, read) => {
  const pipeline = read();

  it("fails for what is grave, and keeps the reports all the same", { timeout: 60_000 }, async () => {
    const directory = temporaryDirectory(open);
    const { code, runs } = await runPipeline(pipeline, directory, await outside());
    expect(runs.map(({ stderr }) => stderr).join("")).not.toMatch(/^lintel: |not called as expected/m);
    expect(code).toBe(1);
    expect(pipeline.kept.length).toBeGreaterThan(0);
    expect(pipeline.kept.filter((path) => !hasContent(join(directory, path)))).toEqual([]);
    const said = runs.map(({ stdout }) => stdout).join("");
    expect(said).toMatch(/aws-security-group-ssh-open/);
  });

  it("passes below the threshold, and reports what is there", { timeout: 60_000 }, async () => {
    const directory = temporaryDirectory(unpinned);
    const { code, runs } = await runPipeline(pipeline, directory, await outside());
    expect(runs.map(({ code: each }) => each)).toEqual(pipeline.steps.map(() => 0));
    expect(code).toBe(0);
    expect(runs.map(({ stdout }) => stdout).join("")).toMatch(/terraform-provider-unpinned/);
  });

  it("names one version of the package, in one place", () => {
    const text = readFileSync(repositoryPath(pipeline.file), "utf8");
    const { version } = JSON.parse(readFileSync(repositoryPath("packages/cli/package.json"), "utf8")) as {
      version: string;
    };
    expect(text.match(/\b0\.1\.0\b/g)).toEqual([version]);
  });
});

describe("the examples", () => {
  it("are all run here", () => {
    const known = Object.values(pipelines).map((read) => read().file.split("/")[2]);
    expect(
      readdirSync(repositoryPath("examples/ci"), { withFileTypes: true })
        .filter((each) => each.isDirectory())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(known.sort());
  });

  it("written in Terraform have nothing that Lintel finds", async () => {
    const { code, stdout } = await run(
      [
        process.execPath,
        repositoryPath("packages/cli/bin/lintel.js"),
        "scan",
        "--preset",
        "recommended",
        "--no-config",
        repositoryPath("examples/ci"),
      ],
      repositoryPath("."),
    );
    expect(stdout).toMatch(/Findings +none/);
    expect(code).toBe(0);
  });
});
