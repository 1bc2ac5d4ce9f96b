import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

interface ListedPolicy {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly preset: string;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

const here = () => directoryWith({});

function list(...args: string[]): ListedPolicy[] {
  return JSON.parse(lintel(here(), ["policy", "list", "--format", "json", ...args]).stdout) as ListedPolicy[];
}

describe("the other commands", () => {
  it("show help with examples", () => {
    for (const args of [
      [],
      ["--help"],
      ["help"],
      ["scan", "--help"],
      ["policy", "--help"],
      ["policy", "list", "-h"],
      ["explain", "--help"],
    ]) {
      const { code, stdout, stderr } = lintel(here(), args);
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: lintel /);
      expect(stdout).toContain("Examples:");
      expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(160);
    }
  });

  it("show the version", () => {
    for (const flag of ["--version", "-V"]) {
      expect(lintel(here(), [flag])).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^lintel \d+\.\d+\.\d+\n$/) as string,
        stderr: "",
      });
    }
  });

  it("list policies, narrowed by preset and provider", () => {
    const all = list();
    const recommended = list("--preset", "recommended");
    expect(all.length).toBeGreaterThanOrEqual(30);
    expect(recommended.length).toBeGreaterThan(0);
    expect(recommended.length).toBeLessThan(all.length);
    expect(recommended.every(({ preset }) => preset === "recommended")).toBe(true);
    const kubernetes = list("--provider", "kubernetes");
    expect(kubernetes.length).toBeGreaterThan(0);
    expect(kubernetes.length).toBeLessThan(all.length);
    const text = lintel(here(), ["policy", "list"]).stdout;
    for (const { id } of all) expect(text).toContain(id);
  });

  it("name the providers there are when one is unknown", () => {
    const { code, stderr } = lintel(here(), ["policy", "list", "--provider", "kubernets"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Did you mean kubernetes?");
  });

  it("explain every policy, by its id and by each alias", () => {
    for (const { id, title, severity, aliases } of list().slice(0, 5)) {
      const { code, stdout } = lintel(here(), ["explain", id]);
      expect(code).toBe(0);
      for (const part of [id, title, severity, "What fails", "What passes"]) expect(stdout).toContain(part);
      const alias = Object.values(aliases).flat()[0];
      if (alias !== undefined) expect(lintel(here(), ["explain", alias]).stdout).toContain(id);
    }
  });
});
