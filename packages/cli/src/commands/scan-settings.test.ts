import { describe, expect, it } from "vitest";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { scanHelp } from "./scan-options.js";
import { scanSettings } from "./scan-settings.js";

const settings = (...args: string[]) => scanSettings(parseOptions(args, scanHelp.options));

describe("scan settings", () => {
  it("fail on what is shown unless told otherwise", () => {
    expect(settings(".")).toMatchObject({ severity: "info", failOn: "info" });
    expect(settings(".", "--severity", "high")).toMatchObject({ severity: "high", failOn: "high" });
    expect(settings(".", "--fail-on", "critical")).toMatchObject({ severity: "info", failOn: "critical" });
    expect(settings(".", "--fail-on", "none").failOn).toBeUndefined();
  });

  it("keep variables in the order of the command line", () => {
    expect(settings(".", "--var", "a=1=2", "--var-file", "x.tfvars", "--var=b=").variables).toEqual([
      { kind: "value", name: "a", text: "1=2" },
      { kind: "file", path: "x.tfvars" },
      { kind: "value", name: "b", text: "" },
    ]);
  });

  it("need a path, and a name for each value", () => {
    expect(() => settings()).toThrow(UsageError);
    expect(() => settings(".", "--var", "novalue")).toThrow(UsageError);
    expect(() => settings(".", "--var", "=x")).toThrow(UsageError);
  });
});
