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
import type { FrameworkResult } from "@lintel/core";
import type { Log, Notification } from "sarif";
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

  it("has a taxonomy for each framework, and relates each rule to the controls in it", () => {
    const other = finding({ policy: "b", controls: { soc2: ["CC7.1", "CC6.6"], "pci-dss": ["1.2"] } });
    const framework: FrameworkResult = {
      id: "soc2",
      title: "SOC 2",
      edition: "2017",
      complete: false,
      controls: [
        {
          id: "CC6.6",
          title: "Boundaries are protected",
          coverage: "partial",
          state: "fail",
          failed: 1,
          unknown: 0,
          suppressed: 0,
          passed: 0,
          policies: ["b"],
          notRun: [],
        },
      ],
    };
    const scanned = { ...result([finding({ policy: "a" }), other]), frameworks: [framework] };
    const run = parse(reportSarif(scanned)).runs[0];
    const taxonomies = run?.taxonomies ?? [];
    expect(taxonomies.map(({ name, fullName, taxa }) => [name, fullName, taxa?.map(({ id }) => id)])).toEqual([
      ["pci-dss", undefined, ["1.2"]],
      ["soc2", "SOC 2", ["CC6.6", "CC7.1"]],
    ]);
    expect(taxonomies[1]?.taxa?.[0]?.shortDescription?.text).toBe("Boundaries are protected");
    expect(run?.tool.driver.supportedTaxonomies).toEqual([
      { name: "pci-dss", index: 0 },
      { name: "soc2", index: 1 },
    ]);
    const targets = run?.tool.driver.rules?.flatMap(({ relationships }) => relationships ?? []) ?? [];
    expect(targets).toHaveLength(4);
    for (const { target } of targets) {
      const taxonomy = taxonomies[target.toolComponent?.index ?? -1];
      expect(taxonomy?.name).toBe(target.toolComponent?.name);
      expect(taxonomy?.taxa?.[target.index ?? -1]?.id).toBe(target.id);
    }
  });

  it("says what a baseline knew", () => {
    const findings = [finding({ baselineState: "new" }), finding({ baselineState: "unchanged" }), finding()];
    const results = parse(reportSarif(result(findings))).runs[0]?.results ?? [];
    expect(results.map(({ baselineState }) => baselineState)).toEqual(["new", "unchanged", undefined]);
  });

  it("tells apart what is wrong with the settings and with the files", () => {
    const codes = ["configuration-invalid", "policy-failed", "baseline-stale", "hcl-syntax"];
    const diagnostics = codes.map(
      (code) => ({ severity: "warning", code, message: "M.", hint: null, location: null }) as const,
    );
    const invocation = parse(reportSarif(result([], diagnostics))).runs[0]?.invocations?.[0];
    const idsOf = (list: Notification[] | undefined) => list?.map(({ descriptor }) => descriptor?.id);
    expect(idsOf(invocation?.toolConfigurationNotifications)).toEqual(["configuration-invalid", "baseline-stale"]);
    expect(idsOf(invocation?.toolExecutionNotifications)).toEqual(["policy-failed", "hcl-syntax"]);
    expect(invocation?.executionSuccessful).toBe(true);
  });

  it("carries fixes, suppressions and coverage", () => {
    const run = (name: string) => parse(reportSarif(cases[name] ?? result([]))).runs[0];
    const change = run("many")?.results?.flatMap(({ fixes }) => fixes ?? [])[0]?.artifactChanges[0];
    expect(change?.artifactLocation.uri).toBe("terraform.tfvars");
    expect(change?.replacements[0]?.insertedContent?.text).toBe("false");
    expect(run("suppressed")?.results?.map(({ suppressions }) => suppressions?.[0]?.kind)).toEqual([
      "inSource",
      "external",
    ]);
    expect(run("coverage")?.properties?.["coverage"]).toEqual(cases["coverage"]?.coverage);
  });
});
