import { directoryOf, joinPath } from "../../source/paths.js";
import type { SourceFile } from "../../source/source-file.js";
import { withoutKeys } from "./addresses.js";
import { property, textsOf } from "./foreign-data.js";
import type { FoundSuppressions, SuppressedPlace, WrittenSuppression } from "./suppression.js";

/** Reads a `.checkov.baseline`: what was there when it was written is suppressed where it was. */
export function readCheckovBaseline(file: SourceFile): FoundSuppressions {
  const range = { file, start: 0, end: 0 };
  let data: unknown;
  try {
    data = JSON.parse(file.text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      suppressions: [],
      mistakes: [{ message: `This baseline is not valid JSON: ${why}.`, isFatal: true, range }],
    };
  }
  const checks = property(data, "failed_checks");
  if (!Array.isArray(checks)) {
    const hint = "Checkov writes it with `--create-baseline`.";
    return {
      suppressions: [],
      mistakes: [{ message: "This is no baseline of Checkov's.", hint, isFatal: true, range }],
    };
  }
  const suppressions = checks.flatMap((check: unknown): WrittenSuppression[] => {
    const path = property(check, "file");
    const findings = property(check, "findings");
    if (typeof path !== "string" || !Array.isArray(findings)) return [];
    const located = joinPath(directoryOf(file.path), path.replace(/^\/+/, ""));
    return findings.flatMap((finding: unknown): WrittenSuppression[] => {
      const resource = property(finding, "resource");
      const names = textsOf(property(finding, "check_ids"));
      if (typeof resource !== "string") return [];
      const matches = ({ address }: SuppressedPlace): boolean => isResource(address, resource);
      return [{ kind: "baseline", tool: "checkov", names, scope: { kind: "matching", file: located, matches }, range }];
    });
  });
  return { suppressions, mistakes: [] };
}

/** Checkov names objects of Kubernetes with dots, and what is in a pod template behind that. */
function isResource(address: string, resource: string): boolean {
  if (address === resource || withoutKeys(address) === resource) return true;
  const dotted = address.replace(/#.*$/, "").replaceAll("/", ".");
  return address.includes("/") && (resource === dotted || resource.startsWith(`${dotted}.`));
}
