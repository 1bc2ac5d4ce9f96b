import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";

const said = (text: string): readonly string[] =>
  load({ "main.tf": text, "m/main.tf": "" }).diagnostics.map(
    ({ code, range }) => `${code} ${range === undefined ? "" : at(range)}`,
  );

describe("references that nobody evaluates", () => {
  it("are told of where they name nothing", () => {
    expect(said('resource "x_y" "a" {\n  depends_on = [x_y.b, data.x_y.c, module.m]\n}')).toEqual([
      "undeclared-reference main.tf:2:17-2:22",
      "undeclared-reference main.tf:2:24-2:34",
      "undeclared-reference main.tf:2:36-2:44",
    ]);
    expect(said('output "o" {\n  value = 1\n  depends_on = [x_y.b]\n}')).toHaveLength(1);
    expect(said('module "m" {\n  source = "./m"\n  depends_on = [x_y.b]\n}')).toHaveLength(1);
    expect(said('resource "x_y" "a" {\n  lifecycle {\n    replace_triggered_by = [x_y.b.id]\n  }\n}')).toEqual([
      "undeclared-reference main.tf:3:29-3:37",
    ]);
  });

  it("may name anything that there is", () => {
    const text = `
variable "v" { default = 1 }
locals { l = 1 }
module "m" { source = "./m" }
data "x_y" "d" {}
resource "x_y" "b" { count = 2 }
resource "x_y" "a" {
  for_each   = {}
  depends_on = [x_y.b, x_y.b[0], resource.x_y.b, data.x_y.d, module.m, var.v, local.l]
  lifecycle {
    replace_triggered_by = [x_y.b[each.key].id, x_y.b]
  }
}
resource "x_y" "c" { depends_on = ["x_y.b"] }
removed { from = x_y.gone }
`;
    expect(said(text)).toEqual([]);
  });

  it("say that something is removed which is still there", () => {
    expect(said('resource "x_y" "a" {}\nremoved {\n  from = x_y.a\n}')).toEqual([
      "removed-still-declared main.tf:3:10-3:15",
    ]);
    expect(said('module "m" { source = "./m" }\nremoved {\n  from = module.m.x_y.a\n}')).toEqual([]);
  });
});
