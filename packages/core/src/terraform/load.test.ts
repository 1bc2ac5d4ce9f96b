import { describe, expect, it } from "vitest";
import { at, load } from "./load.test.support.js";
import { plain } from "./reading.test.support.js";

describe("loadTerraform", () => {
  it("makes a node of each resource instance and reads its attributes", () => {
    const { node, diagnostics } = load({
      "main.tf": `
variable "name" { default = "a" }
locals { full = "\${var.name}-b" }
resource "aws_s3_bucket" "b" {
  bucket = local.full
  tags   = { Name = local.full }
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.bucket
  id2    = aws_s3_bucket.b.id
}
`,
    });
    const bucket = node("aws_s3_bucket.b");
    expect(plain(bucket.reading)).toEqual({ bucket: "a-b", tags: { Name: "a-b" } });
    expect(at(bucket.range)).toBe("main.tf:4:1-4:29");
    expect(at(bucket.reading.get("bucket").range)).toBe("main.tf:5:3-5:22");
    expect(
      bucket.reading
        .get("bucket")
        .trace?.()
        .map(({ range }) => at(range)),
    ).toEqual(["main.tf:3:10-3:32", "main.tf:2:19-2:32"]);
    const policy = node("aws_s3_bucket_policy.p").reading;
    expect(plain(policy.get("bucket"))).toBe("a-b");
    expect(plain(policy.get("id2"))).toEqual({ unknown: "known-after-apply", subject: "aws_s3_bucket.b.id" });
    expect(policy.get("id2").references?.()).toEqual([{ address: "aws_s3_bucket.b", attribute: "id" }]);
    expect(diagnostics).toEqual([]);
  });

  it("expands count and for_each, of modules too", () => {
    const { addresses, node, diagnostics } = load({
      "main.tf": `
module "m" {
  source   = "./m"
  for_each = toset(["x", "y"])
  name     = each.key
}
resource "aws_subnet" "s" {
  count = 2
  cidr  = "10.0.\${count.index}.0/24"
}
output "ids" { value = module.m["x"].names }
`,
      "m/main.tf": `
variable "name" {}
resource "aws_instance" "i" {
  for_each = { a = 1, b = 2 }
  name     = "\${var.name}-\${each.key}-\${each.value}"
}
output "names" { value = [for i in aws_instance.i : i.name] }
`,
    });
    expect(addresses("resource")).toEqual([
      "aws_subnet.s[0]",
      "aws_subnet.s[1]",
      'module.m["x"].aws_instance.i["a"]',
      'module.m["x"].aws_instance.i["b"]',
      'module.m["y"].aws_instance.i["a"]',
      'module.m["y"].aws_instance.i["b"]',
    ]);
    expect(plain(node('module.m["y"].aws_instance.i["b"]').reading.get("name"))).toBe("y-b-2");
    expect(plain(node("aws_subnet.s[1]").reading.get("cidr"))).toBe("10.0.1.0/24");
    expect(plain(node("output.ids").reading.get("value"))).toEqual(["x-a-1", "x-b-2"]);
    expect(diagnostics).toEqual([]);
  });

  it("tells of blocks in files of variables", () => {
    const { diagnostics } = load({
      "main.tf": `variable "a" { default = 1 }`,
      "terraform.tfvars": "a {\n  b = 1\n}\n",
    });
    expect(diagnostics).toMatchObject([{ code: "unsupported-block", range: { start: 0, end: 1 } }]);
  });
});
