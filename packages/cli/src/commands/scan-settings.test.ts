import { describe, expect, it } from "vitest";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { scanHelp } from "./scan-options.js";
import { scanSettings } from "./scan-settings.js";

const settings = (...args: string[]) => scanSettings(parseOptions(args, scanHelp.options));

describe("scan settings", () => {
  it("leave thresholds that are not given to the configuration", () => {
    expect(settings(".").thresholds).toEqual({ severity: undefined, failOn: undefined });
    expect(settings(".", "--severity", "high").thresholds).toEqual({ severity: "high", failOn: undefined });
    expect(settings(".", "--fail-on", "critical").thresholds).toEqual({ severity: undefined, failOn: "critical" });
    expect(settings(".", "--fail-on", "none").thresholds.failOn).toBe("none");
  });

  it("need a path", () => {
    expect(() => settings()).toThrow(UsageError);
  });
});
