import { outlineOf, type Finding, type Policy } from "@lintel/core";
import { ChangeIndex, type ChangeSet, type LineRange } from "../change/change-set.js";

/** A resource's block of the base that a change takes away as a whole. */
export interface RemovedBlock extends LineRange {
  /** Where its file was. */
  readonly file: string;
  /** Where its file is in the head, or was. */
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** Finds the resources that a change takes away. */
export function removedBlocks(
  changeSet: ChangeSet,
  readBase: (file: string) => string | undefined,
): readonly RemovedBlock[] {
  const change = new ChangeIndex(changeSet);
  return changeSet.files.flatMap(({ path, previousPath = path, hunks }) => {
    const text = hunks.some(({ removed }) => removed !== undefined) ? readBase(previousPath) : undefined;
    if (text === undefined || !/\.(?:tf|tofu)$/.test(previousPath)) return [];
    const lines = text.split("\n");
    return outlineOf(previousPath, text).flatMap((part): RemovedBlock[] => {
      const gone = change.removedWithin(previousPath, part);
      // The bracket at its end may as well be that of the block before it.
      if (gone?.first !== part.first || gone.last < part.last - 1) return [];
      const written = lines.slice(part.first - 1, part.last).join("\n");
      const [, type] = /^\s*resource\s+"?([\w-]+)/.exec(written) ?? [];
      return type === undefined ? [] : [{ ...gone, file: previousPath, type, text: written }];
    });
  });
}

/**
 * Finds, among what a change takes away, what a policy was content with before: a resource of a type that the policy asks for, which refers to
 * the resource that passed.
 */
export function findCompanion(
  { location, resource }: Finding,
  { cases }: Pick<Policy, "cases">,
  removed: readonly RemovedBlock[],
): RemovedBlock | undefined {
  const name = resource.address.split(".").slice(-2).join(".").replace(/\[.*$/s, "");
  const asked = JSON.stringify(cases);
  return removed.find(
    ({ file, type, text }) =>
      directoryOf(file) === directoryOf(location.file) &&
      type !== resource.type &&
      asked.includes(JSON.stringify(type)) &&
      refersTo(text, name),
  );
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function refersTo(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before = "", after = ""] = [text[at - 1], text[at + name.length]];
    if (!/[\w.-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
