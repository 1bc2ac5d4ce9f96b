import { describe, expect, test } from "vitest";
import { FixtureError, checkFixture, measureFixture } from "../../check-fixture.js";
import type { Policy } from "../policy.js";
import { readPolicy } from "../read.js";
import { mutantsOf } from "./mutants.js";

async function policyWith(conditions: string): Promise<Policy> {
  const head = "id: p\ntitle: T\nseverity: low\ncategory: hygiene\ndescription: D.\nremediation: R.\n";
  const { policy, diagnostics } = await readPolicy("p.yaml", head + conditions);
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return policy;
}

/** The mutants of a condition, each as its place and what was done. */
async function mutants(conditions: string): Promise<readonly string[]> {
  return mutantsOf(await policyWith(conditions)).map(({ at, what }) => `${at.slice(2).join(".")}: ${what}`);
}

async function survivors(conditions: string, fixture: string): Promise<readonly string[]> {
  const { mutation } = await measureFixture(await policyWith(conditions), { "p.tf": fixture }, { mutate: true });
  return (mutation?.survivors ?? []).map(({ at, what }) => `${at.slice(2).join(".")}: ${what}`);
}

describe("the mutants of a policy", () => {
  test("take every elementary test to hold always, and never", async () => {
    const list = await mutants("match: a_b\nwhen: { x: 1 }\ndeny: { any: [{ y: true }, { not: { z: v } }] }\n");
    for (const place of ["when.x", "deny.any.0.y", "deny.any.1.not.z"]) {
      const name = place.split(".").at(-1) ?? "";
      expect(list).toContain(`${place}: “${name}” is taken to hold always`);
      expect(list).toContain(`${place}: “${name}” is taken to hold never`);
    }
    expect(list).toContain("deny: “deny” becomes “require”");
  });

  test.each([
    ["{ x: { atLeast: 7 } }", ["7 becomes 8", "7 becomes 6"]],
    ["{ x: { in: [a, b] } }", ["“a” is left out", "“b” is left out"]],
    ["{ x: { any: { cidr: public } } }", ["“any” becomes “every”", "every element is taken to match"]],
    ["{ x: { none: v } }", ["“none” becomes “not every”"]],
    ["{ x: { present: true } }", ["true becomes false"]],
    ["{ x: { equals: a, default: a } }", ["“default” is left out"]],
    ["{ x: { matches: '^a$' } }", ["the pattern is no longer tied to the beginning"]],
    ["{ x: { cidr: { within: [10.0.0.0/8] } } }", ["“within” becomes “overlaps”"]],
    ["{ ports: { covers: [22, 3389] } }", ["“22” is left out", "“covers” becomes “within”"]],
    ["{ linked: { to: [a_b, a_c], by: [d, e] } }", ["“a_b” is left out", "“d” is left out"]],
    ["{ x: { date: { olderThan: 90d } } }", ["“90d” becomes “91d”", "“90d” becomes “89d”"]],
    ["{ x: { date: { before: today } } }", ["“before” becomes “after”"]],
    ["{ x: { policyDocument: { allows: { actions: { covers: all } } } } }", ["“allows” becomes “statement”"]],
  ])("of %s change %j", async (condition, expected) => {
    const list = (await mutants(`match: a_b\nrequire: ${condition}\n`)).map((each) =>
      each.slice(each.indexOf(": ") + 2),
    );
    expect(list).toEqual(expect.arrayContaining(expected));
  });
});

test("take the node itself in place of what each iterates over", async () => {
  const list = await mutants("match: a_b\neach: rule\ndeny: { x: 1 }\n");
  expect(list).toContain("each: “each” is left out");
});

const sized = [
  "parameters: { largest: { type: number, default: 100, description: The largest } }",
  "match: aws_ebs_volume",
  "require: { size: { atMost: { parameter: largest } } }\n",
].join("\n");

describe("the default of a parameter", () => {
  test("changes", async () => {
    const list = mutantsOf(await policyWith(sized)).filter(({ at }) => at[0] === "parameters");
    expect(list.map(({ what }) => what)).toEqual(["100 becomes 101", "100 becomes 99"]);
  });

  test("is not what a directory with parameters of its own goes by", async () => {
    const examples = `# pass\n${volume("at_the_limit", "size = 100")}${volume("too_large", "# fail\nsize = 101")}`;
    const small = `# pass\n${volume("at_the_limit", "size = 10")}${volume("too_large", "# fail\nsize = 11")}`;
    const policy = await policyWith(sized);
    const smallOnly = { "small/main.tf": small, "small/parameters.yaml": "largest: 10" };
    const files = { "main.tf": examples, ...smallOnly };
    expect((await checkFixture(policy, files)).problems).toEqual([]);
    expect((await measureFixture(policy, files, { mutate: true })).mutation?.survivors).toEqual([]);
    const { mutation } = await measureFixture(policy, smallOnly, { mutate: true });
    expect(mutation?.survivors.map(({ at }) => at[0])).toEqual(["parameters", "parameters"]);
  });

  test("cannot be given by a file that is no mapping", async () => {
    const files = { "main.tf": "", "parameters.yaml": "[10]" };
    await expect(checkFixture(await policyWith(sized), files)).rejects.toThrow(FixtureError);
  });

  test("cannot be given by a name that the policy does not have", async () => {
    const files = { "main.tf": volume("a", "size = 1"), "parameters.yaml": "largst: 10" };
    expect((await checkFixture(await policyWith(sized), files)).problems.join()).toContain("largst");
  });
});

const conditions = "match: aws_ebs_volume\nrequire: { all: [{ encrypted: true }, { size: { atMost: 100 } }] }\n";
const volume = (name: string, attributes: string): string =>
  `resource "aws_ebs_volume" "${name}" {\n${attributes}\n}\n`;

describe("a mutant survives", () => {
  test("where no example shows the difference", async () => {
    const fixture = `# pass\n${volume("a", "encrypted = true\nsize = 1")}${volume("b", "# fail\nencrypted = false")}`;
    const list = await survivors(conditions, fixture);
    expect(list).toContain("require.all.1.size.atMost: 100 becomes 101");
    expect(list).not.toContain("require.all.0.encrypted: true becomes false");
  });

  test("nowhere, where examples show both sides of everything", async () => {
    const fixture = [
      `# pass\n${volume("at_the_limit", "encrypted = true\nsize = 100")}`,
      volume("too_large", "encrypted = true\n# fail\nsize = 101"),
      volume("open", "# fail\nencrypted = false\nsize = 1"),
    ].join("");
    expect(await survivors(conditions, fixture)).toEqual([]);
  });

  test("nowhere, where a default only changes what is said", async () => {
    const fixture = `# pass\n${volume("a", "encrypted = true")}# fail\n${volume("b", "")}`;
    const said = "match: aws_ebs_volume\nrequire: { encrypted: { equals: true, default: false } }\n";
    expect((await survivors(said, fixture)).filter((each) => each.includes("left out"))).toEqual([]);
    const decides = "match: aws_ebs_volume\ndeny: { encrypted: { equals: false, default: false } }\n";
    const silent = volume("c", "# fail\nencrypted = false") + `# pass\n${volume("a", "encrypted = true")}`;
    expect((await survivors(decides, silent)).filter((each) => each.includes("left out"))).toHaveLength(1);
  });

  test("an example that is unknown", async () => {
    const unknown = `variable "e" {}\n${volume("a", "# unknown\nencrypted = var.e\nsize = 1")}`;
    expect(await survivors("match: aws_ebs_volume\nrequire: { encrypted: true }\n", unknown)).not.toEqual([]);
  });
});

test("what a fixture never answers both ways is unexercised", async () => {
  const fixture = `# pass\n${volume("a", "encrypted = true\nsize = 1")}`;
  const { unexercised } = await measureFixture(await policyWith(conditions), { "p.tf": fixture });
  expect(unexercised.map(({ at, never }) => `${at.slice(2).join(".")} ${never.join()}`)).toEqual(["require.all false"]);
});
