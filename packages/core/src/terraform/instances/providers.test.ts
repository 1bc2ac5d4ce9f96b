import { describe, expect, it } from "vitest";
import { at, load } from "../load.test.support.js";
import { plain } from "../reading.test.support.js";

const effective = (fixture: ReturnType<typeof load>, address: string): unknown =>
  plain(fixture.node(address).reading.get("effective"));

describe("effective tags", () => {
  it("merge the provider's default tags with the resource's own, which win", () => {
    const fixture = load({
      "main.tf": `
provider "aws" {
  default_tags {
    tags = { Owner = "team", Env = "default" }
  }
}
resource "aws_s3_bucket" "b" {
  tags = { Env = "own" }
}
resource "aws_s3_bucket" "none" {}
`,
    });
    expect(effective(fixture, "aws_s3_bucket.b")).toEqual({ tags: { Env: "own", Owner: "team" } });
    const tags = fixture.node("aws_s3_bucket.b").reading.get("effective");
    const merged = tags.kind === "object" ? tags.get("tags") : tags;
    expect(merged.kind === "object" && at(merged.get("Env").range)).toBe("main.tf:8:12-8:23");
    const owner = merged.kind === "object" ? merged.get("Owner") : merged;
    expect(at(owner.range)).toBe("main.tf:8:3-8:25");
    expect(owner.trace?.().map(({ range, message }) => [at(range), message])).toEqual([
      ["main.tf:4:14-4:28", "default_tags of provider.aws"],
    ]);
    expect(effective(fixture, "aws_s3_bucket.none")).toEqual({ tags: { Owner: "team", Env: "default" } });
  });

  it("honour aliases, the provider argument and providers passed to modules", () => {
    const fixture = load({
      "main.tf": `
provider "aws" {
  default_tags { tags = { from = "default" } }
}
provider "aws" {
  alias = "west"
  default_tags { tags = { from = "west" } }
}
resource "aws_vpc" "west" { provider = aws.west }
module "inherits" { source = "./m" }
module "passed" {
  source    = "./m"
  providers = { aws = aws.west }
}
module "alias" {
  source    = "./aliased"
  providers = { aws.peer = aws.west }
}
`,
      "m/main.tf": `resource "aws_vpc" "v" {}`,
      "aliased/main.tf": `
terraform {
  required_providers { aws = { source = "hashicorp/aws", configuration_aliases = [aws.peer] } }
}
resource "aws_vpc" "v" { provider = aws.peer }
resource "aws_vpc" "lost" { provider = aws.other }
`,
    });
    expect(effective(fixture, "aws_vpc.west")).toEqual({ tags: { from: "west" } });
    expect(effective(fixture, "module.inherits.aws_vpc.v")).toEqual({ tags: { from: "default" } });
    expect(effective(fixture, "module.passed.aws_vpc.v")).toEqual({ tags: { from: "west" } });
    expect(effective(fixture, "module.alias.aws_vpc.v")).toEqual({ tags: { from: "west" } });
    expect(effective(fixture, "module.alias.aws_vpc.lost")).toMatchObject({ tags: { unknown: "no-value" } });
    expect(fixture.diagnostics.map(({ code }) => code)).toEqual(["undeclared-provider"]);
  });

  it("stay partly known where tags are unknown", () => {
    const fixture = load({
      "main.tf": `
variable "tags" {}
provider "aws" {
  default_tags { tags = { Owner = "team" } }
}
resource "aws_vpc" "v" { tags = var.tags }
resource "google_storage_bucket" "g" { labels = { a = "b" } }
resource "azurerm_thing" "t" {}
`,
    });
    const tags = fixture.node("aws_vpc.v").reading.get("effective");
    const merged = tags.kind === "object" ? tags.get("tags") : tags;
    expect(merged).toMatchObject({ kind: "object", rest: { reason: "no-value", subject: "var.tags" } });
    expect(merged.kind === "object" && merged.keys()).toEqual(["Owner"]);
    expect(merged.kind === "object" && merged.get("Other")).toMatchObject({ kind: "unknown", reason: "no-value" });
    expect(effective(fixture, "google_storage_bucket.g")).toEqual({ labels: { a: "b" }, tags: { a: "b" } });
    expect(effective(fixture, "azurerm_thing.t")).toBeUndefined();
  });

  it("lead from a resource in a module to the provider that is passed to it, and on to the value", () => {
    const fixture = load({
      "main.tf": `
variable "owner" { default = "web" }
provider "aws" {
  alias = "west"
  default_tags {
    tags = { Owner = var.owner }
  }
}
module "m" {
  source    = "./m"
  providers = { aws = aws.west }
}
`,
      "m/main.tf": 'resource "aws_vpc" "v" {}\n',
    });
    const tags = fixture.node("module.m.aws_vpc.v").reading.get("effective");
    const merged = tags.kind === "object" ? tags.get("tags") : tags;
    const owner = merged.kind === "object" ? merged.get("Owner") : merged;
    expect(at(owner.range)).toBe("m/main.tf:1:1-1:23");
    expect(owner.trace?.().map(({ range }) => at(range))).toEqual(["main.tf:6:14-6:31", "main.tf:2:20-2:35"]);
  });

  it("are the labels of Google, by either name", () => {
    const fixture = load({
      "main.tf": `
provider "google" {
  default_labels = { team = "web" }
}
provider "google-beta" {
  default_labels = { team = "beta" }
}
resource "google_storage_bucket" "b" { labels = { env = "prod" } }
resource "google_storage_bucket" "beta" { provider = google-beta }
resource "google_storage_bucket_iam_member" "m" {}
`,
    });
    const both = { team: "web", env: "prod" };
    expect(effective(fixture, "google_storage_bucket.b")).toEqual({ labels: both, tags: both });
    expect(effective(fixture, "google_storage_bucket.beta")).toMatchObject({ labels: { team: "beta" } });
    expect(effective(fixture, "google_storage_bucket_iam_member.m")).toBeUndefined();
  });

  it("are absent of what takes none, and leave out what the provider ignores", () => {
    const fixture = load({
      "main.tf": `
provider "aws" {
  default_tags {
    tags = { Owner = "web", Seen = "x", "kube/a" = "1" }
  }
  ignore_tags {
    keys         = ["Seen"]
    key_prefixes = ["kube/"]
  }
}
variable "prefixes" { type = list(string) }
provider "aws" {
  alias = "open"
  default_tags {
    tags = { Owner = "web" }
  }
  ignore_tags { key_prefixes = var.prefixes }
}
resource "aws_s3_bucket" "b" { tags = { "kube/b" = "2", Env = "prod" } }
resource "aws_s3_bucket_policy" "p" {}
resource "aws_vpc" "open" { provider = aws.open }
resource "aws_of_tomorrow" "untagged" {}
resource "aws_of_tomorrow" "tagged" { tags = { Env = "dev" } }
`,
    });
    expect(effective(fixture, "aws_s3_bucket.b")).toEqual({ tags: { Owner: "web", Env: "prod" } });
    expect(effective(fixture, "aws_s3_bucket_policy.p")).toBeUndefined();
    expect(effective(fixture, "aws_vpc.open")).toMatchObject({ tags: { unknown: "no-value" } });
    expect(effective(fixture, "aws_of_tomorrow.untagged")).toBeUndefined();
    expect(effective(fixture, "aws_of_tomorrow.tagged")).toEqual({ tags: { Owner: "web", Env: "dev" } });
  });
});

describe("required_provider nodes", () => {
  it("tell what is declared, used and locked, once for each module directory", () => {
    const { load: loaded, node } = load({
      "main.tf": `
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0" }
    random = "~> 3.0"
  }
}
resource "aws_vpc" "v" {}
resource "tls_private_key" "k" {}
resource "terraform_data" "d" {}
module "one" { source = "./m" }
module "two" { source = "./m" }
`,
      "m/main.tf": `resource "aws_vpc" "v" {}`,
      ".terraform.lock.hcl": `
provider "registry.terraform.io/hashicorp/aws" {
  version = "5.31.0"
}
`,
    });
    const addresses = loaded.nodes.filter(({ type }) => type === "required_provider").map(({ address }) => address);
    expect(addresses).toEqual([
      "required_provider.aws",
      "required_provider.random",
      "required_provider.tls",
      "module.one.required_provider.aws",
    ]);
    expect(plain(node("required_provider.aws").reading)).toEqual({
      name: "aws",
      source: "hashicorp/aws",
      version: "~> 5.0",
      declared: true,
      used: true,
      locked: true,
      locked_version: "5.31.0",
      root: true,
    });
    expect(at(node("required_provider.aws").reading.get("version").range)).toBe("main.tf:5:42-5:60");
    expect(plain(node("required_provider.random").reading)).toMatchObject({ version: "~> 3.0", used: false });
    expect(at(node("required_provider.tls").range)).toBe("main.tf:10:1-10:31");
    expect(plain(node("module.one.required_provider.aws").reading)).toMatchObject({ declared: false, root: false });
    expect(plain(node("terraform").reading)).toMatchObject({ required_version: ">= 1.5" });
  });
});

describe("module call nodes", () => {
  it("tell what sort of source is called", () => {
    const sources: Readonly<Record<string, readonly [kind: string, ref?: string]>> = {
      "./m": ["local"],
      "terraform-aws-modules/vpc/aws": ["registry"],
      "app.terraform.io/example/vpc/aws//modules/x": ["registry"],
      "git::https://example.com/vpc.git?ref=v1.2.0": ["git", "v1.2.0"],
      "github.com/org/repo//sub?ref=main": ["git", "main"],
      "git@github.com:org/repo.git": ["git"],
      "https://example.com/vpc.zip": ["http"],
      "https://example.com/vpc.git?depth=1&ref=abc": ["git", "abc"],
      "s3::https://s3-eu-west-1.amazonaws.com/b/vpc.zip": ["s3"],
      "gcs::https://www.googleapis.com/storage/v1/m/foo.zip": ["other"],
    };
    const calls = Object.keys(sources).map((source, at) => `module "m${String(at)}" { source = "${source}" }`);
    const { node, diagnostics } = load({ "main.tf": calls.join("\n"), "m/main.tf": "" });
    for (const [index, [kind, ref]] of Object.values(sources).entries()) {
      const { reading } = node(`module.m${String(index)}`);
      expect([plain(reading.get("kind")), plain(reading.get("ref"))]).toEqual([kind, ref]);
    }
    expect(diagnostics.map(({ code }) => code)).toEqual(["module-not-loaded"]);
  });
});
