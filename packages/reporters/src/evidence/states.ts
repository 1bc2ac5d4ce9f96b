import type { ControlState, Coverage, EvidenceResource, EvidenceState, EvidenceVerdict } from "@lintel/core";

/** What the states of controls and resources are called in evidence. */
export const stateNames: Readonly<Record<ControlState | EvidenceState, string>> = {
  fail: "Fail",
  unknown: "Unknown",
  "not-judged": "Not judged",
  excepted: "Excepted",
  pass: "Pass",
  "not-applicable": "Not applicable",
  "not-covered": "Not covered",
};

/** What each state of a control means, in the order of their weight. */
export const stateMeanings: readonly (readonly [state: ControlState, meaning: string])[] = [
  ["fail", "At least one resource breaks what the control asks for."],
  ["unknown", "Nothing fails, but of at least one resource it cannot be known."],
  ["not-judged", "A policy of the control was switched off or could not be run."],
  ["excepted", "Nothing fails or is unknown but what was accepted, with the reasons that are listed."],
  ["pass", "Every resource that the control is about meets what its policies ask for."],
  ["not-applicable", "No resource is there that the policies of the control are about."],
  ["not-covered", "No policy judges the control."],
];

/** What the coverages of controls are called. */
export const coverageNames: Readonly<Record<Coverage, string>> = { full: "full", partial: "in part", none: "none" };

/** `file:line:column` of a verdict. */
export function placeOf({ location: { file, start } }: EvidenceVerdict): string {
  return `${file}:${String(start.line)}:${String(start.column)}`;
}

/** What there is to say of a verdict beside its state: what is wrong, why it is unknown, and what accepts it. */
export function remarkOf({ message, reason, suppression, scenarios }: EvidenceVerdict): string {
  const parts: string[] = [];
  if (message !== null) parts.push(message);
  if (reason !== null) parts.push(`Unknown: ${reason}.`);
  if (scenarios !== null) {
    const { fails, passes, unknown } = scenarios;
    const outcomes = [
      ["fails", fails],
      ["is unknown", unknown],
      ["passes", passes],
    ] as const;
    const told = outcomes.filter(([, names]) => names.length > 0);
    parts.push(`It ${told.map(([verb, names]) => `${verb} in ${names.join(", ")}`).join("; ")}.`);
  }
  if (suppression !== null) {
    const { kind, tool, reason: because, owner, until, location } = suppression;
    const at = location === null ? "" : ` at ${location.file}:${String(location.start.line)}`;
    const details = [
      because === null ? "without a reason" : `because: ${because}`,
      owner === null ? "without an owner" : `owner: ${owner}`,
      until === null ? "without an end" : `until ${until}`,
    ];
    const written = tool === undefined || tool === null ? kind : `${kind} for ${tool}`;
    parts.push(`Accepted by ${written}${at} (${details.join("; ")}).`);
  }
  return parts.join(" ");
}

/** A resource's address, and its instances where there are several. */
export function nameOf({ address, instances }: EvidenceResource): string {
  const others = instances.filter((instance) => instance !== address);
  return others.length === 0 ? address : `${address} (${others.join(", ")})`;
}
