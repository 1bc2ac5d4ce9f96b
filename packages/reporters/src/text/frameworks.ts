import type { ControlResult, ControlState, FrameworkResult } from "@lintel/core";
import { type Layout, counted } from "./layout.js";
import { showable } from "./untrusted.js";
import { wrapBehind } from "./wrap.js";

/** States that are told control by control; of the others the numbers suffice. */
const told = ["fail", "unknown", "not-judged", "excepted", "pass"] as const satisfies readonly ControlState[];

const labels: Readonly<Record<ControlState, string>> = {
  fail: "fail",
  unknown: "unknown",
  "not-judged": "not judged",
  excepted: "excepted",
  pass: "pass",
  "not-applicable": "Not applicable, as nothing is there that it is about",
  "not-covered": "Not covered by any policy",
};

const labelWidth = 12;

/** Says of each control of a framework what came of it, the worst first. */
export function showFramework(framework: FrameworkResult, layout: Layout): string[] {
  const { palette, width } = layout;
  const withState = (state: ControlState): readonly ControlResult[] =>
    framework.controls.filter((control) => control.state === state);
  const idWidth = Math.max(...framework.controls.filter(isTold).map(({ id }) => id.length), 0);
  const lines = [palette.strong(`${showable(framework.title)}, ${showable(framework.edition)} [${framework.id}]`)];
  for (const state of told) {
    const paint = paintOf(state, layout);
    for (const control of withState(state)) {
      const label = `  ${labels[state].padEnd(labelWidth)}${control.id.padEnd(idWidth)}  `;
      const shown = wrapBehind(label, `${showable(control.title)}: ${countsOf(control)}`, width);
      lines.push(...shown.map((line) => line.replace(labels[state], paint)));
    }
  }
  for (const state of ["not-applicable", "not-covered"] as const) {
    const controls = withState(state);
    if (controls.length === 0) continue;
    const ids = controls.map(({ id }) => id).join(", ");
    lines.push(...wrapBehind("  ", `${labels[state]} (${String(controls.length)}): ${ids}`, width).map(palette.faint));
  }
  if (!framework.complete) {
    const text = "The list of controls is incomplete: lintel framework show says why.";
    lines.push(...wrapBehind("  ", text, width).map(palette.faint));
  }
  return lines;
}

function isTold({ state }: ControlResult): boolean {
  return told.some((each) => each === state);
}

function paintOf(state: (typeof told)[number], { palette }: Layout): string {
  if (state === "fail") return palette.bad(labels.fail);
  return state === "pass" ? palette.good(labels.pass) : palette.doubtful(labels[state]);
}

function countsOf({ failed, unknown, suppressed, passed, notRun }: ControlResult): string {
  const parts = [
    [failed, "failed"],
    [unknown, "unknown"],
    [suppressed, "suppressed"],
    [passed, "passed"],
  ] as const;
  const counts = parts.filter(([count]) => count > 0).map(([count, word]) => `${String(count)} ${word}`);
  if (notRun.length > 0) counts.push(`${counted(notRun.length, "policy", "policies")} not run`);
  return counts.join(", ");
}
