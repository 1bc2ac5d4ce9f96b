import type { Finding, ScanResult } from "./policy/finding.js";
import { changesBetween, type FixProblem } from "./fix-judgement.js";
import { EditableSources, type FixedFile, type HiddenLines } from "./editable-sources.js";
import { openSources } from "./loaded-sources.js";
import { scanSources, type Scanned } from "./scan.js";
import type { ScanOptions, VariableInput } from "./scan-options.js";
import { maskedLines } from "./policy/excerpt.js";
import { SourceFile, type SourceRange } from "./source/source-file.js";

/** Which fixes to make. */
export interface WantedFixes {
  /** Whether to make those, too, that somebody has to look at: beside the safe ones. */
  readonly needsReview: boolean;
  /** Leaves out findings for which it is false. */
  readonly isWanted?: ((finding: Finding) => boolean) | undefined;
}

/** A fix that was tried and taken back, and why. */
export interface RefusedFix {
  readonly finding: Finding;
  /** A sentence. */
  readonly reason: string;
}

/** What became of fixing. Nothing is written: whoever asked writes the files. */
export interface FixResult {
  /** The outcome of a scan of the files as they are after fixing. */
  readonly result: ScanResult;
  /** The files that differ. */
  readonly files: readonly FixedFile[];
  readonly made: readonly Finding[];
  readonly refused: readonly RefusedFix[];
}

/** How often fixes are looked for: each time those that can be made together are. */
const maxRounds = 100;

/** How often is scanned in all. What has not been tried by then is left. */
const maxScans = 400;

/** How often the fix of one policy may be taken back before the rest of them are not tried. */
const mostRefused = 5;

/**
 * Makes fixes in memory until there are none left, and keeps those that prove right: the finding is gone, and no other finding,
 * no unknown and no problem has come up. The others are taken back.
 */
export async function fix(options: ScanOptions, wanted: WantedFixes): Promise<FixResult> {
  const { host, paths } = await openSources(options);
  const sources = EditableSources.of(host);
  const scanAgain = (edited: EditableSources): Promise<Scanned> =>
    scanSources({ ...options, paths, host: edited.host, variables: withEdited(options.variables, edited) });
  const first = await scanAgain(sources);
  const fixer = new Fixer(wanted, scanAgain, sources, first);
  await fixer.run();
  return {
    result: fixer.scanned.result,
    files: fixer.sources.changedFiles(hiddenIn(first), hiddenIn(fixer.scanned)),
    made: fixer.made,
    refused: fixer.refused,
  };
}

/** Tells which lines of a file, by any of its names, must not be shown, after a scan of this very text. */
function hiddenIn({ sensitivePlaces }: Scanned): HiddenLines {
  return (names, text) => {
    const places: SourceRange[] = [];
    for (const name of names) {
      const own = sensitivePlaces(new SourceFile(name, text));
      if (own === undefined) return maskedLines(new SourceFile(name, text), undefined);
      places.push(...own);
    }
    return maskedLines(new SourceFile(names[0] ?? "", text), places);
  };
}

/** Files of variables come as texts, which editing them changes. */
function withEdited(
  variables: readonly VariableInput[] | undefined,
  sources: EditableSources,
): readonly VariableInput[] | undefined {
  return variables?.map((input) =>
    input.kind === "file" ? { ...input, text: sources.edited(input.path) ?? input.text } : input,
  );
}

class Fixer {
  readonly made: Finding[] = [];
  readonly refused: RefusedFix[] = [];
  readonly #tried = new Set<string>();
  /** Policies of which some fix was kept. */
  readonly #kept = new Set<string>();
  /** How many were taken back, by policy. */
  readonly #refusals = new Map<string, number>();
  #scans = 1;

  constructor(
    readonly wanted: WantedFixes,
    readonly scanAgain: (sources: EditableSources) => Promise<Scanned>,
    public sources: EditableSources,
    public scanned: Scanned,
  ) {}

  async run(): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const candidates = this.#candidates();
      if (candidates.length === 0) return;
      await this.#make(candidates.map(({ fingerprint }) => fingerprint));
    }
  }

  /** What there is to try in one round. */
  #candidates(): readonly Finding[] {
    return this.#scans >= maxScans
      ? []
      : this.#together(this.scanned.result.findings.filter((each) => this.#isWanted(each)));
  }

  #isWanted(finding: Finding): boolean {
    const { fix: found, status, fingerprint } = finding;
    if (found === null || status !== "fail" || this.#tried.has(fingerprint)) return false;
    return (found.safe || this.wanted.needsReview) && (this.wanted.isWanted?.(finding) ?? true);
  }

  /**
   * Those of some findings whose fixes can be made together. Fixes that touch the same lines wait for the next round, and so do
   * those of another policy for the same resource: whether each of them does what it should could not be told.
   */
  #together(findings: readonly Finding[]): readonly Finding[] {
    const draft = this.sources.draft();
    const policies = new Map<string, string>();
    return findings.filter((finding) => {
      const resource = `${finding.location.file}\n${finding.resource.address}`;
      const policy = policies.get(resource) ?? finding.policy;
      if (policy !== finding.policy) return false;
      policies.set(resource, policy);
      const added = draft.add(finding.fix?.edits ?? []);
      if (added === "impossible") this.#refuse(finding, "The file cannot be edited.");
      return added === "added";
    });
  }

  /** Makes the fixes of some findings; where that is not right, of parts of them, down to single ones. */
  async #make(fingerprints: readonly string[]): Promise<void> {
    const wanted = new Set(fingerprints);
    const findings = this.#together(
      this.scanned.result.findings.filter(
        (each) => wanted.has(each.fingerprint) && this.#isWanted(each) && !this.#isHopeless(each),
      ),
    );
    const [only] = findings;
    if (only === undefined || this.#scans >= maxScans) return;
    const draft = this.sources.draft();
    for (const finding of findings) draft.add(finding.fix?.edits ?? []);
    const edited = draft.apply();
    this.#scans += 1;
    const after = await this.scanAgain(edited);
    const problem = changesBetween(this.scanned.result, after.result, findings);
    if (problem === undefined) {
      this.sources = edited;
      this.scanned = after;
      for (const finding of findings) {
        this.made.push(finding);
        this.#kept.add(finding.policy);
      }
    } else if (findings.length === 1) this.#refuse(only, problem.reason);
    else {
      for (const part of partsOf(findings, problem)) await this.#make(part.map(({ fingerprint }) => fingerprint));
    }
  }

  /** Refuses what was taken back again and again of one policy, and not once kept: every trial is a scan. */
  #isHopeless(finding: Finding): boolean {
    const { policy } = finding;
    if ((this.#refusals.get(policy) ?? 0) < mostRefused || this.#kept.has(policy)) return false;
    this.#refuse(finding, `The same was taken back ${String(mostRefused)} times elsewhere.`);
    return true;
  }

  #refuse(finding: Finding, reason: string): void {
    this.#tried.add(finding.fingerprint);
    this.#refusals.set(finding.policy, (this.#refusals.get(finding.policy) ?? 0) + 1);
    this.refused.push({ finding, reason });
  }
}

/** Splits findings whose fixes did not prove right: into those that are above suspicion and the others, or in halves. */
function partsOf(findings: readonly Finding[], { suspects }: FixProblem): readonly (readonly Finding[])[] {
  const others = findings.filter((each) => !suspects.has(each));
  if (others.length > 0) return [others, findings.filter((each) => suspects.has(each))];
  const middle = findings.length >> 1;
  return [findings.slice(0, middle), findings.slice(middle)];
}
