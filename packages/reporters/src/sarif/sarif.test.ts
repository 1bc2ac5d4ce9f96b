import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { cases, finding, result } from "../testing/results.js";
import { reportSarif } from "./sarif.js";

const require = createRequire(import.meta.url);

/** The platform's own package beside sarif-multitool, which holds the binary and the official schema. */
function multitoolDirectory(): string | undefined {
  try {
    const multitool = createRequire(require.resolve("@microsoft/sarif-multitool/package.json"));
    return dirname(multitool.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`));
  } catch {
    return undefined;
  }
}

const directory = multitoolDirectory();
const binary = directory === undefined ? undefined : join(directory, "Sarif.Multitool");

function isRunnable(): boolean {
  if (binary === undefined || !existsSync(binary)) return false;
  try {
    chmodSync(binary, 0o755);
    accessSync(binary, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync(binary, ["--version"]).error === undefined;
}

const hasMultitool = isRunnable();
const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
const withSchema = it.runIf(directory !== undefined || isRequired);
const withMultitool = it.runIf(hasMultitool || isRequired);
if (!hasMultitool) console.warn("sarif-multitool does not run here: its validation of SARIF is skipped.");

function validator() {
  const schema: unknown = JSON.parse(readFileSync(join(directory ?? "", "sarif-2.1.0.json"), "utf8"));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema as object);
}

function parse(text: string): Log {
  return JSON.parse(text) as Log;
}

const reports = Object.entries(cases).map(
  ([name, scanResult]) => [name, reportSarif(scanResult, { showUnknown: true })] as const,
);

describe("the SARIF report", () => {
  withSchema("follows the official schema", () => {
    const validate = validator();
    for (const [name, text] of reports) {
      validate(parse(text));
      expect(validate.errors ?? [], name).toEqual([]);
    }
    expect(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  withMultitool(
    "satisfies the standard's and GitHub's rules in the official validator's eyes",
    { timeout: 120_000 },
    () => {
      const scratch = mkdtempSync(join(tmpdir(), "lintel-sarif-"));
      const problems: string[] = [];
      for (const [name, text] of reports) {
        const file = join(scratch, `${name}.sarif`);
        const log = join(scratch, `${name}.validation.sarif`);
        writeFileSync(file, text);
        const args = [
          "validate",
          file,
          "--rule-kind",
          "Sarif;Ghas",
          "--level",
          "Error;Warning",
          "--output",
          log,
          "--log",
          "ForceOverwrite",
        ];
        spawnSync(binary ?? "", args, { encoding: "utf8" });
        for (const { ruleId, message, locations } of parse(readFileSync(log, "utf8")).runs[0]?.results ?? []) {
          // A page about the tool: there is no address yet that will last.
          if (ruleId === "SARIF2005") continue;
          const pointer = locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? "";
          problems.push(`${name} ${ruleId ?? ""} ${pointer} ${JSON.stringify(message.arguments ?? message.text)}`);
        }
      }
      rmSync(scratch, { recursive: true });
      expect(problems).toEqual([]);
    },
  );

  it("keeps unknowns out unless asked", () => {
    const unknown = cases["unknown"] ?? result([]);
    expect(parse(reportSarif(unknown)).runs[0]?.results).toEqual([]);
    const kinds = parse(reportSarif(unknown, { showUnknown: true })).runs[0]?.results?.map(({ kind, level }) => [
      kind,
      level,
    ]);
    expect(kinds).toEqual([
      ["open", "none"],
      ["open", "none"],
    ]);
  });

  it("refers to every rule by its place in the list, and lists each once", () => {
    for (const [, text] of reports) {
      const run = parse(text).runs[0];
      const rules = run?.tool.driver.rules ?? [];
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
      for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
  });

  it("encodes paths as relative URIs below the source root", () => {
    const names = ["a b.tf", "c:d.tf", "#?%.tf", "größe/データ.tf", "<x>.tf"];
    const findings = names.map((file) => finding({ location: { ...finding().location, file } }));
    const uris = parse(reportSarif(result(findings))).runs[0]?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(uris).toEqual([
      "a%20b.tf",
      "c%3Ad.tf",
      "%23%3F%25.tf",
      "gr%C3%B6%C3%9Fe/%E3%83%87%E3%83%BC%E3%82%BF.tf",
      "%3Cx%3E.tf",
    ]);
  });

  it("tells the way of a value from its origin to the finding", () => {
    const flows = parse(reportSarif(cases["many"] ?? result([]))).runs[0]?.results?.flatMap(
      ({ codeFlows }) => codeFlows ?? [],
    );
    const steps = flows?.[0]?.threadFlows[0]?.locations.map(
      ({ location }) => location?.physicalLocation?.artifactLocation?.uri,
    );
    expect(steps).toEqual(["terraform.tfvars", "main.tf", "modules/db/main.tf"]);
  });
});
