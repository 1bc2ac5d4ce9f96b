import { describe, expect, it } from "vitest";
import { pages } from "../help.js";
import { completionsOf } from "./completions.js";

const complete = async (...words: string[]): Promise<readonly string[]> =>
  (await completionsOf(words)).values.map(({ value }) => value);

describe("completions", () => {
  it("are commands first, and what follows them", async () => {
    expect(await complete("")).toEqual(expect.arrayContaining(Object.keys(pages)));
    expect(await complete("sc")).toEqual(["scan"]);
    expect(await complete("policy", "")).toEqual(["list", "new", "lint", "test", "docs", "import", "schema"]);
    expect(await complete("help", "baseline", "up")).toEqual(["update"]);
    expect(await completionsOf(["evidence", "infra/"])).toEqual({ values: [], fallback: "files" });
  });

  it("are options of the command, and of the one that follows it", async () => {
    expect(await complete("scan", "--require")).toEqual(["--require-coverage"]);
    expect(await complete("framework", "show", "soc2", "--f")).toEqual(["--format"]);
    expect(await complete("baseline", "update", "--allow-i")).toEqual(["--allow-increase"]);
    expect(await complete("scan", ".", "--help")).toEqual(["--help"]);
    expect(await complete("--ver")).toEqual(["--version"]);
  });

  it("are the values that an option takes", async () => {
    expect(await complete("scan", "--severity", "")).toEqual(["critical", "high", "medium", "low", "info"]);
    expect(await complete("scan", "-f", "sar")).toEqual(["sarif"]);
    expect(await complete("scan", "--preset=st")).toEqual(["--preset=strict"]);
    expect(await complete("scan", "--framework", "soc")).toEqual(["soc2"]);
    expect(await completionsOf(["docs", "--output", ""])).toMatchObject({ fallback: "files" });
    expect(await completionsOf(["policy", "docs", "--output", ""])).toEqual({ values: [], fallback: "directories" });
    expect(await completionsOf(["scan", "--var-file", "p"])).toEqual({ values: [], fallback: "files" });
    expect(await completionsOf(["scan", "--today", ""])).toEqual({ values: [], fallback: "none" });
  });

  it("are policies, by their ids and by what other tools call them, one by one in lists", async () => {
    expect(await complete("explain", "aws-security-group-ssh")).toEqual(["aws-security-group-ssh-open"]);
    expect(await complete("explain", "CKV_AWS_24")).toContain("CKV_AWS_24");
    const [one] = await complete("scan", "--policy", "CKV_AWS_24,aws-security-group-ssh");
    expect(one).toBe("CKV_AWS_24,aws-security-group-ssh-open");
    expect(await complete("scan", "--policy", "aws-security-group-ssh-open,aws-security-group-ssh")).toEqual([]);
  });

  it("are what the tools take in whose place Lintel stands", async () => {
    expect(await complete("checkov", "-o", "s")).toEqual(["sarif"]);
    expect(await complete("checkov", "--output", "cli,js")).toEqual(["cli,json"]);
    expect(await complete("checkov", "--framework", "terraform_p")).toEqual(["terraform_plan"]);
    expect(await complete("checkov", "--check", "CKV_AWS_24,CKV_AWS_26")).toContain("CKV_AWS_24,CKV_AWS_26");
    expect(await complete("tflint", "--only", "terraform_required_v")).toEqual(["terraform_required_version"]);
    for (const words of [
      ["tflint", "--chdir", ""],
      ["checkov", "-d", ""],
      ["checkov", "--external-checks-dir", ""],
    ]) {
      expect(await completionsOf(words)).toEqual({ values: [], fallback: "directories" });
    }
  });

  it("are files behind two dashes, and for what nobody knows", async () => {
    expect(await completionsOf(["scan", "--", "--f"])).toEqual({ values: [], fallback: "files" });
    expect(await completionsOf(["constructor", "x"])).toEqual({ values: [], fallback: "files" });
  });

  it("have descriptions of one line", async () => {
    for (const name of Object.keys(pages)) {
      for (const { description } of (await completionsOf([name, "-"])).values) {
        expect(description).toMatch(/^[^\t\r\n]+$/);
      }
    }
  });
});
