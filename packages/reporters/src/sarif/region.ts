import type { Location } from "@lintel/core";
import type { ArtifactLocation, PhysicalLocation, Region } from "sarif";

/** Refers to a file relative to the scan root by a percent-encoded URI relative to the source root. */
export function artifactOf(file: string): ArtifactLocation {
  const uri = file
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}

/** Refers to a stretch of a file. */
export function placeOf(location: Location): PhysicalLocation {
  return { artifactLocation: artifactOf(location.file), region: regionOf(location) };
}

/** A location's region; SARIF's columns, like ours, start at 1 and end exclusively. */
export function regionOf({ start, end }: Location): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
