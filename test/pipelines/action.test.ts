import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, readYaml, repositoryPath } from "./example.js";
import { runPipeline, temporaryDirectory } from "./runner.js";

const action = readYaml("action.yml");
const steps = action.at("runs", "steps").items;
const scan = steps.find((step) => step.at("id").value === "scan");
const open = `resource "aws_security_group" "web" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;

/** Runs the step that scans, with these inputs. */
async function runAction(
  given: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = { "main.tf": open },
) {
  if (scan === undefined) throw new Error("There is no step that scans.");
  const inputs = {
    ...Object.fromEntries(
      Object.keys(action.at("inputs").variables).map((name) => [name, action.at("inputs", name, "default").text]),
    ),
    ...given,
  };
  const directory = temporaryDirectory({ ".git/HEAD": "", ...files });
  const runner = temporaryDirectory();
  const resolve = (text: string): string =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => new Map(Object.entries(inputs)).get(name) ?? "")
      .replaceAll("${{ runner.temp }}", runner);
  const environment = Object.fromEntries(
    Object.entries(scan.at("env").variables).map(([name, value]) => [name, resolve(value)]),
  );
  const step = {
    script: scan.at("run").text,
    shell: ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
    isAlways: false,
  };
  const of = (name: string): string => (existsSync(join(runner, name)) ? readFileSync(join(runner, name), "utf8") : "");
  const done = await runPipeline({ steps: [step], environment }, directory, {
    RUNNER_TEMP: runner,
    GITHUB_OUTPUT: join(runner, "output"),
    GITHUB_STEP_SUMMARY: join(runner, "summary"),
  });
  return {
    directory,
    code: done.code,
    stdout: done.runs[0]?.stdout ?? "",
    output: of("output"),
    summary: of("summary"),
  };
}

describe("the action", () => {
  it("puts no input into a script", () => {
    for (const step of steps) expect(JSON.stringify(step.at("run").value ?? "")).not.toContain("${{");
    const used = new Set([...readText("action.yml").matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(action.at("inputs").variables).sort());
  });

  it("has the version of the package", () => {
    const { version } = JSON.parse(readFileSync(repositoryPath("packages/cli/package.json"), "utf8")) as {
      version: string;
    };
    expect(action.at("inputs", "version", "default").text).toBe(version);
  });

  it("makes annotations, a summary and SARIF, and fails", async () => {
    const { code, stdout, summary, output, directory } = await runAction({});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error .*file=main\.tf,.*aws-security-group-ssh-open/m);
    expect(summary).toMatch(/aws-security-group-ssh-open/);
    expect(output.trim().split("\n")).toEqual(["exit-code=1", "sarif-file=./lintel.sarif"]);
    expect(JSON.parse(readFileSync(join(directory, "lintel.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  it("takes paths and options one a line, and the threshold", async () => {
    const files = { "a b/main.tf": open, "c/main.tf": open, "d/main.tf": "locals {}\n" };
    const one = await runAction(
      { path: "a b\nd\n", args: "--policy\naws-security-group-ssh-open", summary: "false" },
      files,
    );
    expect(one.stdout.match(/^::error /gm)).toHaveLength(1);
    expect(one.summary).toBe("");
    const none = await runAction({ path: "c", "fail-on": "none", format: "compact" }, files);
    expect(none.code).toBe(0);
    expect(none.stdout).toMatch(/^c\/main\.tf:6:/m);
  });

  it.each([
    ["path", "$(touch pwned)"],
    ["path", '"; touch pwned; "'],
    ["path", "--plugin=./pwned.mjs"],
    ["args", "$(touch pwned)"],
    ["args", "`touch pwned`"],
    ["fail-on", "high; touch pwned"],
    ["preset", "$(touch pwned)"],
    ["format", "text$(touch pwned)"],
    ["sarif-file", "x.sarif\nexit-code=0"],
  ])("does not run what the input %s holds: %j", async (name, value) => {
    const { code, directory, output } = await runAction({ [name]: value });
    expect(code).toBe(2);
    expect(existsSync(join(directory, "pwned"))).toBe(false);
    expect(output).not.toMatch(/exit-code=0/);
  });
});
