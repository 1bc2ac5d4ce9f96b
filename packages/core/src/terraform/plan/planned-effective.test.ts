import { describe, expect, it } from "vitest";
import { scan } from "../../scan.js";
import { createMemoryHost } from "../../source/memory-host.js";
import { definePolicy } from "../../policy/code/define-policy.js";

interface Resource {
  readonly type: string;
  readonly after: object;
  readonly unknown?: object;
}

/** What `effective` comes to for each resource of a plan, beside a configuration or alone. */
async function effectiveIn(resources: readonly Resource[], configuration?: string): Promise<unknown> {
  const changes = resources.map(({ type, after, unknown = {} }) => ({
    address: `${type}.r`,
    mode: "managed",
    type,
    name: "r",
    change: { actions: ["create"], before: null, after, after_unknown: unknown },
  }));
  const plan = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: changes });
  const seen: unknown[] = [];
  await scan({
    host: createMemoryHost({ "plan.json": plan, ...(configuration === undefined ? {} : { "main.tf": configuration }) }),
    paths: ["plan.json"],
    policies: [
      definePolicy({
        id: "effective",
        title: "T",
        severity: "low",
        category: "hygiene",
        description: "D.",
        remediation: "R.",
        match: resources.map(({ type }) => type),
        evaluate: (node) => {
          const { status, value } = node.attribute("effective");
          const tags = [...node.attribute("effective.tags").entries()].map(([key, tag]) => [key, tag.text]);
          seen.push([node.type, status === "known" ? value : status, Object.fromEntries(tags)]);
          return undefined;
        },
      }),
    ],
  });
  return seen;
}

describe("the effective tags of a plan", () => {
  it("are what the provider says they come to, and absent of what takes none", async () => {
    const all = { Owner: "web", Env: "prod" };
    const labels = { team: "web", "goog-terraform-provisioned": "true" };
    expect(
      await effectiveIn([
        { type: "aws_vpc", after: { tags: { Env: "prod" }, tags_all: all } },
        { type: "aws_s3_bucket_policy", after: { bucket: "b" } },
        { type: "google_storage_bucket", after: { labels: {}, effective_labels: labels } },
        { type: "aws_subnet", after: { tags: { Env: "dev" } } },
        { type: "azurerm_storage_account", after: { tags: { Env: "dev" } } },
      ]),
    ).toEqual([
      ["aws_vpc", { tags: all }, all],
      ["aws_s3_bucket_policy", "absent", {}],
      ["google_storage_bucket", { labels, tags: labels }, labels],
      ["aws_subnet", { tags: { Env: "dev" } }, { Env: "dev" }],
      ["azurerm_storage_account", "absent", {}],
    ]);
  });

  it("are what the configuration says where the plan cannot tell", async () => {
    const configuration = `provider "aws" {
  default_tags {
    tags = { Owner = "web" }
  }
}
resource "aws_vpc" "r" {
  tags = { Id = timestamp() }
}
`;
    const unknown = { tags: { Id: true }, tags_all: true };
    expect(await effectiveIn([{ type: "aws_vpc", after: { tags: {} }, unknown }], configuration)).toEqual([
      ["aws_vpc", "unknown", { Owner: "web", Id: undefined }],
    ]);
  });
});
