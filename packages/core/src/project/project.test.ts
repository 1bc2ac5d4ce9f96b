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

describe("what a configuration says of places", () => {
  it("differs by path and by address, down to parameters", async () => {
    const files = {
      "main.tf": `${bucket}resource "aws_s3_bucket" "other" {\n  for_each = toset(["x", "y"])\n  bucket   = "other"\n}\n`,
      "legacy/main.tf": bucket,
      "lintel.yaml": `version: 1
policies: { acme-owner: off }
overrides:
  - { addresses: ['*.other["y"]'], policies: { acme-name: { parameters: { names: [other] } } } }
  - { paths: [legacy], policies: { acme-name: { parameters: { names: [] } } } }
`,
    };
    const { result } = await scanWith(files);
    expect(result.findings.map(({ location, resource }) => [location.file, resource.address])).toEqual([
      ["main.tf", "aws_s3_bucket.b"],
      ["main.tf", 'aws_s3_bucket.other["y"]'],
    ]);
  });

  it("is about the file of a module, whoever calls it", async () => {
    const { findings } = await scanWith({
      "main.tf": 'module "m" {\n  source = "./modules/m"\n}\n',
      "modules/m/main.tf": bucket,
      "modules/m/lintel.yaml": "version: 1\npolicies: { acme-owner: off }\n",
    });
    expect(findings).toEqual(["modules/m/main.tf acme-name medium soft-mandatory"]);
    const excluded = await scanWith({
      "main.tf": 'module "m" {\n  source = "./modules/m"\n}\n',
      "modules/m/main.tf": bucket,
      "lintel.yaml": "version: 1\nexclude: [modules]\n",
    });
    expect(excluded.findings).toEqual([]);
  });

  it("takes nothing over behind a root, but what is hard-mandatory", async () => {
    const { findings, said } = await scanWith({
      "a/main.tf": bucket,
      "a/lintel.yaml": "version: 1\nroot: true\npolicies: { acme-name: off }\n",
      "lintel.yaml": "version: 1\npolicies: { acme-owner: low, acme-name: { enforcement: hard-mandatory } }\n",
    });
    expect(findings).toEqual([
      "a/main.tf acme-name medium hard-mandatory",
      "a/main.tf acme-owner medium soft-mandatory",
    ]);
    expect(said).toEqual(["configuration-refused a/lintel.yaml:3"]);
  });

  it("lets a file further down raise the severity of what is hard-mandatory, and the file itself make exceptions", async () => {
    const { findings } = await scanWith({
      "a/main.tf": bucket,
      "a/lintel.yaml": "version: 1\npolicies: { acme-name: critical }\n",
      "b/main.tf": bucket,
      "lintel.yaml":
        "version: 1\npolicies: { acme-owner: off, acme-name: { enforcement: hard-mandatory } }\noverrides: [{ paths: [b], policies: { acme-name: off } }]\n",
    });
    expect(findings).toEqual(["a/main.tf acme-name critical hard-mandatory"]);
  });

  it("is said of suppressions, below the file that says it", async () => {
    const { result } = await scanWith({
      "a/main.tf": bucket,
      "b/main.tf": bucket,
      "a/lintel.yaml": "version: 1\nsuppress: [{ policy: acme-*, address: aws_s3_bucket.b, reason: So be it. }]\n",
    });
    expect(
      result.findings.map(({ location, status, suppression }) => [location.file, status, suppression?.reason]),
    ).toEqual([
      ["a/main.tf", "suppressed", "So be it."],
      ["a/main.tf", "suppressed", "So be it."],
      ["b/main.tf", "fail", undefined],
      ["b/main.tf", "fail", undefined],
    ]);
  });

  it.each(["a", "./a/", "a/b", "*/b", "**/b", "a/**", "a/b/*.tf"])("is said of suppressions in %s", async (path) => {
    const { result } = await scanWith({
      "main.tf": bucket,
      "a/b/main.tf": bucket,
      "lintel.yaml": `version: 1\nsuppress: [{ policy: acme-*, path: '${path}', reason: So be it. }]\n`,
    });
    const suppressed = result.findings.filter(({ status }) => status === "suppressed");
    expect(suppressed.map(({ location }) => location.file)).toEqual(["a/b/main.tf", "a/b/main.tf"]);
  });

  it("is said of suppressions down to a root", async () => {
    const { result } = await scanWith({
      "main.tf": bucket,
      "a/lintel.yaml": "version: 1\nroot: true\n",
      "a/b/main.tf": bucket,
      "lintel.yaml": "version: 1\nsuppress: [{ policy: acme-*, path: '**', reason: So be it. }]\n",
    });
    expect(result.findings.map(({ location, status }) => `${location.file} ${status}`)).toEqual([
      "a/b/main.tf fail",
      "a/b/main.tf fail",
      "main.tf suppressed",
      "main.tf suppressed",
    ]);
  });
});

describe("a configuration that is wrong", () => {
  it("has its names checked, however wrong the rest is, and the paths of policies", async () => {
    const said = async (text: string): Promise<readonly string[]> =>
      (await scanWith({ "main.tf": bucket, "lintel.yaml": `version: 1\n${text}` })).said;
    expect(
      await said(
        "fialOn: low\npreset: all\npolicies:\n  acme-nam: off\n  acme-name: { parameters: { nams: 1 }, x: 1 }\n",
      ),
    ).toEqual(
      ["lintel.yaml:2", "lintel.yaml:5", "lintel.yaml:6", "lintel.yaml:6"].map((at) => `configuration-invalid ${at}`),
    );
    expect(
      await said("overrides:\n  - { path: 1 }\n  - preset: nothing\nsuppress:\n  - { policy: [a, acme-owner] }\n"),
    ).toEqual(["3", "4", "4", "6", "6"].map((line) => `configuration-invalid lintel.yaml:${line}`));
    // They may be of the policies that are not loaded.
    expect(await said("fialOn: low\npolicies: { mine: off }\nrego: [mine.rego]\n")).toEqual([
      "configuration-invalid lintel.yaml:2",
    ]);
    expect(await said("externalPolicies: [main.tf, a]\nplugins: [./b.mjs, c]\nrego: [./d]\n")).toEqual(
      ["2", "3", "4"].map((line) => `configuration-invalid lintel.yaml:${line}`),
    );
  });

  it.each<[string, string, string[]]>([
    [
      "a parameter that there is not",
      "policies: { acme-name: { parameters: { nmes: [] } } }",
      ["configuration-invalid lintel.yaml:2"],
    ],
    [
      "a parameter of another type",
      "policies: { acme-name: { parameters: { names: 1 } } }",
      ["configuration-invalid lintel.yaml:2"],
    ],
    ["a policy that there is not", "policies: { acme-nam: off }", ["configuration-invalid lintel.yaml:2"]],
    ["a suppressed one", "suppress: [{ policy: acme-nam, path: a }]", ["configuration-invalid lintel.yaml:2"]],
    [
      "a variable file that there is not",
      "variables: { varFiles: [a.tfvars] }",
      ["configuration-invalid lintel.yaml:2"],
    ],
    ["a preset that there is not", "preset: stric", ["configuration-invalid lintel.yaml:2"]],
  ])("with %s judges nothing", async (_what, line, expected) => {
    const { said, findings, project } = await scanWith({ "main.tf": bucket, "lintel.yaml": `version: 1\n${line}\n` });
    expect([findings, said, project.problems.length]).toEqual([[], expected, 1]);
  });
});
