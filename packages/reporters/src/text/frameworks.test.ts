import type { ControlResult, FrameworkResult } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { showFramework } from "./frameworks.js";
import { layoutFor } from "./layout.js";

const control = (id: string, changes: Partial<ControlResult>): ControlResult => ({
  id,
  title: `Asks for ${id}`,
  coverage: "full",
  state: "pass",
  failed: 0,
  unknown: 0,
  suppressed: 0,
  passed: 0,
  policies: [],
  notRun: [],
  ...changes,
});

const framework: FrameworkResult = {
  id: "demo",
  title: "Demo",
  edition: "second",
  complete: false,
  controls: [
    control("1", { passed: 2 }),
    control("2.10", { state: "fail", failed: 1, passed: 3 }),
    control("3", { state: "excepted", suppressed: 1 }),
    control("4", { state: "not-judged", notRun: ["a"] }),
    control("5", { state: "unknown", unknown: 4 }),
    control("6", { state: "not-covered" }),
    control("7", { state: "not-applicable" }),
    control("8", { state: "not-covered" }),
  ],
};

describe("a framework in the text report", () => {
  it("tells of each control that was judged, the worst first, and counts the others", () => {
    expect(showFramework(framework, layoutFor({}))).toEqual([
      "Demo, second [demo]",
      "  fail        2.10  Asks for 2.10: 1 failed, 3 passed",
      "  unknown     5     Asks for 5: 4 unknown",
      "  not judged  4     Asks for 4: 1 policy not run",
      "  excepted    3     Asks for 3: 1 suppressed",
      "  pass        1     Asks for 1: 2 passed",
      "  Not applicable, as nothing is there that it is about (1): 7",
      "  Not covered by any policy (2): 6, 8",
      "  The list of controls is incomplete: lintel framework show says why.",
    ]);
  });
});
