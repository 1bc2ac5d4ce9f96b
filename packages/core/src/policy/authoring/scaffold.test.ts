import { describe, expect, test } from "vitest";
import { checkFixture } from "../../check-fixture.js";
import { readPolicy } from "../read.js";
import { scaffoldPolicy } from "./scaffold.js";

describe("a new policy", () => {
  test.each([
    [["aws_s3_bucket"]],
    [["aws_s3_bucket", "aws_sqs_queue"]],
    [["data.aws_ami"]],
    [["provider.aws"]],
    [["module"]],
    [["variable"]],
    [["output"]],
    [["pod"]],
    [["Deployment"]],
    [["networking.k8s.io/v1/Ingress"]],
  ])("about %s is valid and agrees with its fixture", async (match) => {
    const { policy: text, fixture, extension } = scaffoldPolicy({ id: "acme-owner", match, title: "It's: a title" });
    const { policy, diagnostics } = await readPolicy("acme-owner.yaml", text);
    expect(diagnostics).toEqual([]);
    if (policy === undefined) return;
    expect(policy).toMatchObject({ id: "acme-owner", title: "It's: a title" });
    const { problems, expected } = await checkFixture(policy, { [`acme-owner${extension}`]: fixture });
    expect(problems).toEqual([]);
    expect(expected.map(({ status }) => status)).toEqual(expect.arrayContaining(["fail", "pass"]));
  });
});
