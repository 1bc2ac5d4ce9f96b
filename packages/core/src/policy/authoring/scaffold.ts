import type { Severity } from "../finding.js";
import type { Category } from "../policy.js";

/** What a new policy begins with. */
export interface NewPolicy {
  readonly id: string;
  /** Node types, without wildcards. */
  readonly match: readonly string[];
  readonly title?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly category?: Category | undefined;
}

/** The text of a new policy, and that of its fixture with the extension that goes with it. */
export interface Scaffold {
  readonly policy: string;
  readonly fixture: string;
  readonly extension: ".fixture.tf" | ".fixture.yaml";
}

/** The texts that the author of a new policy is to replace. */
export const placeholders = {
  title: "Say in a few words what is wrong",
  description: "Say in one to three sentences why it matters.",
  remediation: "Say in an imperative sentence how to mend it.",
} as const;

/** Writes a policy that is valid and agrees with its fixture, for its author to fill in. */
export function scaffoldPolicy(wanted: NewPolicy): Scaffold {
  const { id, match, title = placeholders.title, severity = "medium", category = "hygiene" } = wanted;
  const examples = match.map((type) => exampleOf(type));
  const [first = exampleOf("aws_s3_bucket")] = examples;
  const policy = [
    `id: ${id}`,
    `title: ${quote(title)}`,
    `severity: ${severity}`,
    `category: ${category}`,
    "preset: recommended",
    `description: ${placeholders.description}`,
    `remediation: ${placeholders.remediation}`,
    `match: [${match.map(quote).join(", ")}]`,
    "# What must hold of each of these. With deny in place of require: what must not.",
    "require:",
    `  ${first.path}: { present: true }`,
    "",
  ];
  return {
    policy: policy.join("\n"),
    fixture: `${[explanation, ...examples.map(({ text }) => text)].join("\n\n")}\n`,
    extension: first.isManifest ? ".fixture.yaml" : ".fixture.tf",
  };
}

const explanation = [
  "# A comment says what the policy comes to, on the line above the one that decides: the attribute, or the header where something",
  "# is missing. Have a failing, a passing and an undecided example of each thing that the policy tells apart.",
].join("\n");

/** Examples of one type, with verdicts for `path: { present: true }`. */
interface Example {
  readonly path: string;
  readonly text: string;
  readonly isManifest: boolean;
}

/** Whether a type is that of a Kubernetes object. */
function isManifestType(type: string): boolean {
  return type === "pod" || /^(?:.*\/)?[A-Z]/.test(type);
}

function exampleOf(type: string): Example {
  if (isManifestType(type)) return manifestExample(type);
  const [kind = "", label = ""] = type.split(".");
  switch (kind) {
    case "variable":
    case "output":
      return blockExample(kind, undefined, "description", '"Who is told."', undefined);
    case "module":
      return blockExample(
        "module",
        undefined,
        "version",
        '"1.2.0"',
        undefined,
        'source  = "example.org/team/network/aws"',
      );
    case "provider":
      return providerExample(label);
    case "data":
      return blockExample("data", label, "tags", '{ Owner = "web" }', "{ Owner = var.owner }");
    default:
      return blockExample("resource", type, "tags", '{ Owner = "web" }', "{ Owner = var.owner }");
  }
}

function blockExample(
  keyword: string,
  type: string | undefined,
  attribute: string,
  present: string,
  unknown: string | undefined,
  extra?: string,
): Example {
  const header = (name: string): string =>
    [keyword, ...(type === undefined ? [] : [`"${type}"`]), `"${name}"`, "{"].join(" ");
  const block = (name: string, comment: string, lines: readonly string[]): string =>
    [comment, header(name), ...lines.map((line) => `  ${line}`), "}"].filter((line) => line !== "").join("\n");
  const more = extra === undefined ? [] : [extra];
  const requiredOf = keyword === "output" ? ['value = "x"'] : [];
  const blocks = [
    block("fails", "# fail", [...more, ...requiredOf]),
    block("passes", "# pass", [...more, ...requiredOf, `${attribute} = ${present}`]),
  ];
  if (unknown !== undefined) {
    blocks.push(
      block("undecided", "", ["# unknown", `${attribute} = ${unknown}`]),
      'variable "owner" {\n  type = string\n}',
    );
  }
  const path = attribute === "tags" ? "tags.Owner" : attribute;
  return { path, text: blocks.join("\n\n"), isManifest: false };
}

function providerExample(name: string): Example {
  const text = [
    `# fail\nprovider "${name}" {\n}`,
    `# pass\nprovider "${name}" {\n  alias  = "west"\n  region = "us-west-2"\n}`,
    `provider "${name}" {\n  alias = "undecided"\n  # unknown\n  region = var.region\n}`,
    'variable "region" {\n  type = string\n}',
  ].join("\n\n");
  return { path: "region", text, isManifest: false };
}

/** Which API version an example of a kind gets when its type names none. */
function apiOf(type: string): readonly [apiVersion: string, kind: string] {
  if (type === "pod") return ["v1", "Pod"];
  const at = type.lastIndexOf("/");
  if (at !== -1) return [type.slice(0, at), type.slice(at + 1)];
  return [["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].includes(type) ? "apps/v1" : "v1", type];
}

function manifestExample(type: string): Example {
  const [apiVersion, kind] = apiOf(type);
  const metadata = (lines: readonly string[]): string => ["metadata:", ...lines.map((line) => `  ${line}`)].join("\n");
  const text = [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "# fail",
    metadata(["name: fails"]),
    "---",
    `apiVersion: ${apiVersion}`,
    "# pass",
    `kind: ${kind}`,
    metadata(["name: passes", "labels:", "  owner: web"]),
  ].join("\n");
  return { path: type === "pod" ? "$.metadata.labels.owner" : "metadata.labels.owner", text, isManifest: true };
}

/** A text of YAML that is what it looks like. */
function quote(text: string): string {
  return /^[A-Za-z][A-Za-z0-9 _/.-]*$/.test(text) ? text : JSON.stringify(text);
}
