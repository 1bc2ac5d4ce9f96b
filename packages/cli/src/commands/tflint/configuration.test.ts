import { describe, expect, it } from "vitest";
import { UsageError } from "../../command-line/usage-error.js";
import { parseTflintConfiguration } from "./configuration.js";

const parse = (text: string) => parseTflintConfiguration(".tflint.hcl", text);

describe("a .tflint.hcl", () => {
  it("says what makes sense here, and the rest is passed over", async () => {
    const text = `
tflint {
  required_version = ">= 0.50"
}
config {
  format              = "compact"
  plugin_dir          = "~/.tflint.d/plugins"
  call_module_type    = "none"
  force               = true
  disabled_by_default = true
  ignore_module = {
    "terraform-aws-modules/vpc/aws" = true
    "./kept"                        = false
  }
  varfile   = ["prod.tfvars"]
  variables = ["region=eu-central-1"]
}
plugin "aws" {
  enabled = true
  version = "0.40.0"
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
}
rule "terraform_required_version" {
  enabled = false
}
rule "terraform_naming_convention" {
  enabled = true
  format  = "none"
}
`;
    const configuration = await parse(text);
    expect({ ...configuration, rules: [...configuration.rules] }).toEqual({
      format: "compact",
      isForced: true,
      isDisabledByDefault: true,
      callModuleType: "none",
      variableFiles: ["prod.tfvars"],
      variables: ["region=eu-central-1"],
      ignoredModules: ["terraform-aws-modules/vpc/aws"],
      rules: [
        ["terraform_naming_convention", true],
        ["terraform_required_version", false],
      ],
      terraformRules: undefined,
    });
  });

  it("may turn Terraform's own rules off, or all of them on", async () => {
    expect((await parse('plugin "terraform" {\n  enabled = false\n}')).terraformRules).toBe("none");
    expect((await parse('plugin "terraform" {\n  enabled = true\n  preset = "all"\n}')).terraformRules).toBe("all");
  });

  it("may be JSON", async () => {
    const text = '{ "config": { "format": "json" }, "rule": { "terraform_required_version": { "enabled": true } } }';
    const configuration = await parseTflintConfiguration(".tflint.json", text);
    expect(configuration.format).toBe("json");
    expect(configuration.rules.get("terraform_required_version")).toBe(true);
  });

  it.each([
    ["config {\n", ".tflint.hcl:1"],
    ['config {\n  format = "yaml"\n}', "yaml is invalid format"],
    ['config {\n  nope = "yaml"\n}', '"nope" is not expected'],
    ["config {\n  module = true\n}", "call_module_type"],
    ['config {\n  call_module_type = "foo"\n}', "foo is invalid call module type"],
    ["foo {\n}", '"foo" are not expected'],
    ['rule "a_b" {\n}', '"enabled" is required'],
  ])("%j is refused: %s", async (text, why) => {
    await expect(parse(text)).rejects.toThrow(UsageError);
    await expect(parse(text)).rejects.toThrow(why);
  });
});
