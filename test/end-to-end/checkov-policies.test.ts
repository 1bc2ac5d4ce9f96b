import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, scanJson } from "./binary.js";

const terraform = `resource "aws_s3_bucket" "b" {
  bucket = "logs"
  rule {
    port = 80
  }
}
`;

const policy = `metadata:
  id: CKV2_ACME_1
  name: Ensure that names begin with acme
  category: CONVENTION
  severity: HIGH
definition:
  and:
    - { cond_type: attribute, resource_types: [aws_s3_bucket], attribute: bucket, operator: starting_with, value: acme- }
    - { cond_type: attribute, resource_types: [aws_s3_bucket], attribute: rule.*.port, operator: not_equals, value: 443 }
`;

const inJson = JSON.stringify({
  metadata: { id: "CKV2_ACME_2", name: "Ensure tags", category: "CONVENTION" },
  definition: { cond_type: "attribute", resource_types: ["aws_s3_bucket"], attribute: "tags", operator: "exists" },
});

describe("policies for Checkov", () => {
  it("are run as they are, by their ids, from YAML and JSON", () => {
    const directory = directoryWith({
      "infra/main.tf": terraform,
      "checkov/one.yaml": policy,
      "checkov/two.json": inJson,
      "checkov/package.json": '{ "name": "policies" }',
    });
    const { run, result } = scanJson(directory, ["infra", "--external-policies", "checkov", "--policy", "CKV2_ACME_*"]);
    expect(result.findings.map(({ policy: id, location, severity }) => [id, location.start.line, severity])).toEqual([
      ["CKV2_ACME_2", 1, "medium"],
      ["CKV2_ACME_1", 2, "high"],
    ]);
    expect(result.diagnostics).toEqual([]);
    expect(run.code).toBe(1);
    const one = scanJson(directory, ["infra", "--external-policies", "checkov", "--policy", "CKV2_ACME_1"]);
    expect(one.result.findings.map(({ policy: id }) => id)).toEqual(["CKV2_ACME_1"]);
  });

  it("that are wrong are an error at their place", () => {
    const directory = directoryWith({
      "main.tf": terraform,
      "one.yaml": policy.replace("starting_with", "start_with"),
    });
    const { run, result } = scanJson(directory, [".", "--external-policies", "one.yaml"]);
    const [problem] = result.diagnostics;
    expect([problem?.code, problem?.location?.start.line, problem?.hint]).toEqual([
      "policy-invalid",
      8,
      "Did you mean “starting_with”?",
    ]);
    expect(run.code).toBe(2);
  });

  it("are translated to files that say the same", () => {
    const directory = directoryWith({
      "infra/main.tf": terraform,
      "checkov/one.yaml": policy,
      "checkov/two.json": inJson,
    });
    const run = lintel(directory, ["policy", "import", "checkov", "--output", "policies"]);
    expect(run.code).toBe(0);
    expect(run.stdout.split("\n")).toEqual([
      `Wrote ${join("policies", "CKV2_ACME_1.yaml")}.`,
      `Wrote ${join("policies", "CKV2_ACME_2.yaml")}.`,
      "",
    ]);
    expect(run.stderr).toContain("checkov/one.yaml:9:");
    expect(readFileSync(join(directory, "policies/CKV2_ACME_1.yaml"), "utf8")).toContain(
      "even where the operator is negated",
    );
    const findings = (path: string) =>
      scanJson(directory, ["infra", "--external-policies", path, "--policy", "CKV2_ACME_*"]).result.findings;
    expect(findings("policies")).toEqual(findings("checkov"));
    expect(findings("policies")).toHaveLength(2);
  });

  it("are translated to stdout, and never over a file that is there", () => {
    const directory = directoryWith({ "one.yaml": policy, "out/CKV2_ACME_1.yaml": "mine" });
    expect(lintel(directory, ["policy", "import", "one.yaml"]).stdout).toMatch(/^id: CKV2_ACME_1$/m);
    const refused = lintel(directory, ["policy", "import", "one.yaml", "--output", "out"]);
    expect(refused.code).toBe(2);
    expect(readFileSync(join(directory, "out/CKV2_ACME_1.yaml"), "utf8")).toBe("mine");
    expect(lintel(directory, ["policy", "import"]).code).toBe(2);
    expect(existsSync(join(directory, "CKV2_ACME_1.yaml"))).toBe(false);
  });
});
