import { describe, expect, it } from "vitest";
import { filePattern } from "./file-pattern.js";

describe("patterns of files", () => {
  it.each([
    ["main.tf", "main.tf", true],
    ["main.tf", "mainxtf", false],
    ["./main.tf", "main.tf", true],
    ["*.tf", "main.tf", true],
    ["*.tf", "modules/main.tf", false],
    ["**/*.tf", "modules/net/main.tf", true],
    ["**/*.tf", "main.tf", true],
    ["modules/**", "modules/net/main.tf", true],
    ["ma?n.tf", "main.tf", true],
    ["[a-m]ain.tf", "main.tf", true],
    ["[^a-m]ain.tf", "main.tf", false],
    ["[].tf", "main.tf", false],
    ["[&~|[].tf", "&.tf", true],
    ["[z-a].tf", "[z-a].tf", true],
    ["CKV_AWS_*", "CKV_AWS_24", true],
    ["CKV_AWS_*", "CKV2_AWS_6", false],
    ["(a|b)+$", "(a|b)+$", true],
  ])("%s of %s: %s", (pattern, path, isMatch) => {
    expect(filePattern(pattern)(path)).toBe(isMatch);
  });
});
