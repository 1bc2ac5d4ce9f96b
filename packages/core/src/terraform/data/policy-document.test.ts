import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";

function json(fixture: ReturnType<typeof load>): string {
  const value = fixture.node("output.json").reading.get("value");
  if (value.kind !== "scalar") throw new Error(`The document is ${value.kind}.`);
  return String(value.value);
}

describe("aws_iam_policy_document", () => {
  it("writes the JSON that the provider writes", () => {
    const fixture = load({
      "main.tf": `
data "aws_iam_policy_document" "d" {
  policy_id = "id"
  statement {
    sid       = "1"
    actions   = ["s3:GetBucketLocation", "s3:ListAllMyBuckets", "s3:GetBucketLocation"]
    resources = ["arn:aws:s3:::*"]
  }
  statement {
    effect      = "Deny"
    not_actions = ["iam:*"]
    resources   = ["arn:aws:s3:::b/home/&{aws:username}/*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:a", "arn:b"]
    }
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["", "home/", "<b>"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [false]
    }
  }
  statement {
    actions = ["*"]
    not_principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
output "json" { value = data.aws_iam_policy_document.d.json }
`,
    });
    expect(json(fixture)).toBe(`{
  "Version": "2012-10-17",
  "Id": "id",
  "Statement": [
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Deny",
      "NotAction": "iam:*",
      "Resource": "arn:aws:s3:::b/home/\${aws:username}/*",
      "Principal": {
        "AWS": [
          "arn:b",
          "arn:a"
        ],
        "Service": "ec2.amazonaws.com"
      },
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "false"
        },
        "StringLike": {
          "s3:prefix": [
            "",
            "home/",
            "\\u003cb\\u003e"
          ]
        }
      }
    },
    {
      "Effect": "Allow",
      "Action": "*",
      "NotPrincipal": "*"
    }
  ]
}`);
    expect(fixture.diagnostics).toEqual([]);
  });

  it("merges source documents before and override documents after its own statements, by sid", () => {
    const fixture = load({
      "main.tf": `
data "aws_iam_policy_document" "source" {
  statement {
    sid     = "a"
    actions = ["source:A"]
  }
  statement { actions = ["source:B"] }
}
data "aws_iam_policy_document" "over" {
  statement {
    sid     = "a"
    effect  = "Deny"
    actions = ["over:A"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents   = [data.aws_iam_policy_document.source.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement { actions = ["own:C"] }
}
output "json" { value = data.aws_iam_policy_document.d.minified_json }
`,
    });
    expect(json(fixture)).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Deny","Action":"over:A"},' +
        '{"Effect":"Allow","Action":"source:B"},{"Effect":"Allow","Action":"own:C"}]}',
    );
  });

  it("is unknown where a part of it is, with the reason, and refers to the data source", () => {
    const fixture = load({
      "main.tf": `
resource "aws_s3_bucket" "b" {}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.b.arn]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }
`,
    });
    const policy = fixture.node("aws_iam_policy.p").reading.get("policy");
    expect(policy).toMatchObject({ kind: "unknown", reason: "known-after-apply", subject: "aws_s3_bucket.b.arn" });
    expect(policy.references?.()).toEqual([{ address: "data.aws_iam_policy_document.d", attribute: "json" }]);
  });
});

describe("template_file", () => {
  it("renders its template with its variables", () => {
    const fixture = load({
      "main.tf": `
data "template_file" "t" {
  template = "Hello $\${name}, $\${upper(name)} $\${n + 1}"
  vars     = { name = "world", n = 1 }
}
output "json" { value = data.template_file.t.rendered }
`,
    });
    expect(json(fixture)).toBe("Hello world, WORLD 2");
    expect(fixture.diagnostics).toEqual([]);
  });

  it("says where a merged document is none", () => {
    const fixture = load({
      "main.tf": `
variable "pw" {
  sensitive = true
  default   = "{planted"
}
data "aws_iam_policy_document" "d" {
  source_policy_documents = [var.pw]
}
data "template_file" "t" {
  template = "$\${upper(1, 2)}"
}
locals {
  json     = data.aws_iam_policy_document.d.json
  rendered = data.template_file.t.rendered
}
output "json" { value = [local.json, local.rendered] }
`,
    });
    const reading = fixture.node("output.json").reading.get("value");
    expect(plain(reading)).toEqual([
      { unknown: "error", subject: "invalid-policy-document" },
      { unknown: "error", subject: "too-many-arguments" },
    ]);
    expect(fixture.diagnostics.map(({ code, range }) => [code, range && at(range)])).toEqual([
      ["invalid-policy-document", "main.tf:7:3-7:37"],
      ["too-many-arguments", "main.tf:9:1-9:25"],
    ]);
    expect(JSON.stringify(fixture.diagnostics.map(({ message }) => message))).not.toContain("planted");
  });
});
