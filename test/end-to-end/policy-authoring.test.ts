import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

const policy = `id: acme-volume
title: A volume is open
severity: high
category: encryption
description: What lies on it can be read by whoever gets the disk.
remediation: Set encrypted to true.
match: [aws_ebs_volume, aws_efs_file_system]
require: { encrypted: true }
`;

const fixture = `resource "aws_ebs_volume" "open" {
  # fail
  encrypted = false
}

# pass
resource "aws_ebs_volume" "shut" {
  encrypted = true
}
`;

interface Tested {
  readonly summary: { readonly failed: number; readonly mutants: number; readonly survivors: number };
  readonly policies: readonly {
    readonly status: string;
    readonly differences: readonly { readonly line: number; readonly source: string | null }[];
    readonly mutants: { readonly survivors: readonly { readonly line: number; readonly what: string }[] } | null;
  }[];
}

function test(
  directory: string,
  ...args: readonly string[]
): { readonly code: number | null; readonly tested: Tested } {
  const { code, stdout } = lintel(directory, ["policy", "test", ".", "--format", "json", ...args]);
  return { code, tested: JSON.parse(stdout) as Tested };
}

describe("lintel policy new", () => {
  it("writes a policy that agrees with its fixture, and leaves what is there alone", () => {
    const directory = directoryWith({});
    const args = ["policy", "new", "acme-queue", "--match", "aws_sqs_queue", "--directory", "policies"];
    expect(lintel(directory, args).code).toBe(0);
    expect(readdirSync(join(directory, "policies")).sort()).toEqual(["acme-queue.fixture.tf", "acme-queue.yaml"]);
    expect(lintel(directory, ["policy", "test", "policies", "--mutate"]).code).toBe(0);
    const lint = lintel(directory, ["policy", "lint", "policies"]);
    expect(lint.code).toBe(1);
    expect(lint.stderr).toContain("policy-placeholder");
    expect(lintel(directory, args).code).toBe(2);
  });

  it.each([
    [["Acme_Queue", "--match", "aws_sqs_queue"]],
    [["acme-queue"]],
    [["acme-queue", "--match", "aws_*"]],
    [["--match", "aws_sqs_queue"]],
  ])("refuses %j", (args) => {
    expect(lintel(directoryWith({}), ["policy", "new", ...args]).code).toBe(2);
  });
});

describe("lintel policy test", () => {
  it("exits with 0 where the fixture agrees, and with 1 where it does not", () => {
    const files = { "acme-volume.yaml": policy, "acme-volume.fixture.tf": fixture };
    expect(test(directoryWith(files)).code).toBe(0);
    const wrong = { ...files, "acme-volume.fixture.tf": fixture.replace("  # fail\n", "") };
    const { code, tested } = test(directoryWith(wrong));
    expect(code).toBe(1);
    expect(tested.policies[0]?.differences).toMatchObject([{ line: 2, source: "  encrypted = false" }]);
  });

  it("shows the line of a difference, but not the whole of a plan", () => {
    const type = "aws_ebs_volume";
    const change = { actions: ["create"], before: null, after: { encrypted: true, note: "x".repeat(400) } };
    const plan = {
      format_version: "1.2",
      resource_changes: [{ address: "aws_ebs_volume.v", mode: "managed", type, name: "v", change }],
    };
    const { code, tested } = test(
      directoryWith({
        "acme-volume.yaml": policy,
        "acme-volume.fixture/main.tf": fixture.replace("# pass", ""),
        "acme-volume.fixture/plan.json": JSON.stringify(plan),
        "acme-volume.fixture/expected.yaml": "- { file: plan.json, address: aws_ebs_volume.v, status: fail }\n",
      }),
    );
    expect(code).toBe(1);
    expect(tested.policies[0]?.differences.map(({ source }) => source)).toEqual([
      'resource "aws_ebs_volume" "shut" {',
      null,
    ]);
  });

  it("names the mutants that no example notices, and where they are", () => {
    const files = { "acme-volume.yaml": policy, "acme-volume.fixture.tf": fixture };
    const { code, tested } = test(directoryWith(files), "--mutate");
    expect(code).toBe(1);
    expect(tested.policies[0]?.mutants?.survivors).toMatchObject([{ line: 7 }]);
    const more = `${fixture}\nresource "aws_efs_file_system" "open" {\n  # fail\n  encrypted = false\n}\n`;
    expect(test(directoryWith({ ...files, "acme-volume.fixture.tf": more }), "--mutate").code).toBe(0);
  });

  it("exits with 2 for an invalid policy and with 3 where there is none", () => {
    const invalid = lintel(directoryWith({ "p.yaml": policy.replace("require", "requier") }), ["policy", "test"]);
    expect(invalid.code).toBe(2);
    expect(invalid.stderr).toContain("p.yaml:8:1");
    expect(lintel(directoryWith({}), ["policy", "test"]).code).toBe(3);
  });

  it("is told which policies", () => {
    const directory = directoryWith({ "acme-volume.yaml": policy, "acme-volume.fixture.tf": fixture });
    expect(test(directory, "--policy", "acme-*").tested.policies).toHaveLength(1);
    const { code, stderr } = lintel(directory, ["policy", "test", "--policy", "acme-volum"]);
    expect(code).toBe(2);
    expect(stderr).toContain("acme-volume");
  });
});

describe("lintel policy lint", () => {
  it("tells of types and attributes that no provider has", () => {
    const misspelt = policy.replace("aws_ebs_volume", "aws_ebs_volumes").replace("encrypted: true", "encypted: true");
    const { code, stderr } = lintel(directoryWith({ "acme-volume.yaml": misspelt }), ["policy", "lint"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/7:\d+: warning: .*Did you mean “aws_ebs_volume”|aws_ebs_volume”/s);
    expect(stderr).toContain("policy-unknown-type");
    expect(stderr).toContain("policy-fixture-missing");
  });
});

describe("lintel policy docs", () => {
  it("writes the same pages every time, with what Lintel says of the failing example", () => {
    const directory = directoryWith({ "acme-volume.yaml": policy, "acme-volume.fixture.tf": fixture });
    const write = (output: string): string => {
      expect(lintel(directory, ["policy", "docs", ".", "--output", output]).code).toBe(0);
      return readFileSync(join(directory, output, "acme-volume.md"), "utf8");
    };
    const page = write("one");
    expect(page).toContain("example.tf:2:3");
    expect(page).not.toContain("# fail");
    expect(write("two")).toBe(page);
    expect(readFileSync(join(directory, "one/index.md"), "utf8")).toContain("(acme-volume.md)");
  });
});

describe("lintel policy schema", () => {
  it("prints a JSON Schema", () => {
    const { code, stdout } = lintel(directoryWith({}), ["policy", "schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: "object" });
  });
});

it("a folder is a fixture of several files, with what is expected in a file where comments cannot stand", () => {
  const directory = directoryWith({ "acme-volume.yaml": policy });
  const folder = join(directory, "acme-volume.fixture");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "main.tf.json"),
    JSON.stringify(
      { resource: { aws_ebs_volume: { open: { encrypted: false }, shut: { encrypted: true } } } },
      null,
      2,
    ),
  );
  const expected = [
    "- { file: main.tf.json, address: aws_ebs_volume.open, status: fail }",
    "- { file: main.tf.json, address: aws_ebs_volume.shut, status: pass }",
  ];
  writeFileSync(join(folder, "expected.yaml"), `${expected.join("\n")}\n`);
  expect(test(directory).code).toBe(0);
  writeFileSync(join(folder, "expected.yaml"), `${expected.join("\n").replace("fail", "unknown")}\n`);
  expect(test(directory).code).toBe(1);
});
