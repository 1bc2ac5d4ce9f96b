import type { GraphNode } from "../../graph/graph.js";
import type { Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import type { Verdict } from "../evaluate.js";
import { callsAround, type CallIndex } from "./module-calls.js";
import { placeOfSuppression, type ActiveSuppression } from "./active-suppression.js";
import { NestedPlaces } from "./nested-places.js";
import { step } from "./step.js";
import type { AttributeSelector, PlaceScope, WrittenSuppression } from "./suppression.js";

/** What suppressions did in a domain: which of them, and of which policies, whether they may or not. */
export type SuppressionUses = ReadonlyMap<string, SuppressionUse>;

type SuppressionUse = Pick<ActiveSuppression, "used" | "refused">;

/** Finds what suppresses a verdict. What there is of suppressions is looked up by policy and file, not gone through. */
export class Suppressor {
  readonly #byPolicy = new Map<string, PolicySuppressions>();
  /** What they did so far, by domain. */
  readonly uses = new Map<string, SuppressionUses>();
  readonly #uses = new Map<string, Map<string, SuppressionUse>>();

  constructor(
    readonly active: readonly ActiveSuppression[],
    readonly calls: CallIndex,
  ) {}

  /** The suppression of a verdict that is located at a range; the nearest where there are several, all of which count as used. */
  suppressionOf(verdict: Verdict, range: SourceRange): WrittenSuppression | undefined {
    if (this.active.length === 0) return undefined;
    const { id } = verdict.policy.policy;
    let suppressions = this.#byPolicy.get(id);
    if (suppressions === undefined) {
      suppressions = new PolicySuppressions(this.active.filter(({ policies }) => policies.has(id)));
      this.#byPolicy.set(id, suppressions);
    }
    if (suppressions.isEmpty) return undefined;
    const found = suppressions.about(verdict, range, this.calls);
    if (found.length === 0) return undefined;
    const isRefused = verdict.policy.enforcement === "hard-mandatory";
    for (const suppression of found) {
      (isRefused ? suppression.refused : suppression.used).add(id);
      this.#note(verdict.node.domain, suppression, id, isRefused);
    }
    return isRefused ? undefined : found[0]?.written;
  }

  /** Takes over what they did in domains that are not judged again. */
  takeOver(uses: ReadonlyMap<string, SuppressionUses>): void {
    const byPlace = new Map<string, ActiveSuppression>();
    for (const suppression of this.active) byPlace.set(placeOfSuppression(suppression), suppression);
    for (const [domain, inDomain] of uses) {
      this.uses.set(domain, inDomain);
      for (const [place, { used, refused }] of inDomain) {
        const suppression = byPlace.get(place);
        for (const id of used) suppression?.used.add(id);
        for (const id of refused) suppression?.refused.add(id);
      }
    }
  }

  #note(domain: string, suppression: ActiveSuppression, id: string, isRefused: boolean): void {
    let uses = this.#uses.get(domain);
    if (uses === undefined) {
      this.#uses.set(domain, (uses = new Map<string, SuppressionUse>()));
      this.uses.set(domain, uses);
    }
    const place = placeOfSuppression(suppression);
    let use = uses.get(place);
    if (use === undefined) uses.set(place, (use = { used: new Set(), refused: new Set() }));
    (isRefused ? use.refused : use.used).add(id);
  }
}

/** The suppressions that mean one policy, by where they are about. */
class PolicySuppressions {
  readonly #placesByFile = new Map<string, NestedPlaces>();
  readonly #files = new Map<string, ActiveSuppression[]>();
  readonly #nodes = new Map<string, ActiveSuppression[]>();
  /** By the file that they are about; those about any file without a name. */
  readonly #matching = new Map<string, ActiveSuppression[]>();
  #followsTraces = false;
  #hasCalls = false;

  constructor(suppressions: readonly ActiveSuppression[]) {
    for (const suppression of suppressions) this.#add(suppression);
  }

  get isEmpty(): boolean {
    return this.#placesByFile.size + this.#files.size + this.#nodes.size + this.#matching.size === 0;
  }

  /** Those about a verdict, the nearest first. */
  about(verdict: Verdict, range: SourceRange, calls: CallIndex): readonly ActiveSuppression[] {
    const { node } = verdict;
    const found = new Set<ActiveSuppression>();
    this.#addPlaces(found, range, isAbout);
    this.#addPlaces(found, node.range, isAbout);
    for (const each of this.#nodes.get(keyOf(node.domain, node.address, node.range.file.path)) ?? []) found.add(each);
    if (this.#followsTraces) this.#addTraced(found, verdict);
    if (this.#hasCalls) {
      for (const call of callsAround(node, calls)) this.#addPlaces(found, call, isWholeCall);
    }
    for (const each of this.#files.get(range.file.path) ?? []) found.add(each);
    const place = { file: range.file.path, address: node.address };
    for (const each of [...(this.#matching.get(place.file) ?? []), ...(this.#matching.get("") ?? [])]) {
      if (each.written.scope.kind === "matching" && each.written.scope.matches(place)) found.add(each);
    }
    return [...found].filter(({ written }) => isSelected(node, written.selectors));
  }

  #add(suppression: ActiveSuppression): void {
    const { scope } = suppression.written;
    switch (scope.kind) {
      case "place":
        this.#placesOf(scope.range.file.path).add(suppression, scope);
        this.#followsTraces ||= scope.followsTraces;
        this.#hasCalls ||= scope.isCall;
        break;
      case "file":
        append(this.#files, scope.file, suppression);
        this.#followsTraces ||= isFileOfValues(scope.file);
        break;
      case "node":
        append(this.#nodes, keyOf(scope.domain, scope.address, scope.file), suppression);
        break;
      case "matching":
        append(this.#matching, scope.file ?? "", suppression);
    }
  }

  #addPlaces(
    found: Set<ActiveSuppression>,
    range: SourceRange,
    isMeant: (scope: PlaceScope, range: SourceRange) => boolean,
  ): void {
    for (const { suppression, scope } of this.#placesByFile.get(range.file.path)?.around(range.start) ?? []) {
      if (isMeant(scope, range)) found.add(suppression);
    }
  }

  #placesOf(file: string): NestedPlaces {
    let places = this.#placesByFile.get(file);
    if (places === undefined) this.#placesByFile.set(file, (places = new NestedPlaces()));
    return places;
  }

  #addTraced(found: Set<ActiveSuppression>, { outcome }: Verdict): void {
    for (const { range } of outcome.reading?.trace?.() ?? []) {
      this.#addPlaces(found, range, isTraced);
      if (!isFileOfValues(range.file.path)) continue;
      for (const each of this.#files.get(range.file.path) ?? []) found.add(each);
    }
  }
}

function isAbout({ range }: PlaceScope, { start, end }: SourceRange): boolean {
  return range.start <= start && end <= range.end;
}

function isTraced(scope: PlaceScope, range: SourceRange): boolean {
  return scope.followsTraces && isAbout(scope, range);
}

function isWholeCall({ isCall, range }: PlaceScope, header: SourceRange): boolean {
  return isCall && range.start === header.start;
}

/** Nothing is ever located in a file of values for variables. */
function isFileOfValues(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

function keyOf(domain: string, address: string, file: string): string {
  return `${domain}\n${address}\n${file}`;
}

/** Whether a resource has the values that a suppression asks for; one that is not known is none. */
function isSelected(node: GraphNode, selectors: readonly AttributeSelector[] | undefined): boolean {
  return selectors?.every(({ path, value }) => isWritten(path.reduce(step, node.reading), value)) ?? true;
}

function isWritten(reading: Reading, value: string): boolean {
  return reading.kind === "scalar" && String(reading.value) === value;
}

function append(map: Map<string, ActiveSuppression[]>, key: string, suppression: ActiveSuppression): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [suppression]);
  else known.push(suppression);
}
