import { describe, expect, it } from "vitest";
import type { GraphNode } from "../../graph/graph.js";
import type { Reading } from "../../graph/reading.js";
import type { Diagnostic } from "../../source/diagnostic.js";
import { SourceFile } from "../../source/source-file.js";
import { isPlan, nodesOfPlan } from "./plan.js";
import { isState, nodesOfState } from "./state.js";

const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    {
      address: 'module.web["x.y"].aws_instance.a[0]',
      mode: "managed",
      type: "aws_instance",
      name: "a",
      change: {
        actions: ["delete", "create"],
        before: { ami: "ami-1", tags: { A: "1" }, ebs: [{ size: 8 }], password: "hush" },
        after: { ami: "ami-2", tags: { A: "1" }, ebs: [{ size: 8 }], password: "hush", user_data: null },
        after_unknown: { id: true, ebs: [{ volume_id: true }] },
        before_sensitive: { password: true },
        after_sensitive: { password: true },
        replace_paths: [["ami"], ["ebs", 0, "size"]],
      },
    },
    {
      address: "aws_vpc.gone",
      mode: "managed",
      type: "aws_vpc",
      name: "gone",
      change: { actions: ["delete"], before: { id: "vpc-1" }, after: null, after_unknown: {} },
    },
    {
      address: "aws_vpc.gone",
      deposed: "abcd1234",
      mode: "managed",
      type: "aws_vpc",
      change: { actions: ["delete"], before: { id: "vpc-0" }, after: null },
    },
    {
      address: "aws_vpc.gone",
      deposed: "abcd1235",
      mode: "managed",
      type: "aws_vpc",
      change: { actions: ["no-op"], before: { id: "vpc-2" }, after: { id: "vpc-2" } },
    },
  ],
  resource_drift: [
    {
      address: 'module.web["x.y"].aws_instance.a[0]',
      change: { actions: ["update"], before: { ami: "ami-0" }, after: { ami: "ami-1" } },
    },
  ],
  configuration: {
    root_module: {
      resources: [{ address: "aws_vpc.main", expressions: {} }],
      module_calls: {
        web: {
          expressions: {
            image: { references: ["aws_ami_copy.gold[0].id", "aws_ami_copy.gold[0]", "aws_ami_copy.gold"] },
          },
          module: {
            resources: [
              {
                address: "aws_instance.a",
                expressions: { ami: { references: ["var.image"] }, ebs: [{ size: { constant_value: 8 } }] },
              },
            ],
          },
        },
      },
    },
  },
};

const nothingConfigured = { domain: ".", configured: () => undefined, isSecret: () => false };

function load(
  document: unknown,
  spacing?: number,
): { nodes: GraphNode[]; diagnostics: Diagnostic[]; file: SourceFile } {
  const file = new SourceFile("plan.json", JSON.stringify(document, null, spacing));
  const diagnostics: Diagnostic[] = [];
  const parsed: unknown = JSON.parse(file.text);
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const nodes = isPlan(parsed)
    ? nodesOfPlan(parsed, file, nothingConfigured, report)
    : isState(parsed)
      ? nodesOfState(parsed, file, nothingConfigured, report)
      : [];
  return { nodes, diagnostics, file };
}

function at(node: GraphNode | undefined, ...names: string[]): Reading {
  let reading: Reading | undefined = node?.reading;
  for (const name of names) {
    if (reading?.kind === "object") reading = reading.get(name);
    else if (reading?.kind === "list") reading = reading.items[Number(name)];
  }
  if (reading === undefined) throw new Error(`nothing at ${names.join(".")}`);
  return reading;
}

const textOf = ({ range }: Reading) => range.file.text.slice(range.start, range.end);

describe("a plan", () => {
  it.each([undefined, 2])("has a node for each instance, located in its text (spacing %s)", (spacing) => {
    const { nodes, file } = load(plan, spacing);
    expect(nodes.map(({ address, blockAddress, type, kind }) => [address, blockAddress, type, kind])).toEqual([
      ['module.web["x.y"].aws_instance.a[0]', "module.web.aws_instance.a", "aws_instance", "resource"],
      ["aws_vpc.gone", "aws_vpc.gone", "aws_vpc", "resource"],
      ["aws_vpc.gone (deposed object abcd1234)", "aws_vpc.gone", "aws_vpc", "resource"],
    ]);
    const [instance] = nodes;
    expect(at(instance, "ami")).toMatchObject({ kind: "scalar", value: "ami-2", isSensitive: false });
    expect(textOf(at(instance, "ami")).replace(/\s/g, "")).toBe('"ami":"ami-2"');
    expect(textOf(at(instance, "ebs", "0", "size")).replace(/\s/g, "")).toBe('"size":8');
    expect(file.text.slice(instance?.range.start).trimStart().startsWith("{")).toBe(true);
  });

  it("knows what is absent, what only apply can tell, and what must not be shown", () => {
    const [instance] = load(plan).nodes;
    expect(at(instance, "user_data").kind).toBe("absent");
    expect(at(instance, "nonsense").kind).toBe("absent");
    const subject = 'module.web["x.y"].aws_instance.a[0]';
    expect(at(instance, "id")).toMatchObject({
      kind: "unknown",
      reason: "known-after-apply",
      subject: `${subject}.id`,
    });
    expect(at(instance, "ebs", "0", "volume_id")).toMatchObject({
      kind: "unknown",
      subject: `${subject}.ebs[0].volume_id`,
    });
    expect(at(instance, "ebs", "0", "size")).toMatchObject({ kind: "scalar", value: 8 });
    expect(at(instance, "password").isSensitive).toBe(true);
    expect(instance?.reading.keys()).toContain("id");
  });

  it("says what changes, what forces replacement and what drifted", () => {
    const [instance, gone] = load(plan).nodes;
    expect(instance?.change).toMatchObject({
      action: "replace",
      attributes: ["ami", "ebs", "id"],
      replacing: ["ami", "ebs[0].size"],
    });
    expect(instance?.drift).toMatchObject({ action: "update", attributes: ["ami"] });
    expect(gone?.change).toMatchObject({ action: "delete", attributes: ["id"], after: { kind: "absent" } });
    expect(gone?.drift).toBeUndefined();
  });

  it("tells what a replacement left behind from the resource itself", () => {
    const [, gone, deposed] = load(plan).nodes;
    expect(deposed?.change).toMatchObject({ action: "delete", attributes: ["id"] });
    expect(textOf(at(gone, "id"))).toBe('"id":"vpc-1"');
    expect(textOf(at(deposed, "id"))).toBe('"id":"vpc-0"');
  });

  it("follows references through module arguments", () => {
    const [instance] = load(plan).nodes;
    expect(at(instance, "ami").references?.()).toEqual([{ address: "aws_ami_copy.gold[0]", attribute: "id" }]);
    expect(at(instance, "tags").references?.()).toEqual([]);
  });

  it("of a future format is one clear error", () => {
    const { nodes, diagnostics } = load({ ...plan, format_version: "2.0" });
    expect(nodes).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["plan-version", "error"]]);
  });

  it.each([
    { resource_changes: null },
    { resource_changes: [null, 5, {}, { address: "a.b" }, { address: "a.c", change: [] }] },
    { configuration: { root_module: { module_calls: [], resources: { a: 1 } } } },
    { resource_drift: { a: 1 } },
  ])("with nonsense in it throws nothing: %j", (nonsense) => {
    const { nodes } = load({ ...plan, ...nonsense });
    for (const node of nodes)
      expect([...node.reading.keys(), node.change?.action, node.range.start]).toContain(node.range.start);
  });
});

describe("a state", () => {
  it("of the file format has a node for each instance", () => {
    const { nodes } = load({
      version: 4,
      terraform_version: "1.11.4",
      resources: [
        {
          module: "module.a[0]",
          mode: "managed",
          type: "aws_db_instance",
          name: "this",
          instances: [
            {
              index_key: "x",
              attributes: { password: "hush", port: 5432 },
              sensitive_attributes: [[{ type: "get_attr", value: "password" }]],
            },
          ],
        },
        { mode: "data", type: "aws_vpc", name: "v", instances: [{ attributes: { id: "vpc-1" } }] },
      ],
    });
    expect(nodes.map(({ address, type, blockAddress }) => [address, type, blockAddress])).toEqual([
      ['module.a[0].aws_db_instance.this["x"]', "aws_db_instance", "module.a.aws_db_instance.this"],
      ["data.aws_vpc.v", "data.aws_vpc", "data.aws_vpc.v"],
    ]);
    expect(at(nodes[0], "password").isSensitive).toBe(true);
    expect(at(nodes[0], "port")).toMatchObject({ kind: "scalar", value: 5432, isSensitive: false });
    expect(textOf(at(nodes[0], "port"))).toBe('"port":5432');
  });

  it("as terraform show prints it has the nodes of nested modules too", () => {
    const { nodes } = load({
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: {
        root_module: {
          resources: [{ address: "aws_vpc.v", mode: "managed", type: "aws_vpc", values: { id: "vpc-1" } }],
          child_modules: [
            {
              resources: [
                { address: "module.m.aws_eip.e[0]", mode: "managed", type: "aws_eip", values: { domain: "vpc" } },
              ],
            },
          ],
        },
      },
    });
    expect(nodes.map(({ address }) => address)).toEqual(["aws_vpc.v", "module.m.aws_eip.e[0]"]);
    expect(textOf(at(nodes[1], "domain"))).toBe('"domain":"vpc"');
  });

  it("of an old version is one clear error", () => {
    const { nodes, diagnostics } = load({ version: 3, terraform_version: "0.11.0", resources: [] });
    expect(nodes).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["state-version"]);
  });
});
