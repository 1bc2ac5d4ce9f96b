import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { operatorNames } from "../../../packages/core/src/policy/checkov/operator-names.js";
import { importPolicy, readPolicy } from "../../../packages/core/src/policy/read.js";
import type { Policy } from "../../../packages/core/src/policy/policy.js";
import { scan } from "../../../packages/core/src/scan.js";
import { createMemoryHost } from "../../../packages/core/src/source/memory-host.js";

/**
 * Policies for Checkov beside Terraform whose resources are called by the verdict that they get: pass_…, fail_…, unknown_…, or
 * other_… where the policy says nothing of them. Each policy quotes the sentence that the verdicts follow from.
 */
const here = fileURLToPath(new URL(".", import.meta.url));
const topics = ["operators", "paths", "connections", "definitions"];
const examples = topics.flatMap((topic) =>
  readdirSync(join(here, topic))
    .filter((name) => /\.(?:yaml|json)$/.test(name))
    .sort()
    .map((name) => join(topic, name)),
);

const read = (name: string): string => readFileSync(join(here, name), "utf8");
const terraformOf = (example: string): string => read(example.replace(/\.(?:yaml|json)$/, ".tf"));

/** The verdict of each block with two labels, by its address; `other` where there is none. */
async function verdictsOf(policy: Policy, terraform: string): Promise<Record<string, string>> {
  const host = createMemoryHost({ "main.tf": terraform });
  const result = await scan({ paths: ["."], host, policies: [policy], includePassed: true });
  const problems = result.diagnostics.filter(({ code }) => code !== "module-not-loaded");
  expect(problems).toEqual([]);
  const verdicts: Record<string, string> = Object.fromEntries(addressesIn(terraform).map((each) => [each, "other"]));
  for (const { status, resource } of result.findings) {
    const addresses = resource.instances.length > 0 ? resource.instances : [resource.address];
    for (const address of addresses) verdicts[address.replace(/\[[^\]]*\]/g, "")] = status;
  }
  return verdicts;
}

function addressesIn(terraform: string): readonly string[] {
  const blocks = terraform.matchAll(/^(resource|data|module|provider) "(\w+)"(?: "(\w+)")? \{$/gm);
  return [...blocks].flatMap(([, block, type, name]) => {
    if (block === "provider") return [];
    const address = name === undefined ? `module.${String(type)}` : `${String(type)}.${name}`;
    return [block === "data" ? `data.${address}` : address];
  });
}

function expectedIn(terraform: string): Record<string, string> {
  return Object.fromEntries(
    addressesIn(terraform).map((address) => [
      address,
      /(?:^|\.)(pass|fail|unknown|other)_[^.]*$/.exec(address)?.[1] ?? "",
    ]),
  );
}

async function policyIn(name: string, text: string): Promise<Policy> {
  const { policy, diagnostics } = await readPolicy(name, text);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) throw new Error(`${name} is not valid`);
  return policy;
}

describe.each(examples)("%s", (example) => {
  const terraform = terraformOf(example);
  const expected = expectedIn(terraform);

  it("gets the verdicts that its quotation means", async () => {
    expect(Object.values(expected)).not.toContain("");
    expect(await verdictsOf(await policyIn(example, read(example)), terraform)).toEqual(expected);
  });

  it("gets the same verdicts when it is translated and read again", async () => {
    const { text = "", policy } = await importPolicy(example, read(example));
    const again = await policyIn("translated.yaml", text);
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(policy)));
    expect(await verdictsOf(again, terraform)).toEqual(expected);
  });
});

describe("the examples", () => {
  const used = (topic: string): ReadonlySet<string> =>
    new Set(
      readdirSync(join(here, topic))
        .filter((name) => name.endsWith(".yaml"))
        .flatMap((name) => /^ +operator: (\w+)$/m.exec(read(join(topic, name)))?.[1] ?? []),
    );

  it("cover every operator of attributes, of which there are 45", () => {
    expect(operatorNames).toHaveLength(45);
    expect(operatorNames.filter((name) => !used("operators").has(name))).toEqual([]);
  });
});

describe("what takes several files", () => {
  const statusesOf = async (definition: string, files: Record<string, string>): Promise<readonly string[]> => {
    const policy = await policyIn("p.yaml", `metadata: { id: A_1, name: n, category: IAM }\n${definition}`);
    const { findings, diagnostics } = await scan({
      paths: ["."],
      host: createMemoryHost(files),
      policies: [policy],
      includePassed: true,
    });
    expect(diagnostics).toEqual([]);
    return findings.map(({ status, resource }) => `${status} ${resource.address}`).sort();
  };

  it("links through a module's variables and outputs", async () => {
    const definition =
      "definition: { cond_type: connection, resource_types: [acme_server], connected_resource_types: [acme_firewall], operator: exists }\n";
    const files = {
      "main.tf": `module "in" {
  source   = "./in"
  firewall = acme_firewall.into.id
}
resource "acme_firewall" "into" {}
module "out" { source = "./out" }
resource "acme_server" "out" { firewall = module.out.firewall }
module "alone" { source = "./out" }
`,
      "in/main.tf": `variable "firewall" {}
resource "acme_server" "in" { firewall = var.firewall }
`,
      "out/main.tf": `resource "acme_firewall" "out" {}
output "firewall" { value = acme_firewall.out.id }
`,
    };
    expect(await statusesOf(definition, files)).toEqual([
      "fail module.alone.acme_firewall.out",
      "pass acme_firewall.into",
      "pass acme_server.out",
      "pass module.in.acme_server.in",
      "pass module.out.acme_firewall.out",
    ]);
  });

  it("judges configurations of providers", async () => {
    const definition =
      "definition: { cond_type: attribute, resource_types: [provider.acme], attribute: token, operator: not_exists }\n";
    const files = { "main.tf": 'provider "acme" {\n  token = "x"\n}\nresource "acme_key" "k" {}\n' };
    expect(await statusesOf(definition, files)).toEqual(["fail provider.acme"]);
  });

  it("judges manifests by their kind", async () => {
    const definition =
      "definition: { cond_type: attribute, resource_types: [Pod], attribute: 'spec.containers[*].image', operator: not_regex_match, value: '.*:latest' }\n";
    const pod = (name: string, ...images: string[]) => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
${images.map((image) => `    - { name: c, image: "${image}" }`).join("\n")}
`;
    const files = { "a.yaml": pod("a", "x:latest", "x:1"), "b.yaml": pod("b", "x:latest"), "c.yaml": pod("c", "x:1") };
    expect(await statusesOf(definition, files)).toEqual([
      "fail Pod/default/b",
      "pass Pod/default/a",
      "pass Pod/default/c",
    ]);
  });
});

const plain = examples.filter((name) => name.startsWith("operators"));

describe.each(plain)("%s, along a JSONPath", (example) => {
  it("gets the same verdicts, as the path leads to one value", async () => {
    const text = read(example)
      .replace(/^( +operator: )/m, "$1jsonpath_")
      .replace(/^( +attribute: )(.*)$/m, '$1"$.$2"');
    const terraform = terraformOf(example);
    expect(text).toContain("operator: jsonpath_");
    expect(await verdictsOf(await policyIn(example, text), terraform)).toEqual(expectedIn(terraform));
  });
});
