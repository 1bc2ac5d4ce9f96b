import { describe, expect, it } from "vitest";
import { catalogueOf } from "../policy/catalogue.js";
import type { Policy } from "../policy/policy.js";
import { scan } from "../scan.js";
import type { ScanOptions } from "../scan-options.js";
import { createMemoryHost } from "../source/memory-host.js";
import { loadProject, type ProjectOptions } from "./project.js";

const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\n';

const shipped: readonly Policy[] = (["acme-name", "acme-owner", "other-strict"] as const).map((id) => ({
  id,
  title: id,
  severity: "medium",
  category: "hygiene",
  preset: id === "other-strict" ? "strict" : "recommended",
  description: "It matters.",
  remediation: "Mend it.",
  cases: [
    {
      match: ["aws_s3_bucket"],
      deny: id === "acme-name" ? { bucket: { in: { parameter: "names" } } } : { bucket: { present: true } },
    },
  ],
  links: [],
  controls: {},
  aliases: { checkov: [id === "acme-owner" ? "CKV_AWS_1" : `CKV_${id}`] },
  ...(id === "acme-name"
    ? { parameters: { names: { type: "list" as const, default: ["logs"], description: "Names" } } }
    : {}),
}));

/** Scans files with a configuration, and lists the findings: policy, severity, enforcement, file. */
async function scanWith(
  files: Record<string, string>,
  options: Partial<ScanOptions> & { readonly configuration?: ProjectOptions } = {},
) {
  const host = createMemoryHost(files);
  const paths = options.paths ?? ["."];
  const project = await loadProject(host, paths, options.configuration);
  const result = await scan({ host, paths, policies: catalogueOf(shipped), ...options, project });
  const findings = result.findings.map(
    ({ policy, severity, enforcement, location: { file } }) => `${file} ${policy} ${severity} ${String(enforcement)}`,
  );
  const said = result.diagnostics.map(
    ({ code, location }) => `${code} ${location === null ? "" : `${location.file}:${String(location.start.line)}`}`,
  );
  return { findings, said, result, project };
}

describe("a configuration", () => {
  it("switches policies off and on, by id, alias and glob", async () => {
    const off = await scanWith({ "main.tf": bucket, "lintel.yaml": "version: 1\npolicies:\n  acme-name: off\n" });
    expect(off.findings).toEqual(["main.tf acme-owner medium soft-mandatory"]);
    const alias = await scanWith({
      "main.tf": bucket,
      "lintel.yaml": "version: 1\npolicies: { ckv_aws_1: false, 'other-*': on }\n",
    });
    expect(alias.findings).toEqual([
      "main.tf acme-name medium soft-mandatory",
      "main.tf other-strict medium soft-mandatory",
    ]);
    const glob = await scanWith({
      "main.tf": bucket,
      "lintel.yaml": "version: 1\npolicies: { acme-name: on, 'acme-*': off }\n",
    });
    expect(glob.findings).toEqual(["main.tf acme-name medium soft-mandatory"]);
  });

  it("gives policies another severity, enforcement and parameters", async () => {
    const { findings } = await scanWith({
      "main.tf": bucket,
      "lintel.yaml":
        "version: 1\npolicies:\n  acme-name: { parameters: { names: [other] } }\n  acme-owner: { severity: critical, enforcement: advisory }\n",
    });
    expect(findings).toEqual(["main.tf acme-owner critical advisory"]);
  });

  it("chooses presets", async () => {
    const { findings } = await scanWith({ "main.tf": bucket, "lintel.yaml": "version: 1\npreset: strict\n" });
    expect(findings).toEqual(["main.tf other-strict medium soft-mandatory"]);
    const flag = await scanWith(
      { "main.tf": bucket, "lintel.yaml": "version: 1\npreset: strict\n" },
      { preset: "all" },
    );
    expect(flag.findings).toHaveLength(3);
  });

  it("merges with those further down, setting by setting", async () => {
    const { findings } = await scanWith({
      "a/main.tf": bucket,
      "b/main.tf": bucket,
      "lintel.yaml":
        "version: 1\npolicies: { acme-name: { severity: low, parameters: { names: [logs, x] } }, acme-owner: off }\n",
      "b/lintel.yml": "version: 1\npolicies: { acme-name: { enforcement: advisory }, acme-owner: on }\n",
    });
    expect(findings).toEqual([
      "a/main.tf acme-name low soft-mandatory",
      "b/main.tf acme-name low advisory",
      "b/main.tf acme-owner medium soft-mandatory",
    ]);
  });
});

describe("scenarios", () => {
  const configuration = `variable "name" {}\nvariable "extra" {\n  default = 0\n}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\nresource "aws_s3_bucket" "extra" {\n  count  = var.extra\n  bucket = "logs"\n}\n`;
  const yaml = `version: 1
policies: { acme-owner: off }
scenarios:
  - { name: prod, varFiles: [prod.tfvars] }
  - { name: dev, vars: { name: scratch } }
  - { name: other }
`;
  const files = { "main.tf": configuration, "lintel.yaml": yaml, "prod.tfvars": 'name = "logs"\nextra = 1\n' };

  it("are judged in one run, and findings say in which they are what", async () => {
    const { result } = await scanWith(files);
    expect(result.findings.map(({ resource, status, scenarios }) => [resource.address, status, scenarios])).toEqual([
      ["aws_s3_bucket.b", "fail", { fails: ["prod"], passes: ["dev"], unknown: ["other"] }],
      ["aws_s3_bucket.extra[0]", "fail", { fails: ["prod"], passes: [], unknown: [] }],
    ]);
    expect(result.diagnostics).toEqual([]);
  });

  it("are said nothing of where they agree", async () => {
    const { result } = await scanWith({
      ...files,
      "prod.tfvars": 'name = "logs"\n',
      "lintel.yaml": yaml.replaceAll("scratch", "logs").replace("  - { name: other }\n", ""),
    });
    expect(result.findings.map(({ resource, scenarios }) => [resource.address, scenarios])).toEqual([
      ["aws_s3_bucket.b", undefined],
    ]);
    expect(result.summary).toMatchObject({ failed: 1, resources: 1, files: 2 });
  });

  it("are selected by name", async () => {
    const { result } = await scanWith(files, { scenarios: ["dev"] });
    expect(result.findings).toEqual([]);
    expect(result.summary.passed).toBe(1);
  });
});
