import { type Finding, createMemoryHost, loadProject } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { thresholdsOf } from "./thresholds.js";

const finding = (changes: Partial<Finding>): Finding =>
  ({
    severity: "medium",
    location: { file: "main.tf" },
    resource: { address: "aws_s3_bucket.b", instances: [] },
    ...changes,
  }) as unknown as Finding;

async function thresholds(yaml: string, given: Partial<Parameters<typeof thresholdsOf>[0]> = {}) {
  const project = await loadProject(createMemoryHost({ "lintel.yaml": `version: 1\n${yaml}` }), ["."]);
  expect(project.problems).toEqual([]);
  return thresholdsOf({ severity: undefined, failOn: undefined, ...given }, project);
}

describe("thresholds", () => {
  it("fail on what is shown unless told otherwise", async () => {
    const { isShown, isFailing } = await thresholds("", { severity: "medium" });
    expect([isShown(finding({})), isFailing(finding({}))]).toEqual([true, true]);
    expect([isShown(finding({ severity: "low" })), isFailing(finding({ severity: "low" }))]).toEqual([false, false]);
  });

  it("are those of the command line, and beneath them those of the configuration", async () => {
    const configured = await thresholds("severity: low\nfailOn: high\n");
    expect([configured.isShown(finding({})), configured.isFailing(finding({}))]).toEqual([true, false]);
    expect(configured.isShown(finding({ severity: "info" }))).toBe(false);
    const given = await thresholds("severity: low\nfailOn: high\n", { failOn: "medium" });
    expect(given.isFailing(finding({}))).toBe(true);
  });

  it("differ from place to place", async () => {
    const yaml =
      "overrides:\n  - { paths: [legacy], failOn: none }\n  - { addresses: ['module.old.*'], severity: high }\n";
    const { isShown, isFailing } = await thresholds(yaml);
    const legacy = finding({ location: { file: "legacy/main.tf" } as Finding["location"] });
    expect([isShown(legacy), isFailing(legacy)]).toEqual([true, false]);
    const old = finding({ resource: { address: "module.old.aws_s3_bucket.b", type: "", instances: [] } });
    expect(isShown(old)).toBe(false);
  });

  it("let nothing advisory fail the run, and everything that is hard-mandatory", async () => {
    const { isShown, isFailing } = await thresholds("severity: high\nfailOn: none\n");
    expect(isFailing(finding({ enforcement: "advisory", severity: "critical" }))).toBe(false);
    const hard = finding({ enforcement: "hard-mandatory", severity: "info" });
    expect([isShown(hard), isFailing(hard)]).toEqual([true, true]);
  });
});
