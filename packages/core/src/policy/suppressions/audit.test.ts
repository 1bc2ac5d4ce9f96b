import { describe, expect, test } from "vitest";
import { SourceFile } from "../../source/source-file.js";
import { suppress } from "../../suppressing.test.support.js";
import type { ConfiguredSuppression } from "./suppression.js";

const bucket = (comment: string): Readonly<Record<string, string>> => ({
  "main.tf": `resource "aws_s3_bucket" "b" {\n  acl = "public-read" # ${comment}\n  versioning {\n    enabled = true\n  }\n}\n`,
});

describe("what is wrong with a suppression", () => {
  test.each([
    ["a day that is none", "lintel:ignore acl-public until=2027-02-29", "suppression-malformed"],
    ["a day in other words", "lintel:ignore acl-public until=31.1.2027", "suppression-malformed"],
    ["a day of tfsec's", "tfsec:ignore:AWS-0092:exp:2027-13-01", "suppression-malformed"],
    ["no policy", 'lintel:ignore reason="x"', "suppression-malformed"],
    ["no policy, and nothing else", "lintel:ignore", "suppression-malformed"],
    ["a word too many", "lintel:ignore acl-public because", "suppression-malformed"],
    ["an unknown word", "lintel:ignore acl-public untill=2027-01-01", "suppression-malformed"],
    ["quotes that do not end", 'lintel:ignore acl-public reason="x', "suppression-malformed"],
    ["a slip of the pen", "lintel:ignroe acl-public", "suppression-malformed"],
    ["a colon", "lintel:ignore:acl-public", "suppression-malformed"],
    ["an unknown policy", "lintel:ignore acl-pubilc", "suppression-unknown-policy"],
    ["a day that is over", "lintel:ignore acl-public until=2026-11-22", "suppression-expired"],
    ["a check without a name", "checkov:skip=", "suppression-malformed"],
    ["a rule without a name", "tflint-ignore:", "suppression-malformed"],
    ["an unknown word of kics's", "kics-scan enable=1", "suppression-malformed"],
  ])("is reported where it stands: %s", async (_, comment, code) => {
    const { suppressed, failed, said } = await suppress(bucket(comment));
    expect([suppressed.length, failed.length]).toEqual([0, 1]);
    expect(said).toEqual([`${code} main.tf:2`]);
  });

  test("names what was meant", async () => {
    const { result } = await suppress(bucket("lintel:ignore acl-pubilc"));
    expect(result.diagnostics[0]).toMatchObject({ severity: "warning", hint: "Did you mean “acl-public”?" });
  });

  test("is not that it ends today", async () => {
    const { suppressed, said } = await suppress(bucket("lintel:ignore acl-public until=2026-11-23"));
    expect([suppressed.length, said]).toEqual([1, []]);
  });

  test("is nothing where a comment only speaks of suppressions", async () => {
    for (const text of ["see lintel:documentation", "about tfsec:ignore", "kics-scanner", "lintel: a tool"]) {
      expect((await suppress(bucket(text))).said).toEqual([]);
    }
  });

  test("cannot be told of a day where nobody says which day it is", async () => {
    const { suppressed, said } = await suppress(bucket("lintel:ignore acl-public until=2000-01-01"), {
      today: undefined,
    });
    expect([suppressed.length, said]).toEqual([1, ["suppression-expiry-unknown"]]);
  });

  test("is that it stands on nothing", async () => {
    const { said } = await suppress({ "main.tf": "# lintel:ignore acl-public\n\nlocals {}\n" });
    expect(said).toEqual(["suppression-malformed main.tf:1"]);
  });
});

describe("a suppression that suppresses nothing", () => {
  test.each([
    ["ours", "lintel:ignore versioning-off", "warning"],
    ["one of several", "lintel:ignore acl-public, versioning-off", "warning"],
    ["another tool's", "checkov:skip=CKV_AWS_21", "info"],
  ])("is reported: %s", async (_, comment, severity) => {
    const { result } = await suppress(bucket(comment));
    expect(result.diagnostics.map((each) => `${each.severity} ${each.code}`)).toEqual([
      `${severity} suppression-unused`,
    ]);
  });

  test("is not reported where its policy was not run", async () => {
    expect((await suppress(bucket("lintel:ignore versioning-off"), { policy: ["acl-public"] })).said).toEqual([]);
  });

  test("is not reported in a file that was not asked for", async () => {
    const files = {
      "m/main.tf": bucket("lintel:ignore versioning-off")["main.tf"] ?? "",
      "a/main.tf": 'module "m" {\n  source = "../m"\n}\n',
    };
    expect((await suppress(files, { paths: ["a"] })).said).toEqual([]);
  });

  test("is not a call whose findings lie in files that were not asked for", async () => {
    const files = {
      "m/main.tf": bucket("a")["main.tf"] ?? "",
      "a/main.tf": '# lintel:ignore acl-public\nmodule "m" {\n  source = "../m"\n}\n',
    };
    expect((await suppress(files, { paths: ["a"] })).said).toEqual([]);
  });

  test("is counted once where no policy has it", async () => {
    const { result } = await suppress({
      ...bucket("checkov:skip=CKV_AWS_1000,CKV_AWS_1001"),
      "b.tf": "# tfsec:ignore:aws-nothing\nlocals {}\n# tflint-ignore: other\nlocals {}\n",
    });
    const [only, ...others] = result.diagnostics;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ severity: "info", code: "suppression-not-covered", location: null });
    expect(only?.message).toContain("4");
  });
});

describe("what suppressions are asked for", () => {
  const asked = async (comment: string, requirements: object): Promise<readonly string[]> => {
    const { suppressed, said } = await suppress(bucket(comment), { suppressions: { requirements } });
    return [...suppressed.map(() => "suppressed"), ...said];
  };

  test("a reason, an owner, a last day", async () => {
    const incomplete = ["suppression-incomplete main.tf:2"];
    expect(await asked("lintel:ignore acl-public", { requireReason: true })).toEqual(incomplete);
    expect(await asked('lintel:ignore acl-public reason="  "', { requireReason: true })).toEqual(incomplete);
    expect(await asked("lintel:ignore acl-public reason=x", { requireReason: true })).toEqual(["suppressed"]);
    expect(await asked("checkov:skip=CKV_AWS_20", { requireReason: true })).toEqual(incomplete);
    expect(await asked("checkov:skip=CKV_AWS_20:x", { requireReason: true })).toEqual(["suppressed"]);
    expect(await asked("lintel:ignore acl-public reason=x", { requireOwner: true })).toEqual(incomplete);
    expect(await asked("lintel:ignore acl-public owner=x", { requireOwner: true })).toEqual(["suppressed"]);
    expect(await asked("lintel:ignore acl-public", { maximumDays: 8 })).toEqual(incomplete);
    expect(await asked("lintel:ignore acl-public until=2026-12-02", { maximumDays: 8 })).toEqual(incomplete);
    expect(await asked("lintel:ignore acl-public until=2026-12-01", { maximumDays: 8 })).toEqual(["suppressed"]);
  });
});

describe("suppressions of a configuration", () => {
  const range = { file: new SourceFile("lintel.yaml", "version: 1\n"), start: 0, end: 7 };
  const configured = async (suppression: Partial<ConfiguredSuppression>): Promise<readonly string[]> => {
    const module = bucket("x")["main.tf"] ?? "";
    const { suppressed, said } = await suppress(
      {
        "main.tf":
          'module "a" {\n  source = "./m"\n  for_each = toset(["x", "y"])\n}\nmodule "b" {\n  source = "./m"\n}\n',
        "m/main.tf": module,
      },
      { suppressions: { configured: [{ policy: "acl-public", range, ...suppression }] } },
    );
    return [...suppressed.map((each) => each.split(" ")[1] ?? ""), ...said];
  };

  test.each([
    ['module.a["x"].aws_s3_bucket.b', ['module.a["x"].aws_s3_bucket.b']],
    ["module.a.aws_s3_bucket.b", ["module.a.aws_s3_bucket.b"]],
    ["module.a", ["module.a.aws_s3_bucket.b"]],
    ['module.a["y"]', ['module.a["y"].aws_s3_bucket.b']],
    ["module.*.aws_s3_bucket.b", ["module.a.aws_s3_bucket.b", "module.b.aws_s3_bucket.b"]],
    ['module.a["*"].aws_s3_bucket.b', ["module.a.aws_s3_bucket.b"]],
    ["aws_s3_bucket.b", ["suppression-unused lintel.yaml:1"]],
    ["module.b.aws_s3", ["suppression-unused lintel.yaml:1"]],
  ])("by the address %s", async (address, expected) => {
    expect(await configured({ address })).toEqual(expected);
  });

  test("by path, and by both", async () => {
    expect(await configured({ path: "m/**" })).toEqual(["module.a.aws_s3_bucket.b", "module.b.aws_s3_bucket.b"]);
    expect(await configured({ path: "m/**", address: "module.b" })).toEqual(["module.b.aws_s3_bucket.b"]);
    expect(await configured({ path: "*.tf" })).toEqual(["suppression-unused lintel.yaml:1"]);
  });

  test("by a policy that there is not", async () => {
    expect(await configured({ policy: "nothing", path: "**" })).toEqual(["suppression-unknown-policy lintel.yaml:1"]);
  });
});
