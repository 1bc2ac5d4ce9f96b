import { describe, expect, it } from "vitest";
import { didYouMean, suggest } from "./suggest.js";

const policies = ["aws-security-group-ssh-open", "aws-security-group-rdp-open", "kubernetes-privileged-container"];

describe("suggestions", () => {
  it.each([
    ["sacn", ["scan", "explain", "policy"], ["scan"]],
    ["explian", ["scan", "explain", "policy"], ["explain"]],
    ["aws-security-group-ssh-opn", policies, ["aws-security-group-ssh-open", "aws-security-group-rdp-open"]],
    ["privileged", policies, ["kubernetes-privileged-container"]],
    ["HIGH", ["high", "low"], ["high"]],
    ["zzzzzz", policies, []],
  ])("for %s are %j", (word, names, expected) => {
    expect(suggest(word, names)).toEqual(expected);
  });

  it("take no time for absurd input", () => {
    expect(suggest("x".repeat(1_000_000), policies)).toEqual([]);
  });

  it("are offered in a sentence, or not at all", () => {
    expect(didYouMean("sacn", ["scan"])).toBe("Did you mean scan?");
    expect(didYouMean("zzz", ["scan"])).toBeUndefined();
  });
});
