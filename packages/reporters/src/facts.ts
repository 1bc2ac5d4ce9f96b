import type { Finding, Location, NotedLocation, Suppression } from "@lintel/core";
import { controlNames } from "./finding-text.js";

/** A label with what is to say under it. */
export type Fact = readonly [label: string, text: string];

/** Numbers of things that are named before the rest is counted. */
const instancesShown = 20;
const placesShown = 10;

/** `file:line:column`. */
export function placeText({ file, start }: Location): string {
  return `${file}:${String(start.line)}:${String(start.column)}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}

/** What there is to say of a finding beside its statement: where, why, how to mend it, and where the value comes from. */
export function factsOf(finding: Finding): readonly Fact[] {
  const { resource, location, description, remediation, trace, related, path, controls, fingerprint } = finding;
  const others = resource.instances.filter((address) => address !== resource.address);
  const facts: Fact[] = [
    ["Where", placeText(location)],
    ["Resource", resource.address],
  ];
  if (others.length > 0) facts.push([counted(others.length, "instance"), listed(others, instancesShown, ", ")]);
  addScenarioFacts(finding, facts);
  facts.push(["Why", description], ["Mend", remediation]);
  for (const hop of trace.slice(0, placesShown)) facts.push(["Comes from", notedText(hop)]);
  for (const place of related.slice(0, placesShown)) facts.push(["See", notedText(place)]);
  if (path !== undefined && path.length > 0) facts.push(["Path", path.join(" -> ")]);
  const names = controlNames(controls);
  if (names.length > 0) facts.push(["Controls", names.join(", ")]);
  facts.push(["Fingerprint", fingerprint]);
  return facts;
}

function addScenarioFacts({ scenarios, enforcement, baselineState }: Finding, facts: Fact[]): void {
  if (scenarios !== undefined) {
    const { fails, passes, unknown } = scenarios;
    if (fails.length > 0) facts.push(["Fails in", fails.join(", ")]);
    if (passes.length > 0) facts.push(["Passes in", passes.join(", ")]);
    if (unknown.length > 0) facts.push(["Unknown in", unknown.join(", ")]);
  }
  if (enforcement !== undefined && enforcement !== "soft-mandatory") facts.push(["Enforcement", enforcement]);
  if (baselineState !== undefined) facts.push(["Compared", baselineState]);
}

function notedText({ message, location }: NotedLocation): string {
  return `${message} (${placeText(location)})`;
}

/** Names so many of several things, and counts the rest. */
export function listed(names: readonly string[], most: number, separator: string): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).join(separator);
  return rest > 0 ? `${shown} and ${String(rest)} more` : shown;
}

/** Why something is suppressed, by whom, and until when. */
export function suppressionText(suppression: Suppression | null): string {
  if (suppression === null) return "Suppressed.";
  const { kind, tool, reason, owner, until } = suppression;
  const by = `${kind.replaceAll("-", " ")}${tool === undefined || tool === null ? "" : ` of ${tool}`}`;
  const parts = [
    `Suppressed by ${by}: ${reason ?? "no reason given"}`,
    ...(owner === null ? [] : [`owner ${owner}`]),
    ...(until === null ? [] : [`until ${until}`]),
  ];
  return `${parts.join("; ")}.`;
}
