import { afterEach, describe, expect, it } from "vitest";
import { TestRepository } from "../testing/repository.js";
import { createRecordCache } from "./record-cache.js";
import { ReviewError } from "./review-error.js";
import { reviewRepository, type ReviewRequest } from "./review-repository.js";

const repository = new TestRepository();
afterEach(() => {
  repository.reset();
});

async function review(more: Partial<ReviewRequest> = {}) {
  const { review: made } = await reviewRepository({
    repository: repository.directory,
    base: "main",
    head: "change",
    today: "2030-01-31",
    ...more,
  });
  // Volumes alone are looked at, so that policies may come and go.
  return {
    ...made,
    added: made.added.filter(({ finding }) => isOfVolumes(finding)),
    fixed: made.fixed.filter(isOfVolumes),
    suppressedNow: made.suppressedNow.filter(isOfVolumes),
  };
}

function isOfVolumes({ policy }: { readonly policy: string }): boolean {
  return policy === "aws-ebs-volume-unencrypted";
}

const moduleCall = `
variable "encrypted" { type = bool }
module "disk" {
  source    = "./modules/disk"
  encrypted = var.encrypted
}
`;
const moduleFiles = {
  "modules/disk/main.tf": `
variable "encrypted" { type = bool }
resource "aws_ebs_volume" "this" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = var.encrypted
}
`,
};

describe("a review", () => {
  it("is the same of a bare clone", async () => {
    repository.commit("main", { "main.tf": moduleCall, ...moduleFiles, "terraform.tfvars": "encrypted = true\n" });
    repository.commit("change", { "terraform.tfvars": "encrypted = false\n" });
    const expected = await review();
    expect(expected.added).toHaveLength(1);
    const bare = `${repository.directory}/.git/copy.git`;
    repository.git("clone", "-q", "--bare", repository.directory, bare);
    expect(await review({ repository: bare })).toEqual(expected);
    expect(await review({ repository: `${bare}/refs` })).toEqual(expected);
  });

  it("tells what a change causes on the line that causes it, in a module that it does not touch", async () => {
    repository.commit("main", { ...moduleFiles, "main.tf": moduleCall, "terraform.tfvars": "encrypted = true\n" });
    repository.commit("change", { "terraform.tfvars": "encrypted = false\n" });
    const { added, fixed, conclusion } = await review();
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({
      finding: { policy: "aws-ebs-volume-unencrypted", location: { file: "modules/disk/main.tf" } },
      placement: { kind: "lines", file: "terraform.tfvars", side: "head", first: 1, last: 1 },
      isBlocking: true,
      suggestion: { file: "terraform.tfvars", first: 1, last: 1, lines: ["encrypted = true"] },
    });
    expect([fixed, conclusion]).toEqual([[], "failure"]);
  });

  it("tells it on the line that was taken away", async () => {
    const volume = (lines: string) => `resource "aws_ebs_volume" "v" {\n  size = 1\n${lines}}\n`;
    repository.commit("main", { "main.tf": volume("  encrypted = true\n") });
    repository.commit("change", { "main.tf": volume("") });
    const { added } = await review();
    expect(added).toMatchObject([
      { placement: { kind: "lines", file: "main.tf", side: "base", first: 3, last: 3 }, suggestion: undefined },
    ]);
  });

  it("tells it on the resource beside it that was taken away", async () => {
    const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n';
    const other = 'resource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = "{}"\n}\n';
    const block = (name: string): string =>
      `resource "aws_s3_bucket_public_access_block" "${name}" {\n  bucket = aws_s3_bucket.${name}.id\n  block_public_acls = true\n  block_public_policy = true\n  ignore_public_acls = true\n  restrict_public_buckets = true\n}\n`;
    repository.commit("main", { "main.tf": bucket, "blocks.tf": `${other}\n${block("bb")}\n${block("b")}` });
    repository.commit("change", { "blocks.tf": "" });
    const { review: made } = await reviewRepository({
      ...{ repository: repository.directory, base: "main", head: "change", today: "2030-01-31" },
    });
    const found = made.added.find(({ finding }) => finding.policy === "aws-s3-bucket-public-access-block-missing");
    expect(found?.placement).toMatchObject({ kind: "lines", file: "blocks.tf", side: "base", first: 14, last: 20 });
  });

  it("leaves alone what was there before, wherever it is now, and tells what was mended", async () => {
    const volume = (name: string) => `resource "aws_ebs_volume" "${name}" {\n  encrypted = false\n}\n`;
    repository.commit("main", { "a.tf": volume("a"), "b.tf": volume("b") });
    repository.commit("change", { "a.tf": null, "moved.tf": `# moved\n\n${volume("a")}`, "b.tf": "" });
    const { added, fixed, unchanged, conclusion } = await review();
    expect(added).toEqual([]);
    // The volume, and that no provider is required.
    expect(unchanged).toHaveLength(2);
    expect(fixed.map(({ resource }) => resource.address)).toEqual(["aws_ebs_volume.b"]);
    expect(conclusion).toBe("success");
  });

  it("lets the head say nothing about how it is judged, and shows what it suppresses", async () => {
    const volume = (comment: string) => `resource "aws_ebs_volume" "v" {\n  encrypted = false${comment}\n}\n`;
    repository.commit("main", { "other.tf": "" });
    repository.commit("change", {
      "lintel.yaml": "version: 1\npolicies: { aws-ebs-volume-unencrypted: off }\n",
      ".trivyignore": "",
      "a.tf": volume(""),
      "b/b.tf": volume(' # lintel:ignore aws-ebs-volume-unencrypted reason="fine"'),
    });
    const { added, suppressedNow } = await review();
    expect(added.map(({ finding }) => finding.location.file)).toEqual(["a.tf"]);
    expect(suppressedNow.map(({ suppression }) => suppression?.reason)).toEqual(["fine"]);
  });

  it("takes what blocks, where to look and who owns it from the branch that it goes to", async () => {
    const volume = 'resource "aws_ebs_volume" "v" {\n  encrypted = false\n}\n';
    repository.commit("main", {
      "lintel.yaml": "version: 1\nbot: { blockOn: [critical], paths: [infra/**] }\n",
      CODEOWNERS: "* @org/all\n/infra/ @org/infra\n",
      "infra/x.tf": "",
    });
    repository.commit("change", { CODEOWNERS: "* @evil\n", "infra/a.tf": volume, "elsewhere/a.tf": volume });
    const { added, conclusion } = await review();
    expect(added).toMatchObject([
      { finding: { location: { file: "infra/a.tf" } }, owners: ["@org/infra"], isBlocking: false },
    ]);
    expect(conclusion).toBe("success");
  });

  it("says the same where what was found before is known already", async () => {
    repository.commit("main", { ...moduleFiles, "main.tf": moduleCall, "terraform.tfvars": "encrypted = true\n" });
    repository.commit("change", { "terraform.tfvars": "encrypted = false\n" });
    const cache = createRecordCache(2);
    const first = await review({ cache });
    expect(await review({ cache })).toEqual(first);
    expect(first).toEqual(await review());
  });

  it("says what a plan loses and what drifted", async () => {
    repository.commit("main", { "main.tf": "" });
    repository.commit("change", { "main.tf": "# changed\n" });
    const plan = {
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: { root_module: {} },
      configuration: { root_module: {} },
      resource_changes: [
        {
          address: "terraform_data.a",
          mode: "managed",
          type: "terraform_data",
          name: "a",
          provider_name: "terraform.io/builtin/terraform",
          change: {
            actions: ["delete", "create"],
            before: { triggers_replace: "1" },
            after: { triggers_replace: "2" },
            after_unknown: { id: true },
            replace_paths: [["triggers_replace"]],
          },
        },
      ],
    };
    const { planned } = await review({ plan: JSON.stringify(plan) });
    expect(planned?.losses).toEqual([
      { address: "terraform_data.a", action: "replace", forcedBy: ["triggers_replace"] },
    ]);
    await expect(review({ plan: "no plan" })).rejects.toThrow(ReviewError);
  });

  it("says so where it cannot review", async () => {
    repository.commit("main", { "lintel.yaml": "version: 2\n", "main.tf": "" });
    repository.commit("change", { "main.tf": "# changed\n" });
    await expect(review()).rejects.toThrow(/configuration of the branch that this goes to is invalid/);
    await expect(review({ head: "gone" })).rejects.toThrow();
    await expect(review({ base: "--upload-pack=x" })).rejects.toThrow();
  });

  it("says so too where a configuration further down is wrong, and takes no workflow for one", async () => {
    const workflow = "name: Lintel\non: pull_request\njobs: {}\n";
    repository.commit("main", { ".github/workflows/lintel.yml": workflow, "main.tf": "" });
    repository.commit("change", { "main.tf": 'resource "aws_ebs_volume" "v" {\n  encrypted = false\n}\n' });
    expect((await review()).added).toHaveLength(1);
    repository.reset();
    repository.commit("main", { "infra/lintel.yaml": "version: 2\n", "infra/main.tf": "" });
    repository.commit("change", { "infra/main.tf": "# changed\n" });
    await expect(review()).rejects.toThrow(/configuration of the branch that this goes to is invalid/);
  });

  it("counts what it cannot read of the change as not reviewed", async () => {
    repository.commit("main", { "main.tf": "" });
    repository.commit("change", { "main.tf": 'resource "aws_ebs_volume" {{{\n' });
    const { diagnostics, conclusion } = await review();
    expect(diagnostics.map(({ severity }) => severity)).toContain("error");
    expect(conclusion).toBe("neutral");
  });
});
