import { bindFramework, readFramework, readPolicy, type Framework, type Policy } from "@lintel/core";
import { describe, expect, test } from "vitest";
import { findFrameworks, findPolicies } from "./policy-files.mjs";

/** The laws that frameworks and the policies that name their controls obey, without exceptions. */
const policies: Policy[] = [];
for (const file of findPolicies()) {
  const { policy } = await readPolicy(file.path, file.text);
  if (policy !== undefined) policies.push(policy);
}

const frameworks = new Map<string, Framework>();
const problems: string[] = [];
for (const file of findFrameworks()) {
  const { framework, diagnostics } = await readFramework(file.path, file.text);
  problems.push(...diagnostics.map(({ message }) => `${file.path}: ${message}`));
  if (framework !== undefined) frameworks.set(file.id, bindFramework(framework, policies));
}

const controls = [...frameworks.values()].flatMap((framework) =>
  framework.controls.map((control) => ({ ...control, name: `${framework.id} ${control.id}` })),
);
const named = policies.flatMap((policy) =>
  Object.entries(policy.controls).flatMap(([framework, ids]) =>
    ids.map((control) => ({ name: `${policy.id}: ${framework} ${control}`, framework, control })),
  ),
);

describe("the frameworks", () => {
  test("can all be read, under the name of their file", () => {
    expect(problems).toEqual([]);
    expect([...frameworks].filter(([name, { id }]) => name !== id)).toEqual([]);
    expect(frameworks.size).toBeGreaterThanOrEqual(15);
  });

  test("have every control that a policy names", () => {
    const unknown = named.filter(
      ({ framework, control }) => !(frameworks.get(framework)?.controls.some(({ id }) => id === control) ?? false),
    );
    expect(unknown.map(({ name }) => name)).toEqual([]);
    expect(named.length).toBeGreaterThan(300);
  });

  test("claim coverage where a policy names the control, and nowhere else", () => {
    const boasting = controls.filter(({ coverage, policies: judges }) => coverage !== "none" && judges.length === 0);
    const modest = controls.filter(({ coverage, policies: judges }) => coverage === "none" && judges.length > 0);
    expect(boasting.map(({ name }) => name)).toEqual([]);
    expect(modest.map(({ name }) => name)).toEqual([]);
  });

  test("say of every control that is partly covered what is not judged", () => {
    const silent = controls.filter(({ coverage, why }) => coverage === "partial" && why === null);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test("list each control once, and a policy names it once", () => {
    expect(new Set(controls.map(({ name }) => name)).size).toBe(controls.length);
    expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
  });

  test("have a baseline for pods that the restricted profile includes", () => {
    const idsOf = (id: string): readonly string[] => frameworks.get(id)?.controls.map((control) => control.id) ?? [];
    const restricted = new Set(idsOf("pod-security-restricted"));
    expect(idsOf("pod-security-baseline").filter((id) => !restricted.has(id))).toEqual([]);
  });
});
