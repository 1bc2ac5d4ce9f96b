import { describe, expect, test } from "vitest";
import { scan } from "../scan.js";
import { createMemoryHost } from "../source/memory-host.js";
import type { DataMap, Policy } from "./policy.js";
import { readPolicy } from "./read.js";

const resource = (name: string, actions: readonly string[], change: object): object => ({
  address: `aws_db_instance.${name}`,
  mode: "managed",
  type: "aws_db_instance",
  name,
  change: { actions, after_unknown: {}, ...change },
});

const plan = JSON.stringify(
  {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [
      resource("gone", ["delete"], { before: { size: 10, name: "gone" }, after: null }),
      resource("forgotten", ["forget"], { before: { size: 10 }, after: null }),
      resource("new", ["create"], { before: null, after: { size: 5 } }),
      resource("same", ["no-op"], { before: { size: 5 }, after: { size: 5 } }),
      resource("less", ["update"], {
        before: { size: 10, password: "old-old-old" },
        after: { size: 5, password: "new-new-new" },
        before_sensitive: { password: true },
        after_sensitive: { password: true },
      }),
      resource("open", ["update"], { before: { size: 10 }, after: {}, after_unknown: { size: true } }),
      resource("other", ["delete", "create"], {
        before: { name: "a", disks: [{ size: 1 }] },
        after: { name: "b", disks: [{ size: 2 }] },
        replace_paths: [["disks", 0, "size"], ["name"]],
      }),
    ],
  },
  null,
  1,
);

const configuration = `resource "aws_db_instance" "less" {
  size     = 5
  password = var.password
}
resource "aws_db_instance" "other" {
  name = "b"
  disks {
    size = 2
  }
}
resource "aws_db_instance" "gone_too" {
  count = 0
}
`;

function policyOf(deny: DataMap, message?: string): Policy {
  return {
    id: "p",
    title: "T",
    severity: "low",
    category: "hygiene",
    preset: "recommended",
    description: "D.",
    remediation: "R.",
    cases: [{ match: ["aws_db_instance"], deny, message }],
    links: [],
    controls: {},
    aliases: {},
  };
}

async function judge(deny: DataMap, message?: string, files: Record<string, string> = {}) {
  const { findings, diagnostics } = await scan({
    host: createMemoryHost({ "plan.json": plan, ...files }),
    paths: ["plan.json"],
    policies: [policyOf(deny, message)],
    includePassed: true,
  });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return findings;
}

const names = (findings: Awaited<ReturnType<typeof judge>>, status: string): readonly string[] =>
  findings.flatMap((finding) =>
    finding.status === status ? [finding.resource.address.replace("aws_db_instance.", "")] : [],
  );

describe("change", () => {
  test("asks what a plan does, and finds what it removes", async () => {
    const findings = await judge({ change: { action: { in: ["delete", "forget"] } } });
    expect(names(findings, "fail")).toEqual(["gone", "forgotten"]);
    expect(names(findings, "pass")).toEqual(["new", "same", "less", "open", "other"]);
    expect(findings.find(({ status }) => status === "fail")).toMatchObject({ actual: '"delete"' });
  });

  test("compares what was with what will be, and does not know what only apply can tell", async () => {
    const shrinking = { change: { after: { size: { lessThan: { attribute: "$before.size" } } } } };
    const findings = await judge(shrinking, "From {$before.size} to {$after.size}.");
    expect(names(findings, "fail")).toEqual(["less"]);
    expect(names(findings, "unknown")).toEqual(["open"]);
    expect(findings.find(({ status }) => status === "fail")?.message).toBe("From 10 to 5.");
  });

  test("asks for the attributes that change, and for those that force a replacement", async () => {
    expect(names(await judge({ change: { attributes: { contains: "size" } } }), "fail")).toContain("less");
    const replacing = await judge(
      { change: { action: "replace", replacing: { contains: "name" } } },
      "{$change.action} for {$change.replacing}; {$change.attributes}",
    );
    expect(names(replacing, "fail")).toEqual(["other"]);
    expect(replacing.find(({ status }) => status === "fail")?.message).toBe(
      "replace for disks[0].size, name; disks, name",
    );
  });

  test("that no attribute forces says so in a message", async () => {
    const findings = await judge({ change: { action: "update" } }, "Forced by {$change.replacing}.");
    expect(findings.find(({ status }) => status === "fail")?.message).toBe("Forced by none.");
  });

  test("never shows a sensitive value, before or after", async () => {
    const findings = await judge(
      { change: { attributes: { contains: "password" } } },
      "From {$before.password} to {$after.password}.",
    );
    expect(findings.find(({ status }) => status === "fail")?.message).toBe("From (sensitive) to (sensitive).");
    expect(JSON.stringify(findings)).not.toMatch(/old-old-old|new-new-new/);
  });

  test("is located in the configuration where that is at hand: at what changes, or at what forces the replacement", async () => {
    const files = { "main.tf": `variable "password" {}\n${configuration}` };
    const less = await judge({ change: { before: { size: { greaterThan: 5 } } } }, undefined, files);
    const placed = less.find(({ resource: { address } }) => address === "aws_db_instance.less");
    expect(placed).toMatchObject({ status: "fail", location: { file: "main.tf", start: { line: 3, column: 3 } } });
    const other = await judge({ change: { action: "replace" } }, undefined, files);
    expect(other.find(({ status }) => status === "fail")?.location).toMatchObject({
      file: "main.tf",
      start: { line: 9 },
    });
    const gone = await judge({ change: { action: "delete" } }, undefined, files);
    expect(gone.find(({ status }) => status === "fail")?.location.file).toBe("plan.json");
  });

  test("of what no plan is about leaves the policy without anything to judge", async () => {
    const { findings } = await scan({
      host: createMemoryHost({ "main.tf": configuration }),
      paths: [""],
      policies: [policyOf({ change: { action: "delete" } })],
      includePassed: true,
    });
    expect(findings).toEqual([]);
  });

  test("is asked by whatever compares with what was or will be", async () => {
    const findings = await judge({ size: { equals: { attribute: "$before.size" } } });
    expect(names(findings, "fail")).toEqual(["gone", "forgotten", "same", "other"]);
    expect(names(await judge({ "$before.name": "gone" }), "fail")).toEqual(["gone"]);
  });

  test("is the only way to see what is removed", async () => {
    const findings = await judge({ size: { present: true } });
    expect(names(findings, "fail")).toEqual(["new", "same", "less"]);
    const exists = await judge({ exists: { type: "aws_db_instance", where: { name: "gone" } } });
    expect(names(exists, "fail")).toEqual([]);
  });

  test.each([
    ["action: destroy", /“destroy” is nothing that a plan does.*Did you mean “delete”/],
    ["action: { in: [update, replce] }", /“replce”.*Did you mean “replace”/],
    ["afterwards: {}", /afterwards/],
  ])("that asks for “%s” is told what is wrong", async (text, sentence) => {
    const { diagnostics } = await readPolicy(
      "p.yaml",
      `id: p\ntitle: T\nseverity: low\ncategory: hygiene\ndescription: D.\nremediation: R.\nmatch: x\ndeny: { change: { ${text} } }\n`,
    );
    expect(diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`).join()).toMatch(sentence);
  });
});
