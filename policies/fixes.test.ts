import { createMemoryHost, fix, readPolicy, scan, unifiedDiff, type Finding, type Policy } from "@lintel/core";
import { beforeAll, describe, expect, test } from "vitest";
import { findPolicies, readFixture } from "./policy-files.mjs";

const files = findPolicies();
const fixable = files.filter(({ text }) => /^\s*fix:/m.test(text));
let policies: readonly Policy[] = [];

beforeAll(async () => {
  const read = await Promise.all(files.map(({ path, text }) => readPolicy(path, text)));
  policies = read.flatMap(({ policy }) => policy ?? []);
});

const today = "2030-01-31";

/**
 * The fixes that were found to be safe, with what the provider does: everything else is for somebody to look at. The reasons are
 * those of LANGUAGE.md: in place, nothing refused, nothing that costs.
 */
const safe: Readonly<Record<string, string>> = {
  "aws-cloudtrail-logging-off":
    "StartLogging; the bucket and its policy are there, since the trail could not be made without.",
  "aws-cloudtrail-validation-off": "UpdateTrail; writes digest files beside the logs, with the same permission.",
  "aws-ecr-scan-off": "PutImageScanningConfiguration; basic scanning is free and refuses no image.",
  "aws-kms-key-rotation-off":
    "EnableKeyRotation; keeps old key material, for keys that KMS can rotate, which the policy asks for.",
};

/** The runs of lines that a diff removes, without those that only lost or got blanks, and with what it puts in their place. */
function runsIn(diff: string): readonly { readonly removed: readonly string[]; readonly added: readonly string[] }[] {
  return [...diff.matchAll(/(?:^-.*\n)+(?:^[+].*\n)*/gm)].map(([run]) => {
    const lines = run.split("\n").filter((line) => !/^(?:---|[+]{3}) /.test(line));
    const withMark = (mark: string): string[] =>
      lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).replace(/\s+/g, ""));
    return { removed: withMark("-"), added: withMark("+") };
  });
}

/** The last names of the attributes that a policy's fixes concern, in the words of manifests and of Terraform. */
function namesIn(policy: Policy): readonly string[] {
  return policy.cases
    .flatMap(({ fix: found }) => [...Object.keys(found?.set ?? {}), ...(found?.remove ?? [])])
    .map((path) => /\["([^"]+)"\]$/.exec(path)?.[1] ?? path.replace(/^.*[.]/, ""))
    .flatMap((name) => [name, name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase()]);
}

const isFailureOf =
  (id: string) =>
  ({ policy, status }: Finding): boolean =>
    policy === id && status === "fail";

describe("the fixes of the shipped policies", () => {
  test("are safe where that was judged, and nowhere else", () => {
    const claimed = policies.filter(({ cases }) => cases.some((each) => each.fix?.safe === true)).map(({ id }) => id);
    expect(claimed.sort()).toEqual(Object.keys(safe));
  });

  test.each(fixable.map((file) => [file.id, file] as const))("%s", async (id, file) => {
    const policy = policies.find((each) => each.id === id);
    if (policy === undefined) throw new Error(`${id} cannot be read`);
    const sources = Object.fromEntries(Object.entries(readFixture(file)).filter(([path]) => path !== "expected.yaml"));
    const options = { host: createMemoryHost(sources), paths: [""], policies, today };
    const before = await scan(options);
    const isWanted = ({ policy: found }: Finding): boolean => found === id;
    const { result, made, refused, files: changed } = await fix(options, { needsReview: true, isWanted });

    expect(refused.map(({ finding, reason }) => `${String(finding.location.start.line)}: ${reason}`)).toEqual([]);
    const failures = before.findings.filter(isFailureOf(id));
    const left = result.findings.filter(isFailureOf(id));
    expect(made.length).toBeGreaterThan(0);
    expect(left.length).toBe(failures.length - made.length);
    expect(left.map(({ fix: found }) => found)).toEqual(left.map(() => null));
    expect(result.summary.unknown).toBeLessThanOrEqual(before.summary.unknown);

    // What is not named in the policy stays, comments above all; variables are named by nobody.
    const names = [...namesIn(policy), "default="];
    for (const { removed, added } of runsIn(unifiedDiff(changed).text)) {
      const gone = removed.filter((line) => !added.includes(line) && !isReopened(line, added));
      if (!gone.some((line) => names.some((name) => line.includes(name)))) expect(gone.join("")).toBe("");
      expect(gone.filter((line) => line.startsWith("#"))).toEqual([]);
    }
  });
});

/** A line with braces to which something was added, or which was written on several lines. */
function isReopened(line: string, added: readonly string[]): boolean {
  const start = line.replace(/[}\]]+$/, "");
  return (
    /[{[]/.test(line) && added.some((other) => other !== "" && (other.startsWith(start) || start.startsWith(other)))
  );
}
