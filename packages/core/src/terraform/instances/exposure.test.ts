import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";
import { evaluateConfiguration } from "./evaluate-configuration.js";

/** What is said of a configuration once everything in it is evaluated. */
function saidOf(files: Readonly<Record<string, string>> | string): readonly string[] {
  const loaded = load(typeof files === "string" ? { "main.tf": files } : files);
  for (const root of loaded.load.roots) evaluateConfiguration(root);
  return loaded.diagnostics.map(({ code, range }) => `${code} ${range === undefined ? "" : at(range)}`).sort();
}

const variables = `variable "s" {
  sensitive = true
  default = "a"
}
variable "e" {
  ephemeral = true
  default = "a"
}
`;

describe("sensitive values", () => {
  const output = (rest: string): readonly string[] => saidOf(`${variables}output "o" { ${rest}\n}`);

  it("are refused in outputs of the root module that are not sensitive", () => {
    expect(output("\n value = { a = [var.s] }")).toEqual(["sensitive-value-not-allowed main.tf:10:10-10:25"]);
    expect(output("\n value = var.s\n sensitive = false")).toEqual(["sensitive-value-not-allowed main.tf:10:10-10:15"]);
    expect(output("\n value = var.s\n sensitive = true")).toEqual([]);
    expect(output("\n value = nonsensitive(var.s)")).toEqual([]);
  });

  it("may leave a called module", () => {
    const files = {
      "main.tf": `module "m" {\n  source = "./m"\n}\noutput "o" {\n  value = module.m\n}`,
      "m/main.tf": `output "s" {\n  value = sensitive("x")\n}`,
    };
    expect(saidOf(files)).toEqual(["sensitive-value-not-allowed main.tf:5:11-5:19"]);
  });
});

describe("what is wrong with sensitive texts", () => {
  it.each([
    'regex("(${var.pw}", "x")',
    'regexall("(${var.pw}", "x")',
    'replace("x", "/(${var.pw}/", "")',
    "provider::terraform::decode_tfvars(var.pw)",
    'provider::terraform::decode_tfvars("${var.pw} = ${var.pw}")',
    'provider::terraform::decode_tfvars("a = ${var.pw}")',
    'yamldecode("a: !!${var.pw} x")',
    'yamldecode("a: *${var.pw}")',
    'yamldecode("!${var.pw} x")',
    'yamldecode("%TAG ${var.pw}")',
    'jsondecode("[${var.pw}]")',
    "templatestring(local.template, {})",
    "templatestring(local.unclosed, {})",
    "jsonencode({ a = 1 })[var.pw]",
    "{ a = 1 }[var.pw]",
    'csvdecode("a\\n\\"${var.pw}")',
    "timeadd(var.pw, var.pw)",
    "formatdate(var.pw, timestamp())",
    'format("%${var.pw}", 1)',
    "textencodebase64(var.pw, var.pw)",
    "tonumber(var.pw)",
    "file(var.pw)",
  ])("is told without them: %s", (expression) => {
    const { load: loaded, diagnostics } = load({
      "main.tf": `variable "pw" {
  sensitive = true
  default   = "planted"
}
locals {
  template = "$\${\${var.pw}.x}"
  unclosed = "%%{ \${var.pw} }"
  failed   = ${expression}
}
`,
    });
    for (const root of loaded.roots) evaluateConfiguration(root);
    expect(JSON.stringify(diagnostics.map(({ message, hint }) => [message, hint]))).not.toContain("planted");
  });
});

describe("ephemeral values", () => {
  it("are refused in arguments of resources and data sources", () => {
    const found = saidOf(`${variables}resource "x_y" "a" {
  input = [var.e]
  size = 1
  nested {
    name = var.e
  }
}
data "x_y" "b" {
  name = var.e
}
resource "x_y" "c" {
  count = var.e == "a" ? 1 : 2
}
resource "x_y" "d" {
  for_each = toset([var.e])
}
`);
    const places = ["10:11-10:18", "13:12-13:17", "17:10-17:15", "20:11-20:31", "23:14-23:28"];
    expect(found).toEqual(places.map((place) => `ephemeral-value-not-allowed main.tf:${place}`));
  });

  it("may stand where nothing is kept", () => {
    const found = saidOf(`${variables}resource "x_y" "a" {
  password_wo = var.e
  note        = ephemeralasnull(var.e)
  connection {
    host = var.e
  }
  provisioner "local-exec" {
    command = var.e
  }
  lifecycle {
    precondition {
      condition     = var.e == "a"
      error_message = "No."
    }
  }
}
provider "x" {
  token = var.e
}
ephemeral "x_z" "b" {
  name = var.e
}
locals {
  l = var.e
}
`);
    expect(found).toEqual([]);
  });

  it("do not leave a root module at all", () => {
    expect(saidOf('output "o" {\n  value = "x"\n  ephemeral = true\n}')).toEqual([
      "ephemeral-value-not-allowed main.tf:2:11-2:14",
    ]);
  });

  it("leave modules and enter them only by what is declared ephemeral", () => {
    const files = {
      "main.tf": `${variables}module "m" {\n  source = "./m"\n  p = var.e\n  q = var.e\n}\noutput "o" {\n  value = [module.m.good]\n}`,
      "m/main.tf": `variable "p" {}\nvariable "q" { ephemeral = true }\noutput "bad" {\n  value = var.q\n}\noutput "good" {\n  value = var.q\n  ephemeral = true\n}`,
    };
    expect(saidOf(files)).toEqual([
      "ephemeral-value-not-allowed m/main.tf:4:11-4:16",
      "ephemeral-value-not-allowed main.tf:11:7-11:12",
      "ephemeral-value-not-allowed main.tf:15:11-15:26",
    ]);
  });
});

describe("a resource", () => {
  it("cannot refer to itself", () => {
    expect(saidOf('resource "x_y" "a" {\n  count = 2\n  input = x_y.a[0].id\n}')).toEqual([
      "self-reference main.tf:3:11-3:22",
    ]);
    expect(
      saidOf('resource "x_y" "a" {\n  input = "x_y.a.id"\n}\nresource "x_y" "b" {\n  input = x_y.a.id\n}'),
    ).toEqual([]);
  });
});

describe("variables", () => {
  it("have no default of null where null is ruled out", () => {
    expect(saidOf('variable "v" {\n  default = null\n  nullable = false\n}')).toEqual([
      "invalid-default main.tf:2:3-2:17",
    ]);
    expect(saidOf('variable "v" {\n  default = null\n}')).toEqual([]);
  });
});
