import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";
import { evaluateConfiguration } from "./evaluate-configuration.js";
import { dataOfConfiguration, dataToJson } from "./evaluated-data.js";
import { readAddress } from "./read-address.js";

function root(files: Readonly<Record<string, string>>) {
  const [first] = load(files).load.roots;
  if (first === undefined) throw new Error("There is no root module.");
  return first;
}

const files = {
  "main.tf": `variable "a" { default = { k = "default" } }
locals { l = [var.a.k, 12345678901234567890123] }
module "m" {
  source   = "./m"
  for_each = toset(["x"])
  in       = local.l
}
resource "aws_b" "b" {
  count = 1
  tags  = { n = module.m["x"].out }
}
output "secret" {
  value     = sensitive("s3cr3t")
  sensitive = true
}
output "broken" { value = upper() }
`,
  "m/main.tf": `variable "in" {}
locals { first = var.in[0] }
output "out" { value = local.first }
resource "aws_c" "c" { id2 = aws_c.d.arn }
resource "aws_c" "d" {}
`,
};

describe("readAddress", () => {
  it("reads locals, variables, outputs and resources, in modules too", () => {
    const configuration = root(files);
    const read = (address: string): unknown => {
      const reading = readAddress(configuration, address);
      return reading === undefined ? "nothing" : plain(reading);
    };
    expect(read("local.l[0]")).toBe("default");
    expect(read("var.a")).toEqual({ k: "default" });
    expect(read('module.m["x"].local.first')).toBe("default");
    expect(read('module.m["x"].output.out')).toBe("default");
    expect(read('module.m["x"].var.in[0]')).toBe("default");
    expect(read("aws_b.b[0].tags.n")).toBe("default");
    expect(read('module.m["x"].aws_c.c.id2')).toMatchObject({ unknown: "known-after-apply" });
    for (const missing of ["local.none", "aws_b.b[1]", 'module.m["y"].local.first', "aws_z.z", "1 +", "a b"]) {
      expect(read(missing)).toBe("nothing");
    }
  });

  it("leads through modules to the line to edit", () => {
    const reading = readAddress(root(files), "aws_b.b[0].tags.n");
    expect(reading?.trace?.().map(({ range }) => at(range))).toEqual([
      "m/main.tf:3:16-3:35",
      "m/main.tf:2:10-2:27",
      "main.tf:6:3-6:21",
      "main.tf:2:15-2:22",
      "main.tf:1:28-1:41",
    ]);
  });
});

describe("dataOfConfiguration", () => {
  it("keeps digits, hides what is sensitive, and says what is unknown or failed", () => {
    const sections = dataOfConfiguration(evaluateConfiguration(root(files)));
    const json = dataToJson({ kind: "object", entries: new Map(Object.entries(sections)) });
    expect(json).toContain('"l":["default",12345678901234567890123]');
    expect(json).not.toContain("s3cr3t");
    expect(JSON.parse(json)).toMatchObject({
      locals: { 'module.m["x"].local.first': "default" },
      outputs: {
        secret: { $sensitive: true },
        broken: { $error: "too-few-arguments" },
        'module.m["x"].output.out': "default",
      },
      resources: {
        "aws_b.b[0]": { tags: { n: "default" } },
        'module.m["x"].aws_c.c': { id2: { $unknown: "known-after-apply" } },
      },
    });
  });
});
