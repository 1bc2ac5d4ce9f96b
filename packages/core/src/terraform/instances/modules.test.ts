import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";
import { evaluateConfiguration } from "./evaluate-configuration.js";
import { dataOfConfiguration, dataOfReading, dataToJson } from "./evaluated-data.js";
import { readAddress } from "./read-address.js";

const codes = (fixture: ReturnType<typeof load>): readonly string[] => fixture.diagnostics.map(({ code }) => code);

describe("root modules", () => {
  it("are the directories that no other scanned one calls", () => {
    const { load: loaded } = load({
      "app/main.tf": `module "m" { source = "../modules/m" }`,
      "modules/m/main.tf": `module "n" { source = "../n" }`,
      "modules/n/main.tf": "",
      "alone/main.tf": "",
    });
    expect(loaded.roots.map(({ domain }) => domain)).toEqual(["alone", "app"]);
  });

  it("are found where modules only call each other in a circle", () => {
    const fixture = load({
      "a/main.tf": `module "b" { source = "../b" }\nresource "x_y" "a" {}`,
      "b/main.tf": `module "a" { source = "../a" }\nresource "x_y" "b" {}`,
    });
    expect(fixture.load.roots.map(({ domain }) => domain)).toEqual(["a"]);
    expect(fixture.addresses("resource")).toEqual(["x_y.a", "module.b.x_y.b"]);
    expect(codes(fixture)).toEqual(["module-cycle"]);
  });

  it("load called modules from outside the paths asked for", () => {
    const files = {
      "app/main.tf": `module "m" { source = "../m" }\noutput "o" { value = module.m.o }`,
      "m/main.tf": `output "o" { value = "from m" }`,
    };
    const { node, load: loaded } = load(files, { paths: ["app"] });
    expect(loaded.roots.map(({ domain }) => domain)).toEqual(["app"]);
    expect(plain(node("output.o").reading.get("value"))).toBe("from m");
  });
});

describe("for_each", () => {
  it("over something unknown is refused where its type is known to be wrong", () => {
    const of = (type: string): readonly string[] =>
      codes(load({ "main.tf": `variable "v" { type = ${type} }\nresource "x_y" "a" {\n  for_each = var.v\n}` }));
    for (const type of ["list(string)", "string", "tuple([string])"]) expect(of(type)).toEqual(["invalid-repetition"]);
    for (const type of ["set(string)", "map(number)", "any", "object({ a = string })"]) expect(of(type)).toEqual([]);
  });
});

describe("module sources", () => {
  it("above the scan root are not read", () => {
    const fixture = load({ "main.tf": `module "m" {\n  source = "../outside"\n}\noutput "o" { value = module.m.x }` });
    expect(fixture.diagnostics).toMatchObject([{ code: "module-outside-root" }]);
    expect(fixture.node("output.o").reading.get("value")).toMatchObject({
      kind: "unknown",
      reason: "module-not-loaded",
    });
  });

  it("that are not on disk are told of once, and their outputs are unknown", () => {
    const fixture = load({
      "main.tf": `
module "vpc" { source = "terraform-aws-modules/vpc/aws" }
module "s3" { source = "terraform-aws-modules/s3-bucket/aws" }
resource "aws_instance" "i" { subnet_id = module.vpc.private_subnets[0] }
`,
    });
    expect(codes(fixture)).toEqual(["module-not-loaded"]);
    expect(fixture.node("aws_instance.i").reading.get("subnet_id")).toMatchObject({
      kind: "unknown",
      reason: "module-not-loaded",
      subject: "module.vpc.private_subnets",
    });
  });

  it("are found where terraform get has put them, nested ones too", () => {
    const manifest = {
      Modules: [
        { Key: "", Source: "", Dir: "." },
        { Key: "vpc", Source: "registry.terraform.io/org/vpc/aws", Version: "1.0.0", Dir: ".terraform/modules/vpc" },
        { Key: "vpc.inner", Source: "git::https://example.com/i", Dir: ".terraform/modules/vpc.inner/sub" },
      ],
    };
    const fixture = load({
      "app/main.tf": `module "vpc" { source = "org/vpc/aws" }\noutput "o" { value = module.vpc.o }`,
      "app/.terraform/modules/modules.json": JSON.stringify(manifest),
      "app/.terraform/modules/vpc/main.tf": `
module "inner" { source = "git::https://example.com/i//sub" }
module "local" { source = "./local" }
output "o" { value = [module.inner.o, module.local.o, path.module] }
`,
      "app/.terraform/modules/vpc/local/main.tf": `output "o" { value = "local" }`,
      "app/.terraform/modules/vpc.inner/sub/main.tf": `output "o" { value = "inner" }`,
    });
    expect(fixture.diagnostics).toEqual([]);
    expect(plain(fixture.node("output.o").reading.get("value"))).toEqual(["inner", "local", ".terraform/modules/vpc"]);
  });

  it("are not those that an earlier source left behind", () => {
    const manifest = {
      Modules: [
        { Key: "same", Source: "registry.terraform.io/org/vpc/aws", Version: "1.0.0", Dir: ".terraform/modules/same" },
        { Key: "stale", Source: "registry.terraform.io/old/vpc/aws", Version: "1.0.0", Dir: ".terraform/modules/same" },
        { Key: "local", Source: "./local", Dir: "local" },
      ],
    };
    const fixture = load({
      "main.tf": `
module "same" { source = "org/vpc/aws" }
module "stale" { source = "org/vpc/aws" }
module "local" { source = "org/vpc/aws" }
output "o" { value = [module.same.o, module.stale.o, module.local.o] }
`,
      ".terraform/modules/modules.json": JSON.stringify(manifest),
      ".terraform/modules/same/main.tf": `output "o" { value = 1 }`,
    });
    expect(codes(fixture)).toEqual(["module-not-loaded"]);
    const unloaded = { unknown: "module-not-loaded" };
    expect(plain(fixture.node("output.o").reading.get("value"))).toMatchObject([1, unloaded, unloaded]);
  });
});

describe("bounds", () => {
  it("hold for a count of a million, with a diagnostic at it", () => {
    const fixture = load({ "main.tf": `resource "x_y" "z" {\n  count = 1000000\n}\n` });
    expect(fixture.addresses("resource")).toHaveLength(10_000);
    expect(fixture.diagnostics).toMatchObject([{ code: "too-many-instances" }]);
    expect(fixture.diagnostics.map(({ range }) => range && at(range))).toEqual(["main.tf:2:3-2:18"]);
  });

  it("hold for what is shown of values that double", () => {
    const locals = Array.from(
      { length: 40 },
      (_, at) => `l${String(at + 1)} = [local.l${String(at)}, local.l${String(at)}]`,
    );
    const { load: loaded } = load({ "main.tf": `locals {\nl0 = "x"\n${locals.join("\n")}\n}` });
    const [root] = loaded.roots;
    if (root === undefined) throw new Error("There is no root module.");
    const { locals: shown } = dataOfConfiguration(evaluateConfiguration(root));
    expect(dataToJson(shown).length).toBeLessThan(20_000_000);
    expect(dataToJson(shown)).toContain('"l20":{"$error":"value-too-large"}');
    const reading = readAddress(root, "local.l22");
    expect(reading && dataOfReading(reading)).toEqual({ kind: "error", code: "value-too-large" });
  });

  it("hold for modules that multiply", () => {
    const files: Record<string, string> = { "m40/main.tf": `resource "x_y" "z" {}` };
    for (let level = 0; level < 40; level++) {
      const source = `source = "../m${String(level + 1)}"`;
      files[`m${String(level)}/main.tf`] = `module "a" {\n ${source}\n}\nmodule "b" {\n ${source}\n}\n`;
    }
    const fixture = load(files);
    expect(codes(fixture)).toEqual(["too-many-instances"]);
    expect(fixture.load.nodes.length).toBeLessThan(300_000);
  });

  it("hold for a chain of ten thousand locals", () => {
    const locals = Array.from({ length: 10_000 }, (_, at) => `l${String(at + 1)} = "\${local.l${String(at)}}"`);
    const fixture = load({
      "main.tf": `locals {\nl0 = "end"\n${locals.join("\n")}\n}\noutput "o" { value = local.l10000 }`,
    });
    const value = fixture.node("output.o").reading.get("value");
    expect(plain(value)).toBe("end");
    expect(value.trace?.().length).toBeLessThanOrEqual(2000);
    expect(fixture.diagnostics).toEqual([]);
  });

  it("hold for a cycle of a thousand locals, which is one diagnostic", () => {
    const locals = Array.from({ length: 1000 }, (_, at) => `l${String(at)} = local.l${String((at + 1) % 1000)}`);
    const fixture = load({ "main.tf": `locals {\n${locals.join("\n")}\n}\noutput "o" { value = local.l5 }` });
    expect(fixture.node("output.o").reading.get("value")).toMatchObject({ kind: "unknown", reason: "error" });
    expect(codes(fixture)).toEqual(["cycle"]);
  });

  it("are ten thousand where there are ten thousand blocks", () => {
    const blocks = Array.from(
      { length: 10_000 },
      (_, at) => `resource "aws_s3_bucket" "b${String(at)}" {\n  bucket = "b-\${var.name}"\n  acl = local.acl\n}`,
    );
    const text = `variable "name" { default = "x" }\nlocals { acl = "private" }\n${blocks.join("\n")}`;
    const fixture = load({ "main.tf": text });
    expect(fixture.addresses("resource")).toHaveLength(10_000);
    const buckets = fixture.load.nodes.filter(({ kind }) => kind === "resource");
    for (const { reading } of buckets) expect(reading.get("acl")).toMatchObject({ value: "private" });
  });
});

describe("loops without end", () => {
  // Where nothing counted their elements, these would run for hours.
  it.each([
    "[for i in range(1024) : [for j in range(1024) : [for k in range(1024) : [i, j, k]]]]",
    '"%{ for i in range(1024) }%{ for j in range(1024) }%{ for k in range(1024) }x%{ endfor }%{ endfor }%{ endfor }"',
    "[for i in range(1024) : [for j in range(1024) : range(1024)[*]]]",
  ])("end in a diagnostic: %s", (expression) => {
    const fixture = load({ "main.tf": `locals {\n  r = ${expression}\n}\nresource "a_b" "c" {\n  r = local.r\n}\n` });
    expect(fixture.node("a_b.c").reading.get("r")).toMatchObject({ kind: "unknown", reason: "error" });
    expect(fixture.diagnostics.map(({ code }) => code)).toEqual(["too-many-steps"]);
  });
});

describe("errors", () => {
  it("that a value caused say nothing where the instance may not exist", () => {
    const text = `variable "on" {}
variable "options" {
  type    = object({ size = number })
  default = null
}
resource "a_b" "maybe" {
  count = var.on ? 1 : 0
  size  = var.options.size
  other = local.nowhere
}
resource "a_b" "certain" {
  size = var.options.size
}
`;
    const fixture = load({ "main.tf": text });
    const size = fixture.node("a_b.maybe").reading.get("size");
    expect(size).toMatchObject({ kind: "unknown", reason: "unknown-count", subject: "var.on" });
    expect(fixture.node("a_b.certain").reading.get("size")).toMatchObject({ kind: "unknown", reason: "error" });
    fixture.node("a_b.maybe").reading.get("other");
    const places = fixture.diagnostics.map(({ code, range }) => [
      code,
      range && range.file.positionAt(range.start).line,
    ]);
    expect(places).toEqual([
      ["null-value", 12],
      ["undeclared-reference", 9],
    ]);
  });

  it("do not come from numbers that cannot be printed", () => {
    const fixture = load({ "main.tf": `resource "x_y" "z" {\n  big = 1e99999999\n  map = { (1e99999999) = 1 }\n}\n` });
    const { reading } = fixture.node("x_y.z");
    expect(reading.get("big")).toMatchObject({ kind: "scalar", value: Infinity, digits: undefined });
    expect(reading.get("map").kind).toBe("unknown");
  });

  it("are reported once, however many instances have them, and leave the rest alone", () => {
    const fixture = load({
      "main.tf": `
resource "x_y" "z" {
  count = 3
  bad   = upper()
  good  = "fine"
}
`,
    });
    for (const index of [0, 1, 2]) {
      const { reading } = fixture.node(`x_y.z[${String(index)}]`);
      expect(reading.get("bad")).toMatchObject({ kind: "unknown", reason: "error" });
      expect(plain(reading.get("good"))).toBe("fine");
    }
    expect(fixture.diagnostics).toHaveLength(1);
    expect(fixture.diagnostics.map(({ range }) => range?.file.positionAt(range.start).line)).toEqual([4]);
  });
});
