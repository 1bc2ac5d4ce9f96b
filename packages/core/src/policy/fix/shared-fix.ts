import { compareCodePoints } from "../../source/code-points.js";
import { locate } from "../assemble.js";
import type { Verdict } from "../evaluate.js";
import type { Fix } from "../finding.js";
import { draftFix, type FileEdit, type FixDraft, type ManifestEditor } from "./fix-maker.js";

/**
 * The fix of a finding that another instance shares: the same one where it is made at the finding's own place, and where the
 * instances get their values from different places, both. Undefined where one has none, or where they contradict each other.
 */
export function sharedFix(
  known: FixDraft | undefined,
  verdict: Verdict,
  editManifest: ManifestEditor | undefined,
): FixDraft | undefined {
  if (known?.isElsewhere !== true) return known;
  const other = draftFix(verdict, editManifest);
  if (other === undefined) return undefined;
  const added = other.edits.filter((edit) => !known.edits.some((each) => isSameEdit(each, edit)));
  if (added.some((edit) => known.edits.some((each) => doTouch(each, edit)))) return undefined;
  const edits = [...known.edits, ...added].sort(
    (a, b) => compareCodePoints(a.file.path, b.file.path) || a.start - b.start,
  );
  return { isSafe: known.isSafe && other.isSafe, isElsewhere: true, edits };
}

function isSameEdit(left: FileEdit, right: FileEdit): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end && left.text === right.text;
}

function doTouch(left: FileEdit, right: FileEdit): boolean {
  return left.file === right.file && left.start <= right.end && right.start <= left.end;
}

/** A fix as reports show it. */
export function fixOf({ isSafe, edits }: FixDraft): Fix {
  return { safe: isSafe, edits: edits.map(({ text, ...range }) => ({ location: locate(range), text })) };
}
