import { describe, expect, it } from "vitest";
import { scanHelp } from "../commands/scan-options.js";
import { parseOptions } from "./options.js";
import { UsageError } from "./usage-error.js";

const parse = (...args: string[]) => parseOptions(args, scanHelp.options);

/** The hint of the usage error that a command line deserves. */
function hintOf(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof UsageError) return error.hint ?? "";
    throw error;
  }
  throw new Error(`accepted: ${args.join(" ")}`);
}

describe("command lines", () => {
  it("keep options in order, and everything else apart", () => {
    const options = parse("a", "--format", "json", "-o", "x.json", "--format=text", "b", "--", "--c");
    expect(options.positionals).toEqual(["a", "b", "--c"]);
    expect(options.inOrder).toEqual([
      { name: "format", value: "json" },
      { name: "output", value: "x.json" },
      { name: "format", value: "text" },
    ]);
    expect(options.last("format")).toBe("text");
  });

  it("take lists apart", () => {
    expect(parse("--policy", "a, b", "-p", "c,").list("policy")).toEqual(["a", "b", "c"]);
  });

  it("let a value begin with a dash only where it is unmistakable", () => {
    expect(parse("--var=-x=1").last("var")).toBe("-x=1");
    expect(parse("--output", "-").last("output")).toBe("-");
    expect(hintOf("--output", "--format", "json")).toContain("--output FILE");
  });

  it("are refused with a hint", () => {
    expect(hintOf("--sevrity", "high")).toContain("--severity");
    expect(hintOf("--severity", "hgih")).toContain("Did you mean high?");
    expect(hintOf("--severity")).toContain("--severity SEVERITY");
    expect(hintOf("--quiet=yes")).toContain("--quiet");
    expect(hintOf("-Z")).toContain("--help");
    expect(hintOf("--__proto__")).toContain("--help");
    expect(hintOf("--constructor=x")).toContain("--help");
  });
});
