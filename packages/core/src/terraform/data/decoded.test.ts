import { describe, expect, it } from "vitest";
import type { Reading } from "../../graph/reading.js";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";

function decoded(reading: Reading): Reading {
  const structure = reading.decoded?.();
  if (structure === undefined) throw new Error("There is no structure behind the text.");
  return structure;
}

function inside(reading: Reading, ...path: readonly (string | number)[]): Reading {
  let current = reading;
  for (const step of path) {
    const next =
      current.kind === "list" && typeof step === "number"
        ? current.items[step]
        : current.kind === "object"
          ? current.get(String(step))
          : undefined;
    if (next === undefined) throw new Error(`There is nothing at ${path.join(".")}.`);
    current = next;
  }
  return current;
}

describe("the structure behind a JSON text", () => {
  it("is the argument of jsonencode, located in place", () => {
    const { node } = load({
      "main.tf": `resource "aws_s3_bucket" "b" {}
resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = aws_s3_bucket.b.arn
    }]
  })
}
`,
    });
    const policy = node("aws_iam_policy.p").reading.get("policy");
    expect(policy).toMatchObject({ kind: "unknown", isPresent: true });
    const document = decoded(policy);
    expect(plain(document)).toEqual({
      Statement: [
        { Effect: "Allow", Action: "*", Resource: { unknown: "known-after-apply", subject: "aws_s3_bucket.b.arn" } },
      ],
    });
    expect(at(inside(document, "Statement", 0, "Action").range)).toBe("main.tf:6:7-6:21");
    expect(inside(document, "Statement", 0, "Resource").references?.()).toEqual([
      { address: "aws_s3_bucket.b", attribute: "arn" },
    ]);
  });

  it("is found through locals and modules, located at the attribute with a trace", () => {
    const { node } = load({
      "main.tf": `locals { statement = { Effect = "Allow", Action = "*" } }
module "m" {
  source = "./m"
  policy = jsonencode({ Statement = [local.statement] })
}
`,
      "m/main.tf": `variable "policy" {}
resource "aws_iam_policy" "p" {
  policy = var.policy
}
`,
    });
    const document = decoded(node("module.m.aws_iam_policy.p").reading.get("policy"));
    const action = inside(document, "Statement", 0, "Action");
    expect(action).toMatchObject({ kind: "scalar", value: "*" });
    expect(at(action.range)).toBe("m/main.tf:3:3-3:22");
    expect(action.trace?.().map(({ range }) => at(range))).toEqual(["main.tf:4:38-4:53", "main.tf:1:42-1:54"]);
  });

  it("is made of the blocks of aws_iam_policy_document, sources and overrides included", () => {
    const { node } = load({
      "main.tf": `resource "aws_s3_bucket" "b" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "base"
    actions = ["s3:Get*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions   = ["*"]
    resources = [aws_s3_bucket.b.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
`,
    });
    const document = decoded(node("aws_iam_policy.p").reading.get("policy"));
    expect(plain(document)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "base", Effect: "Allow", Action: ["s3:Get*"] },
        {
          Effect: "Allow",
          Action: ["*"],
          Resource: [{ unknown: "known-after-apply", subject: "aws_s3_bucket.b.arn" }],
          Principal: { AWS: ["*"] },
          Condition: { Bool: { "aws:SecureTransport": ["true"] } },
        },
      ],
    });
    const action = inside(document, "Statement", 1, "Action", 0);
    expect(at(action.range)).toBe("main.tf:25:3-25:47");
    expect(action.trace?.().map(({ range }) => at(range))).toEqual(["main.tf:11:18-11:21"]);
    const own = decoded(node("data.aws_iam_policy_document.d").reading.get("json"));
    expect(at(inside(own, "Statement", 1, "Action", 0).range)).toBe("main.tf:11:18-11:21");
  });

  it("is not there for other texts", () => {
    const { node } = load({ "main.tf": `resource "a_b" "c" {\n  text = "{}"\n  other = "x"\n}` });
    const { reading } = node("a_b.c");
    expect(reading.get("text").decoded).toBeUndefined();
    expect(reading.get("other").decoded).toBeUndefined();
  });
});
