import type { ShownGraph } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

const files = {
  "infra/main.tf": `provider "aws" { region = "eu-west-1" }
locals { groups = [for key in ["a", "b"] : aws_security_group.each[key].id] }
resource "aws_security_group" "each" { for_each = toset(["a", "b\\"<script>"]) }
resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.each["a"].id]
  network_interface { subnet_id = module.net.subnet }
}
module "net" { source = "./net" }
`,
  "infra/net/main.tf": `resource "aws_subnet" "main" { cidr_block = "10.0.0.0/24" }
output "subnet" { value = aws_subnet.main.id }
`,
  "deploy/web.yaml": `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: web }] }
`,
};

function graphOf(directory: string, ...args: string[]): ShownGraph {
  const { code, stdout, stderr } = lintel(directory, ["graph", ".", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as ShownGraph;
}

describe("lintel graph", () => {
  it("joins exact instances by the attributes that refer to them", () => {
    const { nodes, edges } = graphOf(directoryWith(files));
    const shown = edges.map(({ from, kind, attribute, to, taken }) => [from, kind, attribute, to, taken].join(" "));
    expect(shown).toContain('aws_instance.web references vpc_security_group_ids aws_security_group.each["a"] id');
    expect(shown).toContain("aws_instance.web references network_interface.subnet_id module.net.aws_subnet.main id");
    expect(shown).toContain("aws_instance.web configuredBy provider provider.aws ");
    expect(shown).toContain("module.net.aws_subnet.main configuredBy provider provider.aws ");
    expect(shown).toContain("module.net contains  module.net.aws_subnet.main ");
    expect(shown).toContain("Service/shop/web selects spec.selector Pod/shop/web ");
    expect(shown.filter((edge) => edge.startsWith("aws_instance.web references vpc"))).toHaveLength(1);
    const addresses = new Set(nodes.map(({ root, address }) => `${root} ${address}`));
    for (const { root, from, to } of edges) {
      expect(addresses).toContain(`${root} ${from}`);
      expect(addresses).toContain(`${root} ${to}`);
    }
    expect(nodes.find(({ address }) => address === "aws_instance.web")).toMatchObject({
      type: "aws_instance",
      kind: "resource",
      root: "infra",
      location: { file: "infra/main.tf", start: { line: 4, column: 1 } },
    });
  });

  it("is the same every time", () => {
    const directory = directoryWith(files);
    for (const format of ["json", "dot", "mermaid"]) {
      const [one, other] = [1, 2].map(() => lintel(directory, ["graph", ".", "--format", format]).stdout);
      expect(one).toBe(other);
      expect(one?.length).toBeGreaterThan(100);
    }
  });

  it("escapes what a format would act on", () => {
    const directory = directoryWith(files);
    const dot = lintel(directory, ["graph", "infra", "-f", "dot"]).stdout;
    expect(dot).toMatch(/^digraph lintel \{\n[^]*\n\}\n$/);
    expect(dot).toContain('[label="aws_security_group.each[\\"b\\\\\\"<script>\\"]"');
    // Every text is closed on its own line, and nothing stands outside the texts that does not belong there.
    for (const line of dot.split("\n")) {
      expect(line.replace(/"(?:[^"\\]|\\.)*"/g, "")).toMatch(/^[\w {}[\]=;,>-]*$/);
    }
    const mermaid = lintel(directory, ["graph", "infra", "-f", "mermaid"]).stdout;
    expect(mermaid).toMatch(/^flowchart LR\n/);
    expect(mermaid).not.toContain("<script>");
    for (const line of mermaid.split("\n").slice(1)) {
      expect(line.replace(/"[^"]*"/g, "")).toMatch(/^[\w [\]>-]*$/);
    }
  });

  it("shows what a plan does to each resource", () => {
    const change = (name: string, actions: string[], rest: object) => ({
      address: `aws_vpc.${name}`,
      ...{ mode: "managed", type: "aws_vpc", name },
      ...rest,
      change: { actions, before: { cidr_block: "10.0.0.0/16" }, after: { cidr_block: "10.1.0.0/16" }, ...rest },
    });
    const plan = JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.0",
      planned_values: {},
      resource_changes: [
        change("gone", ["delete"], { after: null }),
        change("left", ["forget"], { after: null }),
        change("same", ["no-op"], { after: { cidr_block: "10.0.0.0/16" } }),
        change("new", ["delete", "create"], { replace_paths: [["cidr_block"]], previous_address: "aws_vpc.old" }),
      ],
      resource_drift: [change("new", ["update"], {})],
    });
    const directory = directoryWith({ "plan.json": plan });
    const { nodes } = JSON.parse(lintel(directory, ["graph", "plan.json"]).stdout) as ShownGraph;
    const attributes = ["cidr_block"];
    expect(nodes.map(({ address, change: made, drift }) => [address, made, drift])).toEqual([
      ["aws_vpc.gone", { action: "delete", attributes, replacing: [] }, undefined],
      ["aws_vpc.left", { action: "forget", attributes, replacing: [] }, undefined],
      [
        "aws_vpc.new",
        { action: "replace", attributes, replacing: attributes, movedFrom: "aws_vpc.old" },
        { action: "update", attributes, replacing: [] },
      ],
      ["aws_vpc.same", { action: "no-op", attributes: [], replacing: [] }, undefined],
    ]);
    for (const format of ["dot", "mermaid"]) {
      const { stdout } = lintel(directory, ["graph", "plan.json", "-f", format]);
      expect(stdout).toContain('"aws_vpc.gone (delete)"');
      expect(stdout).toContain('"aws_vpc.new (replace, drifted)"');
      expect(stdout).toContain('"aws_vpc.same"');
    }
  });

  it("fails for bad usage and unreadable input", () => {
    const directory = directoryWith({ "main.tf": "resource {" });
    for (const args of [[], ["missing"], ["."], [".", "--format", "svg"]]) {
      expect({ args, code: lintel(directory, ["graph", ...args]).code }).toEqual({ args, code: 2 });
    }
  });
});
