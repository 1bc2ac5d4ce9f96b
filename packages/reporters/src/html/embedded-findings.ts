import type { Finding } from "@lintel/core";
import type { PageFinding, PagePolicy } from "./page-data.js";

/** Findings, and what their policies say of them, once each. */
export interface EmbeddedFindings {
  readonly policies: readonly PagePolicy[];
  readonly findings: readonly PageFinding[];
}

/** Takes apart what findings share with others of their policy, and gives each a name of its own. */
export function embedFindings(findings: readonly Finding[]): EmbeddedFindings {
  const policies: PagePolicy[] = [];
  const known = new Map<string, { readonly index: number; readonly policy: PagePolicy }[]>();
  const taken = new Map<string, number>();
  const embedded = findings.map((finding): PageFinding => {
    const { policy: id, aliases, category, title, description, remediation, controls, fingerprint, ...own } = finding;
    const policy: PagePolicy = { id, aliases, category, title, description, remediation, controls };
    const sameId = known.get(id) ?? [];
    let index = sameId.find((each) => isSamePolicy(each.policy, policy))?.index;
    if (index === undefined) {
      index = policies.push(policy) - 1;
      known.set(id, [...sameId, { index, policy }]);
    }
    const count = taken.get(fingerprint) ?? 0;
    taken.set(fingerprint, count + 1);
    return { ...own, id: count === 0 ? fingerprint : `${fingerprint}-${String(count + 1)}`, policy: index };
  });
  return { policies, findings: embedded };
}

/** Findings of one policy mostly share the very same objects. */
function isSamePolicy(left: PagePolicy, right: PagePolicy): boolean {
  return (
    left.title === right.title &&
    left.description === right.description &&
    left.remediation === right.remediation &&
    left.category === right.category &&
    (left.aliases === right.aliases || JSON.stringify(left.aliases) === JSON.stringify(right.aliases)) &&
    (left.controls === right.controls || JSON.stringify(left.controls) === JSON.stringify(right.controls))
  );
}
