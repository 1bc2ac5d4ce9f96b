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

  it("need a path", () => {
    expect(() => settings()).toThrow(UsageError);
  });
});
