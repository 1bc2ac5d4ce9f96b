import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

/** Every planted secret holds this word, and nothing else does. */
const planted = "PLANTED";
let count = 0;
const secret = (what: string): string => `${planted}-${what}-${String(count++)}`;

const pem = (words: string): string =>
  `-----BEGIN RSA PRIVATE KEY-----\n${words}\n${words}\n-----END RSA PRIVATE KEY-----`;

const finding = (name: string): string => `resource "aws_ebs_volume" "${name}" { encrypted = false }\n`;

const terraform: Readonly<Record<string, string>> = {
  "variables.tf": `variable "setting" {
  sensitive = true
  default   = "${secret("default")}"
}
${finding("after_default")}
variable "given" {
  sensitive = true
}
variable "rows" {
  sensitive = true
  type      = map(string)
  default = {
    a = "${secret("row")}"
    b = "${secret("row")}"
  }
}
${finding("after_rows")}
variable "passing" {
  ephemeral = true
  default   = "${secret("ephemeral")}"
}
${finding("after_passing")}
variable "list" {
  sensitive = true
  type      = list(string)
  default   = "${secret("wrong-type")}"
}
variable "checked" {
  sensitive = true
  default   = "${secret("checked")}"
  validation {
    condition     = length(var.checked) < 3
    error_message = "Too long: \${var.checked}."
  }
}
`,
  "calls.tf": `locals {
  plain  = "${secret("local")}"
  called = sensitive("${secret("call")}")
  marked = sensitive(local.plain)
  joined = "a \${var.setting} b"
  table  = { x = 1 }
  missed = local.table[var.setting]
  number = tonumber(var.setting)
  parsed = jsondecode(var.setting)
  failed = regex("(", local.called)
  sum    = 1 + var.given
  dated  = formatdate("YYYY", sensitive("${secret("inline")}"))
  same   = { for x in [1, 2] : var.setting => x }
}
${finding("after_calls")}
resource "aws_instance" "web" {
  user_data                   = local.called
  associate_public_ip_address = local.joined
  ami                         = module.m.out
  metadata_options { http_tokens = local.marked }
}
resource "aws_s3_bucket" "b" {
  bucket = local.called
  acl    = local.marked
}
module "m" {
  source  = "./m"
  hidden  = "${secret("argument")}"
}
${finding("after_module")}
data "template_file" "t" {
  template = "\${upper(1, 2)}"
  vars     = { a = var.setting }
}
output "shown" {
  value     = local.called
  sensitive = true
}
output "told" {
  value     = "${secret("output")}"
  sensitive = true
}
${finding("after_output")}
`,
  "m/main.tf": `variable "hidden" {
  sensitive = true
}
output "out" {
  value     = "${secret("module-output")}"
  sensitive = true
}
${finding("after_out")}
resource "aws_db_instance" "db" {
  storage_encrypted   = var.hidden
  publicly_accessible = true
}
`,
  "kubernetes.tf": `resource "kubernetes_secret_v1" "s" {
  metadata { name = "s" }
  data = { plain = "${secret("secret-data")}" }
}
resource "kubernetes_manifest" "s" {
  manifest = { apiVersion = "v1", kind = "Secret", metadata = { name = "m" }, stringData = { z = "${secret("manifest")}" } }
}
resource "kubectl_manifest" "s" {
  yaml_body = <<-Y
    apiVersion: v1
    kind: Secret
    metadata: { name: k }
    stringData:
      z: ${secret("yaml-body")}
  Y
}
resource "kubernetes_config_map" "derived" {
  metadata { name = "derived" }
  data = {
    one = kubernetes_secret_v1.s.data["plain"]
    two = "a \${kubernetes_manifest.s.manifest.stringData.z}"
    six = yamldecode(kubectl_manifest.s.yaml_body).stringData.z
  }
}
${finding("after_kubernetes")}
`,
  "literals.tf": `provider "aws" {
  access_key = "AKIA${"PLANTEDPLANTEDPLANTED".slice(0, 7)}Q2PLANTED"
  secret_key = "${secret("provider")}"
}
provider "datadog" { api_key = "${secret("api-key")}" }
${finding("after_provider")}
resource "aws_db_instance" "literal" {
  password            = "${secret("password")}"
  publicly_accessible = true
  storage_encrypted   = false
}
resource "aws_instance" "pem" {
  associate_public_ip_address = true
  user_data                   = <<-EOT
    ${pem(secret("pem")).replaceAll("\n", "\n    ")}
  EOT
}
${finding("after_pem")}
resource "aws_db_instance" "heredoc" {
  master_password = <<EOT
${secret("heredoc")}
EOT
  publicly_accessible = true
}
locals {
  passwords = {
    a = "${secret("in-object")}"
  }
  tokens = [
    "${secret("in-list")}",
  ]
}
${finding("after_locals")}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    name        = "web"
    image       = "web:latest"
    privileged  = true
    environment = [{ name = "DB_PASSWORD", value = "${secret("pair")}" }]
  }])
}
${finding("after_pair")}
`,
  "terraform.tfvars": `given = "${secret("tfvars")}"
`,
};

const kubernetes: Readonly<Record<string, string>> = {
  "applied.yaml": `apiVersion: v1
kind: Secret
metadata:
  name: applied
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"data":{"a":"${secret("applied")}"}}' }
data:
  alias: *${secret("alias")}
---
apiVersion: v1
kind: Pod
metadata: { name: variables }
spec:
  containers:
    - name: web
      image: web
      env:
        - { name: DB_PASSWORD, value: "\${DB:-${secret("fallback")}}" }
        - { value: ${secret("before-name")}, name: DB_PASSWORD }
        - value: ${secret("above-name")}
          name: API_TOKEN
        - name: DB_PASSWORD
          # A comment between them
          value:
            ${secret("below-name")}
      securityContext: { privileged: true }
`,
  "secret.yaml": `apiVersion: v1
kind: Secret
metadata: { name: s }
data:
  one: ${Buffer.from(secret("data")).toString("base64")}
stringData:
  two: ${secret("string-data")}
  three: |
    ${secret("block")}
    ${secret("block")}
---
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers:
    - name: c
      image: c:latest
      securityContext: { privileged: true }
      env:
        - name: DB_PASSWORD
          value: ${secret("env")}
        - { name: API_TOKEN, value: ${secret("env-flow")} }
`,
  "config.yaml": `apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data:
  password: ${secret("config")}
  key.pem: |
    ${pem(secret("pem")).replaceAll("\n", "\n    ")}
---
apiVersion: v1
kind: Pod
metadata: { name: q }
spec: { hostNetwork: true, containers: [{ name: c, image: c }] }
`,
};

const change = {
  address: "aws_db_instance.db",
  mode: "managed",
  type: "aws_db_instance",
  name: "db",
  change: {
    actions: ["create"],
    before: null,
    after: {
      publicly_accessible: true,
      engine: secret("after"),
      nested: [{ text: secret("nested"), storage: 1 }],
      storage_encrypted: secret("after-own"),
    },
    after_unknown: {},
    after_sensitive: { engine: true, nested: [{ text: true }], storage_encrypted: true },
  },
};
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.0",
  variables: { v: { value: secret("plan-variable") } },
  planned_values: {},
  resource_changes: [change],
  configuration: {},
};
const state = {
  version: 4,
  terraform_version: "1.11.0",
  serial: 1,
  lineage: "x",
  outputs: { o: { value: secret("state-output"), type: "string", sensitive: true } },
  resources: [
    {
      mode: "managed",
      type: "aws_db_instance",
      name: "db",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          schema_version: 1,
          attributes: { engine: secret("state"), publicly_accessible: true, storage_encrypted: false },
          sensitive_attributes: [[{ type: "get_attr", value: "engine" }]],
        },
      ],
    },
  ],
};
/** The configuration that the plan is of, in which only the plan knows what is sensitive. */
const planned = `resource "aws_db_instance" "db" {
  engine              = "${secret("planned")}"
  publicly_accessible = true
}
`;

const hasSecret = (text: string): boolean =>
  text.includes(planted) || text.includes(Buffer.from(planted).toString("base64").slice(0, 8));

function leaks(directory: string, ...args: string[]): string[] {
  const { code, stdout, stderr } = lintel(directory, args, { environment: { TF_VAR_given: secret("environment") } });
  expect({ args, code }).not.toEqual({ args, code: null });
  expect(stdout + stderr).not.toContain("internal error");
  expect((stdout + stderr).length).toBeGreaterThan(20);
  return `${stdout}\n${stderr}`.split("\n").filter(hasSecret);
}

const formats = ["text", "json", "sarif"];

describe("secrets", () => {
  it.each(formats)("of a configuration never appear in a scan (%s)", (format) => {
    const directory = directoryWith(terraform);
    const all = ["--preset", "all", "--include-passed", "--show-unknown", "--format", format];
    expect(leaks(directory, "scan", ".", ...all)).toEqual([]);
    expect(leaks(directory, "scan", ".", ...all, "--env-vars")).toEqual([]);
    expect(leaks(directory, "scan", ".", ...all, "--var", `list=${secret("flag")}`)).toEqual([]);
    expect(leaks(directory, "scan", ".", ...all, "--var", secret("mistake"))).toEqual([]);
  });

  it.each(["text", "json"])("of a configuration never appear in evaluated values (%s)", (format) => {
    const directory = directoryWith(terraform);
    const shown = leaks(directory, "eval", ".", "--format", format);
    // What nothing says is secret, by a mark or in a resource, is the value that was asked for.
    expect(
      shown
        .flatMap((line) => line.match(/PLANTED-[a-z-]+/g) ?? [])
        .filter((each) => !/local|in-object|in-list|pair/.test(each)),
    ).toEqual([]);
    for (const address of [
      "local.called",
      "var.list",
      "output.told",
      "aws_instance.web",
      "aws_instance.pem",
      "var.given",
      "kubernetes_secret_v1.s",
      "kubernetes_manifest.s",
      "kubernetes_config_map.derived.data",
    ]) {
      expect(leaks(directory, "eval", ".", address, "--format", format)).toEqual([]);
    }
  });

  it.each(["json", "dot", "mermaid"])("never appear in a graph (%s)", (format) => {
    expect(leaks(directoryWith({ ...terraform, ...kubernetes }), "graph", ".", "--format", format)).toEqual([]);
  });

  it.each(formats)("of manifests never appear (%s)", (format) => {
    const all = ["--preset", "all", "--include-passed", "--show-unknown", "--format", format];
    expect(leaks(directoryWith(kubernetes), "scan", ".", ...all)).toEqual([]);
  });

  it.each(formats)("of plans and states never appear (%s)", (format) => {
    const directory = directoryWith({
      "plan.json": JSON.stringify(plan),
      "pretty.json": JSON.stringify(plan, null, 2),
      "terraform.tfstate": JSON.stringify(state, null, 2),
    });
    mkdirSync(`${directory}/infra`);
    writeFileSync(`${directory}/infra/main.tf`, planned);
    const all = ["--preset", "all", "--include-passed", "--show-unknown", "--format", format];
    for (const name of ["plan.json", "pretty.json", "terraform.tfstate"]) {
      expect(leaks(directory, "scan", name, ...all)).toEqual([]);
      expect(leaks(directory, "scan", name, "--source-dir", "infra", ...all)).toEqual([]);
    }
  });
});
