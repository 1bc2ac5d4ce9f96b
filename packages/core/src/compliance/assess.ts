import type { Finding } from "../policy/finding.js";
import type { ControlState, FrameworkResult, ControlResult } from "../policy/framework-result.js";
import type { Framework, FrameworkControl } from "./framework.js";

/** What a scan found, as far as frameworks ask. */
export interface Judged {
  readonly findings: readonly Pick<Finding, "policy" | "status">[];
  /** How many passes each policy gave. */
  readonly passedBy: ReadonlyMap<string, number>;
  /** The policies that judged all there was to judge. */
  readonly ran: ReadonlySet<string>;
}

type Counts = Record<"failed" | "unknown" | "suppressed" | "passed", number>;

/** Says of each control of the frameworks what a scan found. */
export function assessFrameworks(frameworks: readonly Framework[], judged: Judged): readonly FrameworkResult[] {
  const counts = countByPolicy(judged);
  return frameworks.map(({ id, title, edition, isComplete, controls }) => ({
    id,
    title,
    edition,
    complete: isComplete,
    controls: controls.map((control) => assessControl(control, counts, judged.ran)),
  }));
}

function countByPolicy({ findings, passedBy }: Judged): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const of = (policy: string): Counts => {
    let known = counts.get(policy);
    if (known === undefined) counts.set(policy, (known = { failed: 0, unknown: 0, suppressed: 0, passed: 0 }));
    return known;
  };
  for (const { policy, status } of findings) {
    if (status === "fail") of(policy).failed += 1;
    else if (status !== "pass") of(policy)[status] += 1;
  }
  for (const [policy, passed] of passedBy) of(policy).passed = passed;
  return counts;
}

function assessControl(
  { id, title, coverage, policies }: FrameworkControl,
  counts: ReadonlyMap<string, Counts>,
  ran: ReadonlySet<string>,
): ControlResult {
  const total: Counts = { failed: 0, unknown: 0, suppressed: 0, passed: 0 };
  for (const policy of policies) {
    const of = counts.get(policy);
    if (of === undefined) continue;
    total.failed += of.failed;
    total.unknown += of.unknown;
    total.suppressed += of.suppressed;
    total.passed += of.passed;
  }
  const notRun = policies.filter((policy) => !ran.has(policy));
  const state = stateOf(total, policies.length, notRun.length);
  return { id, title, coverage, state, ...total, policies: policies.filter((policy) => ran.has(policy)), notRun };
}

/** What speaks against a control outweighs what speaks for it, and what was not looked at is no pass. */
function stateOf(counts: Counts, policies: number, notRun: number): ControlState {
  if (policies === 0) return "not-covered";
  if (counts.failed > 0) return "fail";
  if (counts.unknown > 0) return "unknown";
  if (notRun > 0) return "not-judged";
  if (counts.suppressed > 0) return "excepted";
  return counts.passed > 0 ? "pass" : "not-applicable";
}
