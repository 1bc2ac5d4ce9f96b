import type { GraphNode } from "../graph/graph.js";
import { compareCodePoints } from "../source/code-points.js";
import { directoryOf } from "../source/paths.js";
import type { SourceRange } from "../source/source-file.js";
import type { CompiledPolicy } from "./compile.js";
import { assumedValue } from "./condition.js";
import type { Verdict } from "./evaluate.js";
import { ExcerptCutter, type SensitivePlaces } from "./excerpt.js";
import type { Finding, FindingResource, Location, NotApplicable, NotedLocation, Suppression } from "./finding.js";
import { draftFix, type FixDraft, type ManifestEditor } from "./fix/fix-maker.js";
import { fixOf, sharedFix } from "./fix/shared-fix.js";
import { describeReading } from "./literal.js";
import { sha256 } from "./sha256.js";

/** Verdicts on instances of one block for the same reason: the finding of the first, and the addresses of all. */
interface Group {
  readonly finding: Finding;
  /** What the fingerprint is made of, apart from the ordinal among equals. */
  readonly identity: string;
  /** Path of the attribute that decided, without indices. */
  readonly path: string;
  readonly node: GraphNode;
  readonly addresses: Set<string>;
  /** What mends it for all instances so far; undefined where nothing does. */
  fix: FixDraft | undefined;
  /** Where the values of other instances come from, by place, as far as that is elsewhere. */
  readonly otherEnds: Map<string, NotedLocation>;
  /** The finding as it was given out, with the ordinal that it had among equals. */
  given?: { readonly ordinal: number; readonly finding: Finding } | undefined;
}

/** What a finding is about, whatever lines it lies on: for whoever compares two scans. */
export interface FindingOrigin {
  /** The directory of the root module, or that of the manifest; `"."` is the scan root. */
  readonly root: string;
  /** Without instance keys. */
  readonly address: string;
  /** The path of the attribute that decided, without indices. */
  readonly path: string;
  /** The fingerprint of the first of all findings that are equal in this, and in their policy. */
  readonly firstFingerprint: string;
}

/** Whether something in this file is to be reported. */
export type IsReported = (path: string) => boolean;

/** Finds what suppresses a verdict that is located at a range. */
export type SuppressionOf = (verdict: Verdict, range: SourceRange) => Suppression | undefined;

/** What was collected of the nodes of one domain. */
export class UnitVerdicts {
  readonly groups = new Map<string, Group>();
  readonly passes = new Map<string, Group>();
  readonly notApplicable = new Map<string, Pick<Group, "node" | "addresses"> & { readonly policy: CompiledPolicy }>();
  readonly passedBy = new Map<string, number>();
}

/** Collects verdicts and makes findings of them: one for all instances of a block that share the reason. */
export class FindingCollector {
  /** By domain, in the order of the nodes. */
  readonly #units = new Map<string, UnitVerdicts>();
  #domain: string | undefined;
  #unit = new UnitVerdicts();
  readonly #excerpts: ExcerptCutter;
  /** By the fingerprints of the findings. */
  readonly #nodes = new Map<string, GraphNode>();
  readonly #origins = new Map<string, FindingOrigin>();

  constructor(
    readonly isReported: IsReported,
    readonly includePassed: boolean,
    sensitivePlaces: SensitivePlaces,
    readonly editManifest?: ManifestEditor,
    readonly suppressionOf: SuppressionOf = () => undefined,
  ) {
    this.#excerpts = new ExcerptCutter(sensitivePlaces);
  }

  /** Takes a verdict, unless it is located in a file that is not reported. */
  readonly onVerdict = (verdict: Verdict): void => {
    const range = verdict.outcome.reading?.range ?? verdict.node.range;
    // Asked also of what is not reported: what suppresses it is of use.
    const suppression = exceptionOf(verdict) ?? this.suppressionOf(verdict, range);
    if (!this.isReported(range.file.path)) return;
    const actual = describeActual(verdict);
    const message = messageOf(verdict, actual);
    const key = groupKey(verdict, range, message) + keyOfSuppression(suppression);
    const { groups } = this.#unitOf(verdict.node);
    const group = groups.get(key);
    if (group !== undefined) {
      group.addresses.add(verdict.node.address);
      addOtherEnd(group, verdict);
      if (suppression === undefined) group.fix = sharedFix(group.fix, verdict, this.editManifest);
    } else groups.set(key, this.#groupOf(verdict, range, { message, actual, suppression }));
  };

  /** Counts a pass, once for all instances of a block. */
  readonly onPass = (policy: CompiledPolicy, node: GraphNode): void => {
    if (!this.isReported(node.range.file.path)) return;
    if (!this.includePassed && node.address === node.blockAddress) {
      countPass(this.#unitOf(node), policy);
      return;
    }
    const unit = this.#unitOf(node);
    const key = placeKey(policy.policy.id, node);
    const known = unit.passes.get(key);
    if (known !== undefined) known.addresses.add(node.address);
    else {
      countPass(unit, policy);
      unit.passes.set(key, passOf(policy, node));
    }
  };

  /** Keeps that a policy is not about a resource, once for all instances of a block. */
  readonly onNotApplicable = (policy: CompiledPolicy, node: GraphNode): void => {
    if (!this.isReported(node.range.file.path)) return;
    const { notApplicable } = this.#unitOf(node);
    const key = placeKey(policy.policy.id, node);
    const known = notApplicable.get(key);
    if (known === undefined) notApplicable.set(key, { policy, node, addresses: new Set([node.address]) });
    else known.addresses.add(node.address);
  };

  /** What policies are not about, in the order in which it came up. */
  get notApplicable(): readonly NotApplicable[] {
    return this.#all(({ notApplicable }) => notApplicable).map(({ policy, node, addresses }) => ({
      policy: policy.policy.id,
      resource: resourceOf(node, addresses),
      location: locate(node.range),
    }));
  }

  /** The number of passes of each policy, whether they are kept as findings or not. */
  get passedBy(): ReadonlyMap<string, number> {
    const sums = new Map<string, number>();
    for (const { passedBy } of this.#units.values()) {
      for (const [policy, count] of passedBy) sums.set(policy, (sums.get(policy) ?? 0) + count);
    }
    return sums;
  }

  /** What was collected, by domain. */
  get units(): ReadonlyMap<string, UnitVerdicts> {
    return this.#units;
  }

  /** Begins with some domains in an order that decides among findings that are equal in all else; of some all verdicts are known. */
  begin(domains: Iterable<string>, known: ReadonlyMap<string, { readonly verdicts: UnitVerdicts }>): void {
    for (const domain of domains) this.#units.set(domain, known.get(domain)?.verdicts ?? new UnitVerdicts());
  }

  /** The policy and the block of resources that one of the findings is about. */
  readonly placeOf = ({ policy, fingerprint }: Finding): string | undefined => {
    const node = this.#nodes.get(fingerprint);
    return node === undefined ? undefined : placeKey(policy, node);
  };

  /** Returns the findings in order of file, line and policy. */
  findings(): readonly Finding[] {
    const groups = this.#all((unit) => unit.groups);
    if (this.includePassed) for (const pass of this.#all(({ passes }) => passes)) groups.push(pass);
    groups.sort((left, right) => compareFindings(left.finding, right.finding));
    const equals = new Map<string, { readonly origin: FindingOrigin; count: number }>();
    return groups.map((group) => {
      const { identity, path, node } = group;
      const known = equals.get(identity);
      const finding = finish(group, known?.count ?? 0);
      const { fingerprint } = finding;
      const { origin } = known ?? { origin: originOf(node, path, fingerprint) };
      if (known === undefined) equals.set(identity, { origin, count: 1 });
      else known.count += 1;
      this.#origins.set(fingerprint, origin);
      this.#nodes.set(fingerprint, node);
      return finding;
    });
  }

  /** What the findings that were given out are about, by fingerprint. */
  get origins(): ReadonlyMap<string, FindingOrigin> {
    return this.#origins;
  }

  /** Nodes of one domain come one after the other, mostly. */
  #unitOf({ domain }: GraphNode): UnitVerdicts {
    if (domain !== this.#domain) {
      let unit = this.#units.get(domain);
      if (unit === undefined) this.#units.set(domain, (unit = new UnitVerdicts()));
      this.#domain = domain;
      this.#unit = unit;
    }
    return this.#unit;
  }

  #all<T>(of: (unit: UnitVerdicts) => ReadonlyMap<string, T>): T[] {
    const all: T[] = [];
    for (const unit of this.#units.values()) for (const each of of(unit).values()) all.push(each);
    return all;
  }

  #groupOf(verdict: Verdict, range: SourceRange, { message, actual, suppression }: Described): Group {
    const { policy, node, outcome, cause } = verdict;
    const reading = outcome.reading;
    const trace = reading?.trace?.() ?? [];
    const finding = makeFinding(policy, node, {
      status: suppression === undefined ? verdict.status : "suppressed",
      message,
      location: locate(range),
      related: outcome.related.map((related) => ({
        location: locate(related.reading.range),
        message: related.message,
      })),
      trace: trace.map((step): NotedLocation => ({ location: locate(step.range), message: step.message })),
      path: outcome.path,
      reason: cause?.reason ?? null,
      expected: describeExpected(verdict),
      actual,
      excerpt: this.#excerpts.cut(range, node, reading),
    });
    const { path } = outcome.leaf;
    const identity = identityOf(policy, node, path);
    const fix = suppression === undefined ? draftFix(verdict, this.editManifest) : undefined;
    const addresses = new Set([node.address]);
    const kept = { ...finding, suppression: suppression ?? null };
    return { finding: kept, identity, path, node, addresses, fix, otherEnds: new Map() };
  }
}

/** How many instances of a block are asked where their values come from. */
const tracedInstances = 20;

/** Instances that share a finding may have their values from different lines, each of which a person would have to edit. */
function addOtherEnd({ finding, addresses, otherEnds }: Group, { outcome, node }: Verdict): void {
  if (finding.trace.length === 0 || addresses.size > tracedInstances) return;
  const end = outcome.reading?.trace?.().at(-1);
  if (end === undefined) return;
  const location = locate(end.range);
  const key = keyOfPlace(location);
  if (key === keyOfPlace(finding.trace.at(-1)?.location ?? location) || otherEnds.has(key)) return;
  otherEnds.set(key, { location, message: `${end.message}, for ${node.address}` });
}

function keyOfPlace({ file, start }: Location): string {
  return `${file}:${String(start.line)}:${String(start.column)}`;
}

/** What is said of a verdict beside what the verdict says itself. */
interface Described {
  readonly message: string;
  readonly actual: string | null;
  readonly suppression: Suppression | undefined;
}

/** The finding of a group, which nothing more is added to. */
function finish(group: Group, ordinal: number): Finding {
  if (group.given?.ordinal === ordinal) return group.given.finding;
  const { finding, identity, node, addresses, fix, otherEnds } = group;
  const finished: Finding = {
    ...finding,
    ...(otherEnds.size === 0 ? {} : { related: [...finding.related, ...otherEnds.values()] }),
    resource: resourceOf(node, addresses),
    fix: fix === undefined ? null : fixOf(fix),
    fingerprint: sha256(`${identity}\n${String(ordinal)}`),
  };
  group.given = { ordinal, finding: finished };
  return finished;
}

function countPass({ passedBy }: UnitVerdicts, { policy: { id } }: CompiledPolicy): void {
  passedBy.set(id, (passedBy.get(id) ?? 0) + 1);
}

function exceptionOf({ exception }: Verdict): Suppression | undefined {
  if (exception === undefined) return undefined;
  return { kind: "policy-exception", reason: exception, owner: null, until: null, location: null };
}

/** Instances of a block are suppressed each by itself. */
function keyOfSuppression(suppression: Suppression | undefined): string {
  if (suppression === undefined) return "";
  const { kind, tool = "", location } = suppression;
  const place =
    location === null ? "" : `${location.file}:${String(location.start.line)}:${String(location.start.column)}`;
  return `\n${kind}\n${tool ?? ""}\n${place}`;
}

/** Tells the policy and the block of resources that something is about; begins with the policy's id and a line break. */
export function placeKey(policy: string, { domain, blockAddress, range }: GraphNode): string {
  return `${policy}\n${domain}\n${blockAddress}\n${range.file.path}:${String(range.start)}`;
}

function passOf(policy: CompiledPolicy, node: GraphNode): Group {
  const finding = makeFinding(policy, node, {
    status: "pass",
    message: policy.policy.title,
    location: locate(node.range),
    related: [],
    trace: [],
    reason: null,
    expected: null,
    actual: null,
    excerpt: null,
  });
  const identity = `${identityOf(policy, node, "")}\npass`;
  return {
    finding,
    identity,
    path: "",
    node,
    addresses: new Set([node.address]),
    fix: undefined,
    otherEnds: new Map(),
  };
}

function groupKey(verdict: Verdict, range: SourceRange, message: string): string {
  const { node, outcome, policy, status, cause } = verdict;
  const place = `${range.file.path}:${String(range.start)}-${String(range.end)}`;
  const why = `${outcome.leaf.path}\n${cause?.reason ?? ""}\n${cause?.subject ?? ""}`;
  const how = `${policy.policy.severity}\n${policy.enforcement ?? ""}`;
  return `${policy.policy.id}\n${how}\n${status}\n${node.domain}\n${node.blockAddress}\n${place}\n${why}\n${message}`;
}

function messageOf(verdict: Verdict, actual: string | null): string {
  const { reading, scope } = verdict;
  return verdict.case.message?.({ reading, scope, actual: actual ?? "nothing" }) ?? verdict.policy.policy.title;
}

function describeActual({ outcome, policy }: Verdict): string | null {
  if (outcome.found !== undefined) return outcome.found();
  if (outcome.reading === undefined) return null;
  const assumed = assumedValue(outcome.reading);
  if (assumed !== undefined) return `not set, which means ${assumed}`;
  // What a policy about secrets has found is a secret, whatever name it goes by.
  const isSecret = policy.policy.category === "secrets" && outcome.reading.kind === "scalar";
  if (isSecret && typeof outcome.reading.value === "string") return "(sensitive)";
  return describeReading(outcome.reading, outcome.leaf.path);
}

/** What would have to be so: the opposite of the elementary test's answer. */
function describeExpected({ outcome, status }: Verdict): string | null {
  if (status !== "fail" || outcome.leafTruth === undefined) return null;
  const asked = outcome.leaf.describe();
  if (asked === "") return null;
  if (!outcome.leafTruth) return asked;
  if (asked.startsWith("a path ")) return `no${asked.slice(1)}`;
  return asked.startsWith("not ") ? asked.slice(4) : `not ${asked}`;
}

/** What a finding says of one verdict, beyond what it says of the policy and the resource. */
type Particulars = Pick<
  Finding,
  "status" | "message" | "location" | "related" | "trace" | "reason" | "expected" | "actual" | "excerpt"
> & { readonly path?: readonly GraphNode[] | undefined };

/** Puts a finding together, its parts in the order of the contract, without its fingerprint. */
function makeFinding(
  { policy, aliases, enforcement = "soft-mandatory" }: CompiledPolicy,
  node: GraphNode,
  { status, message, location, related, trace, path = [], reason, expected, actual, excerpt }: Particulars,
): Finding {
  const { id, severity, category, title, description, remediation, controls } = policy;
  return {
    policy: id,
    aliases,
    severity,
    category,
    status,
    title,
    message,
    description,
    remediation,
    resource: resourceOf(node, new Set([node.address])),
    location,
    related,
    trace,
    ...(path.length === 0 ? {} : { path: path.map(({ address }) => address) }),
    fix: null,
    suppression: null,
    controls,
    enforcement,
    reason,
    expected,
    actual,
    excerpt,
    fingerprint: "",
  };
}

function resourceOf({ type, blockAddress }: GraphNode, addresses: ReadonlySet<string>): FindingResource {
  const [only, second] = addresses;
  if (only === undefined || second !== undefined) return { address: blockAddress, type, instances: [...addresses] };
  return { address: only, type, instances: only === blockAddress ? [] : [only] };
}

function identityOf({ policy }: CompiledPolicy, node: GraphNode, path: string): string {
  return [policy.id, rootOf(node), node.blockAddress, path].join("\n");
}

/** Which directories hold the manifests of one cluster may change with any other manifest; where one lies does not. */
function rootOf({ kind, domain, range }: GraphNode): string {
  return kind === "object" ? directoryOf(range.file.path) || "." : domain;
}

function originOf(node: GraphNode, path: string, firstFingerprint: string): FindingOrigin {
  return { root: rootOf(node), address: node.blockAddress, path, firstFingerprint };
}

/** Returns a range as reports show it. */
export function locate({ file, start, end }: SourceRange): Location {
  return { file: file.path, start: file.positionAt(start), end: file.positionAt(end) };
}

/** The order of findings in a result. */
export function compareFindings(left: Finding, right: Finding): number {
  return (
    compareCodePoints(left.location.file, right.location.file) ||
    left.location.start.line - right.location.start.line ||
    compareCodePoints(left.policy, right.policy) ||
    left.location.start.column - right.location.start.column ||
    compareCodePoints(left.resource.address, right.resource.address) ||
    compareCodePoints(left.status, right.status) ||
    compareCodePoints(left.message, right.message)
  );
}
