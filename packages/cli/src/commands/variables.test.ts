import { describe, expect, it } from "vitest";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { variableOptions } from "./variable-options.js";
import { variableSettings } from "./variables.js";

const settings = (...args: string[]) => variableSettings(parseOptions(args, variableOptions));

describe("variables on a command line", () => {
  it("keep their order", () => {
    expect(settings("--var", "a=1=2", "--var-file", "x.tfvars", "--var=b=")).toEqual([
      { kind: "value", name: "a", text: "1=2" },
      { kind: "file", path: "x.tfvars" },
      { kind: "value", name: "b", text: "" },
    ]);
  });

  it("need a name for each value", () => {
    expect(() => settings("--var", "novalue")).toThrow(UsageError);
    expect(() => settings("--var", "=x")).toThrow(UsageError);
  });
});
