import { isRecord } from "./json.js";

/** Whether a tree of marks, `true` at the marked places of a value of the same shape, marks anything. */
export function holdsTrue(tree: unknown): boolean {
  if (tree === true) return true;
  if (typeof tree !== "object" || tree === null) return false;
  return Object.values(tree).some(holdsTrue);
}

/** The tree of marks that marks what one of two trees marks. */
export function eitherMarked(left: unknown, right: unknown): unknown {
  if (left === true || !holdsTrue(right)) return left;
  if (right === true || !holdsTrue(left)) return right;
  if (Array.isArray(left) && Array.isArray(right)) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      eitherMarked(left[index], right[index]),
    );
  }
  if (!isRecord(left) || !isRecord(right)) return true;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, eitherMarked(left[name], right[name])]));
}

/** The tree with a mark at the end of each path. Paths never lead into a set: what is marked there marks the whole set. */
export function treeOfPaths(paths: readonly (readonly (string | number)[])[]): unknown {
  const tree = newBranch();
  for (const path of paths) {
    const last = path.at(-1);
    if (last === undefined) return true;
    let branch: MarkTree | true = tree;
    for (const step of path.slice(0, -1)) {
      if (branch !== true) branch = branch[step] ??= newBranch();
    }
    if (branch !== true) branch[last] = true;
  }
  return tree;
}

interface MarkTree {
  [step: string]: MarkTree | true;
}

/** Without a prototype, whose names would be taken for marks. */
function newBranch(): MarkTree {
  return Object.create(null) as MarkTree;
}

/** The marks of a part of a value. */
export function branchOf(tree: unknown, key: string | number): unknown {
  if (Array.isArray(tree)) return typeof key === "number" ? (tree[key] as unknown) : undefined;
  return isRecord(tree) && Object.hasOwn(tree, key) ? tree[String(key)] : undefined;
}
