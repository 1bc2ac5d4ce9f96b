import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";

const failed = (files: Readonly<Record<string, string>> | string): readonly string[] =>
  load(typeof files === "string" ? { "main.tf": files } : files).diagnostics.map(
    ({ code, range }) => `${code} ${range === undefined ? "" : at(range)}`,
  );

const resource = (before: string, kind: string, condition: string, message = '"No."'): string => `
resource "x_y" "a" {
  ${before}
  lifecycle {
    ${kind} {
      condition = ${condition}
      error_message = ${message}
    }
  }
}
`;

describe("conditions that are known not to hold", () => {
  it("of resources are told of at the condition", () => {
    expect(failed(resource("size = 1", "precondition", 'path.root == ""'))).toEqual([
      "condition-failed main.tf:6:19-6:34",
    ]);
  });

  it("may refer to the instance after it is made", () => {
    expect(failed(resource("size = 1", "postcondition", "self.size > 2"))).toEqual([
      "condition-failed main.tf:6:19-6:32",
    ]);
    expect(failed(resource("size = 1", "postcondition", "self.size == 1 && self.arn != null"))).toEqual([]);
    expect(failed(resource("size = 1", "precondition", "self.size == 1"))).toEqual([
      "undeclared-reference main.tf:6:19-6:23",
    ]);
  });

  it("are looked at in each instance that certainly exists", () => {
    expect(failed(resource("count = 3", "precondition", "count.index < 2"))).toHaveLength(1);
    expect(failed(resource("count = 2", "precondition", "count.index < 2"))).toEqual([]);
    expect(failed(resource("count = 0", "precondition", "count.index == 1"))).toEqual([]);
    const unknown = `variable "n" { type = number }\n${resource("count = var.n", "precondition", 'path.root == ""')}`;
    expect(failed(unknown)).toEqual([]);
  });

  it("say nothing where they are not known, or are true in words", () => {
    const unknown = `variable "v" {}\n${resource("", "precondition", 'var.v == "x"')}`;
    expect(failed(unknown)).toEqual([]);
    expect(failed(resource("", "precondition", '"${path.root == "."}x" == "truex" ? "true" : "false"'))).toEqual([]);
    expect(failed(resource("", "precondition", 'path.root == "." ? "false" : "true"'))).toHaveLength(1);
  });

  it("of outputs and checks are told of, in called modules too", () => {
    const found = failed({
      "main.tf": `module "m" {\n  source = "./m"\n  n = 1\n}\ncheck "c" {\n  assert {\n    condition = module.m.o > 1\n    error_message = "No."\n  }\n}`,
      "m/main.tf": `variable "n" {}\noutput "o" {\n  value = var.n\n  precondition {\n    condition = var.n > 1\n    error_message = "No."\n  }\n}`,
    });
    expect(found).toEqual(["condition-failed main.tf:7:17-7:31", "condition-failed m/main.tf:5:17-5:26"]);
  });

  it("are told of where they refer to nothing, or not to what they validate", () => {
    expect(failed(resource("", "precondition", "1 == 1"))).toEqual(["invalid-condition main.tf:6:19-6:25"]);
    const ofFor = "alltrue([for a in [true] : a])";
    expect(failed(resource("", "postcondition", ofFor))).toEqual(["invalid-condition main.tf:6:19-6:49"]);
    expect(failed(resource("count = 1", "postcondition", "alltrue([for a in [0] : a == count.index])"))).toEqual([]);
    const output = `output "o" {\n  value = 1\n  precondition {\n    condition = { path = 1 } != 1\n    error_message = "No."\n  }\n}`;
    expect(failed(output)).toEqual(["invalid-condition main.tf:4:17-4:34"]);
    const check = `check "c" {\n  assert {\n    condition = true\n    error_message = "No."\n  }\n}`;
    expect(failed(check)).toEqual(["invalid-condition main.tf:3:17-3:21"]);
    const variable = `locals { x = 2 }\nvariable "v" {\n  default = 1\n  validation {\n    condition = local.x == 2\n    error_message = "No."\n  }\n}`;
    expect(failed(variable)).toEqual(["invalid-condition main.tf:5:17-5:29"]);
  });

  it("are told of where they are neither true nor false", () => {
    expect(failed(resource("", "precondition", "[path.root]"))).toEqual(["invalid-condition main.tf:6:19-6:30"]);
    const ofNull = `variable "n" {\n  type = bool\n  default = null\n}${resource("", "precondition", "var.n")}`;
    expect(failed(ofNull)).toEqual(["invalid-condition main.tf:9:19-9:24"]);
    const validation = (value: string): string =>
      `variable "v" {\n  default = ${value}\n  validation {\n    condition = var.v\n    error_message = "No."\n  }\n}`;
    expect(failed(validation('"x"'))).toEqual(["invalid-condition main.tf:4:5-4:22"]);
    expect(failed(validation('"false"'))).toEqual(["validation-failed main.tf:2:3-2:20"]);
    expect(failed(validation('"1"'))).toEqual([]);
  });

  it("know the data source of their check", () => {
    const check = `check "c" {\n  data "x_y" "a" {\n    name = "b"\n  }\n  assert {\n    condition = data.x_y.a.status == 200\n    error_message = "No."\n  }\n}`;
    expect(failed(check)).toEqual([]);
  });

  it("are told with their message, unless that is sensitive", () => {
    const text = (message: string): string => {
      const variable = 'variable "s" {\n  sensitive = true\n  default = "hidden"\n}\n';
      return (
        load({ "main.tf": variable + resource("", "precondition", 'path.root == ""', message) }).diagnostics[0]
          ?.message ?? ""
      );
    };
    expect(text('"Size ${1 + 1} is too small."')).toContain("Size 2 is too small.");
    const hidden = text('"Not ${var.s}."');
    expect(hidden).toContain("x_y.a");
    expect(hidden).not.toContain("hidden");
  });
});
