import type { PolicyEntry, Severity } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { checkList, isHard, isSoft, namesAskedFor, policiesForChecks } from "./checks.js";

const entry = (id: string, severity: Severity, aliases: readonly string[], preset: PolicyEntry["preset"]) => ({
  ...{ id, severity, aliases, preset, title: id, category: "hygiene" as const, match: ["aws_s3_bucket"] },
  reportsUnknown: false,
});

const entries = [
  entry("ssh", "high", ["CKV_AWS_24", "CKV_AWS_260"], "recommended"),
  entry("logs", "low", ["CKV_AWS_18"], "recommended"),
  entry("labels", "info", ["CKV_K8S_99"], "strict"),
  entry("own", "medium", [], "recommended"),
];

function selected(wanted: readonly string[], skipped: readonly string[] = []) {
  const missing: string[] = [];
  const lists = { wanted: checkList(wanted), skipped: checkList(skipped) };
  return { ...policiesForChecks(lists, entries, (name) => missing.push(name)), missing };
}

describe("checks of Checkov", () => {
  it("are policies by ids, aliases, globs and severities", () => {
    expect(selected([])).toEqual({ only: undefined, skip: [], missing: [] });
    expect(selected(["CKV_AWS_18", "own"]).only).toEqual(["logs", "own"]);
    expect(selected(["CKV_AWS_*"]).only).toEqual(["ssh", "logs"]);
    expect(selected(["MEDIUM"]).only).toEqual(["ssh", "own"]);
    expect(selected(["HIGH", "CKV_K8S_99"]).only).toEqual(["ssh", "labels"]);
  });

  it("are left out alike, those of a severity with those below it", () => {
    expect(selected([], ["CKV_AWS_24"])).toEqual({ only: undefined, skip: ["ssh"], missing: [] });
    expect(selected([], ["LOW"]).skip).toEqual(["logs", "labels"]);
    expect(selected(["CKV_AWS_*"], ["CKV_AWS_18"]).only).toEqual(["ssh"]);
  });

  it("that there are none of are told of", () => {
    expect(selected(["CKV_AWS_1*", "CKV_NOPE_1"], ["CKV_AZURE_*"]).missing).toEqual(["CKV_NOPE_1", "CKV_AZURE_*"]);
  });

  it("are called as they were asked for", () => {
    expect([...namesAskedFor(checkList(["CKV_AWS_260"]), entries)]).toEqual(["CKV_AWS_260"]);
    expect([...namesAskedFor(checkList(["LOW"]), entries)]).toEqual([]);
  });

  it("are hard from a severity upwards, and soft from one downwards", () => {
    const finding = { policy: "own", aliases: ["CKV_AWS_24"], severity: "medium" as const };
    expect(isHard(checkList(["MEDIUM"]), finding)).toBe(true);
    expect(isHard(checkList(["HIGH"]), finding)).toBe(false);
    expect(isHard(checkList(["CKV_AWS_2*"]), finding)).toBe(true);
    expect(isHard(checkList([]), finding)).toBe(false);
    expect(isSoft(checkList(["MEDIUM"]), finding)).toBe(true);
    expect(isSoft(checkList(["LOW"]), finding)).toBe(false);
    expect(isSoft(checkList(["own"]), finding)).toBe(true);
  });
});
