import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasOpa } from "../opa/tools.js";
import { directoryWith, lintel, privilegedPod, scanJson } from "./binary.js";

const bundle = fileURLToPath(new URL("../../packages/opa/src/testing/policy.tar.gz", import.meta.url));
const source = 'package main\n\ndeny contains "a pod" if input.kind == "Pod"\n';

describe("policies in Rego", () => {
  it("are run from a bundle, which needs nothing but the binary", () => {
    const directory = directoryWith({ "pod.yaml": privilegedPod });
    const args = ["pod.yaml", "--rego", bundle, "--rego-package", "manifests.pods", "--policy", "rego.*"];
    const { run, result } = scanJson(directory, args, { environment: { PATH: "/nowhere" } });
    expect(
      result.findings.map(({ policy, location }) => `${policy} ${location.file}:${String(location.start.line)}`),
    ).toEqual(["rego.manifests.pods.violation pod.yaml:3", "rego.manifests.pods.deny_privileged pod.yaml:10"]);
    expect(run.stderr).toBe("");
    expect(run.code).toBe(1);
  });

  it("are run beside the shipped ones, and reported alike", () => {
    const directory = directoryWith({ "pod.yaml": privilegedPod });
    const sarif = lintel(directory, [
      "scan",
      "pod.yaml",
      "--rego",
      bundle,
      "--rego-package",
      "manifests.pods",
      "-f",
      "sarif",
    ]);
    expect(sarif.stdout).toContain('"rego.manifests.pods.deny_privileged"');
    expect(sarif.stdout).toContain('"kubernetes-container-privileged"');
  });

  it.runIf(hasOpa)("are compiled from sources with opa", () => {
    const directory = directoryWith({ "pod.yaml": privilegedPod, "policy/main.rego": source });
    const { run, result } = scanJson(directory, ["pod.yaml", "--rego", "policy", "--policy", "rego.main.deny"]);
    expect(result.findings.map(({ message }) => message)).toEqual(["a pod"]);
    expect(run.code).toBe(1);
  });

  it("that cannot be compiled are exit code 2, whatever is allowed, and the rest is scanned", () => {
    const directory = directoryWith({ "pod.yaml": privilegedPod, "policy/main.rego": source });
    const { run, result } = scanJson(directory, ["pod.yaml", "--rego", "policy", "--allow-errors"], {
      environment: { PATH: "/nowhere" },
    });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["rego-no-opa"]);
    expect(result.findings.map(({ policy }) => policy)).toContain("kubernetes-container-privileged");
    expect(run.code).toBe(2);
  });

  it("whose package is misspelt on the command line are exit code 2", () => {
    const directory = directoryWith({ "pod.yaml": privilegedPod });
    const { run, result } = scanJson(directory, ["pod.yaml", "--rego", bundle, "--rego-package", "manifest.pods"]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["rego-unknown-package"]);
    expect(run.code).toBe(2);
  });

  it("that are asked about and not named are bad usage", () => {
    const { code, stderr } = lintel(directoryWith({ "pod.yaml": privilegedPod }), [
      "scan",
      ".",
      "--rego-input",
      "plan",
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lintel: [^\n]*--rego PATH[^\n]*\n$/);
  });
});
