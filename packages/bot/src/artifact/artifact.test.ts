import { afterEach, describe, expect, it } from "vitest";
import { reviewRepository } from "../engine/review-repository.js";
import { TestRepository } from "../testing/repository.js";
import { readArtifact, writeArtifact } from "./artifact.js";

const repository = new TestRepository();
afterEach(() => {
  repository.reset();
});

async function anyReview() {
  const volume = (name: string, more = "") => `resource "aws_ebs_volume" "${name}" {\n  encrypted = false${more}\n}\n`;
  repository.commit("main", { "a.tf": volume("a") });
  repository.commit("change", {
    "a.tf": 'variable "x" {}\nresource "aws_ebs_volume" "c" {\n  encrypted = var.x\n}\n',
    "b.tf": volume("b"),
    "c.tf": volume("d", ' # lintel:ignore aws-ebs-volume-unencrypted reason="a"'),
    "d/d.tf": 'resource "x" {{',
  });
  const { review } = await reviewRepository({
    repository: repository.directory,
    base: "main",
    head: "change",
    today: "2030-01-31",
  });
  return review;
}

describe("an artifact", () => {
  it("holds a whole review, and gives the same one back", async () => {
    const review = await anyReview();
    expect(
      review.added.length * review.fixed.length * review.suppressedNow.length * review.diagnostics.length,
    ).not.toBe(0);
    expect(readArtifact(writeArtifact(review))).toEqual({ review });
  });

  it.each([
    ["no JSON", () => "{"],
    ["another version", (text: string) => text.replace('"version":1', '"version":2')],
    ["a name that is not known", (text: string) => text.replace('"version":1', '"version":1,"more":1')],
    ["a path that leads out", (text: string) => text.replaceAll('"file":"b.tf"', '"file":"../b.tf"')],
    ["an absolute path", (text: string) => text.replaceAll('"file":"b.tf"', '"file":"/etc/passwd"')],
    ["a commit that is none", (text: string) => text.replace(/"head":"[0-9a-f]+"/, '"head":"--force"')],
    [
      "a fingerprint that ends a comment",
      (text: string) => text.replace(/"fingerprint":"[0-9a-f]+"/, '"fingerprint":"a -->"'),
    ],
    ["an owner that is more than a name", (text: string) => text.replace('"owners":[]', '"owners":["@a <img src=x>"]')],
    ["text without end", (text: string) => text.replace(/"title":"[^"]*"/, `"title":"${"x".repeat(30_000)}"`)],
  ])("with %s is refused", async (_, spoil) => {
    const spoilt = spoil(writeArtifact(await anyReview()));
    expect(readArtifact(spoilt)).toHaveProperty("problem");
  });
});
