import { describe, expect, it } from "vitest";
import { load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";
import { moduleFileNames } from "./module-files.js";

describe("moduleFileNames", () => {
  it("takes .tofu over .tf, sets overrides apart, and leaves backups alone", () => {
    const names = [
      "b.tf",
      "a.tf.json",
      "main.tofu",
      "main.tf",
      "x.tofu.json",
      "x.tf.json",
      "override.tf",
      "z_override.tf.json",
      "a_override.tofu",
      ".hidden.tf",
      "main.tf~",
      "#main.tf#",
      "notes.md",
      "terraform.tfvars",
      "unit.tftest.hcl",
    ];
    expect(moduleFileNames(names)).toEqual({
      primary: ["a.tf.json", "b.tf", "main.tofu", "x.tofu.json"],
      overrides: ["a_override.tofu", "override.tf", "z_override.tf.json"],
    });
  });
});

describe("variable files", () => {
  it("warn of values for variables that nobody declares", () => {
    const { diagnostics } = load({ "main.tf": `variable "a" {}`, "terraform.tfvars": `a = 1\nb = 2\n` });
    expect(diagnostics).toMatchObject([{ code: "undeclared-variable", severity: "warning" }]);
    expect(diagnostics.map(({ range }) => range?.file.positionAt(range.start))).toEqual([{ line: 2, column: 1 }]);
  });

  it("warn of a flag only where no root declares its variable", () => {
    const flag = (name: string) => ({ kind: "value" as const, name, text: "1" });
    const files = { "a/main.tf": `variable "a" {}`, "b/main.tf": `variable "b" {}` };
    expect(load(files, { inputs: [flag("a"), flag("b")] }).diagnostics).toEqual([]);
    expect(load(files, { inputs: [flag("c")] }).diagnostics).toMatchObject([{ code: "undeclared-variable" }]);
  });

  it("belong to the root module in their directory", () => {
    const { node } = load({
      "one/main.tf": `variable "x" { default = 0 }\noutput "o" { value = var.x }`,
      "one/terraform.tfvars": `x = 1`,
      "two/main.tf": `variable "x" { default = 0 }\noutput "p" { value = var.x }`,
    });
    expect(plain(node("output.o").reading.get("value"))).toBe(1);
    expect(plain(node("output.p").reading.get("value"))).toBe(0);
  });

  it("take environment variables only when given", () => {
    const files = { "main.tf": `variable "x" { type = list(string) }\noutput "o" { value = var.x }` };
    const given = load(files, { environment: new Map([["TF_VAR_x", '["a"]']]) });
    expect(plain(given.node("output.o").reading.get("value"))).toEqual(["a"]);
    expect(load(files).node("output.o").reading.get("value")).toMatchObject({ kind: "unknown", subject: "var.x" });
    const broken = load(files, { environment: new Map([["TF_VAR_x", "[unclosed"]]) });
    expect(broken.node("output.o").reading.get("value")).toMatchObject({ kind: "unknown", reason: "error" });
    expect(broken.diagnostics).toMatchObject([{ code: "invalid-input-value" }]);
  });
});

describe("JSON syntax", () => {
  it("reads nested and dynamic blocks of resources, located in the text", () => {
    const resource = {
      ingress: [{ from_port: 1 }, { from_port: 2 }],
      dynamic: { egress: { for_each: ["a"], content: { to_port: "${egress.value}" } } },
      lifecycle: { ignore_changes: ["tags"] },
      provider: "aws.west",
    };
    const { node, diagnostics } = load({
      "main.tf.json": JSON.stringify(
        { resource: { aws_x: { y: resource } }, provider: { aws: { alias: "west" } } },
        undefined,
        2,
      ),
    });
    expect(diagnostics).toEqual([]);
    expect(plain(node("aws_x.y").reading)).toEqual({
      ingress: [{ from_port: 1 }, { from_port: 2 }],
      egress: [{ to_port: "a" }],
      lifecycle: [{ ignore_changes: ["tags"] }],
      provider: "aws.west",
    });
    const { range } = node("aws_x.y").reading.get("ingress");
    expect(range.file.positionAt(range.start)).toEqual({ line: 5, column: 9 });
  });
});
