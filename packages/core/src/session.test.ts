import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBaseline } from "./make-baseline.js";
import { catalogueOf } from "./policy/catalogue.js";
import type { Policy } from "./policy/policy.js";
import { readPolicy } from "./policy/read.js";
import { loadProject } from "./project/project.js";
import { scan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { compareScans } from "./baseline/compare.js";
import { openSession, type SessionOptions } from "./session.js";
import { createMemoryHost } from "./source/memory-host.js";

type Files = Readonly<Record<string, string>>;

const metadata = `
severity: high
category: exposure
description: It matters.
remediation: Mend it.
`;

async function policyOf(id: string, text: string): Promise<Policy> {
  const { policy, diagnostics } = await readPolicy("p.yaml", `id: ${id}\ntitle: About ${id}\n${metadata}${text}`);
  expect(diagnostics).toEqual([]);
  if (policy === undefined) throw new Error("the policy is not valid");
  return policy;
}

const policies = [
  await policyOf(
    "open",
    "match: aws_security_group\neach: ingress\ndeny: { cidr_blocks: { any: { cidr: public } } }\naliases: { trivy: [AVD-AWS-0107] }",
  ),
  await policyOf(
    "versioned",
    "match: aws_s3_bucket\nrequire: { linked: { from: aws_s3_bucket_versioning, by: bucket, where: { on: true } } }",
  ),
  await policyOf("named", "match: aws_s3_*\nrequire: { bucket: { matches: '^[a-z-]+$' } }"),
  await policyOf("trail", "match: aws_s3_bucket\nrequire: { exists: { type: aws_cloudtrail } }"),
  await policyOf("password", "match: aws_db_instance\ndeny: { password: { present: true } }"),
  await policyOf("variable", "match: variable\nrequire: { description: { present: true } }"),
  await policyOf("pinned", "match: module\nrequire: { version: { present: true } }"),
  await policyOf(
    "privileged",
    "match: pod\neach: pod.spec.containers\ndeny: { securityContext.privileged: { equals: true } }",
  ),
  await policyOf("served", "match: Deployment\nrequire: { linked: { from: Service, by: spec.selector } }"),
  await policyOf("quoted", "match: ConfigMap\nrequire: { data.mode: { equals: safe } }"),
];

const group = (cidr: string, comment = ""): string =>
  `${comment}resource "aws_security_group" "g" {\n  ingress {\n    cidr_blocks = [${cidr}]\n  }\n}\n`;
const bucket = (name: string): string => `resource "aws_s3_bucket" "b" {\n  bucket = ${name}\n}\n`;
const versioning = `resource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket.b.bucket\n  on     = true\n}\n`;
const callOf = (source: string, more = ""): string => `module "m" {\n  source = "${source}"\n${more}}\n`;
const pod = (name: string, privileged: boolean, more = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  labels: { app: ${name} }\n${more}spec:\n  containers:\n    - name: c\n      securityContext: { privileged: ${String(privileged)} }\n`;

/** What may lie at each path; the first is what there is at the beginning, undefined that there is nothing. */
const variants: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "main.tf": [undefined, bucket('"root"'), callOf("./a"), callOf("./m", '  name = "x"\n')],
  "a/main.tf": [
    bucket("var.name") + callOf("../m", "  name = var.name\n"),
    bucket('file("${path.module}/name.txt")'),
    bucket('templatefile("name.tftpl", { x = var.name })') + versioning,
    group('"0.0.0.0/0"', "# lintel:ignore open because=tests\n"),
    group('"0.0.0.0/0"', "# lintel:ignore named because=nothing\n") + callOf("../n"),
    bucket('join("-", fileset(path.module, "*.txt"))') + `locals { a = local.b\n  b = local.a }\n`,
    callOf("registry/x/y", "") + bucket("module.m.name"),
    `resource "aws_db_instance" "d" { password = module.m.secret }\n${callOf("../m", "  name = var.name\n")}`,
    "resource {",
    bucket("upper(1, 2)") + callOf("../m", "  name = [][1]\n  other = 1\n"),
    undefined,
  ],
  "a/variables.tf": [
    'variable "name" {\n  default = "one"\n}\n',
    'variable "name" {\n  default = "Two"\n  sensitive = true\n}\n',
    undefined,
  ],
  "a/terraform.tfvars": [undefined, 'name = "three"\n', 'name = "Four"\nother = 1\n', "name = ["],
  "a/name.txt": ["text", "Other", undefined],
  "a/b.txt": [undefined, "x"],
  "a/name.tftpl": ["t-${x}", "T-${x}", "${", undefined],
  "a/.terraform/modules/modules.json": [
    undefined,
    JSON.stringify({ Modules: [{ Key: "m", Source: "registry.terraform.io/registry/x/y", Dir: "../n" }] }),
    "{",
  ],
  "b/main.tf": [
    callOf("../m", '  name = "B"\n'),
    callOf("../m", '  name = "b"\n') + group('"10.0.0.0/8"'),
    callOf("../n") + `output "o" {\n  value = module.m.secret\n}\n`,
    callOf("../n") + `output "o" {\n  value     = module.m.name\n  sensitive = true\n}\n`,
    undefined,
  ],
  "m/main.tf": [
    `variable "name" {}\n${bucket("var.name")}${callOf("../n")}output "name" {\n  value = var.name\n}\noutput "secret" {\n  value     = "hunter2"\n  sensitive = true\n}\n`,
    `variable "name" {}\n${bucket('"fixed"')}output "secret" {\n  value = "hunter3"\n}\n`,
    `variable "name" {\n  sensitive = true\n}\n# lintel:ignore named because=m\n${bucket("var.name")}`,
    undefined,
  ],
  "m/more.tf": [undefined, versioning, 'resource "aws_cloudtrail" "t" {}\n', 'variable "name" {}\n'],
  "n/main.tf": [
    group('"0.0.0.0/0"'),
    `locals { n = "Some Name" }\n${bucket("local.n")}output "name" {\n  value = local.n\n}\n`,
    `${group('"0.0.0.0/0"')}output "name" { value = "n" }\n`,
    undefined,
  ],
  "k/pod.yaml": [
    pod("one", true),
    pod("one", false),
    `${pod("one", true)}---\n${pod("two", true)}`,
    "kind: [",
    undefined,
  ],
  "k/other.yaml": [
    undefined,
    pod("one", true),
    pod("three", true),
    pod("three", true, "  annotations: { lintel.dev/ignore: privileged }\n"),
  ],
  "k/web/deployment.yaml": [
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: c }] }\n`,
    undefined,
  ],
  "k/web/service.yaml": [
    `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n`,
    undefined,
  ],
  "chart/Chart.yaml": [undefined, "name: c\n"],
  "chart/templates/pod.yaml": [`# {{ .Values }}\n${pod("chart", true)}`, undefined],
  "k/kustomization.yaml": [undefined, "namespace: other\nresources: [pod.yaml]\n"],
  "a/config.yaml": [undefined, `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { mode: unsafe }\n`],
  "lintel.yaml": [
    undefined,
    "version: 1\npolicies: { named: { severity: low } }\n",
    "version: 1\nexclude: [b/]\n",
    "version: 1\npolicies: { named: off, open: { enforcement: hard-mandatory } }\n",
    "version: 1\nvariables: { varFiles: [more.tfvars], vars: { region: x } }\n",
    "version: 1\nscenarios: [{ name: one, vars: { name: x } }, { name: two, varFiles: [more.tfvars] }]\n",
    "version: 1\nsuppress: [{ policy: open, path: 'n/**', reason: r }, { policy: named, address: 'aws_s3_bucket.x', reason: r }]\n",
    "version: 1\nsuppressions: { requireReason: true, requireOwner: true }\n",
    "nonsense: [",
  ],
  "more.tfvars": ['name = "more"\n', 'name = "Other"\n', undefined],
  "a/lintel.yaml": [
    undefined,
    "version: 1\npolicies: { open: { severity: critical } }\n",
    "version: 1\npolicies: { nobody: off }\n",
  ],
  ".gitignore": [undefined, "n/\n", "*.yaml\n"],
  ".trivyignore": [undefined, "AVD-AWS-0107\n", "AVD-AWS-0107 exp:2020-01-01\n"],
};

const paths = Object.keys(variants);
const start: Files = Object.fromEntries(
  paths.flatMap((path): [string, string][] => {
    const text = variants[path]?.[0];
    return text === undefined ? [] : [[path, text]];
  }),
);

interface Edit {
  readonly path: string;
  readonly text: string | undefined;
}

const edit: fc.Arbitrary<readonly Edit[]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(...paths)
      .chain((path) => fc.constantFrom(...(variants[path] ?? [])).map((text) => [{ path, text }])),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("c", "a/sub", "m/inner").map((directory) => [
      { path: "b/main.tf", text: undefined },
      { path: `${directory}/main.tf`, text: callOf("../m", '  name = "moved"\n') },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("c/main.tf", "a/sub/main.tf", "m/inner/main.tf")
      .map((path) => [{ path, text: undefined }]),
  },
);

function edited(files: Files, edits: readonly Edit[]): Files {
  const result = new Map(Object.entries(files));
  for (const { path, text } of edits) {
    if (text === undefined) result.delete(path);
    else result.set(path, text);
  }
  return Object.fromEntries(result);
}

async function configured(files: Files): Promise<Partial<ScanOptions>> {
  return { project: await loadProject(createMemoryHost(files), [""], {}) };
}

const base: Omit<ScanOptions, "host"> = {
  paths: [""],
  policies: [catalogueOf(policies)],
  includePassed: true,
  today: "2030-01-01",
};

function sessionOptions(files: Files, more: Partial<ScanOptions>): SessionOptions {
  return {
    ...base,
    ...more,
    host: createMemoryHost(files),
    configure: async (host) => ({ project: await loadProject(host, [""], {}) }),
  };
}

async function fullScan(files: Files, more: Partial<ScanOptions>): Promise<string> {
  return JSON.stringify(
    await scan({ ...base, ...more, host: createMemoryHost(files), ...(await configured(files)) }),
    null,
    1,
  );
}

describe("Session", () => {
  it("equals a full scan after any edits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 5 }),
        fc.boolean(),
        async (steps, hasBaseline) => {
          let files = start;
          const { baseline } = await makeBaseline({ ...base, host: createMemoryHost(files) }, { kind: "create" });
          const more = hasBaseline ? { baseline: { baseline } } : {};
          const session = await openSession(sessionOptions(files, more));
          expect(JSON.stringify(session.scan.result, null, 1)).toBe(await fullScan(files, more));
          for (const edits of steps.map((each) => each.flat())) {
            files = edited(files, edits);
            const { result } = await session.update(
              [...new Set(edits.map(({ path }) => path))],
              createMemoryHost(files),
            );
            expect(JSON.stringify(result, null, 1)).toBe(await fullScan(files, more));
          }
        },
      ),
      { numRuns: Number(process.env["RUNS"] ?? 60) },
    );
  });
});

describe("compareScans", () => {
  it("tells what a change adds and mends", async () => {
    const beginning = { ...start, "r/main.tf": start["n/main.tf"] ?? "" };
    const session = await openSession({ ...base, host: createMemoryHost(beginning) });
    const before = session.scan;
    const files = edited(beginning, [
      { path: "r/main.tf", text: undefined },
      { path: "moved/main.tf", text: start["n/main.tf"] },
      { path: "k/pod.yaml", text: pod("one", false) },
      { path: "k/new.yaml", text: pod("new", true) },
    ]);
    const after = await session.update(
      ["r/main.tf", "moved/main.tf", "k/pod.yaml", "k/new.yaml"],
      createMemoryHost(files),
    );
    const { added, fixed, unchanged, result } = compareScans(
      JSON.parse(JSON.stringify(before.record)) as typeof before.record,
      after,
    );
    const places = (findings: typeof added): readonly string[] =>
      findings.map(({ policy, location }) => `${policy} ${location.file}`);
    expect(places(added)).toEqual(["privileged k/new.yaml"]);
    expect(places(fixed)).toContain("privileged k/pod.yaml");
    expect(places(unchanged)).toContain("open moved/main.tf");
    expect(
      result.findings.every(
        ({ status, baselineState }) => (status === "fail") === (baselineState !== undefined) || status === "unknown",
      ),
    ).toBe(true);
  });
});
