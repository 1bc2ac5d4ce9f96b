import { compareCodePoints } from "../source/code-points.js";
import type { Finding, FindingStatus } from "./finding.js";

/** A verdict that a fixture expects, or that a scan gave. */
export interface LocatedVerdict {
  readonly file: string;
  readonly line: number;
  readonly status: FindingStatus;
}

const annotation = /^\s*(?:#|\/\/)\s*(fail|pass|unknown)(?:\s+([a-z0-9]+(?:-[a-z0-9]+)*))?\s*$/;

/**
 * Reads the verdicts that a fixture's comments expect: `# fail`, `# pass` or `# unknown`, perhaps with a policy's id, each about
 * the next line that is not such a comment. Comments that name another policy are left out.
 */
export function readAnnotations(file: string, text: string, policy: string): readonly LocatedVerdict[] {
  const verdicts: LocatedVerdict[] = [];
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const match = annotation.exec(line);
    if (match === null || (match[2] !== undefined && match[2] !== policy)) return;
    let target = index + 1;
    while (annotation.test(lines[target] ?? "")) target += 1;
    verdicts.push({ file, line: target + 1, status: match[1] as FindingStatus });
  });
  return verdicts;
}

/** Says where verdicts and expectations differ, in both directions, one sentence each; nothing where they agree. */
export function compareVerdicts(expected: readonly LocatedVerdict[], findings: readonly Finding[]): readonly string[] {
  const actual = findings.map(({ location, status }) => ({ file: location.file, line: location.start.line, status }));
  const wanted = new Set(expected.map(keyOf));
  const given = new Set(actual.map(keyOf));
  const missing = expected.filter((verdict) => !given.has(keyOf(verdict)));
  const surplus = findings.filter((_finding, index) => !wanted.has(keyOf(actual[index])));
  const sentences = [
    ...missing.map((verdict) => ({
      verdict,
      sentence: `${placeOf(verdict)}: ${verdict.status} is expected, and there is none`,
    })),
    ...surplus.map((finding) => {
      const verdict = { file: finding.location.file, line: finding.location.start.line, status: finding.status };
      return { verdict, sentence: `${placeOf(verdict)}: ${describeFinding(finding)}, which no comment expects` };
    }),
  ];
  sentences.sort(
    (left, right) => compareCodePoints(left.verdict.file, right.verdict.file) || left.verdict.line - right.verdict.line,
  );
  return sentences.map(({ sentence }) => sentence);
}

function keyOf(verdict: LocatedVerdict | undefined): string {
  return verdict === undefined ? "" : `${verdict.file}:${String(verdict.line)} ${verdict.status}`;
}

function placeOf({ file, line }: LocatedVerdict): string {
  return `${file}:${String(line)}`;
}

function describeFinding({ status, resource, reason, actual }: Finding): string {
  const why = reason === null ? "" : ` for ${reason}`;
  const value = actual === null ? "" : ` (${actual})`;
  return `${resource.address} is ${status}${why}${value}`;
}
