import { compareCodePoints } from "../source/code-points.js";
import type { FindingStatus } from "./finding.js";

/** A verdict that a scan gave, or that a fixture expects there. */
export interface LocatedVerdict {
  readonly file: string;
  readonly line: number;
  readonly status: FindingStatus;
}

/** A verdict that a fixture expects; without a line anywhere in the file, without an address of whatever is there. */
export interface ExpectedVerdict {
  readonly file: string;
  readonly line?: number | undefined;
  readonly address?: string | undefined;
  readonly status: FindingStatus;
}

/** A verdict that a policy gave on a fixture. */
export interface GivenVerdict extends LocatedVerdict {
  readonly address: string;
}

const verdict = String.raw`(fail|pass|unknown)(?:\s+([a-z0-9]+(?:-[a-z0-9]+)*))?`;
const lineComment = new RegExp(String.raw`^\s*(?:#|\/\/)\s*${verdict}\s*$`);
const blockComment = new RegExp(String.raw`^\s*\/\*+\s*${verdict}\s*\*+\/\s*$`);
const insideBlock = new RegExp(String.raw`^\s*\**\s*${verdict}\s*$`);

/** One line of a fixture: whether it is an annotation, or belongs to one, and what it says. */
interface AnnotationLine {
  readonly isAnnotation: boolean;
  readonly status?: FindingStatus | undefined;
  readonly policy?: string | undefined;
}

/**
 * Reads the verdicts that a fixture's comments expect: `# fail`, `# pass` or `# unknown`, perhaps with a policy's id, each about
 * the next line that is not such a comment. Comments that name another policy are left out.
 */
export function readAnnotations(file: string, text: string, policy: string): readonly LocatedVerdict[] {
  const lines = annotationLines(text);
  return lines.flatMap(({ status, policy: named }, index) => {
    if (status === undefined || (named !== undefined && named !== policy)) return [];
    let target = index + 1;
    while (lines[target]?.isAnnotation === true) target += 1;
    return [{ file, line: target + 1, status }];
  });
}

function annotationLines(text: string): readonly AnnotationLine[] {
  let isBlock = false;
  return text.split("\n").map((line): AnnotationLine => {
    if (isBlock) {
      if (line.includes("*/")) isBlock = false;
      return toLine(insideBlock.exec(line), true);
    }
    // A block comment that begins with a line of its own may hold annotations, a line each.
    isBlock = /^\s*\/\*+\s*$/.test(line);
    return toLine(lineComment.exec(line) ?? blockComment.exec(line), isBlock);
  });
}

function toLine(match: RegExpExecArray | null, isAnnotation: boolean): AnnotationLine {
  return match === null
    ? { isAnnotation }
    : { isAnnotation: true, status: match[1] as FindingStatus, policy: match[2] };
}

/** A fixture's text without the annotations. */
export function withoutAnnotations(text: string): string {
  const annotations = annotationLines(text);
  const lines = text.split("\n");
  return lines.filter((_line, index) => annotations[index]?.isAnnotation !== true).join("\n");
}

const dayComment = /^\s*(?:#|\/\/)\s*today\s+(\d{4}-\d\d-\d\d)\s*$/m;

/** The day that a fixture is judged on, which a comment `# today 2026-01-31` says. */
export function readToday(text: string): string | undefined {
  return dayComment.exec(text)?.[1];
}

/** A line on which a fixture expects other verdicts than there are. */
export interface FixtureDifference<Given extends GivenVerdict = GivenVerdict> {
  readonly file: string;
  /** Undefined for an expectation that names no line. */
  readonly line: number | undefined;
  /** Expected, and not given. */
  readonly missing: readonly ExpectedVerdict[];
  /** Given, and not expected. */
  readonly surplus: readonly Given[];
}

/** Compares what a fixture expects with what there is, in both directions; nothing where they agree. */
export function differencesOf<Given extends GivenVerdict>(
  expected: readonly ExpectedVerdict[],
  given: readonly Given[],
): readonly FixtureDifference<Given>[] {
  const missing = expected.filter((wanted) => !given.some((each) => meets(each, wanted)));
  const surplus = given.filter((each) => !expected.some((wanted) => meets(each, wanted)));
  const places = new Map<string, FixtureDifference<Given>>();
  for (const { file, line } of [...missing, ...surplus]) {
    places.set(`${file}:${String(line ?? 0)}`, {
      file,
      line,
      missing: missing.filter((each) => each.file === file && each.line === line),
      surplus: surplus.filter((each) => each.file === file && each.line === line),
    });
  }
  return [...places.values()].sort(
    (one, other) => compareCodePoints(one.file, other.file) || (one.line ?? 0) - (other.line ?? 0),
  );
}

function meets(given: GivenVerdict, wanted: ExpectedVerdict): boolean {
  return (
    given.status === wanted.status &&
    given.file === wanted.file &&
    (wanted.line === undefined || wanted.line === given.line) &&
    (wanted.address === undefined || wanted.address === given.address)
  );
}
