import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { scan } from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { loadRegoPolicies, type RegoOptions } from "@lintel/opa";
import { afterAll, describe, expect, it } from "vitest";
import { hasConftest } from "./tools.js";

const scratch = mkdtempSync(join(tmpdir(), "lintel-conftest-"));
let directories = 0;
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = join(scratch, String(directories++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

interface ConftestResult {
  readonly msg: string;
  readonly metadata?: { readonly query?: string };
}

interface ConftestFile {
  readonly warnings?: readonly ConftestResult[];
  readonly failures?: readonly ConftestResult[];
  readonly exceptions?: readonly ConftestResult[];
}

/** What conftest finds, as `data.main.deny: message`, in order, and how many exceptions it makes. */
function conftest(directory: string, input: string, flags: readonly string[]) {
  const args = ["test", "--policy", "policy", "--output", "json", "--no-color", ...flags, input];
  const { stdout, stderr, status } = spawnSync("conftest", args, { cwd: directory, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`conftest failed: ${stderr}`);
  if (!stdout.startsWith("[")) throw new Error(`conftest said: ${stdout}${stderr}`);
  const files = JSON.parse(stdout) as readonly ConftestFile[];
  const results = files.flatMap(({ warnings = [], failures = [] }) => [...warnings, ...failures]);
  return {
    found: results.map(({ msg, metadata }) => `${metadata?.query ?? ""}: ${msg}`).sort(),
    exceptions: files.reduce((sum, { exceptions = [] }) => sum + exceptions.length, 0),
  };
}

/** What Lintel finds with the same policies, in the same words. */
async function lintel(directory: string, input: string, options: RegoOptions) {
  const { policies, diagnostics } = await loadRegoPolicies([join(directory, "policy")], options);
  expect(diagnostics).toEqual([]);
  const result = await scan({ host: createNodeHost(directory), paths: [input], engines: [policies] });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const words = result.findings.map(({ policy, message, status }) => {
    return { status, words: `${policy.replace(/^rego/, "data")}: ${message}` };
  });
  return {
    found: words
      .filter(({ status }) => status === "fail")
      .map((each) => each.words)
      .sort(),
    exceptions: words.filter(({ status }) => status === "suppressed").length,
  };
}

const pods = Array.from({ length: 48 }, (_, index) => {
  const has = (bit: number): boolean => (index & bit) !== 0;
  return JSON.stringify({
    apiVersion: "v1",
    kind: has(16) ? "Deployment" : "Pod",
    metadata: {
      name: `p${String(index)}`,
      namespace: has(1) ? "system" : "shop",
      labels: has(2) ? { owner: "us" } : null,
    },
    spec: {
      replicas: index / 4,
      containers: [
        { name: "a", image: has(4) ? "web:latest" : "web:1.2", securityContext: { privileged: has(8) } },
        { name: "b", image: "proxy:1", env: [] },
      ],
    },
  });
});

const policy = `package main

import data.lib.containers

deny contains msg if {
  some container in containers.all
  container.securityContext.privileged
  msg := sprintf("%s/%s is privileged", [input.metadata.name, container.name])
}

deny_latest contains {"msg": msg, "details": {"image": container.image}} if {
  some container in containers.all
  endswith(container.image, ":latest")
  msg := sprintf("%v: %v", [input.metadata.name, container.image])
}

violation_owner contains {"msg": input.metadata.name} if not input.metadata.labels.owner

warn contains "few replicas" if {
  input.kind == "Deployment"
  input.spec.replicas < 6
}

warn_null contains sprintf("%s has null labels", [input.metadata.name]) if input.metadata.labels == null

exception contains rules if {
  input.metadata.namespace == "system"
  rules := ["latest", "owner"]
}
`;

const library = `package lib.containers

all := input.spec.containers
`;

const old = `package main

deny[msg] {
  input.kind == "Pod"
  msg := sprintf("%s is a pod", [input.metadata.name])
}

warn_system[{"msg": msg}] {
  input.metadata.namespace == "system"
  msg := "of the system"
}
`;

const combined = `package main

deny contains sprintf("%s: %s", [document.path, document.contents.metadata.name]) if {
  some document in input
  document.contents.kind == "Deployment"
}
`;

/** What Go's formats make of values of every kind: messages are what people read, and what verdicts are compared by. */
const formats = `package main

values := [
  "text", "", "é\\"\\n", 0, 5, -7, 255, 1234567890123, 3.7, 0.1, 0.00001, 1.5e21, true, null,
  ["a", 1, [2]], {"b", "a", 3}, set(), {"k": {"n": [null]}, "a": 1}, {{"x"}, [1]},
]

directives := [
  "%v", "%s", "%d", "%f", "%.2f", "%e", "%g", "%t", "%T", "%o", "%5v|", "%-5v|", "%05d", "%+d",
  "%[1]v %[1]v", "100%% %v", "%", "%v %v", "none", "%.1s", "%z",
]

deny contains msg if {
  some directive in directives
  some value in values
  input.kind
  msg := sprintf(concat("", ["%s: ", directive]), [directive, value])
}

warn contains sprintf("%x %X %b %q", [value, value, number, quoted]) if {
  some value in ["text", "é", 5, -7, 255]
  some number in [0, 6, -7]
  some quoted in ["text", "with \\"quotes\\" and \\\\"]
  input.kind
}
`;

const planPolicy = `package main

deny contains msg if {
  some change in input.resource_changes
  some action in change.change.actions
  action == "delete"
  msg := sprintf("%s is destroyed", [change.address])
}

warn contains sprintf("%d changes", [count(input.resource_changes)]) if count(input.resource_changes) > 1
`;

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: { root_module: {} },
  resource_changes: ["delete", "create", "update"].map((action) => ({
    address: `aws_s3_bucket.${action}`,
    mode: "managed",
    type: "aws_s3_bucket",
    name: action,
    change: { actions: [action], before: {}, after: action === "delete" ? null : { bucket: "b" }, after_unknown: {} },
  })),
});

describe.runIf(hasConftest)("conftest and Lintel find the same", () => {
  it.each<[string, Readonly<Record<string, string>>, string, RegoOptions, readonly string[]]>([
    [
      "in many manifests, with a library, exceptions and every kind of rule",
      { "policy/main.rego": policy, "policy/lib/containers.rego": library, "pods.yaml": pods.join("\n---\n") },
      "pods.yaml",
      {},
      [],
    ],
    [
      "with policies in the syntax before OPA 1.0",
      { "policy/main.rego": old, "pods.yaml": pods.join("\n---\n") },
      "pods.yaml",
      {},
      ["--rego-version", "v0"],
    ],
    [
      "in manifests combined",
      { "policy/main.rego": combined, "pods.yaml": pods.join("\n---\n") },
      "pods.yaml",
      { input: "combined" },
      ["--combine"],
    ],
    ["with messages of every format", { "policy/main.rego": formats, "pods.yaml": pods[0] ?? "" }, "pods.yaml", {}, []],
    ["in a plan", { "policy/main.rego": planPolicy, "plan.json": plan }, "plan.json", {}, []],
  ])("%s", async (_name, files, input, options, flags) => {
    const directory = directoryWith(files);
    const theirs = conftest(directory, input, flags);
    const ours = await lintel(directory, input, options);
    expect(theirs.found.length).toBeGreaterThan(0);
    expect(ours.found).toEqual(theirs.found);
    if (files["policy/main.rego"] === policy) {
      // conftest counts each exception that is made, whether or not the rule would have found anything.
      expect(ours.exceptions).toBeGreaterThan(0);
      expect(theirs.exceptions).toBeGreaterThanOrEqual(ours.exceptions);
    }
  });
});
