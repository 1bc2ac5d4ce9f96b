import type { Finding, Project, Severity } from "@lintel/core";
import { isAtLeast } from "../severity.js";

/** What a command line says of thresholds; undefined where it leaves that to the configuration. */
export interface GivenThresholds {
  readonly severity: Severity | undefined;
  readonly failOn: Severity | "none" | undefined;
}

/** Decides which findings are shown, and which fail the run. */
export interface FindingThresholds {
  readonly isShown: (finding: Finding) => boolean;
  readonly isFailing: (finding: Finding) => boolean;
}

/** Puts the thresholds of the configuration beneath those of the command line. What is hard-mandatory passes any of them. */
export function thresholdsOf(given: GivenThresholds, project: Project): FindingThresholds {
  const thresholdsAt = ({ location, resource }: Finding): { severity: Severity; failOn: Severity | "none" } => {
    const addresses = [resource.address, ...resource.instances];
    const { severity, failOn } = project.thresholdsAt({ path: location.file, addresses });
    const shown = given.severity ?? severity.value;
    return { severity: shown, failOn: given.failOn ?? failOn.value ?? shown };
  };
  const isHard = ({ enforcement }: Finding): boolean => enforcement === "hard-mandatory";
  return {
    isShown: (finding) => isHard(finding) || isAtLeast(finding.severity, thresholdsAt(finding).severity),
    isFailing: (finding) => {
      if (isHard(finding)) return true;
      const { failOn } = thresholdsAt(finding);
      return finding.enforcement !== "advisory" && failOn !== "none" && isAtLeast(finding.severity, failOn);
    },
  };
}
