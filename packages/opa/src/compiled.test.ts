import { fileURLToPath } from "node:url";
import { createMemoryHost, scan, type PolicyEngine } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { evaluateRego, loadRegoPolicies, type RegoOptions } from "./index.js";

const bundle = fileURLToPath(new URL("testing/policy.tar.gz", import.meta.url));
const faulty = fileURLToPath(new URL("testing/faulty.tar.gz", import.meta.url));

const pod = (name: string, namespace: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app: ${name}, owner: us }
spec:
  containers:
    - name: main
      image: web:latest
      securityContext:
        privileged: true
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: front
  namespace: shop
spec:
  selector: { app: nobody }
`;

async function scanFiles(files: Readonly<Record<string, string>>, paths: readonly string[], options: RegoOptions = {}) {
  const { policies, diagnostics } = await loadRegoPolicies([bundle], options);
  expect(diagnostics).toEqual([]);
  return scan({ host: createMemoryHost(files), paths, engines: [policies] });
}

async function findingsOf(files: Readonly<Record<string, string>>, paths: readonly string[], policy: string) {
  const { findings } = await scanFiles(files, paths);
  return findings
    .filter((finding) => finding.policy.startsWith(policy))
    .map(({ policy: id, status, severity, location, resource, message }) => {
      const { file, start } = location;
      return `${id} ${status} ${severity} ${file}:${String(start.line)}:${String(start.column)} ${resource.address}: ${message}`;
    });
}

describe("a bundle", () => {
  it("judges each manifest, at the attribute that a rule names, with exceptions from its own rules", async () => {
    const files = { "web.yaml": `${pod("web", "shop")}---\n${pod("agent", "system")}` };
    expect(await findingsOf(files, ["."], "rego.manifests")).toEqual([
      "rego.manifests.pods.warn fail medium web.yaml:2:1 Pod/shop/web: web:latest moves",
      "rego.manifests.pods.deny_privileged fail critical web.yaml:12:9 Pod/shop/web: container main is privileged",
      "rego.manifests.pods.warn fail medium web.yaml:15:1 Pod/system/agent: web:latest moves",
      "rego.manifests.pods.deny_privileged suppressed critical web.yaml:25:9 Pod/system/agent: container main is privileged",
    ]);
  });

  it("locates what is missing at the header of what lacks it", async () => {
    const files = { "web.yaml": pod("web", "shop").replace(", owner: us", "") };
    expect(await findingsOf(files, ["."], "rego.manifests.pods.violation")).toEqual([
      "rego.manifests.pods.violation fail high web.yaml:6:3 Pod/shop/web: no owner",
    ]);
  });

  it("judges all manifests together, and locates by address", async () => {
    expect(await findingsOf({ "a.yaml": pod("web", "shop"), "b.yaml": service }, ["."], "rego.combined")).toEqual([
      "rego.combined.deny fail high b.yaml:2:1 Service/shop/front: selects no pod",
    ]);
  });

  it("judges the graph by its edges, and locates by node", async () => {
    const open = 'resource "aws_s3_bucket" "open" {\n  bucket = "logs"\n}\n';
    const blocked = `resource "aws_s3_bucket" "shut" {
  bucket = "acme-x"
}
resource "aws_s3_bucket_public_access_block" "shut" {
  bucket = aws_s3_bucket.shut.id
}
`;
    expect(await findingsOf({ "main.tf": open + blocked }, ["."], "rego.graph")).toEqual([
      "rego.graph.buckets.deny fail high main.tf:1:1 aws_s3_bucket.open: nothing blocks public access",
      "rego.graph.buckets.warn fail low main.tf:2:3 aws_s3_bucket.open: logs is no name of ours",
    ]);
  });

  it("is not certain of what may not exist", async () => {
    const files = {
      "main.tf": 'variable "n" {}\nresource "aws_s3_bucket" "b" {\n  count  = var.n\n  bucket = "logs"\n}\n',
    };
    const { findings, summary } = await scanFiles(files, ["."], { packages: ["graph.buckets"] });
    expect(findings.map(({ status, reason }) => `${status} ${reason ?? ""}`)).toEqual([
      "unknown unknown-count",
      "unknown unknown-count",
    ]);
    expect(summary.failed).toBe(0);
  });

  it("says of values that are not known that it did not see them", async () => {
    const files = { "main.tf": 'variable "n" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.n\n}\n' };
    const { findings, diagnostics } = await scanFiles(files, ["."], { packages: ["graph.buckets"] });
    expect(findings.map(({ policy }) => policy)).toEqual(["rego.graph.buckets.deny"]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["info rego-unknown-values"]);
  });

  it("judges a plan as it is, locates by what a message names, and never sees what is sensitive", async () => {
    const plan = JSON.stringify(
      {
        format_version: "1.2",
        terraform_version: "1.11.4",
        resource_changes: [
          {
            address: "aws_db_instance.db",
            mode: "managed",
            type: "aws_db_instance",
            name: "db",
            change: {
              actions: ["delete", "create"],
              before: { password: "hunter22" },
              after: { password: "hunter22" },
              after_unknown: {},
              before_sensitive: { password: true },
              after_sensitive: { password: true },
            },
          },
        ],
        configuration: {
          root_module: { resources: [{ expressions: { password: { constant_value: "hunter22" } } }] },
        },
      },
      null,
      1,
    );
    const result = await scanFiles({ "plan.json": plan }, ["plan.json"]);
    const own = result.findings.filter(({ policy }) => policy.startsWith("rego.main"));
    expect(own.map(({ policy, resource, message }) => `${policy} ${resource.address}: ${message}`)).toEqual([
      "rego.main.deny aws_db_instance.db: aws_db_instance.db would be destroyed",
      "rego.main.warn aws_db_instance.db: the password is (sensitive)",
    ]);
    expect(own.every(({ location }) => location.file === "plan.json" && location.start.line > 1)).toBe(true);
    expect(JSON.stringify(result)).not.toContain("hunter22");
  });

  it("never sees what the graph holds that is sensitive, wherever it is written", async () => {
    const text = `variable "p" {
  sensitive = true
  default   = "zanzibar"
}
module "m" {
  source = "./m"
  p      = "kilimanjaro"
}
resource "aws_s3_bucket" "b" {
  bucket = "logs-\${var.p}"
}
output "p" {
  sensitive = true
  value     = var.p
}
`;
    const inner = `variable "p" {
  sensitive = true
}
resource "aws_s3_bucket" "b" {
  bucket = var.p
}
`;
    const manifest = "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { a: serengeti }\n";
    const host = createMemoryHost({ "main.tf": text, "m/main.tf": inner, "s.yaml": manifest });
    const given: unknown[] = [];
    const spy: PolicyEngine = {
      entries: [{ ...(await loadRegoPolicies([bundle])).policies.entries[0]!, id: "spy" }],
      evaluate: (documents) => {
        given.push(documents.graph(), documents.plans(), documents.manifests());
        return Promise.resolve({ verdicts: [], diagnostics: [] });
      },
    };
    await scan({ host, paths: ["."], engines: [spy] });
    const seen = JSON.stringify(given);
    expect(seen).toContain("module.m.aws_s3_bucket.b");
    expect(seen).not.toMatch(/zanzibar|kilimanjaro|serengeti/);
  });

  it("does not repeat what goes by the name of a secret", async () => {
    const { policies } = await loadRegoPolicies([bundle]);
    const text = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs-zanzibar"\n  token = "zanzibar"\n}\n';
    const host = createMemoryHost({ "main.tf": text });
    const { findings } = await scan({ host, paths: ["."], engines: [policies], policy: ["rego.graph.*"] });
    expect(findings.map(({ message }) => message)).toContain("logs-(sensitive) is no name of ours");
  });

  it("says of rules that had nothing to judge that they did not", async () => {
    const { diagnostics } = await scanFiles({ "main.tf": "locals {\n  a = 1\n}\n" }, ["."]);
    const noInput = diagnostics.filter(({ code }) => code === "rego-no-input");
    expect(noInput.map(({ severity }) => severity)).toEqual(Array.from({ length: noInput.length }, () => "warning"));
    expect(noInput.length).toBeGreaterThanOrEqual(3);
  });

  it("has policies that can be selected, and names of others are errors", async () => {
    const { policies } = await loadRegoPolicies([bundle]);
    const host = createMemoryHost({ "web.yaml": pod("web", "shop") });
    const run = (policy: string) => scan({ host, paths: ["."], engines: [policies], policy: [policy] });
    expect((await run("rego.manifests.pods.warn")).findings.map(({ policy }) => policy)).toEqual([
      "rego.manifests.pods.warn",
    ]);
    expect((await run("rego.manifests.pods.wran")).diagnostics.map(({ code }) => code)).toEqual(["unknown-policy"]);
  });

  it("judges an input of one's own", async () => {
    const { policies } = await loadRegoPolicies([bundle], { packages: ["manifests.pods"] });
    const input = { kind: "Pod", spec: { containers: [{ name: "a", image: "b:latest" }] } };
    const { findings, diagnostics } = await evaluateRego(policies, input);
    expect(diagnostics).toEqual([]);
    expect(findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([
      "rego.manifests.pods.violation: no owner",
      "rego.manifests.pods.warn: b:latest moves",
    ]);
  });

  it("without the package that is asked for is an error that names the near one", async () => {
    const { diagnostics } = await loadRegoPolicies([bundle], { packages: ["manifests.pod"] });
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["error rego-unknown-package"]);
    expect(diagnostics[0]?.hint).toContain("manifests.pods");
  });
});

describe("a rule", () => {
  it("that never ends, lacks a function or gives nonsense is one error each, and the others go on", async () => {
    const { policies, diagnostics: problems } = await loadRegoPolicies([faulty], { timeLimit: 2000 });
    expect(problems).toEqual([]);
    const host = createMemoryHost({ "web.yaml": pod("web", "shop"), "front.yaml": service });
    const { findings, diagnostics } = await scan({ host, paths: ["."], engines: [policies] });
    expect(findings.map(({ policy, location }) => `${policy} ${location.file}`)).toEqual([
      "rego.manifests.faulty.deny_spelt front.yaml",
      "rego.manifests.faulty.deny_spelt web.yaml",
    ]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "error rego-failed",
      "error rego-failed",
      "error rego-result",
    ]);
  });
});

describe("what cannot be used", () => {
  it.each<[string, string | { name: string; bytes: Uint8Array }, string]>([
    ["a path that is not there", "testing/none", "rego-unreadable"],
    ["a directory without policies", fileURLToPath(new URL("bundle", import.meta.url)), "rego-no-rules"],
    ["what is no policy", { name: "x.wasm", bytes: new Uint8Array([1, 2, 3]) }, "rego-bundle"],
    [
      "WebAssembly that is no policy",
      { name: "x.wasm", bytes: new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) },
      "rego-bundle",
    ],
  ])("%s is an error", async (_name, source, code) => {
    const { policies, diagnostics } = await loadRegoPolicies([source]);
    expect(diagnostics.map((each) => `${each.severity} ${each.code}`)).toEqual([`error ${code}`]);
    expect(policies.entries).toEqual([]);
  });

  it("sources without a compiler are an error that says what to install", async () => {
    const source = fileURLToPath(new URL("testing/policy", import.meta.url));
    const { diagnostics } = await loadRegoPolicies([source], { opa: "no-such-program" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["rego-no-opa"]);
    expect(diagnostics[0]?.hint).toContain("opa build -t wasm");
  });
});
