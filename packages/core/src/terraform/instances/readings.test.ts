import { describe, expect, it } from "vitest";
import type { Reading } from "../../graph/reading.js";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";

const trace = (reading: Reading): readonly string[] => (reading.trace?.() ?? []).map(({ range }) => at(range));

function child(reading: Reading, ...path: readonly (string | number)[]): Reading {
  let current = reading;
  for (const step of path) {
    if (current.kind === "list" && typeof step === "number") {
      const item = current.items[step];
      if (item === undefined) throw new Error(`There is no item ${String(step)}.`);
      current = item;
    } else if (current.kind === "object" && typeof step === "string") current = current.get(step);
    else throw new Error(`A ${current.kind} has no ${String(step)}.`);
  }
  return current;
}

describe("readings of a resource", () => {
  it("locates elements where they are written, and absent things at the header", () => {
    const { node } = load({
      "main.tf": `resource "aws_x" "a" {
  list   = ["x", "y"]
  map    = { k = "v", "l" = 1 }
  null_  = null
  nested {
    inner = true
  }
}
`,
    });
    const { reading } = node("aws_x.a");
    expect(at(child(reading, "list", 1).range)).toBe("main.tf:2:18-2:21");
    expect(at(child(reading, "map", "l").range)).toBe("main.tf:3:23-3:30");
    expect(reading.get("null_")).toMatchObject({ kind: "absent" });
    expect(at(reading.get("null_").range)).toBe("main.tf:4:3-4:16");
    expect(at(reading.get("missing").range)).toBe("main.tf:1:1-1:21");
    expect(reading.get("nested")).toMatchObject({ kind: "list", isBlocks: true });
    expect(at(child(reading, "nested", 0).range)).toBe("main.tf:5:3-5:9");
    expect(at(child(reading, "nested", 0, "missing").range)).toBe("main.tf:5:3-5:9");
    expect(reading.keys()).toEqual(["list", "map", "null_", "nested"]);
  });

  it("locates elements inside calls and conditions that stand in place", () => {
    const { node } = load({
      "main.tf": `locals { tags = { a = "A", b = "B" } }
resource "aws_x" "a" {
  tags  = merge(local.tags, { b = "own", c = ["C"] })
  cidrs = true ? concat(["x"], local.tags[*].a, ["y"]) : []
}
`,
    });
    const { reading } = node("aws_x.a");
    expect(at(child(reading, "tags", "a").range)).toBe("main.tf:3:3-3:54");
    expect(trace(child(reading, "tags", "a"))).toEqual(["main.tf:1:19-1:26"]);
    expect(at(child(reading, "tags", "b").range)).toBe("main.tf:3:31-3:40");
    expect(trace(child(reading, "tags", "b"))).toEqual([]);
    expect(at(child(reading, "tags", "c", 0).range)).toBe("main.tf:3:47-3:50");
    expect(at(child(reading, "cidrs", 0).range)).toBe("main.tf:4:26-4:29");
    expect(at(child(reading, "cidrs", 2).range)).toBe("main.tf:4:50-4:53");
    expect(at(child(reading, "cidrs", 1).range)).toBe("main.tf:4:3-4:60");
  });

  it("tell what is certain of a collection and of a text that are not known as a whole", () => {
    const { node } = load({
      "main.tf": `variable "more" {}
variable "tags" { type = map(string) }
variable "size" { type = number }
variable "name" { type = string }
resource "aws_x" "a" {
  list  = distinct(concat(["a"], var.more, ["b", "a"]))
  tags  = merge({ First = "1" }, var.tags, { Owner = "x" })
  text  = "https://\${var.more}:80/x\${var.more}.json"
  built = format("%s-%05d.%s", "a", var.size, join("/", ["1", var.name]))
}
`,
    });
    const { reading } = node("aws_x.a");
    const list = reading.get("list");
    expect(list).toMatchObject({ kind: "list", rest: { reason: "no-value", subject: "var.more" } });
    expect(list.kind === "list" ? list.items.map((item) => plain(item)) : []).toEqual(["a", "b"]);
    const tags = reading.get("tags");
    expect(tags).toMatchObject({ kind: "object", rest: { reason: "no-value", subject: "var.tags" } });
    expect(tags.kind === "object" ? tags.keys() : []).toEqual(["First", "Owner"]);
    expect(child(tags, "First")).toMatchObject({ kind: "unknown" });
    expect(child(tags, "Owner")).toMatchObject({ kind: "scalar", value: "x" });
    expect(child(tags, "Other")).toMatchObject({ kind: "unknown", subject: "var.tags" });
    expect(reading.get("text")).toMatchObject({ kind: "unknown", pieces: ["https://", ":80/", ".json"] });
    expect(reading.get("built")).toMatchObject({ kind: "unknown", pieces: ["a-", ".1/", ""] });
  });

  it("expands dynamic blocks, nested and with an iterator of their own", () => {
    const { node, diagnostics } = load({
      "main.tf": `
variable "rules" {
  default = [{ port = 22, cidrs = ["0.0.0.0/0"] }, { port = 80, cidrs = [] }]
}
variable "unset" {}
resource "aws_security_group" "g" {
  ingress {
    from_port = 1
  }
  dynamic "ingress" {
    for_each = var.rules
    iterator = rule
    content {
      from_port = rule.value.port
      index     = rule.key
      dynamic "source" {
        for_each = rule.value.cidrs
        content { cidr = "\${source.value}:\${rule.value.port}" }
      }
    }
  }
  dynamic "egress" {
    for_each = var.unset
    content { to_port = egress.value }
  }
}
`,
    });
    const { reading } = node("aws_security_group.g");
    expect(plain(reading.get("ingress"))).toEqual([
      { from_port: 1 },
      { from_port: 22, index: 0, source: [{ cidr: "0.0.0.0/0:22" }] },
      { from_port: 80, index: 1, source: [] },
    ]);
    expect(trace(child(reading, "ingress", 1, "from_port"))).toEqual(["main.tf:11:5-11:25", "main.tf:3:16-3:25"]);
    expect(reading.get("egress")).toMatchObject({
      kind: "list",
      items: [],
      rest: { reason: "no-value", subject: "var.unset" },
    });
    expect(diagnostics).toEqual([]);
  });

  it("reads meta-arguments as they are written", () => {
    const { node, diagnostics } = load({
      "main.tf": `
provider "aws" { alias = "west" }
resource "aws_x" "a" {
  count      = 1
  provider   = aws.west
  depends_on = [aws_y.b, module.c["k"]]
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags["a"], all]
  }
  provisioner "local-exec" {
    command = self.name
  }
}
`,
    });
    expect(plain(node("aws_x.a[0]").reading)).toEqual({
      count: 1,
      provider: "aws.west",
      depends_on: ["aws_y.b", 'module.c["k"]'],
      lifecycle: [{ prevent_destroy: true, ignore_changes: ['tags["a"]', "all"] }],
      provisioner: [{ command: { unknown: "known-after-apply", subject: "aws_x.a[0].name" } }],
    });
    expect(child(node("aws_x.a[0]").reading, "provisioner", 0, "label")).toMatchObject({ value: "local-exec" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["undeclared-reference", "undeclared-reference"]);
  });
});

describe("traces", () => {
  it("lead through modules, locals and variables to a line of a variable file", () => {
    const { node } = load({
      "main.tf": `variable "cidrs" {}
locals { allowed = { ssh = concat(["10.0.0.0/8"], var.cidrs) } }
module "web" {
  source = "./web"
  cidrs  = local.allowed.ssh
}
`,
      "terraform.tfvars": `cidrs = [
  "0.0.0.0/0",
]
`,
      "web/main.tf": `variable "cidrs" { type = list(string) }
resource "aws_security_group_rule" "ssh" {
  cidr_blocks = var.cidrs
}
`,
    });
    const reading = node("module.web.aws_security_group_rule.ssh").reading.get("cidr_blocks");
    expect(plain(reading)).toEqual(["10.0.0.0/8", "0.0.0.0/0"]);
    const open = child(reading, 1);
    expect(at(open.range)).toBe("web/main.tf:3:3-3:26");
    expect(open.trace?.().map(({ range, message }) => `${at(range)} ${message}`)).toEqual([
      'main.tf:5:3-5:29 argument "cidrs" of module "web"',
      'main.tf:2:22-2:61 local value "allowed"',
      'terraform.tfvars:2:3-2:14 value of variable "cidrs" in terraform.tfvars',
    ]);
    expect(trace(child(reading, 0))).toEqual(["main.tf:5:3-5:29", "main.tf:2:36-2:48"]);
  });

  it("follow the arm of a condition, merges, lookups, for expressions and each.value", () => {
    const { node } = load({
      "main.tf": `locals {
  base    = { a = "base-a", b = "base-b" }
  over    = { b = "over-b" }
  merged  = merge(local.base, local.over)
  objects = [for k, v in local.merged : { name = k, text = v }]
  chosen  = true ? local.merged.a : "never"
}
resource "x_y" "z" {
  for_each = { for o in local.objects : o.name => o }
  text     = each.value.text
  chosen   = local.chosen
  looked   = lookup(local.merged, each.key, "none")
  tried    = try(local.base.missing, local.over.b)
}
`,
    });
    const b = node('x_y.z["b"]').reading;
    expect(plain(b.get("text"))).toBe("over-b");
    expect(trace(b.get("text")).at(-1)).toBe("main.tf:3:15-3:27");
    expect(trace(node('x_y.z["a"]').reading.get("text")).at(-1)).toBe("main.tf:2:15-2:27");
    expect(trace(b.get("chosen"))).toEqual(["main.tf:6:3-6:44", "main.tf:4:3-4:42", "main.tf:2:15-2:27"]);
    expect(trace(b.get("looked")).at(-1)).toBe("main.tf:3:15-3:27");
    expect(trace(b.get("tried"))).toEqual(["main.tf:3:15-3:27"]);
  });

  it("end at the declaration of a variable without a value", () => {
    const { node } = load({ "main.tf": `variable "x" {}\nresource "a_b" "c" {\n  v = "p-\${var.x}"\n}\n` });
    const reading = node("a_b.c").reading.get("v");
    expect(reading).toMatchObject({ kind: "unknown", reason: "no-value", subject: "var.x" });
    expect(trace(reading)).toEqual(["main.tf:1:1-1:13"]);
  });
});

describe("references", () => {
  it("of values made of many instances are to each of them", () => {
    const { node } = load({
      "main.tf": `
resource "x_r" "r" { count = 2 }
resource "x_f" "f" { for_each = toset(["k"]) }
module "m" {
  source   = "./m"
  for_each = toset(["a", "b"])
}
locals { ids = [for m in module.m : m.id] }
resource "x_u" "u" {
  splat   = x_r.r[*].arn
  tuple   = [for r in x_r.r : r.arn]
  object  = { for k, f in x_f.f : k => f.arn }
  values  = values(x_f.f)[*].arn
  outputs = local.ids
}`,
      "m/main.tf": `resource "x_r" "in" {}\noutput "id" { value = x_r.in.id }`,
    });
    const references = (name: string): readonly string[] =>
      (node("x_u.u").reading.get(name).references?.() ?? []).map(({ address, attribute }) => `${address}.${attribute}`);
    expect(references("splat")).toEqual(["x_r.r[0].arn", "x_r.r[1].arn"]);
    expect(references("tuple")).toEqual(["x_r.r[0].arn", "x_r.r[1].arn"]);
    expect(references("object")).toEqual(['x_f.f["k"].arn']);
    expect(references("values")).toEqual(['x_f.f["k"].arn']);
    expect(references("outputs")).toEqual(['module.m["a"].x_r.in.id', 'module.m["b"].x_r.in.id']);
  });

  it("name the exact instances, through locals, outputs and whole objects", () => {
    const { node } = load({
      "main.tf": `
module "net" { source = "./net" }
locals {
  mixed = { a = module.net.ids["x"], b = aws_b.other.id }
}
resource "aws_b" "other" {}
resource "aws_c" "one" {
  subnet  = local.mixed.a
  all     = values(module.net.ids)
  list    = [aws_b.other.arn, "x", module.net.first]
  nothing = "text"
}
`,
      "net/main.tf": `
resource "aws_subnet" "s" {
  for_each = toset(["x", "y"])
}
output "ids" { value = { for k, s in aws_subnet.s : k => s.id } }
output "first" { value = aws_subnet.s["y"].arn }
`,
    });
    const { reading } = node("aws_c.one");
    const references = (...path: (string | number)[]): readonly string[] =>
      (child(reading, ...path).references?.() ?? []).map(({ address, attribute }) => `${address}.${attribute}`);
    expect(references("subnet")).toEqual(['module.net.aws_subnet.s["x"].id']);
    expect(references("all")).toEqual(['module.net.aws_subnet.s["x"].id', 'module.net.aws_subnet.s["y"].id']);
    expect(references("list")).toEqual(["aws_b.other.arn", 'module.net.aws_subnet.s["y"].arn']);
    expect(references("list", 2)).toEqual(['module.net.aws_subnet.s["y"].arn']);
    expect(references("nothing")).toEqual([]);
  });

  it("are to whole instances and to all outputs of a call where the value holds these as they are", () => {
    const { node } = load({
      "main.tf": `
resource "x_r" "r" { count = 2 }
resource "x_f" "f" { for_each = toset(["a", "b"]) }
resource "x_s" "s" {}
module "m" {
  source   = "./m"
  for_each = toset(["k"])
}
locals { all = { s = x_s.s, f = x_f.f } }
module "n" {
  source = "./n"
  m      = module.m
}
resource "x_u" "u" {
  resource = x_s.s
  splat    = x_r.r[*]
  tuple    = [for r in x_r.r : r]
  filtered = [for k, f in x_f.f : f if k == "a"]
  local    = local.all.s
  locals   = local.all
  narrowed = join(",", [local.all.f["a"].name])
  text     = jsonencode(x_s.s)
  module   = module.m["k"]
}`,
      "m/main.tf": `resource "x_i" "i" {}\noutput "id" { value = x_i.i.id }\noutput "i" { value = x_i.i }`,
      "n/main.tf": `variable "m" {}\nresource "x_v" "v" {\n  ids = [for m in var.m : m.id]\n  i = values(var.m)[0].i\n}`,
    });
    const references = (address: string, name: string): readonly string[] =>
      (node(address).reading.get(name).references?.() ?? []).map((to) => `${to.address}.${to.attribute}`).sort();
    const ofU = (name: string): readonly string[] => references("x_u.u", name);
    expect(ofU("resource")).toEqual(["x_s.s."]);
    expect(ofU("splat")).toEqual(["x_r.r[0].", "x_r.r[1]."]);
    expect(ofU("tuple")).toEqual(["x_r.r[0].", "x_r.r[1]."]);
    expect(ofU("filtered")).toEqual(['x_f.f["a"].']);
    expect(ofU("local")).toEqual(["x_s.s."]);
    expect(ofU("locals")).toEqual(['x_f.f["a"].', 'x_f.f["b"].', "x_s.s."]);
    expect(ofU("narrowed")).toEqual(['x_f.f["a"].name']);
    expect(ofU("text")).toEqual(["x_s.s."]);
    expect(ofU("module")).toEqual(['module.m["k"].x_i.i.', 'module.m["k"].x_i.i.id']);
    expect(references("module.n.x_v.v", "ids")).toEqual(['module.m["k"].x_i.i.id']);
    expect(references("module.n.x_v.v", "i")).toEqual(['module.m["k"].x_i.i.']);
  });

  it("lead into calls of which the number is not known, and to those that are not loaded", () => {
    const { node } = load({
      "main.tf": `
variable "n" {}
module "m" {
  source = "./m"
  count  = var.n
}
module "far" {
  source   = "a/b/c"
  for_each = toset(["a", "b"])
}
resource "x_u" "u" {
  m   = module.m[0].id
  far = module.far["a"].id
}`,
      "m/main.tf": `resource "x_i" "i" {}\noutput "id" { value = x_i.i.id }`,
    });
    const { reading } = node("x_u.u");
    expect(reading.get("m").references?.()).toEqual([{ address: "module.m.x_i.i", attribute: "id" }]);
    expect(reading.get("far")).toMatchObject({ kind: "unknown", reason: "module-not-loaded" });
    expect(reading.get("far").references?.()).toEqual([{ address: 'module.far["a"]', attribute: "id" }]);
  });

  it("are there for blocks of which the number is not known", () => {
    const { node } = load({
      "main.tf": `
variable "n" {}
resource "aws_b" "b" { count = var.n }
resource "aws_p" "p" { bucket = aws_b.b[0].id }
`,
    });
    expect(node("aws_b.b").uncertain).toMatchObject({ reason: "unknown-count", subject: "var.n" });
    const bucket = node("aws_p.p").reading.get("bucket");
    expect(bucket).toMatchObject({ kind: "unknown", reason: "unknown-count" });
    expect(bucket.references?.()).toEqual([{ address: "aws_b.b", attribute: "id" }]);
  });
});

describe("sensitive values", () => {
  it("are told in readings, however they got there", () => {
    const { node } = load({
      "main.tf": `
variable "password" {
  default   = "hunter2"
  sensitive = true
}
resource "aws_db_instance" "d" {
  password = "\${var.password}!"
  map      = { a = var.password, b = 1 }
  plain    = "x"
}
`,
    });
    const { reading } = node("aws_db_instance.d");
    expect(reading.get("password").isSensitive).toBe(true);
    expect(child(reading, "map", "a").isSensitive).toBe(true);
    expect(child(reading, "map", "b").isSensitive).toBe(false);
    expect(reading.get("plain").isSensitive).toBe(false);
  });
});
