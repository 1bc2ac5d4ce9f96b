import { describe, expect, it } from "vitest";
import { maskedPlan } from "./plan-document.js";

const secret = "correct horse";
const short = "pw";

const plan = {
  format_version: "1.2",
  variables: { region: { value: "eu" }, password: { value: secret }, undeclared: { value: "who knows" } },
  planned_values: {
    outputs: { shown: { sensitive: false, value: "x" }, hidden: { sensitive: true, value: secret } },
    root_module: {
      resources: [
        { address: "a.b", values: { password: secret, name: "n" }, sensitive_values: { password: true } },
        {
          address: "a.c",
          values: { list: [{ k: short }, { k: "open" }] },
          sensitive_values: { list: [{ k: true }, {}] },
        },
      ],
      child_modules: [
        { resources: [{ address: "m.a.b", values: { token: secret }, sensitive_values: { token: true } }] },
      ],
    },
  },
  resource_changes: [
    {
      address: "a.b",
      change: {
        actions: ["update"],
        before: { password: "old horse", name: "n" },
        after: { password: secret, name: "n" },
        before_sensitive: { password: true },
        after_sensitive: { password: true },
      },
    },
    { address: "a.d", change: { actions: ["create"], before: null, after: { all: secret }, after_sensitive: true } },
  ],
  resource_drift: [
    { address: "a.b", change: { before: { password: secret }, after: {}, before_sensitive: { password: true } } },
  ],
  output_changes: { hidden: { actions: ["create"], before: null, after: secret, after_sensitive: true } },
  prior_state: {
    values: { root_module: { resources: [{ values: { p: "old horse" }, sensitive_values: { p: true } }] } },
  },
  configuration: {
    root_module: {
      variables: { region: { default: "eu" }, password: { sensitive: true, default: "by default" } },
      resources: [{ expressions: { password: { constant_value: secret }, name: { constant_value: "n" } } }],
      module_calls: { m: { module: { variables: { t: { sensitive: true, default: "inner default" } } } } },
    },
  },
};

describe("a plan as policies see it", () => {
  const masked = JSON.stringify(maskedPlan(plan));

  it.each([secret, "old horse", '"pw"', "by default", "inner default", "who knows"])("does not hold %s", (text) => {
    expect(JSON.stringify(plan)).toContain(text);
    expect(masked).not.toContain(text);
  });

  it("is otherwise the plan", () => {
    const shown = JSON.parse(masked) as typeof plan;
    expect(shown.variables.region).toEqual({ value: "eu" });
    expect(shown.planned_values.outputs.shown).toEqual({ sensitive: false, value: "x" });
    expect(shown.planned_values.root_module.resources[1]?.values).toEqual({
      list: [{ k: "(sensitive)" }, { k: "open" }],
    });
    expect(shown.resource_changes[0]?.change.after).toEqual({ password: "(sensitive)", name: "n" });
    expect(shown.configuration.root_module.resources[0]?.expressions.name).toEqual({ constant_value: "n" });
    expect(Object.keys(shown)).toEqual(Object.keys(plan));
  });

  it.each([
    {},
    { format_version: "1.0", resource_changes: 3, planned_values: [], variables: null, configuration: "x" },
  ])("is taken as it comes: %j", (odd) => {
    expect(maskedPlan(odd)).toEqual(odd);
  });
});
