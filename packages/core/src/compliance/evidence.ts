import type {
  Finding,
  FindingScenarios,
  Location,
  NotApplicable,
  ReportedDiagnostic,
  ScanResult,
  Severity,
  Suppression,
} from "../policy/finding.js";
import type { ControlResult, FrameworkResult } from "../policy/framework-result.js";
import { compareCodePoints } from "../source/code-points.js";
import type { Framework } from "./framework.js";

/** What a policy says of a resource, and what the policies of a control say of it together. */
export type EvidenceState = "fail" | "unknown" | "pass" | "not-applicable";

/** One policy's verdict on one place of a resource. */
export interface EvidenceVerdict {
  readonly policy: string;
  readonly state: EvidenceState;
  readonly location: Location;
  /** What is wrong, or cannot be known; null where nothing is. */
  readonly message: string | null;
  /** Why it cannot be known. */
  readonly reason: string | null;
  /** What accepts a failure or an unknown. It does not make a pass of it. */
  readonly suppression: Suppression | null;
  /** Where the scenarios of a configuration do not agree, what comes of it in which. */
  readonly scenarios: FindingScenarios | null;
}

/** A resource as a control sees it. */
export interface EvidenceResource {
  readonly address: string;
  readonly type: string;
  readonly instances: readonly string[];
  readonly state: EvidenceState;
  readonly verdicts: readonly EvidenceVerdict[];
}

/** What came of a control, resource by resource. */
export interface EvidenceControl extends ControlResult {
  readonly automatable: boolean;
  readonly why: string | null;
  readonly resources: readonly EvidenceResource[];
}

/** A file and its SHA-256, in hexadecimal. */
export interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** A file that was read. */
export interface EvidenceInput extends HashedFile {
  /** Whether the commit has a file of this path; null where there is no commit. */
  readonly isCommitted: boolean | null;
}

/** What came of a framework, control by control. */
export interface EvidenceFramework extends Omit<FrameworkResult, "controls"> {
  readonly publisher: string;
  readonly link: string;
  readonly completeness: string;
  /** The file that the framework's controls were read from. */
  readonly source: HashedFile | null;
  readonly controls: readonly EvidenceControl[];
}

/** A policy that judged. */
export interface EvidencePolicy {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Of the package that it came with; null for a policy of the user's own. */
  readonly version: string | null;
  /** The file that the policy was made from; null for one in code. */
  readonly source: HashedFile | null;
}

/** The state of the repository that was scanned, or why nothing is known of it. */
export type EvidenceRepository =
  | {
      readonly kind: "git";
      readonly commit: string;
      /** RFC 3339, in UTC. */
      readonly committedAt: string;
      readonly isClean: boolean;
      /** What differs from the commit, with git's two letters before each path. */
      readonly changes: readonly string[];
    }
  | { readonly kind: "none"; readonly why: string };

/** How the scan was asked for. Values of variables are left out: they may be secret. */
export interface EvidenceSettings {
  readonly paths: readonly string[];
  readonly variables: readonly string[];
  readonly variableFiles: readonly string[];
  readonly workspace: string | null;
  /** Of the configuration, where not all of them were judged. */
  readonly scenarios: readonly string[];
  readonly usesEnvironment: boolean;
}

/** Everything that an evidence folder tells. */
export interface Evidence {
  readonly evidenceVersion: 1;
  readonly tool: ScanResult["tool"];
  readonly repository: EvidenceRepository;
  /** The day that expiry dates were compared with. */
  readonly today: string | null;
  readonly settings: EvidenceSettings;
  /** Whether every file that was asked for could be read and every policy be run. */
  readonly isComplete: boolean;
  readonly summary: ScanResult["summary"];
  /** How much of what was there was looked at. */
  readonly coverage?: ScanResult["coverage"];
  readonly frameworks: readonly EvidenceFramework[];
  readonly policies: readonly EvidencePolicy[];
  /** The files that were read. */
  readonly inputs: readonly EvidenceInput[];
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** What evidence is made of. */
export interface EvidenceParts {
  /** Of a scan for the frameworks, with what passed. */
  readonly result: ScanResult;
  readonly notApplicable: readonly NotApplicable[];
  readonly frameworks: readonly Framework[];
  readonly frameworkSources: Readonly<Record<string, HashedFile>>;
  readonly policies: readonly EvidencePolicy[];
  readonly inputs: readonly EvidenceInput[];
  readonly repository: EvidenceRepository;
  readonly today: string | undefined;
  readonly settings: EvidenceSettings;
}

/**
 * Makes evidence of a scan. It holds what was judged and where, but neither source nor values, so that nothing of it is secret
 * that messages of findings do not tell anyway.
 */
export function makeEvidence(parts: EvidenceParts): Evidence {
  const { result, notApplicable, repository, today = null, settings, inputs } = parts;
  const verdicts = verdictsByPolicy(result.findings, notApplicable);
  const frameworks = (result.frameworks ?? []).flatMap((judged) => {
    const known = parts.frameworks.find(({ id }) => id === judged.id);
    return known === undefined ? [] : [frameworkOf(judged, known, parts.frameworkSources, verdicts)];
  });
  const used = new Set(frameworks.flatMap(({ controls }) => controls.flatMap(({ policies }) => policies)));
  return {
    evidenceVersion: 1,
    tool: result.tool,
    repository,
    today,
    settings,
    isComplete: !result.diagnostics.some(({ severity }) => severity === "error"),
    summary: result.summary,
    coverage: result.coverage,
    frameworks,
    policies: parts.policies.filter(({ id }) => used.has(id)).sort((a, b) => compareCodePoints(a.id, b.id)),
    inputs: [...inputs].sort((a, b) => compareCodePoints(a.file, b.file)),
    diagnostics: result.diagnostics,
  };
}

/** A verdict with the resource that it is about. */
interface ResourceVerdict {
  readonly resource: Finding["resource"];
  readonly verdict: EvidenceVerdict;
}

function verdictsByPolicy(
  findings: readonly Finding[],
  notApplicable: readonly NotApplicable[],
): ReadonlyMap<string, readonly ResourceVerdict[]> {
  const byPolicy = new Map<string, ResourceVerdict[]>();
  const add = (policy: string, verdict: ResourceVerdict): void => {
    const known = byPolicy.get(policy);
    if (known === undefined) byPolicy.set(policy, [verdict]);
    else known.push(verdict);
  };
  for (const finding of findings) add(finding.policy, { resource: finding.resource, verdict: verdictOf(finding) });
  for (const { policy, resource, location } of notApplicable) {
    const nothing = { message: null, reason: null, suppression: null, scenarios: null };
    add(policy, { resource, verdict: { policy, state: "not-applicable", location, ...nothing } });
  }
  return byPolicy;
}

function verdictOf(finding: Finding): EvidenceVerdict {
  const { policy, status, location, message, reason, suppression, scenarios = null } = finding;
  const state = status === "suppressed" ? (reason === null ? "fail" : "unknown") : status;
  return { policy, state, location, message: state === "pass" ? null : message, reason, suppression, scenarios };
}

function frameworkOf(
  { controls, ...judged }: FrameworkResult,
  { publisher, link, completeness, controls: known }: Framework,
  sources: EvidenceParts["frameworkSources"],
  verdicts: ReadonlyMap<string, readonly ResourceVerdict[]>,
): EvidenceFramework {
  const byId = new Map(known.map((control) => [control.id, control]));
  return {
    ...judged,
    publisher,
    link,
    completeness,
    source: (Object.hasOwn(sources, judged.id) ? sources[judged.id] : undefined) ?? null,
    controls: controls.map((control) => ({
      ...control,
      automatable: byId.get(control.id)?.isAutomatable ?? true,
      why: byId.get(control.id)?.why ?? null,
      resources: resourcesOf(control.policies.flatMap((policy) => verdicts.get(policy) ?? [])),
    })),
  };
}

const rank: Readonly<Record<EvidenceState, number>> = { fail: 0, unknown: 1, pass: 2, "not-applicable": 3 };

/** Brings verdicts on one resource together. Two root modules may have a resource of one address, but not in one file. */
function resourcesOf(verdicts: readonly ResourceVerdict[]): readonly EvidenceResource[] {
  const groups = new Map<string, { address: string; type: string; members: ResourceVerdict[] }>();
  for (const each of verdicts) {
    const { address, type } = each.resource;
    const key = `${type}\n${address}\n${each.verdict.location.file}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { address, type, members: [each] });
    else known.members.push(each);
  }
  const resources = [...groups.values()].map(({ address, type, members }) => {
    const instances = new Set(members.flatMap(({ resource }) => resource.instances));
    const own = members.map(({ verdict }) => verdict).sort(compareVerdicts);
    return { address, type, instances: [...instances].sort(compareCodePoints), state: worstOf(own), verdicts: own };
  });
  return resources.sort(compareResources);
}

function worstOf(verdicts: readonly EvidenceVerdict[]): EvidenceState {
  return verdicts.reduce<EvidenceState>(
    (worst, { state }) => (rank[state] < rank[worst] ? state : worst),
    "not-applicable",
  );
}

function compareVerdicts(left: EvidenceVerdict, right: EvidenceVerdict): number {
  return (
    compareCodePoints(left.policy, right.policy) ||
    left.location.start.line - right.location.start.line ||
    left.location.start.column - right.location.start.column ||
    rank[left.state] - rank[right.state] ||
    compareCodePoints(left.message ?? "", right.message ?? "")
  );
}

function compareResources(left: EvidenceResource, right: EvidenceResource): number {
  const fileOf = ({ verdicts }: EvidenceResource): string => verdicts[0]?.location.file ?? "";
  return (
    compareCodePoints(fileOf(left), fileOf(right)) ||
    compareCodePoints(left.address, right.address) ||
    compareCodePoints(left.type, right.type)
  );
}
