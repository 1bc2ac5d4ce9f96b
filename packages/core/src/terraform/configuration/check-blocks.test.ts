import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";

const said = (text: string): readonly string[] =>
  load({ "main.tf": text }).diagnostics.map(({ code, range }) => `${code} ${range === undefined ? "" : at(range)}`);

describe("blocks of Terraform's own", () => {
  it("are told of where they lack an argument", () => {
    expect(said('output "o" {}')).toEqual(["missing-argument main.tf:1:1-1:11"]);
    expect(said("moved {\n  from = x_y.a\n}")).toEqual(["missing-argument main.tf:1:1-1:6"]);
    expect(said('check "c" {}')).toEqual(["missing-argument main.tf:1:1-1:10"]);
    const validation = 'variable "v" {\n  default = 1\n  validation {\n    condition = var.v == 1\n  }\n}';
    expect(said(validation)).toEqual(["missing-argument main.tf:3:3-3:13"]);
    const precondition =
      'resource "x_y" "a" {\n  lifecycle {\n    precondition {\n      error_message = "No."\n    }\n  }\n}';
    expect(said(precondition)).toEqual(["missing-argument main.tf:3:5-3:17"]);
  });

  it("are told of where they hold what they may not", () => {
    expect(said('variable "v" {\n  defualt = 1\n}')).toEqual(["unsupported-argument main.tf:2:3-2:10"]);
    expect(said('output "o" {\n  value = 1\n  postcondition {\n  }\n}')).toEqual([
      "unsupported-block main.tf:3:3-3:16",
    ]);
    expect(said('resource "x_y" "a" {\n  lifecycle {\n    prevent_destory = true\n  }\n}')).toEqual([
      "unsupported-argument main.tf:3:5-3:20",
    ]);
    expect(said('resource "x_y" "a" {\n  lifecycle {}\n  lifecycle {}\n}')).toEqual([
      "duplicate-declaration main.tf:3:3-3:12",
    ]);
  });

  it("are left alone where a version of Terraform or OpenTofu takes them", () => {
    const text = `
variable "v" {
  type       = string
  deprecated = "Use w."
  ephemeral  = true
}
import {
  for_each = {}
  to       = x_y.a[each.key]
  id       = each.value
}
removed {
  from = x_y.b
  lifecycle {
    destroy = false
  }
}
resource "x_y" "a" {
  for_each = {}
  lifecycle {
    ignore_changes = all
  }
}
`;
    expect(said(text)).toEqual([]);
    expect(load({ "main.tf.json": '{"output": {"o": {"//": "note", "value": 1}}}' }).diagnostics).toEqual([]);
  });

  it("count with what override files give them", () => {
    const files = { "main.tf": 'output "o" {}', "override.tf": 'output "o" {\n  value = 1\n}' };
    expect(load(files).diagnostics).toEqual([]);
  });
});
