import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportedDiagnostic } from "@lintel/core";
import { describe, expect, it } from "vitest";
import {
  type RunOptions,
  directoryWith,
  harmless,
  lintel,
  openSecurityGroup,
  privilegedPod,
  scanJson,
} from "./binary.js";
import { asNobody, withoutPermission } from "./nobody.js";

/**
 * Scans files of which one is bad, and returns the problems and what the run's exit code was. What is wrong with one file
 * must not cost the others: the open security group in `main.tf` is found in any case.
 */
function scanBeside(
  bad: Readonly<Record<string, string | Uint8Array>>,
  prepare: (directory: string) => void = () => undefined,
  options: RunOptions = {},
): {
  readonly code: number | null;
  readonly problems: readonly ReportedDiagnostic[];
  readonly places: readonly string[];
} {
  const directory = directoryWith({ "main.tf": openSecurityGroup, ...bad });
  prepare(directory);
  const { run, result } = scanJson(directory, ["."], options);
  const failures = result.findings.filter(({ status }) => status === "fail");
  const places = failures.map(({ location }) => `${location.file}:${location.start.line}`);
  expect(places).toContain("main.tf:6");
  expect(run.stderr).toBe("");
  for (const { message } of result.diagnostics) {
    expect(message.length).toBeGreaterThan(10);
    // Nothing of the machine, nothing of the program's insides.
    expect(message).not.toContain(directory);
    expect(message).not.toMatch(/\bat \S+ \(|node:internal|Error:/);
  }
  return { code: run.code, problems: result.diagnostics, places };
}

/** Places of the errors among some problems. */
function errors(problems: readonly ReportedDiagnostic[]): string[] {
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ location }) => (location === null ? "" : `${location.file}:${location.start.line}`));
}

describe("bad input", () => {
  it("a syntax error in Terraform is one error at its line", () => {
    const { code, problems } = scanBeside({ "broken.tf": 'locals {\n  a = 1\n}\nresource "x" "y" {\n  b = = 2\n}\n' });
    expect(errors(problems)).toEqual(["broken.tf:5"]);
    expect(code).toBe(2);
  });

  it("a syntax error in a manifest is an error at its line", () => {
    const broken = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "x\n';
    const { code, problems } = scanBeside({ "broken.yaml": broken, "pod.yaml": privilegedPod });
    expect(errors(problems).length).toBe(1);
    expect(errors(problems)[0]).toMatch(/^broken\.yaml:\d+$/);
    expect(code).toBe(2);
  });

  it("broken YAML that is no manifest is not an error", () => {
    const { code, problems } = scanBeside({ "notes.yaml": "a: [1, 2\nb: }\n" });
    expect(errors(problems)).toEqual([]);
    expect(code).toBe(1);
  });

  withoutPermission("an unreadable file and an unreadable directory are an error each", () => {
    const forbid = (directory: string) => {
      chmodSync(directory, 0o755);
      chmodSync(join(directory, ".."), 0o755);
      chmodSync(join(directory, "secret.tf"), 0);
      chmodSync(join(directory, "closed"), 0);
    };
    const files = { "secret.tf": harmless, "closed/main.tf": harmless };
    const { code, problems } = scanBeside(files, forbid, asNobody);
    expect(errors(problems).sort()).toEqual(["closed:1", "secret.tf:1"]);
    expect(code).toBe(2);
  });

  withoutPermission("a directory that is closed is said to be so, and not to have two configurations", () => {
    const directory = directoryWith({ "closed/main.tf": harmless });
    chmodSync(directory, 0o755);
    chmodSync(join(directory, ".."), 0o755);
    chmodSync(join(directory, "closed"), 0);
    const { code, stderr } = lintel(directory, ["scan", "closed"], asNobody);
    expect(stderr).toContain("[configuration-unreadable]");
    expect(stderr).not.toContain("configuration-ambiguous");
    expect(code).toBe(2);
  });

  it("symbolic links that lead in circles end", () => {
    const { problems, places } = scanBeside({ "a/b/main.tf": openSecurityGroup }, (directory) => {
      symlinkSync("..", join(directory, "a/b/up"));
      symlinkSync("self", join(directory, "self"));
      symlinkSync("self.tf", join(directory, "self.tf"));
    });
    expect(places.filter((place) => /^a\/.*:6$/.test(place))).toEqual(["a/b/main.tf:6"]);
    expect(problems.filter(({ location }) => location?.file === "self.tf").length).toBe(1);
  });

  it("a file of 50 MB is either scanned or reported, and ends soon", () => {
    const line = `# ${"x".repeat(997)}\n`;
    const start = performance.now();
    const { code, problems } = scanBeside({ "big.tf": line.repeat(50_000) });
    expect(performance.now() - start).toBeLessThan(20_000);
    expect([1, 2]).toContain(code);
    expect(errors(problems)).toEqual(code === 2 ? ["big.tf:1"] : []);
  });

  it("a binary file named .tf is one error", () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256);
    const { code, problems } = scanBeside({ "binary.tf": bytes });
    expect(errors(problems)).toEqual(["binary.tf:1"]);
    expect(code).toBe(2);
  });

  it("a YAML alias bomb does not explode", () => {
    const levels = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? "  a0: &a0 [lol, lol]" : `  a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}*a${level - 1}]`,
    );
    const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bomb\ndata:\n${levels.join("\n")}\n`;
    const start = performance.now();
    const { code } = scanBeside({ "bomb.yaml": bomb, "pod.yaml": privilegedPod });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect([1, 2]).toContain(code);
  });

  it("deep nesting ends in one diagnostic", () => {
    const deep = `locals {\n  a = ${"[".repeat(100_000)}${"]".repeat(100_000)}\n}\n`;
    const { code, problems } = scanBeside({
      "deep.tf": deep,
      "deep.yaml": `kind: Pod\napiVersion: v1\nx: ${"[".repeat(50_000)}\n`,
    });
    expect(errors(problems).filter((place) => place.startsWith("deep.tf")).length).toBe(1);
    expect(code).toBe(2);
  });

  it("a missing path is an error, and the rest is scanned", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const { run, result } = scanJson(directory, ["main.tf", "missing"]);
    expect(errors(result.diagnostics).length).toBe(1);
    expect(JSON.stringify(result.diagnostics)).toContain("missing");
    expect(result.findings.length).toBeGreaterThan(0);
    expect(run.code).toBe(2);
  });

  it("an unknown policy is said to be unknown, with the name that was meant", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const { code, stdout, stderr } = lintel(directory, ["scan", ".", "--policy", "aws-security-group-ssh-opne"]);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain("aws-security-group-ssh-open");
  });

  it("a terminal is not at the mercy of names", () => {
    const escape = String.fromCharCode(27);
    const name = `${escape}[2J::error::x`;
    const { problems } = scanBeside({ [`${name}.tf`]: openSecurityGroup.replace("web", "other") });
    expect(problems).toEqual([]);
    const directory = directoryWith({ [`${name}.tf`]: openSecurityGroup });
    const { stdout } = lintel(directory, ["scan", "."]);
    expect(stdout).not.toContain(escape);
    expect(stdout).not.toMatch(/^\s*::/m);
  });

  it("directories without end in sight of each other end", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const depth = 60;
    mkdirSync(join(directory, Array.from({ length: depth }, () => "d").join("/")), { recursive: true });
    writeFileSync(join(directory, ...Array.from({ length: depth }, () => "d"), "deep.tf"), openSecurityGroup);
    const { result } = scanJson(directory);
    expect(result.findings.some(({ location }) => location.file.endsWith("/deep.tf"))).toBe(true);
  });
});
