import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

const files = {
  "main.tf": `variable "cidrs" { type = list(string) }
variable "password" {
  default   = "planted-password"
  sensitive = true
}
locals {
  big  = 12345678901234567890123
  both = { password = var.password, text = "a" }
}
module "net" {
  source   = "./net"
  for_each = toset(["x.y"])
  cidrs    = var.cidrs
}
resource "aws_instance" "web" {
  subnet_id = module.net["x.y"].group
}
output "failed" { value = upper(1, 2) }
`,
  "net/main.tf": `variable "cidrs" {}
locals { first = var.cidrs[0] }
resource "aws_security_group" "this" {
  ingress { cidr_blocks = [local.first] }
}
output "group" { value = aws_security_group.this.id }
provider "aws" { region = "eu-west-1" }
`,
  "prod.tfvars": `cidrs = ["0.0.0.0/0"]
`,
};
const inProduction = ["--var-file", "prod.tfvars"];

describe("lintel eval", () => {
  it("writes everything as one JSON object", () => {
    const { code, stdout } = lintel(directoryWith(files), ["eval", ".", "--format", "json", ...inProduction]);
    expect(code).toBe(0);
    expect(stdout).toContain('"big":12345678901234567890123');
    expect(JSON.parse(stdout)).toEqual({
      locals: {
        big: 12345678901234567890123,
        both: { password: { $sensitive: true }, text: "a" },
        'module.net["x.y"].local.first': "0.0.0.0/0",
      },
      outputs: {
        failed: { $error: "too-many-arguments" },
        'module.net["x.y"].output.group': { $unknown: "known-after-apply" },
      },
      resources: {
        "aws_instance.web": { subnet_id: { $unknown: "known-after-apply" } },
        'module.net["x.y"].aws_security_group.this': { ingress: [{ cidr_blocks: ["0.0.0.0/0"] }] },
      },
    });
  });

  it("traces a value through two modules to a line of a variable file", () => {
    const address = 'module.net["x.y"].aws_security_group.this.ingress[0].cidr_blocks[0]';
    const { code, stdout, stderr } = lintel(directoryWith(files), ["eval", ".", address, ...inProduction]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [first, ...places] = stdout.split("\n");
    expect(first).toBe(`${address} = "0.0.0.0/0"`);
    expect(places.flatMap((line) => /\S+:\d+:\d+$/.exec(line) ?? [])).toEqual([
      "net/main.tf:4:28",
      "net/main.tf:2:10",
      "main.tf:13:3",
      "prod.tfvars:1:10",
    ]);
  });

  it("writes one value as JSON with its trace", () => {
    const { stdout } = lintel(directoryWith(files), ["eval", ".", "local.big", "-f", "json"]);
    expect(stdout).toContain('"value":12345678901234567890123,');
    expect(JSON.parse(stdout)).toMatchObject({ address: "local.big", location: { file: "main.tf" }, trace: [] });
  });

  it("takes values from the command line, the environment and the workspace", () => {
    const directory = directoryWith({
      "main.tf": 'variable "a" {}\nlocals { b = "${var.a} ${terraform.workspace}" }\n',
    });
    const ask = (...args: string[]) =>
      lintel(directory, ["eval", ".", "local.b", ...args], { environment: { TF_VAR_a: "environment" } }).stdout;
    expect(ask()).toContain("(unknown: no-value");
    expect(ask("--env-vars")).toContain('"environment default"');
    expect(ask("--var", "a=flag", "--env-vars", "--workspace", "blue")).toContain('"flag blue"');
  });

  it("shows every address where none is asked for", () => {
    const { stdout } = lintel(directoryWith(files), ["eval", "main.tf"]);
    for (const address of [
      "var.cidrs",
      "local.both",
      "output.failed",
      "aws_instance.web",
      'module.net["x.y"].local.first',
    ])
      expect(stdout).toContain(`${address} = `);
  });

  it("says what is not known before apply, and what is misspelt", () => {
    const directory = directoryWith(files);
    expect(lintel(directory, ["eval", ".", "aws_instance.web.id"]).stdout).toContain("(unknown: known-after-apply");
    for (const [given, meant] of [
      ["local.bgi", "local.big"],
      ["aws_instance.wep", "aws_instance.web"],
      ["aws_instance.web.subnet_ip", "aws_instance.web.subnet_id"],
      ["local.both.txt", "local.both.text"],
      ['module.net["x.z"].local.first', 'module.net["x.y"].local.first'],
    ] as const) {
      const { code, stderr, stdout } = lintel(directory, ["eval", ".", given]);
      expect({ given, code, stdout }).toEqual({ given, code: 2, stdout: "" });
      expect(stderr).toContain(`Did you mean ${meant}`);
    }
  });

  it("takes addresses as people write them", () => {
    const directory = directoryWith({
      "main.tf": `provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "net" {
  source   = "./net"
  for_each = toset(["a", "b"])
  name     = each.key
}
resource "aws_subnet" "s" {
  count      = 2
  cidr_block = "10.0.\${count.index}.0/24"
}
`,
      "net/main.tf": 'variable "name" {}\noutput "name" { value = "net-${var.name}" }\noutput "other" { value = 1 }\n',
    });
    const ask = (address: string): unknown =>
      JSON.parse(lintel(directory, ["eval", ".", address, "-f", "json"]).stdout);
    const both = ["a", "b"].map((key) => ({ address: `module.net["${key}"].output.name`, value: `net-${key}` }));
    expect(ask('module.net["a"].name')).toMatchObject(both.slice(0, 1));
    expect(ask("module.net.name")).toMatchObject(both);
    expect(ask("module.net.output.name")).toMatchObject(both);
    expect(ask('module.net["b"]')).toMatchObject([both[1], { address: 'module.net["b"].output.other', value: 1 }]);
    expect(ask("aws_subnet.s.cidr_block")).toMatchObject([
      { address: "aws_subnet.s[0].cidr_block", value: "10.0.0.0/24" },
      { address: "aws_subnet.s[1].cidr_block", value: "10.0.1.0/24" },
    ]);
    expect(ask("aws_subnet.s[1].cidr_block")).toMatchObject({ value: "10.0.1.0/24" });
    expect(ask("provider.aws.us")).toMatchObject({ value: { region: "us-east-1" } });
    expect(lintel(directory, ["eval", ".", "provider.aws.eu"]).stderr).toContain("Did you mean provider.aws.us");
  });

  it("shows what a plan and a state tell", () => {
    const sentinel = "planted-in-a-plan";
    const identity = { mode: "managed", type: "aws_db_instance", name: "main" };
    const plan = {
      format_version: "1.2",
      terraform_version: "1.11.0",
      variables: { size: { value: 7 }, password: { value: sentinel } },
      planned_values: {},
      resource_changes: [
        {
          address: "aws_db_instance.main[0]",
          ...identity,
          change: {
            actions: ["update"],
            before: { password: sentinel },
            after: { allocated_storage: 12345678901234567890, password: sentinel, url: sentinel, port: null },
            after_unknown: { arn: true },
            after_sensitive: { password: true },
          },
        },
        {
          address: "aws_db_instance.old",
          ...identity,
          change: {
            actions: ["delete"],
            before: { password: sentinel },
            after: null,
            before_sensitive: { password: true },
          },
        },
      ],
      output_changes: {
        url: { actions: ["create"], before: null, after: sentinel, after_unknown: false, after_sensitive: true },
        arn: { actions: ["create"], before: null, after_unknown: true, after_sensitive: false },
      },
      configuration: { root_module: { variables: { size: {}, password: { sensitive: true } } } },
    };
    const state = {
      version: 4,
      terraform_version: "1.11.0",
      outputs: { url: { value: sentinel, sensitive: true }, port: { value: 5432 } },
      resources: [
        {
          ...identity,
          instances: [
            { attributes: { password: sentinel }, sensitive_attributes: [[{ type: "get_attr", value: "password" }]] },
          ],
        },
      ],
    };
    const text = JSON.stringify(plan).replace("12345678901234567000", "12345678901234567890");
    const directory = directoryWith({ "plan.json": text, "terraform.tfstate": JSON.stringify(state) });
    const everything = lintel(directory, ["eval", "plan.json", "--format", "json"]);
    expect(everything).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(everything.stdout)).toEqual({
      locals: {},
      outputs: { url: { $sensitive: true }, arn: { $unknown: "known-after-apply" } },
      resources: {
        "aws_db_instance.main[0]": {
          allocated_storage: 12345678901234567890,
          password: { $sensitive: true },
          url: { $sensitive: true },
          port: null,
          arn: { $unknown: "known-after-apply" },
        },
      },
    });
    expect(everything.stdout).toContain(":12345678901234567890,");
    expect(lintel(directory, ["eval", "plan.json", "aws_db_instance.main.arn"]).stdout).toMatch(
      /^aws_db_instance\.main\[0\]\.arn = \(unknown: known-after-apply/,
    );
    expect(lintel(directory, ["eval", "plan.json", "aws_db_instance.main[0].passwort"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean aws_db_instance.main[0].password") as string,
    });
    expect(JSON.parse(lintel(directory, ["eval", "terraform.tfstate", "-f", "json"]).stdout)).toEqual({
      locals: {},
      outputs: { url: { $sensitive: true }, port: 5432 },
      resources: { "aws_db_instance.main": { password: { $sensitive: true } } },
    });
    for (const name of ["plan.json", "terraform.tfstate"]) {
      for (const command of ["eval", "graph"]) {
        const { stdout, stderr } = lintel(directory, [command, name]);
        expect(stdout.length).toBeGreaterThan(20);
        expect(stdout + stderr).not.toContain(sentinel);
      }
    }
  });

  it("asks which root module is meant where there are several", () => {
    const directory = directoryWith({ "a/main.tf": "", "b/main.tf": "locals { x = 1 }\n" });
    const { code, stderr } = lintel(directory, ["eval", "."]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/2 root modules.*: a, b\./);
    expect(lintel(directory, ["eval", "b", "local.x"]).code).toBe(0);
  });

  it("evaluates a directory that is a root module itself, whatever lies below it", () => {
    const directory = directoryWith({ "main.tf": "locals { x = 1 }\n", "b/main.tf": "locals { y = upper() }\n" });
    expect(lintel(directory, ["eval", ".", "local.x"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("fails where it cannot do its job", () => {
    const directory = directoryWith({ "main.tf": "locals { x = 1 }\nlocals {\n  y = = 2\n}\n", "empty/x.txt": "" });
    expect(lintel(directory, ["eval", ".", "local.x"])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining("local.x = 1") as string,
      stderr: expect.stringContaining("main.tf:3") as string,
    });
    for (const args of [[], ["missing"], ["empty"], [".", "local.x", "local.y"], [".", "--var", "x"]]) {
      expect({ args, code: lintel(directory, ["eval", ...args]).code }).toEqual({ args, code: 2 });
    }
  });
});
