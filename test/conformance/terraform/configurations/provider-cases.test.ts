import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { load, parseFixture } from "../../../../packages/core/src/terraform/load.test.support.js";
import { evaluateConfiguration } from "../../../../packages/core/src/terraform/instances/evaluate-configuration.js";
import { planConfiguration } from "../plans/plan-configuration.mjs";
import { terraformVersion } from "../ask.mjs";
import { withExpected, withUnknowns } from "./ask-configuration.mjs";
import { readCases } from "./configuration-case.js";
import { plainValue } from "./plain-value.js";

// Configurations of any resource types, which terraform plans with a provider that knows nothing. Its answers are written
// into the cases by running this test with LINTEL_RECORD=1.
const directory = new URL("provider-cases/", import.meta.url);
const cases = readCases(directory);
const isRecording = process.env["LINTEL_RECORD"] === "1";

/** A resource of a plan. */
interface PlannedResource {
  readonly after: unknown;
  readonly unknown: unknown;
}

describe.skipIf(isRecording)("configurations of any provider mean what terraform says", () => {
  for (const { name, files, expected: answer } of cases) {
    it(name, () => {
      const expected = answer.resources ?? {};
      const loaded = load(files);
      const [root] = loaded.load.roots;
      if (root === undefined) throw new Error("The root module was not found.");
      const { resources } = evaluateConfiguration(root);
      expect(loaded.diagnostics).toEqual([]);
      const managed = [...resources].filter(([address]) => !/(?:^|\.)data\./.test(address));
      expect(managed.map(([address]) => address).sort()).toEqual(Object.keys(expected).sort());
      for (const [address, value] of managed) {
        expect({ address, ...known(plainValue(value), expected[address]) }).toEqual({ address, ...expected[address] });
      }
    });
  }
});

describe("the recorded answers are those of the terraform on the PATH", async () => {
  const version: unknown = await terraformVersion();
  if (version === undefined && process.env["CI"] !== undefined) throw new Error("terraform is missing");
  it.skipIf(version === undefined)("asked again, it says the same", { timeout: 300_000 }, async () => {
    for (const { name, text, files, expected } of cases) {
      const answer = { resources: await askTerraform(files) };
      if (isRecording) writeFileSync(new URL(`${name}.txt`, directory), withExpected(text, answer));
      else expect({ name, answer }).toEqual({ name, answer: expected });
    }
  });
});

/** What is configured, with the attributes beside it that terraform shows though nobody set them. */
function known(
  configured: unknown,
  expected: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const given = configured as Readonly<Record<string, unknown>>;
  const entries = Object.entries(expected).map(([key, value]) => {
    const own = given[key];
    if (own === undefined || own === null) return [key, isUnset(value) ? value : own];
    return [key, Array.isArray(own) && Array.isArray(value) ? own.map((item, at) => within(item, value[at])) : own];
  });
  return { ...given, ...Object.fromEntries(entries) } as Readonly<Record<string, unknown>>;
}

function within(item: unknown, expected: unknown): unknown {
  const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value) && !("$unknown" in value);
  return isObject(item) && isObject(expected) ? known(item, expected) : item;
}

/** Whether terraform shows something that the configuration leaves to the provider. */
function isUnset(value: unknown): boolean {
  const isUnknown = typeof value === "object" && value !== null && "$unknown" in value;
  return value === null || isUnknown || (Array.isArray(value) && value.length === 0);
}

async function askTerraform(files: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const scratch = mkdtempSync(join(tmpdir(), "lintel-provider-"));
  try {
    const repository = join(scratch, "repository");
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), text);
    }
    const parse = (path: string) => parseFixture(path, readFileSync(path, "utf8"), () => undefined);
    const planned: unknown = await planConfiguration(repository, repository, join(scratch, "plan"), parse);
    const { resources } = planned as { readonly resources: ReadonlyMap<string, PlannedResource> };
    const entries = [...resources].flatMap(([address, { after, unknown }]): [string, unknown][] =>
      /(?:^|\.)data\./.test(address) ? [] : [[address, withUnknowns(after, unknown)]],
    );
    return Object.fromEntries(entries);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
