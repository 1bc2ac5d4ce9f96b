import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryPath } from "../pipelines/example.js";
import { run, temporaryDirectory } from "../pipelines/runner.js";

interface Told {
  readonly kind: string;
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}

/** Runs the plugin with a report that is there already, where Danger's functions note what they are told. */
async function told(report: unknown, options: Readonly<Record<string, unknown>> = {}): Promise<readonly Told[]> {
  const directory = temporaryDirectory({
    "report.json": JSON.stringify(report),
    "run.cjs": `
      const told = [];
      const tell = (kind) => (text, file, line) => told.push({ kind, text, file, line });
      Object.assign(globalThis, { fail: tell("fail"), warn: tell("warn"), markdown: tell("markdown") });
      globalThis.danger = { git: { modified_files: ["main.tf"], created_files: ["k.yaml"] } };
      const { lintel } = require(${JSON.stringify(repositoryPath("packages/danger"))});
      lintel(${JSON.stringify({ report: "report.json", ...options })}).then(
        () => require("node:fs").writeFileSync("told.json", JSON.stringify(told)),
      );`,
  });
  const { code, stderr } = await run([process.execPath, "run.cjs"], directory);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(directory, "told.json"), "utf8")) as Told[];
}

const finding = (file: string, severity: string, title = "It is open"): Readonly<Record<string, unknown>> => ({
  policy: "p",
  severity,
  status: "fail",
  title,
  message: "It is.",
  remediation: "Close it.",
  resource: { address: "aws_x.y" },
  location: { file, start: { line: 3, column: 1 } },
});

describe("the plugin, given a report", () => {
  it("tells of changed files, each on its line, the worst first", async () => {
    const findings = [finding("main.tf", "low"), finding("k.yaml", "critical"), finding("else.tf", "critical")];
    const said = await told({ schemaVersion: 1, findings, diagnostics: [] });
    expect(said.map(({ kind, file, line }) => [kind, file, line])).toEqual([
      ["fail", "k.yaml", 3],
      ["warn", "main.tf", 3],
      ["markdown", undefined, undefined],
    ]);
  });

  it("shows what files contain as text", async () => {
    const title = "<img src=x> @admin [x](https://example.com) `a`\n# b \u202e";
    const [said] = await told({ schemaVersion: 1, findings: [finding("main.tf", "high", title)], diagnostics: [] });
    expect(said?.text).toContain("&lt;img src=x&gt; &#64;admin \\[x\\]\\(https\\://example.com\\) \\`a\\` \\# b");
    expect(said?.text).not.toMatch(/[<@\n\u202e]/);
  });

  it("fails for what there is no room for", async () => {
    const findings = Array.from({ length: 5 }, () => finding("main.tf", "high"));
    const said = await told({ schemaVersion: 1, findings, diagnostics: [] }, { limit: 2 });
    expect(said.filter(({ kind }) => kind === "fail")).toHaveLength(3);
  });

  it("warns where a changed file could not be read, and refuses what is no report", async () => {
    const problem = {
      severity: "error",
      code: "hcl-syntax",
      message: "No.",
      location: finding("main.tf", "low")["location"],
    };
    const said = await told({ schemaVersion: 1, findings: [], diagnostics: [problem] });
    expect(said).toMatchObject([{ kind: "warn", file: "main.tf", line: 3 }]);
    await expect(told({ schemaVersion: 9, findings: [], diagnostics: [] })).rejects.toThrow(
      /report\.json is no report/,
    );
  });
});
