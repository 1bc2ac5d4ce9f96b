import type { GraphNode } from "../../graph/graph.js";
import type { ObjectReading, Reading } from "../../graph/reading.js";
import { editHcl } from "../../hcl/edits.js";
import { parseHclJson } from "../../hcl/json.js";
import { editJson } from "../../hcl/json-edits.js";
import { isPlainReference, syntaxAt, valueOf } from "../../hcl/locate-syntax.js";
import { parseHcl } from "../../hcl/parse.js";
import type { HclFile } from "../../hcl/syntax.js";
import type { ManifestEdits } from "../../kubernetes/edits.js";
import { attributeNames } from "../../kubernetes/terraform-names.js";
import { compareCodePoints } from "../../source/code-points.js";
import type { SourceFile, SourceRange } from "../../source/source-file.js";
import type { TextEdit } from "../../source/text-edit.js";
import { isSameScalar, type Change, type NewEntry, type WrittenValue } from "../../source/written-value.js";
import { configurationSchema, variablesSchema } from "../../terraform/configuration/json-schema.js";
import type { Verdict } from "../evaluate.js";
import { withEntry, type CompiledFix } from "./compiled-fix.js";

/** Edits that turn a failure into a pass, as far as can be told before they are made. */
export interface FixDraft {
  readonly isSafe: boolean;
  /** Whether it edits another place than that of the finding, on which other things may depend. */
  readonly isElsewhere: boolean;
  readonly edits: readonly FileEdit[];
}

/** An edit and the file that it is of. */
export interface FileEdit extends TextEdit {
  readonly file: SourceFile;
}

/** Edits manifests; there is none where no manifest was loaded, nor was what reads them. */
export type ManifestEditor = (file: SourceFile, changes: readonly Change[]) => ManifestEdits | undefined;

/**
 * Makes the fix of a failure. Undefined where its policy has none, or where it cannot be made for certain: a value is computed,
 * comes from outside, must not be shown, or from a file that is not to be edited.
 */
export function draftFix(verdict: Verdict, editManifest: ManifestEditor | undefined): FixDraft | undefined {
  const { node, reading, scope, status } = verdict;
  const { fix } = verdict.case;
  if (fix === undefined || status !== "fail" || isRecorded(node)) return undefined;
  const planner = new FixPlanner(node, editManifest);
  const isPossible =
    fix.set.every(({ path, value }) => planner.set(path.isFromNode ? scope.root : reading, path.names, value)) &&
    fix.remove.every((path) => planner.remove(path.isFromNode ? scope.root : reading, path.names)) &&
    fix.add.every(({ path, entries }) => planner.add(path.isFromNode ? scope.root : reading, path.names, entries));
  return isPossible ? planner.draft(fix) : undefined;
}

/** What a plan or a state tells can only be changed by making another one. */
function isRecorded({ change, hasRecordedSecrets }: GraphNode): boolean {
  return change !== undefined || hasRecordedSecrets !== undefined;
}

/** Where something is written. */
interface Place {
  readonly range: SourceRange;
  readonly isElsewhere: boolean;
}

/** Entries that are to be added to one object. */
interface Addition {
  readonly place: Place;
  readonly keys: readonly string[];
  entries: readonly NewEntry[];
}

/** Collects the changes of one fix. Its methods return false for what cannot be done. */
class FixPlanner {
  readonly #changes = new Map<SourceFile, Change[]>();
  readonly #additions = new Map<string, Addition>();
  #isElsewhere = false;

  constructor(
    readonly node: GraphNode,
    readonly editManifest: ManifestEditor | undefined,
  ) {}

  set(from: Reading, names: readonly string[], value: WrittenValue): boolean {
    const found = walk(from, names);
    if (found === undefined) return false;
    const { reading, container, missing } = found;
    if (missing.length === 0) {
      if (reading.kind === "scalar" && typeof value !== "object") {
        if (isSameScalar(reading.value, value)) return true;
        return this.#change(reading, (at) => ({ kind: "set", at, value, current: reading.value }));
      }
      return reading.kind !== "unknown" && this.#change(reading, (at) => ({ kind: "set", at, value }));
    }
    const isNull = missing.length === 1 && !isSameRange(reading.range, container.range);
    if (isNull && this.node.kind !== "object") return this.#change(reading, (at) => ({ kind: "set", at, value }));
    const name = missing.at(-1) ?? "";
    return this.#add(container, missing.slice(0, -1), { kind: "attribute", name: this.#written(name), value });
  }

  remove(from: Reading, names: readonly string[]): boolean {
    const found = walk(from, names);
    if (found === undefined || found.reading.kind === "unknown") return false;
    const { reading, missing } = found;
    if (missing.length > 0) return true;
    const parts = reading.kind === "list" && reading.isBlocks ? reading.items : [reading];
    if (reading.kind === "list" && reading.rest !== undefined) return false;
    return parts.every((part) => !isTraced(part) && this.#change(part, (at) => ({ kind: "remove", at })));
  }

  add(from: Reading, names: readonly string[], entries: readonly NewEntry[]): boolean {
    const found = walk(from, names.slice(0, -1));
    const name = names.at(-1);
    if (found === undefined || name === undefined) return false;
    const { reading, container, missing } = found;
    const parent = missing.length > 0 ? container : singleObject(reading);
    if (parent === undefined) return false;
    return this.#add(parent, missing, { kind: "block", name: this.#written(name), entries });
  }

  /** Turns the changes into edits, all of them or none. */
  draft({ isSafe }: CompiledFix): FixDraft | undefined {
    for (const { place, keys, entries } of this.#additions.values()) {
      this.#push(place, { kind: "insert", into: place.range, keys, entries });
    }
    const edits: FileEdit[] = [];
    for (const [file, changes] of this.#changes) {
      const made = this.#edit(file, changes);
      if (made === undefined) return undefined;
      edits.push(...made.map((edit) => ({ ...edit, file })));
    }
    if (edits.length === 0) return undefined;
    edits.sort((a, b) => compareCodePoints(a.file.path, b.file.path) || a.start - b.start);
    return { isSafe: isSafe && !this.#isElsewhere, isElsewhere: this.#isElsewhere, edits };
  }

  #edit(file: SourceFile, changes: readonly Change[]): readonly TextEdit[] | undefined {
    if (this.node.kind !== "object") {
      if (!file.path.endsWith(".json")) return editHcl(treeOf(file), changes);
      return editJson(file, changes, { hasTemplates: !file.path.endsWith(".tfvars.json") });
    }
    const made = this.editManifest?.(file, changes);
    this.#isElsewhere ||= made?.isShared === true;
    return made?.edits;
  }

  #change(reading: Reading, make: (at: SourceRange) => Change): boolean {
    const place = reading.isSensitive ? undefined : placeOf(reading);
    if (place === undefined) return false;
    this.#push(place, make(place.range));
    return true;
  }

  #push({ range, isElsewhere }: Place, change: Change): void {
    this.#isElsewhere ||= isElsewhere;
    const changes = this.#changes.get(range.file);
    if (changes === undefined) this.#changes.set(range.file, [change]);
    else changes.push(change);
  }

  #add(container: ObjectReading, blocks: readonly string[], added: NewEntry): boolean {
    const place = container.isSensitive ? undefined : placeOf(container);
    if (place === undefined) return false;
    const { file, start, end } = place.range;
    const key = `${file.path}\n${String(start)}-${String(end)}`;
    const addition = this.#additions.get(key) ?? { place, keys: keysOf(container), entries: [] };
    addition.entries = withEntry(
      addition.entries,
      blocks.map((name) => this.#written(name)),
      added,
    );
    this.#additions.set(key, addition);
    return true;
  }

  /** Policies about Kubernetes objects name what Terraform's `kubernetes` provider has other names for. */
  #written(name: string): string {
    const { kind, type } = this.node;
    const isOfProvider = kind === "resource" && type.startsWith("kubernetes_") && type !== "kubernetes_manifest";
    return isOfProvider ? (attributeNames(name)[0] ?? name) : name;
  }
}

/** Where a path leads: to something, or to the object in which the first of the missing names should be. */
interface Found {
  readonly reading: Reading;
  readonly container: ObjectReading;
  readonly missing: readonly string[];
}

function walk(from: Reading, names: readonly string[]): Found | undefined {
  let reading = from;
  let container = singleObject(from);
  for (const [index, name] of names.entries()) {
    const object = singleObject(reading);
    if (object === undefined) return undefined;
    container = object;
    reading = object.get(name);
    if (isMissing(reading)) return { reading, container, missing: names.slice(index) };
  }
  return container === undefined ? undefined : { reading, container, missing: [] };
}

function isMissing(reading: Reading): boolean {
  if (reading.kind === "list") return reading.isBlocks && reading.items.length === 0 && reading.rest === undefined;
  return reading.kind === "absent";
}

/** The object that a reading is: also the only block of its type, or the only object of a list. */
function singleObject(reading: Reading): ObjectReading | undefined {
  if (reading.kind === "object") return reading.rest === undefined ? reading : undefined;
  if (reading.kind !== "list" || reading.items.length !== 1 || reading.rest !== undefined) return undefined;
  const [only] = reading.items;
  return only?.kind === "object" ? only : undefined;
}

/** The names that are written in an object; a view of it has others beside them. */
function keysOf(object: ObjectReading): readonly string[] {
  const keys = object.keys();
  const isPodView = keys.includes("apiVersion") && keys.includes("pod");
  return keys.filter((name) => {
    if (isPodView && (name === "pod" || name === "containers")) return false;
    return name !== "containerKind" || !isSameRange(object.get(name).range, object.range);
  });
}

function isSameRange(left: SourceRange, right: SourceRange): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

function isTraced(reading: Reading): boolean {
  return (reading.trace?.() ?? []).length > 0;
}

/**
 * Where a person would edit what a reading tells: at itself, or where it comes from, if nothing but references lie between.
 * Undefined where that is no place to edit.
 */
function placeOf(reading: Reading): Place | undefined {
  const steps = reading.trace?.() ?? [];
  const ranges = [reading.range, ...steps.map(({ range }) => range)];
  const range = ranges.at(-1) ?? reading.range;
  if (!ranges.slice(0, -1).every(isReference) || isInstalled(range.file.path)) return undefined;
  return { range, isElsewhere: steps.length > 0 };
}

/** Modules that were downloaded are downloaded again. */
function isInstalled(path: string): boolean {
  return /(?:^|\/)\.terraform\//.test(path);
}

function isReference(range: SourceRange): boolean {
  const found = syntaxAt(treeOf(range.file), range);
  const expression = found === undefined ? undefined : valueOf(found);
  return expression !== undefined && isPlainReference(expression);
}

const trees = new WeakMap<SourceFile, HclFile>();

/** The tree of a file, parsed once; what is wrong with it has been reported. */
function treeOf(file: SourceFile): HclFile {
  let tree = trees.get(file);
  if (tree === undefined) trees.set(file, (tree = parse(file)));
  return tree;
}

function parse(file: SourceFile): HclFile {
  const ignore = (): void => undefined;
  if (!file.path.endsWith(".json")) return parseHcl(file, ignore);
  return parseHclJson(file, file.path.endsWith(".tfvars.json") ? variablesSchema : configurationSchema, ignore);
}
