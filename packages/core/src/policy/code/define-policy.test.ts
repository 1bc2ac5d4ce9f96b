import { describe, expect, test } from "vitest";
import { scan } from "../../scan.js";
import type { ScanResult } from "../finding.js";
import { createMemoryHost } from "../../source/memory-host.js";
import { definePolicy, type EvaluateNode, type PolicyDefinition } from "./define-policy.js";
import { loadModulePolicies } from "./load-module.js";

const metadata: Omit<PolicyDefinition, "evaluate"> = {
  id: "acme-bucket",
  title: "A bucket is wrong",
  severity: "low",
  category: "hygiene",
  description: "It matters.",
  remediation: "Mend it.",
  match: "aws_s3_bucket",
};

async function run(
  text: string,
  evaluate: EvaluateNode,
  more: Partial<PolicyDefinition> = {},
  parameters: Record<string, number> = {},
): Promise<ScanResult> {
  return scan({
    host: createMemoryHost({ "main.tf": text }),
    paths: [""],
    policies: [definePolicy({ ...metadata, ...more, evaluate })],
    parameters: { "acme-bucket": parameters },
    today: "2026-11-23",
    includePassed: true,
  });
}

const buckets = `variable "name" {}
variable "tags" { default = { Owner = "web" } }
resource "aws_s3_bucket" "known" {
  bucket = "logs"
  tags   = var.tags
}
resource "aws_s3_bucket" "unknown" {
  bucket = var.name
}
resource "aws_s3_bucket" "absent" {
}
`;

describe("a policy written as a function", () => {
  test("reads what is known, unknown and absent, and its verdicts are located there", async () => {
    const { findings, diagnostics } = await run(buckets, (node, context) => {
      const bucket = node.attribute("bucket");
      if (bucket.status === "unknown") return context.unknown(bucket);
      if (bucket.status === "absent") return context.fail(bucket, `${node.address} has no name.`);
      return [context.pass()];
    });
    expect(diagnostics).toEqual([]);
    expect(findings.map(({ status, location, reason }) => [status, location.start.line, reason])).toEqual([
      ["pass", 3, null],
      ["unknown", 8, "no-value"],
      ["fail", 10, null],
    ]);
    expect(findings[2]?.message).toBe("aws_s3_bucket.absent has no name.");
  });

  test("says what it expected, leads back to where a value comes from, and has parameters", async () => {
    const { findings } = await run(
      buckets,
      (node, context) => {
        const least = Number(context.parameters["least"]);
        const owner = node.attribute("tags.Owner");
        if (owner.text === undefined || owner.text.length >= least) return undefined;
        return context.fail(owner, undefined, {
          expected: `${String(least)} letters`,
          related: [{ place: node, message: "the bucket" }],
        });
      },
      { parameters: { least: { type: "number", default: 2, description: "Letters of an owner" } } },
      { least: 5 },
    );
    const [finding] = findings.filter(({ status }) => status === "fail");
    expect(finding).toMatchObject({ message: metadata.title, expected: "5 letters", actual: '"web"' });
    expect(finding?.trace.at(-1)?.location.start.line).toBe(2);
    expect(finding?.related[0]).toMatchObject({ message: "the bucket", location: { start: { line: 3 } } });
  });

  test("goes through elements and entries, of which those that may be there are unknown", async () => {
    const seen: unknown[] = [];
    await run(
      `variable "more" { type = list(string) }
resource "aws_s3_bucket" "b" {
  rule { days = 1 }
  rule { days = 2 }
  dynamic "rule" {
    for_each = var.more
    content { days = 3 }
  }
  tags = { a = "1", b = var.more[0] }
}
`,
      (node) => {
        seen.push(
          node
            .attribute("rule")
            .elements()
            .map((rule) => rule.attribute("days").value),
        );
        seen.push(node.attribute("rule").isComplete, node.attribute("tags").status);
        seen.push([...node.attribute("tags").entries()].map(([key, { value, status }]) => [key, value, status]));
        seen.push(node.attribute("missing").elements(), node.attribute("missing.further").status);
        return undefined;
      },
    );
    expect(seen).toEqual([
      [1, 2, undefined],
      false,
      "unknown",
      [
        ["a", "1", "known"],
        ["b", undefined, "unknown"],
      ],
      [],
      "absent",
    ]);
  });

  test("follows links, and finds other nodes of the root module", async () => {
    const seen: unknown[] = [];
    await run(
      `variable "v" {}
resource "aws_s3_bucket" "b" { bucket = "b" }
resource "aws_s3_bucket_versioning" "v" { bucket = aws_s3_bucket.b.id }
resource "aws_s3_bucket_policy" "p" { bucket = var.v }
`,
      (node, context) => {
        for (const type of ["aws_s3_bucket_versioning", "aws_s3_bucket_policy"]) {
          const { nodes, mayHaveMore } = node.linked({ from: type, by: "bucket" });
          seen.push([nodes.map(({ address }) => address), mayHaveMore?.reason]);
        }
        seen.push(
          context.nodes("aws_s3_bucket_*").map(({ type, root }) => `${root} ${type}`),
          context.today,
        );
        const [versioning] = node.linked({ from: "aws_s3_bucket_versioning", by: "bucket" }).nodes;
        seen.push(versioning?.linked({ to: "aws_s3_bucket", by: "bucket" }).nodes.map(({ address }) => address));
        return undefined;
      },
    );
    expect(seen).toEqual([
      [["aws_s3_bucket_versioning.v"], undefined],
      [[], "no-value"],
      [". aws_s3_bucket_policy", ". aws_s3_bucket_versioning"],
      "2026-11-23",
      ["aws_s3_bucket.b"],
    ]);
  });

  test("never shows a sensitive value, whatever its message holds", async () => {
    const { findings } = await run(
      `variable "p" {
  default   = "hunter2hunter2"
  sensitive = true
}
resource "aws_s3_bucket" "b" { password = "a-\${var.p}" }
`,
      (node, context) => {
        const password = node.attribute("password");
        return context.fail(password, `It is ${password.text ?? ""}.`, {
          expected: `not ${password.text ?? ""}`,
        });
      },
    );
    expect(findings[0]?.message).toBe("It is (sensitive).");
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });

  test("is uncertain about a node of which it is not known whether it exists", async () => {
    const { findings } = await run(
      'variable "n" {}\nresource "aws_s3_bucket" "b" { count = var.n }\n',
      (node, context) => context.fail(node, String(node.isCertain)),
    );
    expect(findings).toMatchObject([{ status: "unknown", message: "false", reason: "unknown-count" }]);
  });
});

describe("a policy that is broken", () => {
  const two = 'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket" "b" {}\n';
  const wrong: readonly (readonly [string, EvaluateNode])[] = [
    ["throws", () => [].reduce(() => undefined as never)],
    ["gives back nonsense", () => 5 as never],
    ["gives back a promise", () => Promise.resolve() as never],
    ["makes a verdict itself", () => ({ status: "fail" })],
    ["fails at no place", (_node, context) => context.fail({ path: "bucket" } as never)],
    ["has a path that is none", (node) => void node.attribute("a..b")],
  ] as const;

  test.each(wrong)("%s: that is one diagnostic, and the scan goes on", async (_name, evaluate) => {
    const result = await scan({
      host: createMemoryHost({ "main.tf": two }),
      paths: [""],
      policies: [
        definePolicy({ ...metadata, evaluate }),
        definePolicy({ ...metadata, id: "acme-other", evaluate: (node, context) => context.fail(node) }),
      ],
    });
    expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["policy-failed", "error"]]);
    expect(result.findings.map(({ policy }) => policy)).toEqual(["acme-other", "acme-other"]);
  });

  test("has metadata that the schema of policy files does not take", async () => {
    const { diagnostics } = await run(two, () => undefined, { severity: "grave" as never, links: ["http://a.b"] });
    expect(diagnostics.map(({ code }) => code)).toEqual(["policy-invalid", "policy-invalid"]);
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/severity.*links|links.*severity/s);
  });
});

describe("a module", () => {
  const evaluate: EvaluateNode = () => undefined;
  const policy = definePolicy({ ...metadata, evaluate });
  const file = { ...metadata, require: { bucket: { present: true } } };

  test.each([
    ["a policy", { default: policy }, 1],
    ["a list", { default: [policy, { ...metadata, id: "b", evaluate }] }, 2],
    ["policies", { policies: [policy] }, 1],
    ["an object with policies", { default: { policies: [policy] } }, 1],
    ["what was compiled from an ES module", { default: { __esModule: true, default: policy } }, 1],
    ["a policy in the words of the language", { default: file }, 1],
  ])("exports %s", async (_name, module, count) => {
    const { policies, problems } = await loadModulePolicies(module);
    expect(problems).toEqual([]);
    expect(policies).toHaveLength(count);
  });

  test.each([
    ["nothing", {}, /exports no policies/],
    ["an empty list", { default: [] }, /exports no policies/],
    ["a number", { default: [5] }, /policy 1: This is no policy/],
    ["no function", { default: { ...metadata, evaluate: 5 } }, /acme-bucket: “evaluate” must be a function/],
    ["no types", { default: { id: "x", evaluate } }, /x: “match” is missing/],
    ["an unknown name", { default: { ...metadata, evaluate, severty: "low" } }, /severty/],
  ])("exports %s, and is told so", async (_name, module, sentence) => {
    const { policies, problems } = await loadModulePolicies(module);
    expect(policies).toEqual([]);
    expect(problems.join("\n")).toMatch(sentence);
  });
});
