import { describe, expect, it } from "vitest";
import { load } from "../../../../packages/core/src/terraform/load.test.support.js";
import { evaluateConfiguration } from "../../../../packages/core/src/terraform/instances/evaluate-configuration.js";
import { terraformVersion } from "../ask.mjs";
import { askConfiguration } from "./ask-configuration.mjs";
import { readCases, type ConfigurationCase } from "./configuration-case.js";
import { plainValue } from "./plain-value.js";

const cases = readCases(new URL("cases/", import.meta.url));

/** What terraform refuses and we go on with, and why. */
const tolerated: Readonly<Record<string, string>> = {
  "no-value": "A variable without a value is unknown.",
  "unknown-count": "One instance stands for all.",
};

describe("configurations mean what terraform says", () => {
  for (const configuration of cases) {
    it(configuration.name, () => {
      const { expected, name } = configuration;
      const actual = answerOf(configuration);
      if (expected.error === true) {
        expect(actual.diagnostics.length > 0).toBe(!(name in tolerated));
      } else {
        expect(actual.diagnostics).toEqual([]);
        expect(actual.outputs).toEqual(expected.outputs);
        expect(actual.resources).toEqual(expected.resources);
      }
    });
  }
});

describe("the recorded answers are those of the terraform on the PATH", async () => {
  const version: unknown = await terraformVersion();
  if (version === undefined && process.env["CI"] !== undefined) throw new Error("terraform is missing");
  it.skipIf(version === undefined)("asked again, it says the same", { timeout: 120_000 }, async () => {
    for (const configuration of cases) {
      const { name, expected } = configuration;
      const answer: unknown = await askConfiguration(configuration);
      expect({ name, answer }).toEqual({ name, answer: expected });
    }
  });
});

function answerOf(configuration: ConfigurationCase) {
  const inputs = configuration.arguments.map((flag) => {
    const [, name = "", text = ""] = /^-var=([^=]*)=(.*)$/s.exec(flag) ?? [];
    return { kind: "value" as const, name, text };
  });
  const loaded = load(configuration.files, { inputs, environment: new Map(Object.entries(configuration.environment)) });
  const root = loaded.load.roots.find(({ module }) => module.directory === configuration.root);
  if (root === undefined) throw new Error("The root module was not found.");
  const { outputs, resources } = evaluateConfiguration(root);
  const rootOutputs = [...outputs].filter(([name]) => !name.startsWith("module."));
  return {
    diagnostics: loaded.diagnostics.map(({ code, message }) => `${code}: ${message}`),
    outputs: Object.fromEntries(rootOutputs.map(([name, value]) => [name, plainValue(value)])),
    resources: Object.fromEntries([...resources].map(([address, value]) => [address, withComputed(plainValue(value))])),
  };
}

/** Adds what terraform shows of a `terraform_data` that is to be created. */
function withComputed(configured: unknown): unknown {
  const given = configured as Readonly<Record<string, unknown>>;
  const output = given["input"] === undefined || given["input"] === null ? null : { $unknown: true };
  return { id: { $unknown: true }, input: null, output, triggers_replace: null, ...given };
}
