import type { PolicyEntry } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../command-line/usage-error.js";
import { isAskedFor, policiesForRules, type RuleWishes } from "./rules.js";

const entry = (id: string, preset: "recommended" | "strict", aliases: readonly string[]): PolicyEntry => ({
  ...{ id, preset, aliases, title: id, severity: "low", category: "hygiene", match: ["variable"] },
  reportsUnknown: false,
});

const entries = [
  entry("open", "recommended", ["CKV_AWS_24"]),
  entry("version", "recommended", ["terraform_required_version"]),
  entry("described", "strict", ["terraform_documented_variables", "terraform_documented_outputs"]),
];

const nothing: RuleWishes = {
  only: [],
  enabled: [],
  disabled: [],
  isDisabledByDefault: false,
  terraformRules: undefined,
};

function selected(wishes: Partial<RuleWishes>) {
  const missing: string[] = [];
  const policies = policiesForRules({ ...nothing, ...wishes }, entries, (rule) => missing.push(rule));
  return { ...policies, missing };
}

describe("rules of tflint", () => {
  it("are policies, by the names they have there, by ids and by any alias", () => {
    expect(selected({})).toEqual({ only: undefined, skip: [], missing: [] });
    expect(selected({ only: ["terraform_required_version", "open"] }).only).toEqual(["version", "open"]);
    expect(selected({ only: ["CKV_AWS_24"] }).only).toEqual(["open"]);
    expect(selected({ enabled: ["terraform_documented_outputs"] }).only).toEqual(["open", "version", "described"]);
    expect(selected({ disabled: ["terraform_required_version"] })).toMatchObject({
      only: undefined,
      skip: ["version"],
    });
  });

  it("follow --only whatever else is disabled, as in tflint", () => {
    const rule = "terraform_required_version";
    expect(selected({ only: [rule], disabled: [rule] }).only).toEqual(["version"]);
  });

  it("are off where the configuration disables them by default, but for those it enables", () => {
    expect(selected({ isDisabledByDefault: true }).only).toEqual([]);
    const wishes = { isDisabledByDefault: true, enabled: ["open", "version"], disabled: ["version"] };
    expect(selected(wishes).only).toEqual(["open"]);
  });

  it("of Terraform's own are on or off together, as the plugin is set", () => {
    expect(selected({ terraformRules: "none" }).skip).toEqual(["version", "described"]);
    expect(selected({ terraformRules: "all" }).only).toEqual(["open", "version", "described"]);
  });

  it("that there is no policy for are told of, and what is no rule is refused", () => {
    expect(selected({ only: ["terraform_comment_syntax"] })).toEqual({
      only: [],
      skip: [],
      missing: ["terraform_comment_syntax"],
    });
    expect(() => selected({ disabled: ["nope"] })).toThrow(UsageError);
  });

  it("share a policy without sharing its issues", () => {
    expect(selected({ disabled: ["terraform_documented_outputs"] }).skip).toEqual([]);
    const both = ["terraform_documented_outputs", "terraform_documented_variables"];
    expect([...new Set(selected({ disabled: both }).skip)]).toEqual(["described"]);
    const finding = { policy: "described", aliases: both };
    const isShown = (wishes: Partial<RuleWishes>) =>
      isAskedFor(finding, "terraform_documented_outputs", { ...nothing, ...wishes });
    expect(isShown({})).toBe(true);
    expect(isShown({ only: ["terraform_documented_outputs"] })).toBe(true);
    expect(isShown({ only: ["terraform_documented_variables"] })).toBe(false);
    expect(isShown({ only: ["described"] })).toBe(true);
    expect(isShown({ disabled: ["terraform_documented_outputs"] })).toBe(false);
  });
});
