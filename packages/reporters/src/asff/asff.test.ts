import { describe, expect, it } from "vitest";
import { at, cases, finding, result } from "../testing/results.js";
import { schemaProblems } from "../testing/schema.js";
import type { ReportOptions } from "../report.js";
import { reportAsff } from "./asff.js";
import { resourceTypeOf } from "./resource-type.js";

interface Entry {
  readonly Id: string;
  readonly ProductArn: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly Resources: readonly { readonly Type: string; readonly Id: string; readonly Partition: string }[];
  readonly Compliance: { readonly Status: string };
  readonly Workflow: { readonly Status: string };
  readonly RecordState: string;
}

const problems = schemaProblems("asff");
const report = (scanResult = result([]), options: ReportOptions = {}) =>
  JSON.parse(reportAsff(scanResult, { showUnknown: true, ...options })) as Entry[];

describe("the AWS Security Finding Format", () => {
  it.each(Object.entries(cases))("holds %s within the limits of Security Hub", (_name, scanResult) => {
    const entries = report(scanResult);
    expect(problems(entries)).toEqual([]);
    expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
  });

  it("cuts whatever is too long, and says something where there is nothing to say", () => {
    const long = "長い ".repeat(2000);
    const address = "a".repeat(600);
    const instances = Array.from({ length: 40 }, (_, index) => `${address}[${String(index)}]`);
    const controls = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`framework-${String(index)}`, [long]]),
    );
    const extreme = finding({
      title: " ",
      message: long,
      description: long,
      remediation: "",
      policy: long,
      controls,
      resource: { address, type: long, instances },
      location: at(long, 1, 1, { column: 1 }),
    });
    expect(problems(report(result([extreme])))).toEqual([]);
  });

  it("tells what became of each", () => {
    const states = (name: string) =>
      report(cases[name]).map(({ Compliance, Workflow, RecordState }) => [
        Compliance.Status,
        Workflow.Status,
        RecordState,
      ]);
    expect(states("one")).toEqual([["FAILED", "NEW", "ACTIVE"]]);
    expect(states("suppressed")).toEqual(Array(2).fill(["FAILED", "SUPPRESSED", "ARCHIVED"]));
    expect(states("passed")).toEqual([["PASSED", "RESOLVED", "ACTIVE"]]);
    expect(states("unknown")).toEqual(Array(2).fill(["NOT_AVAILABLE", "NEW", "ACTIVE"]));
    expect(states("diagnostics")).toEqual(Array(2).fill(["NOT_AVAILABLE", "NEW", "ACTIVE"]));
  });

  it("is of the account, the region and the time that it is told", () => {
    const time = "2030-01-31T12:00:00Z";
    const [entry] = report(cases["one"], { time, aws: { account: "111122223333", region: "us-gov-west-1" } });
    expect(entry).toMatchObject({
      ProductArn: "arn:aws-us-gov:securityhub:us-gov-west-1:111122223333:product/111122223333/default",
      AwsAccountId: "111122223333",
      CreatedAt: time,
    });
    expect(report(cases["one"])[0]?.AwsAccountId).toBe("000000000000");
    const [china] = report(cases["one"], { aws: { account: "111122223333", region: "cn-north-1" } });
    expect(china?.Resources[0]?.Partition).toBe("aws-cn");
  });

  it("knows the types of AWS, and what is none", () => {
    expect(resourceTypeOf("aws_db_instance")).toBe("AwsRdsDbInstance");
    expect(resourceTypeOf("Pod")).toBe("Other");
    const many = report(cases["many"]);
    expect(many.at(-1)?.Resources.map(({ Id }) => Id)).toEqual([
      'module.db.aws_db_instance.this["eu"]',
      'module.db.aws_db_instance.this["us"]',
    ]);
  });
});
