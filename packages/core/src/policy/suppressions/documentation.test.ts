import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { loadProject } from "../../project/project.js";
import { scan } from "../../scan.js";
import { createMemoryHost } from "../../source/memory-host.js";
import type { Finding } from "../finding.js";
import type { Policy } from "../policy.js";
import { readPolicy } from "../read.js";

const repository = fileURLToPath(new URL("../../../../..", import.meta.url));
const page = readFileSync(join(repository, "docs/suppressions.md"), "utf8");

interface Example {
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}

const examples = [...page.matchAll(/^```(\w+)(?: file=(\S+))?\n(.*?)^```$/gms)].map(
  ([, language = "", file, text = ""]): Example => ({ language, file, text }),
);

/** What stands around an example. */
const surroundings: Readonly<Record<string, string>> = {
  "group/main.tf":
    'variable "cidrs" {}\nresource "aws_security_group" "this" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = var.cidrs\n  }\n}\n',
};

/** What files of suppressions are about. */
const stack: Readonly<Record<string, string>> = {
  ...surroundings,
  "main.tf":
    'module "site" {\n  source = "./site"\n  for_each = toset(["eu", "us"])\n}\nmodule "group" {\n  source = "./group"\n  cidrs = ["0.0.0.0/0"]\n}\n',
  "site/main.tf": 'resource "aws_s3_bucket" "this" {\n  acl = "public-read"\n}\n',
  "pod.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: c\n      image: a/b:1\n      securityContext:\n        privileged: true\n",
};

const shown = new Set([
  "aws-s3-bucket-acl-public",
  "aws-security-group-ssh-open",
  "kubernetes-container-privileged",
  "terraform-module-git-ref-missing",
]);

let policies: readonly Policy[] = [];

beforeAll(async () => {
  const directory = join(repository, "policies");
  const paths = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) =>
    shown.has(/([\w-]+)\.yaml$/.exec(path)?.[1] ?? ""),
  );
  const read = await Promise.all(paths.map((path) => readPolicy(path, readFileSync(join(directory, path), "utf8"))));
  policies = read.flatMap(({ policy }) => policy ?? []);
  expect(policies).toHaveLength(shown.size);
});

async function findingsOf(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const host = createMemoryHost(files);
  const project = await loadProject(host, [""]);
  expect(project.problems).toEqual([]);
  const { findings, diagnostics } = await scan({ host, paths: [""], project, policies, today: "2026-11-23" });
  expect(diagnostics.filter(({ code }) => code.startsWith("suppression-")).map(({ message }) => message)).toEqual([]);
  return findings;
}

describe("the page about suppressions", () => {
  test("has examples", () => {
    expect(examples.length).toBeGreaterThan(15);
  });

  test.each(examples.filter(({ file }) => file === undefined))(
    "suppresses all of $text",
    async ({ language, text }) => {
      const name = language === "hcl" ? "main.tf" : "object.yaml";
      const findings = await findingsOf({ ...(text.includes("./group") ? surroundings : {}), [name]: text });
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.filter(({ status }) => status !== "suppressed").map(({ policy }) => policy)).toEqual([]);
    },
  );

  test.each(examples.filter(({ file }) => file !== undefined))("suppresses with $file", async ({ file = "", text }) => {
    const findings = await findingsOf({ ...stack, [file]: text });
    const suppressed = findings.filter(({ status }) => status === "suppressed");
    expect(suppressed.length).toBeGreaterThan(0);
    expect(findings.length).toBeGreaterThan(suppressed.length);
    expect(new Set(suppressed.map(({ suppression }) => suppression?.location?.file))).toEqual(new Set([file]));
  });

  test("shows everything that its table of tools has", () => {
    const rows = [...page.matchAll(/^\| (?:\w[\w-]*)? +\| (.+?) +\| .+\|$/gm)].map(([, written = ""]) => written);
    const written = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
    const inExamples = examples.map(({ text, file = "" }) => `${text}\n${file}\n`).join("");
    const tools = written.filter((code) => /[:=/.]|kics|tflint/.test(code));
    expect(tools.length).toBeGreaterThan(20);
    expect(tools.filter((code) => !inExamples.includes(code))).toEqual([]);
  });
});
